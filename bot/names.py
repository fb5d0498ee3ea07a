"""A name as somebody writes it, in the chat or on the command line."""

from __future__ import annotations

import unicodedata

from pipeline.errors import LatchkeyError
from pipeline.names import name_problem


class NameRefused(LatchkeyError):
    pass


def person_name(text: str) -> str:
    """`text` with its spaces tidied and its letters composed; NameRefused with the reason."""
    name = unicodedata.normalize("NFC", " ".join(text.split()))
    if not name:
        raise NameRefused("Write the name as text, for example: Grace")
    if problem := name_problem(name):
        raise NameRefused(problem)
    return name
