"""From when until when: "today 14-16", "friday 9 to 12", "8h", "bis 18 Uhr", "morgen Nachmittag".

Days and ends are read by bot/until.py, parts of a day stand in bot/hours.py; here two of them are joined. All
of it by the clock on the household's wall.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from bot.hours import PARTS
from bot.until import DAY, UntilPast, UntilTooFar, day_of, until
from pipeline.errors import LatchkeyError

LONGEST = timedelta(days=31)
FURTHEST = timedelta(days=92)
"""How far ahead one may begin."""

FAR = timedelta(days=1000)
"""Whatever is further away is too far, or over."""

MOST_LETTERS = 60


class Wrong(StrEnum):
    PAST = "past"
    TOO_LONG = "too-long"
    TOO_FAR = "too-far"
    NO_TIME = "no-time"
    """It ends when it begins, or before."""
    NO_END = "no-end"
    """An hour alone: it may be the first of them or the last."""


class WindowRefused(LatchkeyError):
    """It is a time, but nobody is expected then. `text`: the words that said it."""

    def __init__(self, why: Wrong, text: str) -> None:
        super().__init__(f"{text!r}: {why}")
        self.why, self.text = why, text


@dataclass(frozen=True, slots=True)
class Window:
    """From `starts_at`, which is not before now, until before `ends_at`; UTC."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class _Here:
    now: datetime
    zone: tzinfo

    @property
    def today(self) -> date:
        return self.now.astimezone(self.zone).date()

    def day(self, words: str) -> date | None:
        """dateparser finds a day in a great deal: only what looks like one is shown to it."""
        plain = _A_DAY.fullmatch(words) and (_ISO.fullmatch(words) or not _JOIN.search(words))
        found = day_of(words, self.now, self.zone) if plain else None
        # At the ends of the calendar there is no day after it, nor an hour of it elsewhere.
        return found and min(max(found, self.today - FAR), self.today + FAR)


_A_DAY = re.compile(r"(?=.*(?:[^\W\d]{2}|\d\.|\d/|\d{4}-\d))[\w .,/'-]+")
"""Numbers alone are hours."""

_ISO = re.compile(r"\d{4}-\d\d?-\d\d?")

_CLOCK = r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?(?: ?(?P<mark>am|pm|uhr|h|o'?clock))?"
_HOUR = re.compile(_CLOCK)
_HOUR_LAST = re.compile(rf"(?P<day>.+?),? {_CLOCK}")
_HOUR_FIRST = re.compile(rf"{_CLOCK},? (?P<day>.+)")
_JOIN = re.compile(r" ?(?:-|\bto\b|\buntil\b|\btill?\b|\bbis\b|\band\b|\bund\b) ?(?:zum |um )?")
_PART = re.compile(rf"(?:(?P<day>.+?) )?(?:(?:in the|in der|at) )?(?P<part>{'|'.join(PARTS)})")
_TODAY = re.compile(r"this|diese[nrs]?|today|heute")
_WEEKDAY = re.compile(r"[^\W\d]+")
_UNIT = r"(?:h|m|min|mins|minutes?|hours?|std|days?|weeks?|minuten?|stunden?|tage?n?|wochen?)"
_LASTING = re.compile(
    rf"(?:for |für )?(?:(?:\d+(?:[.,]\d+)?|an?|one|eine?n?) ?{_UNIT}(?:(?: and| und)? ?\d+ ?{_UNIT}?)?"
    r"|half an hour|(?:eine )?halbe stunde)"
)
_UNTIL = re.compile(r"(?:until|till?|bis|by) (?:zum )?(?P<end>.+)")

_SAME = (
    (re.compile("[\N{MINUS SIGN}–—]"), "-"),
    (re.compile(r"^(?:all day|the whole day|(?:den )?ganzen tag|ganztags)$"), "today"),
    (re.compile(r"\b(?:from|between|von|vom|zwischen|on|um|at|around|gegen|ab)\b"), " "),
    # Not of 9 am.
    (re.compile(r"(?<!\d)(?<!\d )\bam\b(?= )"), " "),
    (re.compile(r"\b(?:all day|the whole day|(?:den )?ganzen tag|ganztags)\b"), " "),
    (re.compile(r"\b(?:noon|midday|mittags?)\b"), "12:00"),
    (re.compile(r"^(.*?)\b(?:midnight|mitternacht)\b(?= ?(?:-|to|bis|until))"), r"\g<1>0:00"),
    (re.compile(r"\b(?:midnight|mitternacht)\b"), "24:00"),
    (re.compile(r"^tonight$"), "today evening"),
    (re.compile(r"\btonight\b"), "today"),
)


def window(text: str, now: datetime, zone: tzinfo) -> Window | None:
    """None for words that are no time; WindowRefused for a time at which nobody can be expected.

    An hour without am, pm or minutes is the one at which people are awake, and an end the next such hour
    after its beginning: 2-4 is 14:00 to 16:00. Without a day it is the next time that comes, or goes on.
    """
    words = _tidied(text)
    if not words or len(words) > MOST_LETTERS:
        return None
    here = _Here(now, zone)
    for reader in (_lasting, _between, _part, _days):
        spans = list(reader(words, here))
        if spans:
            return _window(spans, text, here)
    if _edge(words, _HOUR_LAST, here):
        raise WindowRefused(Wrong.NO_END, text)
    return None


def _tidied(text: str) -> str:
    words = " ".join(text.casefold().split())
    for found, same in _SAME:
        words = found.sub(same, words)
    return " ".join(words.split()).strip(",;!? ")


_Span = tuple[datetime, datetime]
"""Aware."""


def _window(spans: Iterable[_Span], text: str, here: _Here) -> Window:
    """The first of these that is not over."""
    for begin, end in spans:
        if end <= begin:
            raise WindowRefused(Wrong.NO_TIME, text)
        if end <= here.now:
            continue
        starts = max(begin, here.now).astimezone(UTC)
        if end - starts > LONGEST:
            raise WindowRefused(Wrong.TOO_LONG, text)
        if starts - here.now > FURTHEST:
            raise WindowRefused(Wrong.TOO_FAR, text)
        return Window(starts, end.astimezone(UTC))
    raise WindowRefused(Wrong.PAST, text)


def _lasting(words: str, here: _Here) -> Iterator[_Span]:
    """From now on: `8h`, `until 18:00`."""
    till = _UNTIL.fullmatch(words)
    day = here.day(till["end"]) if till else None
    if day is not None:
        yield here.now, _at(day, 24 * 60, here)
    if day is not None or not (till or _LASTING.fullmatch(words)):
        return
    try:
        end = until(words, here.now, here.zone)
    except UntilPast as error:
        raise WindowRefused(Wrong.PAST, words) from error
    except UntilTooFar as error:
        raise WindowRefused(Wrong.TOO_LONG, words) from error
    if end is not None:
        yield here.now, end


@dataclass(frozen=True, slots=True)
class _Hour:
    hour: int
    minute: int
    choices: tuple[int, ...]
    """Hours of the day that may be meant, the likeliest first."""

    def minutes(self, hour: int) -> int:
        return 60 * hour + self.minute


@dataclass(frozen=True, slots=True)
class _Edge:
    """One end of a window; a day without an hour is all of it."""

    day: date | None
    words: str
    hour: _Hour | None


def _between(words: str, here: _Here) -> Iterator[_Span]:
    """`friday 9 to 12`, `22-6`, `monday to wednesday`, `fri 22:00 - sat 6:00`."""
    for found in _JOIN.finditer(words):
        first = _edge(words[: found.start()], _HOUR_LAST, here)
        last = first and _edge(words[found.end() :], _HOUR_FIRST if first.hour else _HOUR_LAST, here)
        if first and last and not (first.day is None and last.hour is None):
            yield from _joined(first, last, here)
            return


def _edge(words: str, order: re.Pattern[str], here: _Here) -> _Edge | None:
    words = words.strip(" ,")
    if found := _HOUR.fullmatch(words):
        hour = _hour(found)
        return _Edge(None, "", hour) if hour else None
    for pattern in (order, _HOUR_LAST if order is _HOUR_FIRST else _HOUR_FIRST):
        found = pattern.fullmatch(words)
        hour, day = (_hour(found), here.day(found["day"])) if found else (None, None)
        if found and hour and day:
            return _Edge(day, found["day"], hour)
    day = here.day(words) if words else None
    return _Edge(day, words, None) if day else None


def _hour(found: re.Match[str]) -> _Hour | None:
    hour, minute, mark = int(found["hour"]), int(found["minute"] or 0), found["mark"]
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    if mark in ("am", "pm"):
        return _Hour(hour, minute, (hour % 12 + 12 * (mark == "pm"),)) if 1 <= hour <= 12 else None
    if found["minute"] or found["hour"].startswith("0") or not 1 <= hour <= 12:
        return _Hour(hour, minute, (hour,))
    # As in bot/hours.py: people mean the hours they are awake.
    awake = hour if 7 <= hour <= 12 else hour + 12
    return _Hour(hour, minute, (awake, (awake + 12) % 24))


def _joined(first: _Edge, last: _Edge, here: _Here) -> Iterator[_Span]:
    begin, end = _clocks(first.hour, last.hour)
    if first.day and last.day:
        yield _span(first.day, begin, last.day, end, here)
        return
    named, words = (first.day, first.words) if first.day else (last.day, last.words)
    crosses = DAY if end <= begin and end != begin else timedelta(0)
    for day in _days_of(named, words, crosses, here):
        yield _span(day, begin, day + crosses, end, here)


def _days_of(named: date | None, words: str, crosses: timedelta, here: _Here) -> Iterator[date]:
    """Which day may be meant; without one that was said the next, or the one that goes on."""
    if named is None:
        yield from ([here.today - DAY] if crosses else [])
        yield from (here.today, here.today + DAY)
        return
    # "Friday" on a Friday: today, as long as it is not over.
    if named - here.today == 7 * DAY and _WEEKDAY.fullmatch(words):
        yield here.today
    yield named


def _clocks(first: _Hour | None, last: _Hour | None) -> tuple[int, int]:
    """Minutes after midnight of the one and of the other day."""
    begins = first.choices if first else (0,)
    ends = last.choices if last else (24,)
    if first and last and len(begins) > 1 and len(ends) == 1:
        # "2-4pm": the mark is said once.
        begin = min(begins, key=lambda hour: _gap(first.minutes(hour), last.minutes(ends[0])))
    else:
        begin = begins[0]
    starts = 60 * begin + (first.minute if first else 0)
    minute = last.minute if last else 0
    end = min(ends, key=lambda hour: _gap(starts, 60 * hour + minute))
    return starts, 60 * end + minute


def _gap(begin: int, end: int) -> int:
    """Minutes from the one to the next other."""
    return (end - begin - 1) % (24 * 60) + 1


def _span(first: date, begin: int, last: date, end: int, here: _Here) -> _Span:
    """Where an hour comes twice, nobody is let in longer than was said.

    It begins with the later of two, unless it is over by then, and ends with the first.
    """
    starts, ends = _at(first, begin, here), _at(last, end, here)
    later = max(starts, _at(first, begin, here, fold=1))
    return later if later < ends else starts, ends


def _at(day: date, minutes: int, here: _Here, fold: int = 0) -> datetime:
    local = datetime.combine(day, time.min) + timedelta(minutes=minutes)
    return local.replace(tzinfo=here.zone, fold=fold).astimezone(UTC)


def _part(words: str, here: _Here) -> Iterator[_Span]:
    """`tomorrow morning`, `heute Abend`."""
    found = _PART.fullmatch(words)
    # "Morgen" alone is tomorrow.
    if found is None or (found["part"] == "morgen" and not found["day"]):
        return
    first, last = PARTS[found["part"]]
    said = found["day"]
    named = None if said is None else here.today if _TODAY.fullmatch(said) else here.day(said)
    if said is None or named is not None:
        for day in _days_of(named, said or "", timedelta(0), here):
            yield _span(day, 60 * first, day, 60 * last, here)


def _days(words: str, here: _Here) -> Iterator[_Span]:
    """All of `tomorrow`."""
    named = here.day(words)
    if named is not None:
        for day in _days_of(named, words, timedelta(0), here):
            yield _span(day, 0, day, 24 * 60, here)
