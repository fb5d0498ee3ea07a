"""Names as people type them: in any case, without accents, in part."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")

LIKE_ENOUGH = 0.6
SHORTEST_PART = 3
"""Letters, of a part from the middle of a word."""


def bare(text: str) -> str:
    """Without case, accents and spare spaces."""
    letters = unicodedata.normalize("NFKD", " ".join(text.split()).casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def exactly(text: str, things: Iterable[T], name: Callable[[T], str]) -> list[T]:
    typed = bare(text)
    return [thing for thing in things if bare(name(thing)) == typed]


def matching(text: str, things: Iterable[T], name: Callable[[T], str]) -> list[T]:
    """Those whose name is typed; else those where each typed word begins a word; else those that hold it."""
    candidates, typed = list(things), bare(text)
    if not typed:
        return []
    return (
        exactly(text, candidates, name)
        or [thing for thing in candidates if _begins(typed.split(), bare(name(thing)).split())]
        or [thing for thing in candidates if len(typed) >= SHORTEST_PART and typed in bare(name(thing))]
    )


def nearest(text: str, things: Iterable[T], name: Callable[[T], str]) -> T | None:
    """What was probably meant; None where nothing is like it. A word of the name is enough."""
    words = {
        part: thing for thing in things for whole in (bare(name(thing)),) for part in (*whole.split(), whole)
    }
    found = difflib.get_close_matches(bare(text), words, n=1, cutoff=LIKE_ENOUGH)
    return words[found[0]] if found else None


def _begins(typed: list[str], words: list[str]) -> bool:
    """In their order, and not every one has to be typed."""
    left = iter(words)
    return all(any(word.startswith(one) for word in left) for one in typed)
