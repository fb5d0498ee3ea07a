"""Parts of a day and hours of the clock: "yesterday evening", "at 3", "gestern um 15 Uhr"."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from bot.calendar_words import DAY, Here, Impossible, NoSuchTime, Span, day_start, one_day

AROUND = timedelta(minutes=30)
"""To each side of an hour that is asked for."""

PARTS: dict[str, tuple[int, int]] = {
    **dict.fromkeys(("morning", "mornings", "morgen", "morgens", "früh"), (5, 12)),
    **dict.fromkeys(("vormittag", "vormittags", "forenoon"), (8, 12)),
    **dict.fromkeys(("noon", "lunchtime", "mittag", "mittags"), (11, 14)),
    **dict.fromkeys(("afternoon", "nachmittag", "nachmittags"), (12, 18)),
    **dict.fromkeys(("evening", "abend", "abends"), (18, 24)),
    **dict.fromkeys(("night", "nacht", "nachts"), (21, 30)),
}
"""Hours after midnight; a night ends on the next morning."""

NIGHT = PARTS["night"][0]

_PART = re.compile(rf"(?P<day>.*?) ?(?P<in>\b(?:in the|am|in der|at) )?\b(?P<part>{'|'.join(PARTS)})")
_LATEST = re.compile(r"|the")
_TODAY = re.compile(r"this|diese[rn]?|today|heute")
_LAST = re.compile(r"last|letzte[rn]?|vergangene[rn]?")
_AT = "(?:at|around|about|um|gegen)"
_CLOCK = re.compile(
    rf"(?:(?P<day>(?!{_AT} ).+?) )?(?P<at>{_AT} )?"
    r"(?P<hour>\d{1,2})(?::(?P<minute>\d\d))?"
    r" ?(?P<mark>am|pm|uhr|o'?clock)?(?: (?P<after>.+))?"
)


def part_of_day(words: str, here: Here) -> Span | None:
    found = _PART.fullmatch(words)
    # "morgen" alone is tomorrow.
    if found is None or (found["part"] == "morgen" and not found["day"] and not found["in"]):
        return None
    first, last = PARTS[found["part"]]
    day = _day_of_part(found["day"], first, here)
    return None if day is None else (day + timedelta(hours=first), day + timedelta(hours=last))


def _day_of_part(words: str, first: int, here: Here) -> datetime | None:
    if _LAST.fullmatch(words):
        return here.today - DAY
    today = _TODAY.fullmatch(words) is not None
    if not today and not _LATEST.fullmatch(words):
        return one_day(words, here)
    begun = here.local >= here.today + timedelta(hours=first)
    # "Heute Nacht" is said in the morning too; "this evening" at noon is still to come.
    return here.today if begun or (today and first < NIGHT) else here.today - DAY


def clock(words: str, here: Here) -> Span | None:
    """Half an hour to each side. An hour that may be in either half of the day is the latest that was."""
    found = _CLOCK.fullmatch(words)
    if found is None or (found["day"] and found["after"]):
        return None
    which = found["day"] or found["after"]
    if not (found["at"] or found["minute"] or found["mark"]) and not (which and _PART.fullmatch(which)):
        return None
    hours = _hours(found, words)
    minute = timedelta(minutes=int(found["minute"] or 0))
    then = _moment(hours, minute, which, here) if which else _latest(hours, minute, here)
    return None if then is None else (then - AROUND, then + AROUND)


def _hours(found: re.Match[str], words: str) -> list[int]:
    """Hours of the day that may be meant, the likeliest first."""
    hour, minute, mark = int(found["hour"]), int(found["minute"] or 0), found["mark"]
    if hour > 24 or minute > 59 or (mark in ("am", "pm") and not 1 <= hour <= 12):
        raise NoSuchTime(Impossible.NO_SUCH_DAY, words)
    if mark in ("am", "pm"):
        return [hour % 12 + 12 * (mark == "pm")]
    if found["minute"] or not 1 <= hour <= 12:
        return [hour % 24]
    # Of a day that is named, people mean the hours they are awake.
    awake = hour if 7 <= hour <= 12 else hour + 12
    return [awake, (awake + 12) % 24]


def _moment(hours: list[int], minute: timedelta, which: str, here: Here) -> datetime | None:
    part = part_of_day(which, here)
    if part is not None:
        day = day_start(part[0])
        # 3 in the morning is a time for those who sleep.
        begin = day if part[0].hour == PARTS["morning"][0] else part[0]
        moments = [one + timedelta(hours=hour) + minute for one in (day, day + DAY) for hour in sorted(hours)]
        return next((moment for moment in moments if begin <= moment < part[1]), None)
    named = one_day(which, here)
    if named is None:
        return None
    moments = [named + timedelta(hours=hour) + minute for hour in hours]
    return next((moment for moment in moments if moment <= here.local), moments[0])


def _latest(hours: list[int], minute: timedelta, here: Here) -> datetime:
    moments = [
        day + timedelta(hours=hour) + minute for day in (here.today, here.today - DAY) for hour in hours
    ]
    return max(moment for moment in moments if moment <= here.local)
