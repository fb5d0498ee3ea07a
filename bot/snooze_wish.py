"""What somebody wants to have snoozed, and until when, from how they typed it after /snooze."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import TypeAlias

from bot.matching import bare, exactly, matching, nearest
from bot.until import LEADING, UntilRefused, until
from pipeline.errors import LatchkeyError

MOST_LETTERS, MOST_WORDS = 120, 12
"""What lies behind is not read: nobody says it, and each word more is another way to read them all."""

ALL = {"all", "everything", "all cameras", "alle", "alles", "alle kameras", "house", "haus"}
STRANGERS = {
    *("unknown", "stranger", "strangers", "somebody", "nobody"),
    *("unbekannt", "unbekannte", "fremde", "fremder", "jemand", "niemand"),
}
BETWEEN = {
    *("for", "until", "till", "til", "by", "in", "at", "of", "on", "the"),
    *("für", "bis", "um", "am", "an", "von", "der", "die", "das"),
}
"""Words that join what and when and are neither."""


SIGNS = {"+", "-", "\N{MINUS SIGN}"}


@dataclass(frozen=True, slots=True)
class Thing:
    """A camera or a person: one of the two ids is given."""

    name: str
    camera_id: str | None = None
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    things: tuple[Thing, ...]
    """Several: one of these is meant. None: everything."""
    until: datetime | None
    """None: not said."""


Things: TypeAlias = tuple[Thing, ...]
Words: TypeAlias = Sequence[str]
Match: TypeAlias = Callable[[str, Iterable[Thing], Callable[[Thing], str]], list[Thing]]
End: TypeAlias = Callable[[Sequence[str]], datetime | None]


class NoSuchTime(LatchkeyError):
    """`args[0]`: what should have been a time."""


class NoSuchThing(LatchkeyError):
    def __init__(self, name: str, nearest: Thing | None, until: datetime | None) -> None:
        super().__init__(name)
        self.name, self.nearest, self.until = name, nearest, until


class StrangersMeant(LatchkeyError):
    """Strangers have no name by which to snooze them."""


def wish(text: str, things: Sequence[Thing], now: datetime, zone: tzinfo) -> Wish:
    """Raises NoSuchTime, NoSuchThing, StrangersMeant, and of `bot.until` UntilPast and UntilTooFar."""
    words = text[:MOST_LETTERS].split()[:MOST_WORDS]

    def end(typed: Sequence[str]) -> datetime | None:
        return until(" ".join(typed), now, zone)

    # A name typed in full is a name, even May or Jan; a part of one only where it is not a time by itself.
    for found, when, _ in _named(words, things, exactly):
        if not when or end(when):
            return Wish(found, end(when))
    if bare(_inner(words).split(" ")[0]) in STRANGERS:
        raise StrangersMeant(text)
    for found, when, named in _named(words, things, matching):
        if _is_time(named, end):
            continue
        if not when or end(when):
            return Wish(found, end(when))
        if _meant_as_time(when):
            raise NoSuchTime(" ".join(when))
    if (whole := end(words)) is not None:
        return Wish((), whole)
    raise _refusal(words, things, end)


def _is_time(words: Sequence[str], end: End) -> bool:
    try:
        return end(words) is not None
    except UntilRefused:
        return True


def _named(
    words: Sequence[str], things: Sequence[Thing], match: Match
) -> Iterator[tuple[Things, Words, Words]]:
    """What the first or the last words name, the words that are left, and those: the longest name first."""
    for length in range(len(words), 0, -1):
        for name, left in ((words[:length], words[length:]), (words[-length:], words[:-length])):
            inner = _inner(name)
            if bare(inner) in ALL:
                yield (), left, name
            elif found := match(inner, things, _name) or exactly(" ".join(name), things, _name):
                yield tuple(found), left, name


def _inner(words: Sequence[str]) -> str:
    """Without the words around a name that belong to no name."""
    inner = list(words)
    while inner and inner[0].casefold() in BETWEEN:
        inner.pop(0)
    while inner and inner[-1].casefold() in BETWEEN:
        inner.pop()
    return " ".join(inner)


def _name(thing: Thing) -> str:
    return thing.name


def _meant_as_time(words: Sequence[str]) -> bool:
    typed = " ".join(words).casefold()
    return LEADING.match(typed) is not None or typed[:1].isdecimal() or typed[:1] in SIGNS


def _refusal(words: Sequence[str], things: Sequence[Thing], end: End) -> LatchkeyError:
    if _meant_as_time(words):
        return NoSuchTime(" ".join(words))
    for place in range(1, len(words)):
        moment = end(words[place:])
        if moment is not None:
            break
    else:
        place, moment = len(words), None
    name = _inner(words[:place])
    return NoSuchThing(name, nearest(name, things, _name), moment)
