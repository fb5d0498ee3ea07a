"""Words for a time that has been, read at a given moment by a household's clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.when import Impossible, NoSuchTime, Period, period

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 21, 14, 7, tzinfo=UTC)
"""A Saturday, 15:07 in Berlin."""


def read(text: str, now: datetime = NOW, zone: ZoneInfo = BERLIN) -> str:
    found = period(text, now, zone)
    assert found is not None, text
    return f"{shown(found.since, zone)} to {shown(found.until, zone)}"


def shown(moment: datetime, zone: ZoneInfo) -> str:
    local = moment.astimezone(zone)
    return f"{local:%Y-%m-%d}" if local.hour == local.minute == 0 else f"{local:%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("texts", "span"),
    [
        ("today|heute|Today", "2026-11-21 to 2026-11-22"),
        ("yesterday|gestern|from yesterday|on friday|am Freitag|last friday|letzten Freitag|this friday",
         "2026-11-20 to 2026-11-21"),
        ("this week|diese Woche", "2026-11-16 to 2026-11-23"),
        ("last week|letzte Woche|vorige woche", "2026-11-09 to 2026-11-16"),
        ("this month|november", "2026-11-01 to 2026-12-01"),
        ("march|in march|März|im märz", "2026-03-01 to 2026-04-01"),
        ("december|dezember|last december", "2025-12-01 to 2026-01-01"),
        ("2025", "2025-01-01 to 2026-01-01"),
        ("saturday", "2026-11-14 to 2026-11-15"),
        ("weekend|am wochenende", "2026-11-21 to 2026-11-23"),
        ("last weekend", "2026-11-14 to 2026-11-16"),
        ("12 november|november 12|12. November|12.11.|12.11.2026|2026-11-12|12th of november|the 12th",
         "2026-11-12 to 2026-11-13"),
        ("25 december|25.12.", "2025-12-25 to 2025-12-26"),
        ("the 25th", "2026-10-25 to 2026-10-26"),
        ("3 days ago|vor 3 tagen", "2026-11-18 to 2026-11-19"),
    ],
)  # fmt: skip
def test_days_and_longer(texts: str, span: str) -> None:
    for text in texts.split("|"):
        assert read(text) == span, text


@pytest.mark.parametrize(
    ("texts", "span"),
    [
        ("yesterday evening|gestern abend|evening", "2026-11-20 18:00 to 2026-11-21"),
        ("this morning|heute früh|heute morgen|in the morning", "2026-11-21 05:00 to 2026-11-21 12:00"),
        ("last night|heute nacht|letzte nacht|night", "2026-11-20 21:00 to 2026-11-21 06:00"),
        ("monday night", "2026-11-16 21:00 to 2026-11-17 06:00"),
        ("12 november afternoon|12.11. nachmittags", "2026-11-12 12:00 to 2026-11-12 18:00"),
        ("at 3|um 3|at 3pm|15:00|um 15 uhr", "2026-11-21 14:30 to 2026-11-21 15:30"),
        ("yesterday at 3|gestern um 3|at 3 yesterday", "2026-11-20 14:30 to 2026-11-20 15:30"),
        ("yesterday at 9", "2026-11-20 08:30 to 2026-11-20 09:30"),
        ("nachts um 3|3 in the morning|3am", "2026-11-21 02:30 to 2026-11-21 03:30"),
        ("midnight", "2026-11-20 23:30 to 2026-11-21 00:30"),
        ("2 hours ago|vor 2 stunden", "2026-11-21 12:30 to 2026-11-21 13:45"),
    ],
)
def test_parts_of_a_day_and_hours(texts: str, span: str) -> None:
    for text in texts.split("|"):
        assert read(text) == span, text


@pytest.mark.parametrize(
    ("texts", "span"),
    [
        (
            "last 3 days|3d|letzte 3 tage|in den letzten drei Tagen",
            "2026-11-18 15:00 to 2026-11-22",
        ),
        ("24h|last 24 hours", "2026-11-20 15:00 to 2026-11-22"),
        ("last 2 months", "2026-09-21 15:00 to 2026-11-22"),
        ("since monday|seit montag", "2026-11-16 to 2026-11-22"),
        ("monday to wednesday|montag bis mittwoch|from monday to wednesday", "2026-11-16 to 2026-11-19"),
        ("friday to monday", "2026-11-13 to 2026-11-17"),
        ("between 10 and 12 november|10 - 12 november|november 10 to 12", "2026-11-10 to 2026-11-13"),
        ("march to may", "2026-03-01 to 2026-06-01"),
        ("3 days ago to yesterday", "2026-11-18 to 2026-11-21"),
        ("yesterday between 3 and 5|gestern zwischen 15 und 17 uhr", "2026-11-20 15:00 to 2026-11-20 17:00"),
        ("from 9am to 11am|9am to 11am", "2026-11-21 09:00 to 2026-11-21 11:00"),
        ("before noon today|today before noon|before noon|vor mittag", "2026-11-21 to 2026-11-21 12:00"),
        ("yesterday after 5pm|nach 17 uhr gestern|gestern nach 17:00", "2026-11-20 17:00 to 2026-11-21"),
        ("after monday|nach montag", "2026-11-17 to 2026-11-22"),
    ],
)
def test_spans(texts: str, span: str) -> None:
    for text in texts.split("|"):
        assert read(text) == span, text


@pytest.mark.parametrize(
    ("texts", "why"),
    [
        ("tomorrow|morgen|next week|in 3 days|25 december 2027|tonight|11/25/2026", Impossible.FUTURE),
        ("0 days|-3 days|last -1 hours", Impossible.BACKWARDS),
        ("last 100 years|last 99999999999999999999 days|12 nov 1850", Impossible.TOO_LONG),
        ("31 february|31. Februar|99 march|30.2.2026|2026-02-30|13/13|25:00|at 25|13pm|the 32nd",
         Impossible.NO_SUCH_DAY),
    ],
)  # fmt: skip
def test_times_that_have_never_been(texts: str, why: Impossible) -> None:
    for text in texts.split("|"):
        with pytest.raises(NoSuchTime) as error:
            period(text, NOW, BERLIN)
        assert error.value.why is why, text


@pytest.mark.parametrize(
    "text", ["", "grace", "frobnicate", "5", "so", "do", "a", "the", "monday tuesday", "x" * 99]
)
def test_what_is_no_time(text: str) -> None:
    assert period(text, NOW, BERLIN) is None


@pytest.mark.parametrize(
    ("text", "now", "hours"),
    [
        ("today", datetime(2026, 3, 29, 12, tzinfo=UTC), 23),
        ("today", datetime(2026, 10, 25, 12, tzinfo=UTC), 25),
        ("yesterday", datetime(2026, 10, 26, 12, tzinfo=UTC), 25),
        ("last night", datetime(2026, 3, 29, 12, tzinfo=UTC), 8),
        ("last week", datetime(2026, 10, 28, 12, tzinfo=UTC), 7 * 24 + 1),
        ("at 2:30", datetime(2026, 10, 25, 12, tzinfo=UTC), 2),
    ],
)
def test_days_of_23_and_25_hours(text: str, now: datetime, hours: int) -> None:
    found = period(text, now, BERLIN)
    assert found is not None
    assert found.until - found.since == timedelta(hours=hours)


def test_an_hour_that_the_clocks_left_out_is_still_a_time() -> None:
    found = period("at 2:30", datetime(2026, 3, 29, 12, tzinfo=UTC), BERLIN)
    assert found is not None
    assert found.since < found.until


def test_so_many_hours_are_counted_by_a_stopwatch() -> None:
    now = datetime(2026, 3, 29, 12, tzinfo=UTC)
    found = period("last 24 hours", now, BERLIN)
    assert found is not None
    assert found.since == now - timedelta(hours=24)


def test_where_half_hours_count() -> None:
    assert read("today", zone=ZoneInfo("Asia/Kolkata")) == "2026-11-21 to 2026-11-22"
    found = period("today", NOW, ZoneInfo("Asia/Kathmandu"))
    assert found is not None
    assert found.since == datetime(2026, 11, 20, 18, 15, tzinfo=UTC)


WORDS = st.sampled_from(
    (
        *("last", "3", "days", "week", "to", "from", "at", "between", "and", ".", ":", "-", "12", "november"),
        *("31", "99999", "-1", "um", "bis", "nacht", "the", "of", "pm", "0"),
    )
)


@given(st.lists(WORDS, max_size=6).map(" ".join) | st.text(max_size=30))
def test_whatever_is_typed_is_a_past_time_or_none_or_a_refusal(text: str) -> None:
    try:
        found = period(text, NOW, BERLIN)
    except NoSuchTime:
        return
    if found is not None:
        assert found.since < found.until
        assert found.since <= NOW
        assert found == Period(found.since, found.until, " ".join(text.split()))
        assert found.since.timestamp() % 900 == found.until.timestamp() % 900 == 0
