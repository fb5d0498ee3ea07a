"""Days, weeks, months and years in words, by dateparser; none of them ahead."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta, tzinfo
from enum import StrEnum

DAY = timedelta(days=1)

Span = tuple[datetime, datetime]
"""Naive, by the clock on the wall."""


class Impossible(StrEnum):
    FUTURE = "future"
    BACKWARDS = "backwards"
    """Ends before it begins, or lasts no time."""
    TOO_LONG = "too-long"
    NO_SUCH_DAY = "no-such-day"
    """31 February, 25:00."""


class NoSuchTime(ValueError):
    """A time, but none that has been: `why`, and the words that said it."""

    def __init__(self, why: Impossible, words: str) -> None:
        super().__init__(f"{words!r}: {why}")
        self.why, self.words = why, words


@dataclass(frozen=True, slots=True)
class Here:
    """When and where the words are said."""

    now: datetime
    zone: tzinfo

    @property
    def local(self) -> datetime:
        """Naive, with the fold of an hour that is repeated."""
        return self.now.astimezone(self.zone).replace(tzinfo=None)

    @property
    def today(self) -> datetime:
        return day_start(self.local)

    def elapsed(self, span: timedelta) -> datetime:
        """So long ago by a stopwatch, whatever the clocks did meanwhile."""
        return replace(self, now=self.now - span).local

    def at(self, local: datetime) -> Here:
        return replace(self, now=local.replace(tzinfo=self.zone))


def day_start(local: datetime) -> datetime:
    return datetime.combine(local.date(), time.min)


def end_of_today(here: Here) -> datetime:
    return here.today + DAY


def moved(local: datetime, months: int) -> datetime:
    """The same day of another month, or its last one."""
    year, month = divmod(local.year * 12 + local.month - 1 + months, 12)
    day = min(local.day, monthrange(year, month + 1)[1])
    return local.replace(year=year, month=month + 1, day=day)


_WEEKEND = re.compile(
    r"(?P<which>this|last|past|letzte[ns]|vergangene[ns]|diese[ns]|am|on the|the)? ?(?:weekend|wochenende)"
)
_OF_SOME_MONTH = re.compile(
    r"(?:(?:the|der|den|am) )?(?P<day>\d{1,2})(?:st|nd|rd|th)|(?:der|den|am) (?P<tag>\d{1,2})\."
)
_DOTTED = re.compile(r"(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})(?:\. ?(?P<year>\d{4}|\d\d)?)?")
_NUMERIC = re.compile(r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}/\d{1,2}(?:/\d{2,4})?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_OF_MONTH = re.compile(
    r"(?P<a>\d+)(?:st|nd|rd|th|\.)?(?: of)? (?P<month>[^\W\d]{3,}\.?)(?: \d{4})?"
    r"|(?P<name>[^\W\d]{3,}\.?) (?P<b>\d+)(?:st|nd|rd|th|\.)?(?:,? \d{4})?"
)
_WORD = re.compile(r"[^\W\d]{3,}")
_WHICH = re.compile(r"(?:this|last|past|previous|letzte[nrs]?|diese[nrsm]?|vergangene[nrs]?|vorige[nrs]?) ")
_UNIT_ALONE = re.compile(r"(?:second|minute|hour|day|week|month|year|sekunde|stunde|tag|woche|monat|jahr)\w*")


def calendar(words: str, here: Here) -> Span | None:
    bare = _WHICH.sub("", words, count=1) if _WHICH.match(words) else ""
    for reader in (_weekend, _dotted, _of_some_month, _of_month, _known):
        span = reader(words, here)
        # "This Friday" was this week's; dateparser looks ahead.
        if span is not None and not (bare and span[0] > here.local):
            return span
    return _known(bare, here) if bare else None


def one_day(words: str, here: Here) -> datetime | None:
    """Its beginning; None for words that are no single day."""
    span = calendar(words, here)
    return span[0] if span and span[1] - span[0] == DAY else None


def _weekend(words: str, here: Here) -> Span | None:
    found = _WEEKEND.fullmatch(words)
    if found is None:
        return None
    saturday = here.today - DAY * ((here.today.weekday() - 5) % 7)
    which = found["which"] or ""
    if which.startswith(("last", "past", "letzte", "vergangene")) and here.today.weekday() >= 5:
        saturday -= 7 * DAY
    return saturday, saturday + 2 * DAY


def _dotted(words: str, here: Here) -> Span | None:
    """`12.11.`, `12.11.2026`: day first, as only those write it who mean so."""
    found = _DOTTED.fullmatch(words)
    if found is None:
        return None
    day, month, year = (int(found[name]) if found[name] else None for name in ("day", "month", "year"))
    try:
        begin = datetime(_whole(year) or here.today.year, month or 0, day or 0)
        if year is None and begin > here.today:
            begin = begin.replace(year=begin.year - 1)
    except ValueError as error:
        raise NoSuchTime(Impossible.NO_SUCH_DAY, words) from error
    return begin, begin + DAY


def _whole(year: int | None) -> int | None:
    return 2000 + year if year is not None and year < 100 else year


def _of_some_month(words: str, here: Here) -> Span | None:
    """`the 5th`: of this month, or of the one before."""
    found = _OF_SOME_MONTH.fullmatch(words)
    if found is None:
        return None
    day = int(found["day"] or found["tag"])
    month = here.today.replace(day=1)
    try:
        begin = month.replace(day=day)
        begin = begin if begin <= here.today else moved(month, -1).replace(day=day)
    except ValueError as error:
        raise NoSuchTime(Impossible.NO_SUCH_DAY, words) from error
    return begin, begin + DAY


def _of_month(words: str, here: Here) -> Span | None:
    """Only the refusal of the 31st of February: dateparser makes years of what is no day."""
    found = _OF_MONTH.fullmatch(words)
    if found is None:
        return None
    month, number = found["month"] or found["name"], found["a"] or found["b"]
    parsed = _parsed(month, here)
    if parsed is None or parsed[1] != "month" or _YEAR.fullmatch(number):
        return None
    span = _known(words, here)
    if span is None or span[1] - span[0] != DAY or span[0].day != int(number):
        raise NoSuchTime(Impossible.NO_SUCH_DAY, words)
    return span


def _known(words: str, here: Here) -> Span | None:
    numeric = _NUMERIC.fullmatch(words)
    if not numeric and not _YEAR.fullmatch(words) and not _WORD.search(words):
        return None
    if _UNIT_ALONE.fullmatch(words):
        return None
    parsed = _parsed(words, here)
    if numeric and (parsed is None or (words.count("/") == 1 and parsed[0].year < here.today.year - 1)):
        raise NoSuchTime(Impossible.NO_SUCH_DAY, words)
    return None if parsed is None else _span(*parsed)


def _span(then: datetime, size: str) -> Span | None:
    day = day_start(then)
    if size == "week":
        monday = day - DAY * day.weekday()
        return monday, monday + 7 * DAY
    if size == "month":
        return day.replace(day=1), moved(day.replace(day=1), 1)
    if size == "year":
        return day.replace(month=1, day=1), moved(day.replace(month=1, day=1), 12)
    # Hours are read elsewhere; what is left of them here is "now".
    return (day, day + DAY) if size == "day" else None


def _parsed(words: str, here: Here) -> tuple[datetime, str] | None:
    # A fifth of a second: `bot.until.warm` has it loaded beside the start.
    from dateparser.date import DateDataParser

    settings = {
        "RELATIVE_BASE": here.today.replace(hour=12),
        "PREFER_DATES_FROM": "past",
        "RETURN_TIME_AS_PERIOD": True,
    }
    found = DateDataParser(languages=["en", "de"], settings=settings).get_date_data(words)
    then = found.date_obj
    if then is None or not found.period:
        return None
    return then.replace(tzinfo=None), found.period
