"""Until when, as people say it, in English and German; also across a change of the clocks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.until import UntilPast, UntilTooFar, next_morning, until

BERLIN = ZoneInfo("Europe/Berlin")
NOW = "2026-03-18 22:15"
"""A Wednesday."""


def local(text: str, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN, fold=fold)


@pytest.mark.parametrize(
    ("typed", "end"),
    [
        ("8h", "2026-03-19 06:15"),
        ("for 8 hours", "2026-03-19 06:15"),
        ("2h 30m", "2026-03-19 00:45"),
        ("2h30", "2026-03-19 00:45"),
        ("1.5h", "2026-03-18 23:45"),
        ("1,5 h", "2026-03-18 23:45"),
        ("half an hour", "2026-03-18 22:45"),
        ("an hour", "2026-03-18 23:15"),
        ("3 days", "2026-03-21 22:15"),
        ("a week", "2026-03-25 22:15"),
        ("until 7am", "2026-03-19 07:00"),
        ("07:00", "2026-03-19 07:00"),
        ("until 23", "2026-03-18 23:00"),
        ("tomorrow 7:30", "2026-03-19 07:30"),
        ("tomorrow at 8", "2026-03-19 08:00"),
        ("tomorrow", "2026-03-19 07:00"),
        ("until saturday", "2026-03-21 07:00"),
        ("next monday 8am", "2026-03-23 08:00"),
        ("until april", "2026-04-01 07:00"),
        ("2026-04-01", "2026-04-01 07:00"),
        ("midnight", "2026-03-19 00:00"),
        ("UNTIL  Noon", "2026-03-19 12:00"),
        ("2 Stunden", "2026-03-19 00:15"),
        ("eine halbe Stunde", "2026-03-18 22:45"),
        ("3 Tage", "2026-03-21 22:15"),
        ("bis 7 Uhr", "2026-03-19 07:00"),
        ("bis 7", "2026-03-19 07:00"),
        ("morgen um 7:30", "2026-03-19 07:30"),
        ("morgen früh", "2026-03-19 07:00"),
        ("montag 7 uhr", "2026-03-23 07:00"),
        ("1.4.", "2026-04-01 07:00"),
        ("1.4.2026 8:00", "2026-04-01 08:00"),
        ("mitternacht", "2026-03-19 00:00"),
        ("until wednesday", "2026-03-19 00:00"),
        ("bis Mittwoch", "2026-03-19 00:00"),
        ("wed 23:30", "2026-03-18 23:30"),
        ("wednesday 21:00", "2026-03-25 21:00"),
        ("next wednesday", "2026-03-25 07:00"),
        ("bis nächsten Mittwoch", "2026-03-25 07:00"),
        ("until today", "2026-03-19 00:00"),
        ("25.3. 23:00", "2026-03-25 23:00"),
    ],
)
def test_what_people_say(typed: str, end: str) -> None:
    assert until(typed, local(NOW), BERLIN) == local(end)


@pytest.mark.parametrize(
    "typed",
    [
        *("", "8", "a", "x" * 500, "31 february", "30.2.", "1e9 days", "99999999999 h", "the 5th", "2027"),
        *("front door", "Grace", "until", "until never", "25:00", "7:61", "🙂", "<b>8h</b>"),
    ],
)
def test_what_is_no_time(typed: str) -> None:
    assert until(typed, local(NOW), BERLIN) is None


@pytest.mark.parametrize("typed", ["-3h", "\N{MINUS SIGN}3h", "0h", "yesterday", "today 5:00", "2020-01-01"])
def test_what_is_over_already(typed: str) -> None:
    with pytest.raises(UntilPast):
        until(typed, local(NOW), BERLIN)


@pytest.mark.parametrize("typed", ["400 days", "2 years", "1.4.2028", "100000h"])
def test_what_is_further_than_a_year(typed: str) -> None:
    with pytest.raises(UntilTooFar):
        until(typed, local(NOW), BERLIN)


@pytest.mark.parametrize(
    ("now", "typed", "end", "hours"),
    [
        ("2026-03-28 22:00", "8h", "2026-03-29 07:00", 8),
        ("2026-03-28 22:00", "until 7am", "2026-03-29 07:00", 8),
        ("2026-03-28 22:00", "1 day", "2026-03-29 22:00", 23),
        ("2026-10-24 22:00", "8h", "2026-10-25 05:00", 8),
        ("2026-10-24 22:00", "until 7am", "2026-10-25 07:00", 10),
    ],
)
def test_hours_are_hours_and_clock_times_are_local_where_the_clocks_change(
    now: str, typed: str, end: str, hours: int
) -> None:
    found = until(typed, local(now), BERLIN)
    assert found == local(end)
    assert found - local(now).astimezone(ZoneInfo("UTC")) == timedelta(hours=hours)


@pytest.mark.parametrize("now", ["2026-03-28 22:00", "2026-03-29 01:59"])
def test_a_time_that_the_clocks_leave_out_comes_as_long_after_midnight(now: str) -> None:
    assert until("until 2:30", local(now), BERLIN) == local("2026-03-29 03:30")


def test_an_hour_that_comes_twice_is_the_one_still_ahead() -> None:
    between = local("2026-10-25 02:45")
    assert until("today 2:30", between, BERLIN) == local("2026-10-25 02:30", fold=1).astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "morning"),
    [
        ("2026-03-18 22:15", "2026-03-19 07:00"),
        ("2026-03-19 06:59", "2026-03-19 07:00"),
        ("2026-03-19 07:00", "2026-03-20 07:00"),
        ("2026-03-28 23:00", "2026-03-29 07:00"),
    ],
)
def test_the_next_morning(now: str, morning: str) -> None:
    assert next_morning(local(now), BERLIN) == local(morning)


def test_the_calendar_has_an_end() -> None:
    with pytest.raises(UntilTooFar):
        until("31.12.9999 23:00", local(NOW), ZoneInfo("America/New_York"))
