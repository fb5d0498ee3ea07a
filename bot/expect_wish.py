"""Whom somebody expects, when, and whether once, from how they typed it after /expect."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from bot.lengths import NAME_LIMIT, cut
from bot.matching import bare
from bot.names import plain_name
from bot.window import Window, WindowRefused, window
from pipeline.errors import LatchkeyError

MOST_LETTERS, MOST_WORDS = 240, 12
"""Of 200 letters without a space the first are a name still."""

ONCE = re.compile(
    r"(?:(?:only|just|nur) )?(?<!\w)(?:once|one time|einmal(?:ig)?|1x|1 ?mal)(?!\w)", re.IGNORECASE
)
AGAIN = re.compile(
    r"\b(?:every|each|daily|weekly|weekdays|jede[nrs]?|täglich|wöchentlich|werktags|(?:mon|tues|wednes|thurs|"
    r"fri|satur|sun)days|montags|dienstags|mittwochs|donnerstags|freitags|samstags|sonntags)\b",
    re.IGNORECASE,
)
BETWEEN = {
    "for",
    "on",
    "from",
    "at",
    "between",
    "in",
    "für",
    "am",
    "um",
    "von",
    "vom",
    "zwischen",
    "im",
    "ab",
}
"""Words that join who and when and are neither."""

A_TIME = re.compile(r"(?<!\w)[-+]?\d")


class NoSuchTime(LatchkeyError):
    """`args[0]`: what should have been a time."""


class AgainAndAgain(LatchkeyError):
    """A pass is for one window."""


@dataclass(frozen=True, slots=True)
class Wish:
    name: str
    """"" where nobody was named."""
    window: Window | None
    """None: it was not said when."""
    once: bool


def wish(text: str, names: Sequence[str], now: datetime, zone: tzinfo) -> Wish:
    """`names`: of those who are known. Raises NoSuchTime, AgainAndAgain, and of bot.window WindowRefused."""
    text = text[:MOST_LETTERS]
    once = ONCE.search(text) is not None
    words = ONCE.sub(" ", text).split()[:MOST_WORDS]
    # A name typed in full is a name, even May or Jan.
    for name, when in _splits(words):
        if _is_one_of(name, names):
            found = window(" ".join(when), now, zone) if when else None
            if found or not when:
                return Wish(_named(name), found, once)
    if AGAIN.search(" ".join(words)):
        raise AgainAndAgain(text)
    for name, when in _splits(words):
        found = window(" ".join(when), now, zone) if when else None
        if found is not None:
            if A_TIME.search(" ".join(name)) or _has_time(name, now, zone):
                raise NoSuchTime(" ".join(words))
            return Wish(_named(name), found, once)
    if A_TIME.search(" ".join(words)):
        raise NoSuchTime(" ".join(_from_the_time_on(words)))
    return Wish(_named(words), None, once)


def _splits(words: Sequence[str]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """Who, and when: the longest time first, at the end or at the beginning."""
    for length in range(len(words) + 1):
        yield words[:length], words[length:]
        if length:
            yield words[-length:], words[:-length]


def _has_time(name: Sequence[str], now: datetime, zone: tzinfo) -> bool:
    """Half of what was said of the time was not understood; a word alone may well be a name."""
    try:
        return len(name) > 1 and any(
            when and who and window(" ".join(when), now, zone) for who, when in _splits(name)
        )
    except WindowRefused:
        return True


def _is_one_of(words: Sequence[str], names: Iterable[str]) -> bool:
    typed = bare(" ".join(words))
    return bool(typed) and any(bare(name) == typed for name in names)


def _named(words: Sequence[str]) -> str:
    inner = list(words)
    while inner and inner[0].casefold() in BETWEEN:
        inner.pop(0)
    while inner and inner[-1].casefold() in BETWEEN:
        inner.pop()
    return cut(plain_name(" ".join(inner)).strip(",;:"), NAME_LIMIT)


def _from_the_time_on(words: Sequence[str]) -> Sequence[str]:
    """What was not understood, with the word before it, which may be its day."""
    first = next(place for place, word in enumerate(words) if A_TIME.match(word))
    return words[max(1, first - 1) :] if first else words
