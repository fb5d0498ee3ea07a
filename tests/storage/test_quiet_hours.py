"""Quiet hours by weekday, in local time, also where the clocks change."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from storage.quiet_hours import END, Span, next_end, quiet_until
from storage.store import Store
from storage.timestamps import FOREVER
from tests.storage.makers import OWNER

BERLIN = ZoneInfo("Europe/Berlin")
NIGHT = Span(time(22), time(6, 30))
WEEKDAYS = dict.fromkeys(range(5), NIGHT)


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("now", "until"),
    [
        ("2026-02-25 21:59", None),  # a Wednesday
        ("2026-02-25 22:00", "2026-02-26 06:30"),
        ("2026-02-26 03:00", "2026-02-26 06:30"),
        ("2026-02-26 06:30", None),
        ("2026-02-28 06:29", "2026-02-28 06:30"),  # Saturday: Friday's night
        ("2026-02-28 23:00", None),
        ("2026-03-02 03:00", None),  # Monday: Sunday has none
    ],
)
def test_quiet_from_its_weekday_s_evening_to_the_next_morning(now: str, until: str | None) -> None:
    found = quiet_until(WEEKDAYS, local(now), BERLIN)
    assert found == (local(until) if until else None)


def test_quiet_that_goes_on_without_a_gap_ends_once() -> None:
    hours = {5: Span(time(22), time(0)), 6: Span(time(0), time(9))}
    assert quiet_until(hours, local("2026-02-28 23:00"), BERLIN) == local("2026-03-01 09:00")
    all_day = dict.fromkeys(range(7), Span(time(0), time(0)))
    now = local("2026-02-28 23:00")
    assert quiet_until(all_day, now, BERLIN) == FOREVER
    assert next_end(all_day, now, BERLIN) is None


@pytest.mark.parametrize(
    ("now", "hours_left"),
    [("2026-03-28 22:00", 7.5), ("2026-10-24 22:00", 9.5), ("2026-06-06 22:00", 8.5)],
)
def test_the_night_of_a_clock_change_ends_at_its_local_hour(now: str, hours_left: float) -> None:
    start = local(now).astimezone(UTC)
    found = quiet_until({5: NIGHT}, start, BERLIN)
    assert found is not None
    assert found.astimezone(BERLIN).time() == time(6, 30)
    assert found - start == timedelta(hours=hours_left)


@pytest.mark.parametrize(
    ("hours", "now", "end"),
    [
        (WEEKDAYS, "2026-02-25 12:00", "2026-02-26 06:30"),
        (WEEKDAYS, "2026-02-26 06:30", "2026-02-27 06:30"),
        (WEEKDAYS, "2026-02-28 12:00", "2026-03-03 06:30"),
        ({2: NIGHT}, "2026-02-26 07:00", "2026-03-05 06:30"),
        ({}, "2026-02-26 07:00", None),
    ],
)
def test_the_next_end(hours: Mapping[int, Span], now: str, end: str | None) -> None:
    assert next_end(hours, local(now), BERLIN) == (local(end) if end else None)


def test_quiet_within_the_hour_that_is_left_out_ends_as_ever_on_the_days_after() -> None:
    hours = dict.fromkeys(range(7), Span(time(2, 30), time(3)))
    after_the_night_before = local("2026-03-28 03:00")
    assert next_end(hours, after_the_night_before, BERLIN) == local("2026-03-30 03:00")
    assert quiet_until(hours, local("2026-03-29 03:10"), BERLIN) is None


def test_quiet_within_the_hour_that_comes_twice_is_there_once() -> None:
    hours = {6: Span(time(2, 15), time(2, 45))}
    first = datetime(2026, 10, 25, tzinfo=UTC)
    minutes = [first + timedelta(minutes=one) for one in range(180)]
    quiet = [one for one in minutes if quiet_until(hours, one, BERLIN)]
    assert (quiet[0], len(quiet)) == (first + timedelta(minutes=15), 30)
    assert next_end(hours, quiet[-1] + timedelta(minutes=1), BERLIN) == local("2026-11-01 02:45")


async def test_they_are_kept_by_chat_and_weekday_and_their_next_end_is_a_duty(owned_store: Store) -> None:
    now, quiet = local("2026-02-25 12:00"), owned_store.quiet_hours
    await quiet.set(OWNER, WEEKDAYS, now, BERLIN)
    await quiet.set(OWNER, {5: Span(time(23), time(9)), 2: None}, now, BERLIN)
    assert (await quiet.get(OWNER)).hours == {
        **dict.fromkeys((0, 1, 3, 4), NIGHT),
        5: Span(time(23), time(9)),
    }
    assert (await quiet.get(-100)).hours == {}
    assert [duty.due_at for duty in await owned_store.duties.open(END)] == [local("2026-02-27 06:30")]
    await quiet.set(OWNER, dict.fromkeys(range(7)), now, BERLIN)
    assert await owned_store.duties.open(END) == []


async def test_what_may_pierce_is_off_until_it_is_let(owned_store: Store) -> None:
    quiet = owned_store.quiet_hours
    now = local("2026-02-25 12:00")
    before = await quiet.get(OWNER)
    assert (before.pierce_dings, before.pierce_strangers) == (False, False)
    await quiet.let_pierce(OWNER, now, dings=True)
    after = await quiet.let_pierce(OWNER, now, strangers=True)
    assert (after.pierce_dings, after.pierce_strangers) == (True, True)
    again = await quiet.let_pierce(OWNER, now, dings=False)
    assert (again.pierce_dings, again.pierce_strangers) == (False, True)


async def test_the_next_end_of_any_chat_is_the_duty_in_the_zone_of_now(owned_store: Store) -> None:
    quiet, duties = owned_store.quiet_hours, owned_store.duties
    now, tokyo = local("2026-02-25 12:00"), ZoneInfo("Asia/Tokyo")
    await quiet.set(OWNER, WEEKDAYS, now, BERLIN)
    await quiet.set(-100, {2: Span(time(23), time(5))}, now, BERLIN)
    assert [duty.due_at for duty in await duties.open(END)] == [local("2026-02-26 05:00")]
    await quiet.renew(local("2026-02-26 05:00"), BERLIN)
    assert [duty.due_at for duty in await duties.open(END)] == [local("2026-02-26 06:30")]
    await quiet.renew(now, tokyo)
    assert [duty.due_at for duty in await duties.open(END)] == [datetime(2026, 2, 26, 5, tzinfo=tokyo)]
