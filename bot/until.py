"""Until when: "8h", "until 7am", "3 days", "tomorrow 7:30"; in English and German.

dateparser reads the words. What it gets wrong of how people say an end is put straight before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING

from pipeline.errors import LatchkeyError

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

LONGEST = timedelta(days=366)
MORNING = time(7)
"""What a day without an hour means, as the end of a silence."""

DAY = timedelta(days=1)
MOST_LETTERS = 40

LEADING = re.compile(r"^(?:(until|til|till|bis|by|um|at)|for|für|lang)\b\s*")
HOUR = re.compile(r"\d{1,2}")
NUMBER = re.compile(r"(?:the )?\d+(?:st|nd|rd|th)?|\d+[.,]\d+")
"""On its own it may be anything."""

DIGITS = re.compile(r"\d")
COMING = re.compile(r"\b(?:next|nächste[nrsm]?|kommende[nrsm]?)\b")
"""The next Sunday is not today."""
GERMAN_COMING = re.compile(r"\b(?:kommende[nrsm]?|nächste[nrsm]) (?=\w+tag\b|mittwoch\b)")
TODAY = re.compile(r"\b(?:today|heute)\b")
WEEKDAY = re.compile(
    r"\b(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend|mo|di|mi|do|fr|sa|so)\b"
)
DOTTED = re.compile(r"\b\d{1,2}\.\d{1,2}\.(?:\d{4})?")

STRAIGHT = (
    (re.compile("[\N{MINUS SIGN}–]"), "-"),
    (re.compile(r"(?<=\d),(?=\d)"), "."),
    (re.compile(r"\b(\d{1,2})(?:[:.](\d\d))? ?(?:uhr|o'?clock)\b"), r"\1:\2"),
    (re.compile(r"\b(\d{1,2}:)(?!\d)"), r"\g<1>00"),
    (re.compile(r"\b(\d+)h ?(\d\d)$"), r"\1h \2m"),
    (re.compile(r"(?<=[a-zäöü] )(?:at|um) (\d{1,2})$"), r"\1:00"),
    (re.compile(r"\b24:00\b|\b(?:um )?mitternacht\b"), "0:00"),
    (re.compile(r"\b(?:um |am )?mittags?\b"), "12:00"),
    (re.compile(r"\b(?:half an hour|(?:eine )?halbe stunde)\b"), "30 min"),
    (re.compile(r"\beine?n? (?=stunde|tag|woche|monat|minute)"), "1 "),
    (re.compile(r"^an? (?=\w+$)"), "1 "),
    (re.compile(r"\bmorgen früh$"), "morgen 7:00"),
    (re.compile(r"\btomorrow morning$"), "tomorrow 7:00"),
    (re.compile(r"^(?:am|on|den|dem|im|the) "), ""),
    (re.compile(r"\b(?:this|diese[nrsm]?) (?=\w+tag\b|mittwoch\b|\w+day\b)"), ""),
)


class UntilRefused(LatchkeyError):
    """It is a time, but no silence can end then."""


class UntilPast(UntilRefused):
    pass


class UntilTooFar(UntilRefused):
    """Further away than LONGEST."""


@dataclass(frozen=True, slots=True)
class _Read:
    moment: datetime
    """Naive, local."""
    has_hour: bool
    is_day: bool = False
    """Neither an hour, nor a week or longer."""
    is_today: bool = False
    """By its weekday, or as such; `moment` may lie a week ahead all the same."""


def until(text: str, now: datetime, zone: tzinfo) -> datetime | None:
    """When a silence that begins now would end, in UTC; None where the text is no time.

    Hours and minutes are as long as they are, also where the clocks change; days and clock times are those
    of `zone`. A day without an hour means its morning (07:00), and today its end, midnight: also where it is
    named by its weekday. Raises UntilPast and UntilTooFar.
    """
    local = now.astimezone(zone).replace(tzinfo=None)
    words = _straight(text)
    read = _read(words, local) if words else None
    if read is None:
        return None
    try:
        end = _moment(read, words, local, now, zone)
        if read.is_today:
            end = _today(read, local, now, zone) or end
    except OverflowError as error:  # the last evening of the calendar, west of Greenwich
        raise UntilTooFar(text) from error
    if end <= now:
        raise UntilPast(text)
    if end - now > LONGEST:
        raise UntilTooFar(text)
    return end


def day_of(text: str, now: datetime, zone: tzinfo) -> date | None:
    """The day that the words name, also one that is over; None for what is no single day."""
    words = _straight(text)
    read = _read(words, now.astimezone(zone).replace(tzinfo=None)) if words else None
    return read.moment.date() if read is not None and read.is_day else None


def next_morning(now: datetime, zone: tzinfo) -> datetime:
    """The next 07:00."""
    local = now.astimezone(zone)
    day = local.date() if local.time() < MORNING else local.date() + DAY
    return datetime.combine(day, MORNING, zone).astimezone(UTC)


def warm() -> None:
    """The first text takes a fifth of a second: not when somebody waits for it."""
    _parser(datetime(2026, 1, 1), dotted=False).get_date_data("7:00")


def _straight(text: str) -> str:
    """As dateparser should read it; "" for what is no time."""
    words = " ".join(text.casefold().split())
    if len(words) > MOST_LETTERS:
        return ""
    said = LEADING.match(words)
    words = LEADING.sub("", words)
    if said and said[1] and HOUR.fullmatch(words):
        return f"{words}:00"
    for pattern, better in STRAIGHT:
        words = pattern.sub(better, words)
    return "" if NUMBER.fullmatch(words) or len(words) < 2 else words


def _read(words: str, local: datetime) -> _Read | None:
    dotted = DOTTED.search(words) is not None
    # 1.4. is a date, and not four minutes past one.
    plain = DOTTED.sub(lambda found: found[0].rstrip(".").replace(".", "/"), words)
    plain = GERMAN_COMING.sub("", plain)
    data = _parser(local, dotted=dotted).get_date_data(plain)
    if data.date_obj is None:
        return None
    moment = data.date_obj.replace(tzinfo=None)
    if data.period == "month" and not DIGITS.search(words):
        moment = moment.replace(day=1)
    is_today = TODAY.search(words) is not None or _is_todays_weekday(words, moment, local)
    return _Read(moment, data.period in ("time", "part_of_day"), data.period == "day", is_today)


def _is_todays_weekday(words: str, moment: datetime, local: datetime) -> bool:
    """dateparser takes it for the one a week ahead."""
    a_week = moment.date() - local.date() == 7 * DAY
    return a_week and WEEKDAY.search(words) is not None and COMING.search(words) is None


def _today(read: _Read, local: datetime, now: datetime, zone: tzinfo) -> datetime | None:
    """Its end, or an hour of it that is still to come."""
    if read.has_hour:
        hour = _there(datetime.combine(local.date(), read.moment.time()), now, zone)
        return hour if hour > now else None
    return _there(datetime.combine(local.date() + DAY, time.min), now, zone)


def _parser(local: datetime, *, dotted: bool) -> DateDataParser:
    # Imported at the first text: it takes as long as all the rest of the bot.
    from dateparser.date import DateDataParser

    return DateDataParser(
        languages=["en", "de"],
        settings={
            "RELATIVE_BASE": local,
            "PREFER_DATES_FROM": "future",
            "RETURN_AS_TIMEZONE_AWARE": False,
            "RETURN_TIME_AS_PERIOD": True,
            **({"DATE_ORDER": "DMY"} if dotted else {}),
        },
    )


def _moment(read: _Read, words: str, local: datetime, now: datetime, zone: tzinfo) -> datetime:
    span = read.moment - local
    if _is_duration(read, words, local):
        if span % DAY:
            return now.astimezone(UTC) + span
        if DIGITS.search(words):
            return _there(read.moment, now, zone)
    elif read.has_hour:
        return _there(read.moment, now, zone)
    return _there(datetime.combine(read.moment.date(), MORNING), now, zone)


def _is_duration(read: _Read, words: str, local: datetime) -> bool:
    """As far away whenever it is said."""
    earlier = local - timedelta(hours=1, minutes=7)
    other = _read(words, earlier)
    return other is not None and other.moment - earlier == read.moment - local


def _there(naive: datetime, now: datetime, zone: tzinfo) -> datetime:
    """Of an hour that comes twice the one that is still to come."""
    first = naive.replace(tzinfo=zone).astimezone(UTC)
    return first if first > now else naive.replace(tzinfo=zone, fold=1).astimezone(UTC)
