"""From when until when, as people say it, in English and German; also across midnight and changed clocks."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.window import WindowRefused, Wrong, window

BERLIN = ZoneInfo("Europe/Berlin")
NOW = "2026-03-18 10:15"
"""A Wednesday."""


def local(text: str, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN, fold=fold)


def read(typed: str, now: str = NOW) -> str | None:
    """`18 14:00 > 18 16:00`."""
    found = window(typed, local(now), BERLIN)
    if found is None:
        return None
    return " > ".join(f"{edge.astimezone(BERLIN):%d %H:%M}" for edge in (found.starts_at, found.ends_at))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("today 14-16", "18 14:00 > 18 16:00"),
        ("tomorrow 9-12", "19 09:00 > 19 12:00"),
        ("friday 9 to 12", "20 09:00 > 20 12:00"),
        ("14:00-16:00", "18 14:00 > 18 16:00"),
        ("today 14–16", "18 14:00 > 18 16:00"),
        ("Tomorrow from 9 until 12", "19 09:00 > 19 12:00"),
        ("9-12 tomorrow", "19 09:00 > 19 12:00"),
        ("24.3. 9-12", "24 09:00 > 24 12:00"),
        ("2026-03-24 9-12", "24 09:00 > 24 12:00"),
        ("march 24 9 to 12", "24 09:00 > 24 12:00"),
        ("24 march 9-12", "24 09:00 > 24 12:00"),
        ("noon to 2", "18 12:00 > 18 14:00"),
        ("22 to midnight", "18 22:00 > 19 00:00"),
        ("heute 14 bis 16 Uhr", "18 14:00 > 18 16:00"),
        ("morgen zwischen 9 und 12", "19 09:00 > 19 12:00"),
        ("am Freitag von 9 bis 12 Uhr", "20 09:00 > 20 12:00"),
        ("nächsten Montag 9-12", "23 09:00 > 23 12:00"),
        ("übermorgen 14.30-16.00", "20 14:30 > 20 16:00"),
    ],
)
def test_hours_of_a_day(typed: str, meant: str) -> None:
    assert read(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2-4", "18 14:00 > 18 16:00"),
        ("2-4pm", "18 14:00 > 18 16:00"),
        ("11-1pm", "18 11:00 > 18 13:00"),
        ("9am-5", "18 10:15 > 18 17:00"),
        ("11-9", "18 11:00 > 18 21:00"),
        ("22-6", "18 22:00 > 19 06:00"),
        ("02:00-04:00", "19 02:00 > 19 04:00"),
    ],
)
def test_an_hour_is_one_at_which_people_are_awake(typed: str, meant: str) -> None:
    assert read(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("8h", "18 10:15 > 18 18:15"),
        ("for 2 hours", "18 10:15 > 18 12:15"),
        ("half an hour", "18 10:15 > 18 10:45"),
        ("3 Tage", "18 10:15 > 21 10:15"),
        ("until 18:00", "18 10:15 > 18 18:00"),
        ("bis 18 Uhr", "18 10:15 > 18 18:00"),
        ("until friday", "18 10:15 > 21 00:00"),
        ("heute bis 18 uhr", "18 10:15 > 18 18:00"),
        ("today", "18 10:15 > 19 00:00"),
        ("all day tomorrow", "19 00:00 > 20 00:00"),
        ("tomorrow morning", "19 05:00 > 19 12:00"),
        ("heute Abend", "18 18:00 > 19 00:00"),
        ("friday night", "20 21:00 > 21 06:00"),
        ("monday to wednesday", "23 00:00 > 26 00:00"),
        ("fri 22:00 - sat 6:00", "20 22:00 > 21 06:00"),
    ],
)
def test_from_now_on_and_whole_days(typed: str, meant: str) -> None:
    assert read(typed) == meant


@pytest.mark.parametrize(
    ("now", "typed", "meant"),
    [
        ("2026-03-18 15:00", "14-16", "18 15:00 > 18 16:00"),
        ("2026-03-18 16:00", "14-16", "19 14:00 > 19 16:00"),
        ("2026-03-19 01:00", "22-6", "19 01:00 > 19 06:00"),
        ("2026-03-19 06:00", "22-6", "19 22:00 > 20 06:00"),
        ("2026-03-18 10:15", "wednesday 14-16", "18 14:00 > 18 16:00"),
        ("2026-03-18 16:15", "wednesday 14-16", "25 14:00 > 25 16:00"),
        ("2026-03-18 10:15", "next wednesday 14-16", "25 14:00 > 25 16:00"),
        ("2026-03-18 19:00", "morning", "19 05:00 > 19 12:00"),
    ],
)
def test_the_next_that_comes_or_the_one_that_goes_on(now: str, typed: str, meant: str) -> None:
    assert read(typed, now) == meant


def test_the_clocks_change() -> None:
    spring = window("22-6", local("2026-03-28 20:00"), BERLIN)
    assert spring is not None
    assert (spring.ends_at - spring.starts_at).total_seconds() == 7 * 3600
    autumn = window("tonight 22:00 - tomorrow 6:00", local("2026-10-24 20:00"), BERLIN)
    assert autumn is not None
    assert (autumn.ends_at - autumn.starts_at).total_seconds() == 9 * 3600
    lasting = window("8h", local("2026-03-28 22:00"), BERLIN)
    assert lasting is not None
    assert lasting.ends_at == local("2026-03-29 07:00")


@pytest.mark.parametrize(
    ("typed", "begins", "minutes"),
    [
        ("01:00-02:30", "2026-10-24T23:00", 90),
        ("02:15-02:45", "2026-10-25T00:15", 30),
        ("02:30-03:00", "2026-10-25T01:30", 30),
        ("02:30-06:00", "2026-10-25T01:30", 210),
    ],
)
def test_where_an_hour_comes_twice_nobody_is_let_in_longer(typed: str, begins: str, minutes: int) -> None:
    found = window(f"tomorrow {typed}", local("2026-10-24 20:00"), BERLIN)
    assert found is not None
    assert found.starts_at == datetime.fromisoformat(begins).replace(tzinfo=UTC)
    assert (found.ends_at - found.starts_at).total_seconds() == minutes * 60


def test_an_hour_that_does_not_come_is_no_window() -> None:
    with pytest.raises(WindowRefused) as refused:
        window("tomorrow 02:30-03:30", local("2026-03-28 20:00"), BERLIN)
    assert refused.value.why is Wrong.NO_TIME


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("today 8-9", Wrong.PAST),
        ("yesterday 9-12", Wrong.PAST),
        ("2020-01-01", Wrong.PAST),
        ("0h", Wrong.PAST),
        ("14-14", Wrong.NO_TIME),
        ("friday to thursday", Wrong.NO_TIME),
        ("60 days", Wrong.TOO_LONG),
        ("400 days", Wrong.TOO_LONG),
        ("1.4.2027 9-12", Wrong.TOO_FAR),
        ("31.12.9999", Wrong.TOO_FAR),
        ("0001-01-01 9-12", Wrong.PAST),
        ("at 15:00", Wrong.NO_END),
        ("tomorrow 15:00", Wrong.NO_END),
        ("14", Wrong.NO_END),
    ],
)
def test_a_time_at_which_nobody_is_expected(typed: str, why: Wrong) -> None:
    with pytest.raises(WindowRefused) as refused:
        read(typed)
    assert refused.value.why is why


@pytest.mark.parametrize(
    "typed",
    [
        *("", " ", "x" * 500, "courier", "Grace", "may", "jan", "next year", "31.2. 9-12", "14-25", "25-26"),
        *("🙂", "<b>9-12</b>", "9:75-10", "13pm-14", "-", "to", "9-", "-3h", "once", "9-12 and 14-16"),
    ],
)
def test_what_is_no_time(typed: str) -> None:
    assert read(typed) is None
