"""Words for a time that has been: "yesterday evening", "last 3 days", "12 to 14 november", "heute früh um 3".

dateparser reads days, weeks, months and years, in English and German. Parts of a day, hours and spans stand
here and in bot/hours.py. All of it by the clock on the household's wall: a day may have 23 hours or 25.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from bot.calendar_words import Here, Impossible, NoSuchTime, Span, calendar, day_start, end_of_today, moved
from bot.hours import AROUND, clock, part_of_day

__all__ = ["Impossible", "NoSuchTime", "Period", "days_back", "period"]

LONGEST_AGO = timedelta(days=20 * 366)
MOST_LETTERS = 80
QUARTER = 900
"""Seconds. Every period begins and ends with one: visits are counted by them."""


@dataclass(frozen=True, slots=True)
class Period:
    """`since` inclusive, `until` exclusive; aware, UTC, at whole quarter hours.

    `until` may lie ahead: today is not over yet. `words` as they were typed.
    """

    since: datetime
    until: datetime
    words: str


def period(text: str, now: datetime, zone: tzinfo) -> Period | None:
    """None for words that are no time; NoSuchTime for a time that has never been.

    What lies open is the latest that has begun: in November "march" is this year's.
    """
    words = _tidied(text)
    if not words or len(words) > MOST_LETTERS:
        return None
    span = _read(words, Here(now, zone))
    return None if span is None else _period(span, text, now, zone)


def _period(span: Span, text: str, now: datetime, zone: tzinfo) -> Period:
    # An hour that is repeated is looked for in both.
    since, until = span[0].replace(tzinfo=zone), span[1].replace(tzinfo=zone, fold=1)
    first, last = int(since.timestamp() // QUARTER), int(-(-until.timestamp() // QUARTER))
    if since > now:
        raise NoSuchTime(Impossible.FUTURE, text)
    if span[1] <= span[0]:
        raise NoSuchTime(Impossible.BACKWARDS, text)
    if since < now - LONGEST_AGO:
        raise NoSuchTime(Impossible.TOO_LONG, text)
    # One that the clocks leave out, in spring, is the one after it.
    last = max(last, first + 1)
    return Period(_instant(first), _instant(last), " ".join(text.split()))


def _instant(quarter: int) -> datetime:
    return datetime.fromtimestamp(quarter * QUARTER, UTC)


_SAME = (
    (re.compile(r"\btonight\b"), "this evening"),
    (re.compile(r"\b(?:midnight|mitternacht)\b"), "0:00"),
    (re.compile(r"\bsonnabend\b"), "samstag"),
    (re.compile(r"\bvorige(?=[nrs]?\b)"), "letzte"),
    (re.compile(r"\bpast (?=(?:week|month|year)\b)"), "last 1 "),
    (re.compile(r"\b(?:(?:right|just) )?now\b|\bjetzt\b|\bgerade(?: eben)?\b"), "last hour"),
    (re.compile(r"(\d)\.(\d\d) ?uhr\b"), r"\1:\2"),
    (re.compile(r"[,;?!]+"), " "),
)


def _tidied(text: str) -> str:
    words = text.lower()
    for found, same in _SAME:
        words = found.sub(same, words)
    return " ".join(words.split()).strip(". ") + ("." if re.search(r"\d\.\s*$", words) else "")


_LEADING = re.compile(
    r"(?:on|in|at|during|for|from|of|the|am|im|an|der|den|dem|das|von|vom|des)(?: the| der| den)? "
)


def _read(words: str, here: Here) -> Span | None:
    if found := _HALF.fullmatch(words):
        # dateparser would pass over these words.
        return _ago(words, here) or _half(found["day"] or "", found["side"], found["then"], here)
    for reader in (_lasting, _ago, _since, _between, part_of_day, clock, calendar):
        if (span := reader(words, here)) is not None:
            return span
    bare = _LEADING.sub("", words, count=1) if _LEADING.match(words) else words
    return _read(bare, here) if bare and bare != words else None


_NUMBERS = {
    **dict.fromkeys(("a", "an", "one", "ein", "eine", "einen", "einer", "einem"), 1),
    **{"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10},
    **{"zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10},
}
_UNITS = {
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes", "minuten"), "minutes"),
    **dict.fromkeys(("h", "hour", "hours", "std", "stunde", "stunden"), "hours"),
    **dict.fromkeys(("d", "day", "days", "t", "tag", "tage", "tagen"), "days"),
    **dict.fromkeys(("w", "week", "weeks", "woche", "wochen"), "weeks"),
    **dict.fromkeys(("mo", "month", "months", "monat", "monate", "monaten"), "months"),
    **dict.fromkeys(("y", "j", "year", "years", "jahr", "jahre", "jahren"), "years"),
}
_MOST = {"minutes": 10**7, "hours": 175_000, "days": 7300, "weeks": 1040, "months": 240, "years": 20}
"""Twenty years."""

_LAST = r"(?:in |in the |in den |den |the )?(?:last|past|previous|letzte[nrs]?|vergangene[nrs]?)"
_NUMBER = rf"(?P<number>-?\d+|(?:{'|'.join(_NUMBERS)})\b)"
_UNIT = rf"(?P<unit>{'|'.join(sorted(_UNITS, key=len, reverse=True))})"
_LONG = re.compile(rf"(?:{_LAST} )?{_NUMBER} ?{_UNIT}|{_LAST} (?P<alone>minute|hour|day|stunde|tag)")
_PAST = re.compile(rf"(?P<vor>vor )?{_NUMBER} ?{_UNIT}(?P<ago> ago)?")


def _lasting(words: str, here: Here) -> Span | None:
    """`last 3 days`, `7d`: from the same hour then until now."""
    found = _LONG.fullmatch(words)
    if found is None:
        return None
    unit = _UNITS[found["unit"] or found["alone"]]
    return _before(here, _count(found["number"] or "1", unit, words), unit), end_of_today(here)


def _count(number: str, unit: str, words: str) -> int:
    count = _NUMBERS.get(number) or (int(number) if len(number) < 9 else _MOST[unit] + 1)
    if count <= 0:
        raise NoSuchTime(Impossible.BACKWARDS, words)
    if count > _MOST[unit]:
        raise NoSuchTime(Impossible.TOO_LONG, words)
    return count


def _before(here: Here, count: int, unit: str) -> datetime:
    if unit in ("minutes", "hours"):
        return here.elapsed(timedelta(minutes=count) if unit == "minutes" else timedelta(hours=count))
    months = {"months": count, "years": 12 * count}.get(unit, 0)
    days = {"days": count, "weeks": 7 * count}.get(unit, 0)
    return moved(here.local, -months) - timedelta(days=days)


def _ago(words: str, here: Here) -> Span | None:
    """`2 hours ago`: about then. Days and longer are dateparser's."""
    found = _PAST.fullmatch(words)
    if found is None or not (found["vor"] or found["ago"]):
        return None
    unit = _UNITS[found["unit"]]
    then = _before(here, _count(found["number"], unit, words), unit)
    if unit in ("minutes", "hours"):
        return then - AROUND, then + AROUND
    return day_start(then), day_start(then) + timedelta(days=1)


def days_back(text: str, now: datetime, zone: tzinfo) -> int | None:
    """`last 3 days`, `2 weeks`, `a month`: how many days; None for any other time. NoSuchTime as `period`."""
    words, here = _tidied(text), Here(now, zone)
    found = _LONG.fullmatch(words)
    unit = _UNITS[found["unit"] or found["alone"]] if found else ""
    if found is None or unit in ("minutes", "hours"):
        return None
    begin = _before(here, _count(found["number"] or "1", unit, words), unit)
    return (here.local.date() - begin.date()).days


_SINCE = re.compile(r"(?:since|seit|ab) (?P<then>.+)")


def _since(words: str, here: Here) -> Span | None:
    found = _SINCE.fullmatch(words)
    span = _read(found["then"], here) if found else None
    return None if span is None else (span[0], end_of_today(here))


_HALF = re.compile(r"(?:(?P<day>.+) )?(?P<side>before|after|vor|nach) (?P<then>.+)")
_NOON = re.compile(r"\b(?:noon|mittag)\b")


def _half(day: str, side: str, then: str, here: Here) -> Span | None:
    """`before noon`, `yesterday after 5 pm`: the part of that day; `after monday`: the days since."""
    moment = clock(f"at {_NOON.sub('12:00', then)} {day}".strip(), here)
    before = side in ("before", "vor")
    if moment is not None:
        middle = moment[0] + AROUND
        begin = day_start(middle)
        return (begin, middle) if before else (middle, begin + timedelta(days=1))
    passed = calendar(then, here) if not day and not before else None
    return (passed[1], end_of_today(here)) if passed else None


_FROM_TO = re.compile(
    r"(?:(?P<day>.+) )?(?:between|zwischen|from|von|vom) (?P<a>.+?)"
    r" (?:and|und|to|until|till|bis)(?: zum)? (?P<b>.+)"
)
_TO = re.compile(r"(?P<a>.+?)(?: to | until | till | bis zum | bis | ?[-–] )(?P<b>.+)")
_NUMERAL = re.compile(r"\d+(?:st|nd|rd|th|\.)?")
_BARE_HOUR = re.compile(r"\d{1,2}(?::\d\d)?(?: ?(?:am|pm|uhr))?")


def _between(words: str, here: Here) -> Span | None:
    """`monday to wednesday`, `10 to 12 november`, `yesterday between 3 and 5`."""
    found = _FROM_TO.fullmatch(words) or _TO.fullmatch(words)
    if found is None:
        return None
    a, b, day = found["a"], found["b"], found.groupdict().get("day")
    if hours := _hours(a, b, day, here):
        return hours
    if day is not None:
        return None
    return _ends(*_completed(a, b), here)


def _ends(a: str, b: str, here: Here) -> Span | None:
    end = _read(b, here)
    begin = _read(a, here) if end else None
    if end and begin and begin[0] > end[0]:
        # "Monday to Wednesday" on a Tuesday: the Monday before that Wednesday.
        begin = _read(a, here.at(end[1] - timedelta(minutes=1)))
    return (begin[0], end[1]) if begin and end else None


def _completed(a: str, b: str) -> tuple[str, str]:
    """`10 to 12 november`: the month is said once."""
    if _NUMERAL.fullmatch(a) and _NUMERAL.search(b):
        return _NUMERAL.sub(a, b, count=1), b
    if _NUMERAL.fullmatch(b) and _NUMERAL.search(a):
        return a, _NUMERAL.sub(b, a, count=1)
    return a, b


def _hours(a: str, b: str, day: str | None, here: Here) -> Span | None:
    """`between 3 and 5`: the latter hour says which half of the day is meant."""
    if not _BARE_HOUR.fullmatch(a) or not _BARE_HOUR.fullmatch(b.split(" ", 1)[0]):
        return None
    hour, _, after = b.partition(" ")
    if after in ("am", "pm", "uhr"):
        hour, after = b, ""
    which = day or after
    end = clock(f"at {hour} {which}".strip(), here)
    before = here.at(end[1] - AROUND) if end and not which else here
    begin = clock(f"at {a} {which}".strip(), before)
    if begin is None or end is None:
        return None
    begins, ends = begin[0] + AROUND, end[0] + AROUND
    return (begins if begins < ends else begins - timedelta(days=1), ends)
