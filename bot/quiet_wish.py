"""Quiet hours as they are typed after /quiet: "weekdays 22:00-6:30", "sat sun 23-9", "sonntag aus"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import time
from functools import cache

from babel.dates import get_day_names

from bot.texts import LANGUAGES
from storage.quiet_hours import DAYS, Span

CLOCK = r"(\d{1,2})(?:[:.](\d\d))? ?(am|pm|uhr)?"
SPAN = re.compile(rf"(?<![\w:.-]){CLOCK} ?(?:-|–|to|until|till|bis) ?{CLOCK}(?![\w:.])")
ALL_DAY = re.compile(r"\b(?:all day|ganztags|den ganzen tag)\b")
OFF = re.compile(r"\b(?:off|none|never|aus|keine|nie)\b")
DAY_RANGE = re.compile(r"([^\W\d]+)\.? ?(?:-|–|to|bis) ?([^\W\d]+)")
BETWEEN = {"from", "on", "and", "at", "every", "von", "am", "und", "um", "jeden", "jede"}
SEVERAL = {
    **dict.fromkeys(("weekdays", "weekday", "werktags", "wochentags", "werktage"), range(5)),
    **dict.fromkeys(("weekend", "weekends", "wochenende", "wochenenden"), range(5, 7)),
    **dict.fromkeys(("daily", "day", "days", "night", "nights", "always", "everyday"), DAYS),
    **dict.fromkeys(("täglich", "tag", "nacht", "nachts", "immer", "alle"), DAYS),
}
SHORTEST = 2
"""Letters of a day."""


def quiet_wish(text: str) -> Mapping[int, Span | None] | None:
    """The span by weekday (0 = Monday), None for a day without; every day where none is said.

    None where it cannot be read.
    """
    typed = " ".join(text.casefold().split())
    off, whole, found = OFF.search(typed), ALL_DAY.search(typed), SPAN.search(typed)
    said = off or whole or found
    days = said and _days(f"{typed[: said.start()]} {typed[said.end() :]}")
    if not said or days is None:
        return None
    if off:
        return dict.fromkeys(days)
    span = Span(time(0), time(0)) if whole else _span(said)
    return None if span is None else dict.fromkeys(days, span)


def _span(found: re.Match[str]) -> Span | None:
    starts, ends = _clock(*found.group(1, 2, 3)), _clock(*found.group(4, 5, 6))
    return None if starts is None or ends is None else Span(starts, ends)


def _clock(hour: str, minute: str | None, half: str | None) -> time | None:
    number, minutes = int(hour), int(minute or 0)
    if half in ("am", "pm"):
        if not 1 <= number <= 12:
            return None
        number = number % 12 + 12 * (half == "pm")
    if (number, minutes) == (24, 0):
        number = 0
    return time(number, minutes) if number < 24 and minutes < 60 else None


def _days(text: str) -> list[int] | None:
    """All of them for no word at all; None for a word that is no day."""
    days: set[int] = set()
    for first, last in DAY_RANGE.findall(text):
        start, end = _day(first), _day(last)
        if start is None or end is None:
            return None
        days |= {(start + number) % 7 for number in range((end - start) % 7 + 1)}
    for word in re.findall(r"\w+", DAY_RANGE.sub(" ", text)):
        if word in SEVERAL:
            days |= set(SEVERAL[word])
        elif (day := _day(word)) is not None:
            days.add(day)
        elif word not in BETWEEN:
            return None
    return sorted(days) or list(DAYS)


def _day(word: str) -> int | None:
    if len(word) < SHORTEST:
        return None
    return next((day for name, day in _day_names() if name.startswith(word)), None)


@cache
def _day_names() -> list[tuple[str, int]]:
    return [
        (name.casefold(), day)
        for language in LANGUAGES
        for day, name in get_day_names("wide", locale=language).items()
    ]
