"""Imported once by the process that the tests' workers are forked from: each need not load it all again."""

from pipeline import analyse, face_library

face_library.library()

__all__ = ["analyse"]
