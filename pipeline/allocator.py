"""glibc's malloc, told to keep less for itself. Elsewhere these do nothing."""

from __future__ import annotations

import contextlib
import ctypes

M_ARENA_MAX = -8
FEW = 2


def use_few_arenas() -> None:
    """Before any thread is started, in a process whose threads mostly wait for one another.

    Each thread would get an arena of its own, eight for each core: 32 on a Raspberry Pi. What is freed in one
    serves only the threads that share it, and pictures that pass through leave holes in all of them.
    """
    with contextlib.suppress(AttributeError, OSError):
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, FEW)


def give_back() -> None:
    """What was freed in small pieces goes back to the machine."""
    with contextlib.suppress(AttributeError, OSError):
        ctypes.CDLL(None).malloc_trim(0)
