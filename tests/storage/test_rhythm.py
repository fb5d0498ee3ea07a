"""The numbers behind the heatmap: visits with a person, by the household's own clock."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.types import EventKind, Recording
from storage.check import check
from storage.store import Store
from tests.storage.makers import FRONT, NOW, after, analysis, known, nobody, seen, stranger, told

DECADES = (datetime(2000, 1, 1, tzinfo=UTC), datetime(2040, 1, 1, tzinfo=UTC))


async def visit_at(store: Store, moment: datetime, camera_id: str = FRONT.id) -> None:
    recording = Recording(f"{camera_id} {moment}", camera_id, EventKind.MOTION, moment)
    event_id = await store.events.add_seen(recording, now=moment, coalesce_seconds=60)
    assert event_id is not None
    await store.events.finish(event_id, analysis(thumbnail=None), stranger(), moment)


async def cells(
    store: Store, tz: tzinfo, since: datetime = DECADES[0], until: datetime = DECADES[1]
) -> dict[tuple[int, int], int]:
    grid = await store.rhythm.counts(since, until, tz)
    assert [len(day) for day in grid] == [24] * 7
    return {(day, hour): grid[day][hour] for day in range(7) for hour in range(24) if grid[day][hour]}


async def test_an_empty_history(fresh_store: Store) -> None:
    assert await cells(fresh_store, UTC) == {}
    totals = await fresh_store.rhythm.totals(*DECADES)
    assert (totals.visits, totals.by_person, totals.strangers, totals.by_camera) == (0, (), 0, ())


async def test_monday_comes_first(fresh_store: Store) -> None:
    await visit_at(fresh_store, datetime(2026, 2, 23, 0, 5, tzinfo=UTC))  # a Monday
    await visit_at(fresh_store, datetime(2026, 3, 1, 23, 55, tzinfo=UTC))  # a Sunday
    assert await cells(fresh_store, UTC) == {(0, 0): 1, (6, 23): 1}


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("Europe/Berlin", (2, 11)),
        ("America/Los_Angeles", (2, 2)),
        ("Asia/Kolkata", (2, 16)),
        ("Asia/Kathmandu", (2, 16)),
        ("Australia/Eucla", (2, 19)),
        ("Pacific/Kiritimati", (3, 0)),
        ("Pacific/Marquesas", (2, 1)),
        ("Australia/Lord_Howe", (2, 21)),
    ],
)
async def test_hours_are_local(fresh_store: Store, zone: str, expected: tuple[int, int]) -> None:
    await visit_at(fresh_store, datetime(2026, 2, 25, 10, 30, tzinfo=UTC))
    assert await cells(fresh_store, ZoneInfo(zone)) == {expected: 1}


async def test_across_a_clock_change(fresh_store: Store) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    for day in (28, 29, 30):  # the clocks go forward on Sunday the 29th at 2
        await visit_at(fresh_store, datetime(2026, 3, day, 12, tzinfo=berlin).astimezone(UTC))
    assert await cells(fresh_store, berlin) == {(5, 12): 1, (6, 12): 1, (0, 12): 1}


async def test_a_repeated_hour_counts_in_its_one_cell(fresh_store: Store) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    twice = [datetime(2026, 10, 25, 2, 30, fold=fold, tzinfo=berlin) for fold in (0, 1)]
    assert (twice[1].astimezone(UTC) - twice[0].astimezone(UTC)) == timedelta(hours=1)
    for moment in twice:
        await visit_at(fresh_store, moment.astimezone(UTC))
    assert await cells(fresh_store, berlin) == {(6, 2): 2}


async def test_a_repeated_half_hour_counts_in_its_one_cell(fresh_store: Store) -> None:
    lord_howe = ZoneInfo("Australia/Lord_Howe")
    twice = [datetime(2026, 4, 5, 1, 45, fold=fold, tzinfo=lord_howe) for fold in (0, 1)]
    assert (twice[1].astimezone(UTC) - twice[0].astimezone(UTC)) == timedelta(minutes=30)
    for moment in twice:
        await visit_at(fresh_store, moment.astimezone(UTC))
    await visit_at(fresh_store, datetime(2026, 4, 5, 2, 5, tzinfo=lord_howe).astimezone(UTC))
    assert await cells(fresh_store, lord_howe) == {(6, 1): 2, (6, 2): 1}


async def test_a_day_begins_at_a_quarter_hour_where_the_zone_does(fresh_store: Store) -> None:
    kathmandu = ZoneInfo("Asia/Kathmandu")
    for minute in (0, 10, 20):  # midnight is at 18:15 UTC
        await visit_at(fresh_store, datetime(2026, 2, 24, 18, minute, tzinfo=UTC))
    assert await cells(fresh_store, kathmandu) == {(1, 23): 2, (2, 0): 1}
    found = await fresh_store.rhythm.summary(*DECADES, kathmandu)
    assert {day: strangers for day, _, strangers in found.days if strangers} == {
        date(2026, 2, 24): 2,
        date(2026, 2, 25): 1,
    }


async def test_one_camera_and_one_subject_alone(owned_store: Store) -> None:
    await told(owned_store, 0, known("grace", others=("dog",)))
    await visit_at(owned_store, after(3000), camera_id="1002")
    grace = await owned_store.people.by_name("grace")
    assert grace is not None
    for subject, camera_id, visits in (
        ("label:person", "", 2),
        ("label:person", "1002", 1),
        ("label:dog", "", 1),
        ("label:dog", "1002", 0),
        (f"who:{grace.id}", FRONT.id, 1),
        ("stranger", "", 1),
    ):
        grid = await owned_store.rhythm.counts(*DECADES, UTC, subject, camera_id)
        assert sum(map(sum, grid)) == visits
    assert await owned_store.rhythm.subjects() == ["label:dog", "label:person", "stranger", f"who:{grace.id}"]
    assert await owned_store.rhythm.cameras() == [FRONT]


async def test_a_summary_agrees_with_itself_across_a_clock_change(fresh_store: Store) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    since = datetime(2026, 10, 24, tzinfo=berlin).astimezone(UTC)
    until = datetime(2026, 10, 27, tzinfo=berlin).astimezone(UTC)
    for hours in range(0, 73, 2):  # three days of 73 hours
        await visit_at(fresh_store, since + timedelta(hours=hours, minutes=10))
    found = await fresh_store.rhythm.summary(since, until, berlin)
    assert found.totals.visits == sum(map(sum, found.grid)) == sum(n for *_, n in found.days) == 37
    assert [(str(day), strangers) for day, _, strangers in found.days] == [
        ("2026-10-24", 12),
        ("2026-10-25", 13),
        ("2026-10-26", 12),
        ("2026-10-27", 0),
    ]


async def test_the_usual_week_needs_two_weeks_before(owned_store: Store) -> None:
    for days in (0, 3, 8, 12, 16):
        await told(owned_store, days * 86400)
    window = (after(14 * 86400), after(21 * 86400))
    found = await owned_store.rhythm.summary(*window, UTC, after(7 * 86400))
    assert (found.totals.visits, found.before, found.usual) == (1, 2, 2.0)
    early = await owned_store.rhythm.summary(after(13 * 86400), window[1], UTC, after(-86400))
    assert (early.before, early.usual) == (None, None)


async def test_a_visit_counts_once_and_where_it_began(fresh_store: Store) -> None:
    for second in (0, 50, 100):
        await told(fresh_store, second + 29 * 60 + 30)  # from 10:59:30 to 11:01:10
    assert await cells(fresh_store, UTC) == {(2, 10): 1}


async def test_a_late_entry_moves_the_beginning(fresh_store: Store) -> None:
    await told(fresh_store, 30 * 60 + 20)
    assert await cells(fresh_store, UTC) == {(2, 11): 1}
    await told(fresh_store, 30 * 60 - 20)
    assert await cells(fresh_store, UTC) == {(2, 10): 1}
    assert await check(fresh_store) == []


async def test_a_visit_that_is_removed_is_not_counted(fresh_store: Store) -> None:
    await told(fresh_store, 0)
    await told(fresh_store, 100)
    await fresh_store.db.change(lambda db: db.execute("DELETE FROM events WHERE visit_id = 1"))
    await fresh_store.db.change(lambda db: db.execute("DELETE FROM visits WHERE id = 1"))
    assert await cells(fresh_store, UTC) == {(2, 10): 1}
    assert await check(fresh_store) == []


async def test_only_visits_with_a_person(fresh_store: Store) -> None:
    dog = await seen(fresh_store, 0)
    await fresh_store.events.finish(dog, analysis(), nobody(others=("dog",)), NOW)
    await seen(fresh_store, 1000, EventKind.DING)
    assert await cells(fresh_store, UTC) == {}


async def test_the_window_is_whole_quarter_hours(fresh_store: Store) -> None:
    await told(fresh_store, 0)
    assert await cells(fresh_store, UTC, after(0), after(1)) == {(2, 10): 1}
    assert await cells(fresh_store, UTC, after(600), after(601)) == {(2, 10): 1}
    assert await cells(fresh_store, UTC, after(900), after(9000)) == {}
    assert await cells(fresh_store, UTC, after(-900), after(0)) == {}
    assert await cells(fresh_store, UTC, after(5000), after(-5000)) == {}


async def test_totals(owned_store: Store) -> None:
    await told(owned_store, 0, known("grace"))
    await told(owned_store, 30, stranger())
    await told(owned_store, 1000, known("ada", strangers=1))
    await told(owned_store, 2000, known("grace"))
    await visit_at(owned_store, after(3000), camera_id="1002")
    totals = await owned_store.rhythm.totals(*DECADES)
    assert totals.visits == 4
    assert totals.by_person == (("grace", 2), ("ada", 1))
    assert totals.strangers == 3
    assert totals.by_camera == ((FRONT.id, 3), ("1002", 1))
    later = await owned_store.rhythm.totals(after(900), after(4000))
    assert (later.visits, later.by_person) == (3, (("ada", 1), ("grace", 1)))


@settings(max_examples=20, deadline=None)
@given(
    hours=st.lists(st.integers(0, 24 * 366), min_size=1, max_size=12, unique=True),
    zone=st.sampled_from(["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"]),
)
async def test_as_counted_one_by_one(
    hours: list[int], zone: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    tz, folder = ZoneInfo(zone), Path(tmp_path_factory.mktemp("rhythm"))
    moments = [datetime(2026, 1, 1, 0, 5, tzinfo=UTC) + timedelta(hours=one) for one in hours]
    # Cut in the middle of days.
    since, until = datetime(2026, 2, 11, 7, tzinfo=UTC), datetime(2026, 11, 2, 13, 30, tzinfo=UTC)
    async with await Store.open(folder / "events.db", folder) as store:
        for moment in moments:
            await visit_at(store, moment)
        found, cut = await cells(store, tz), await cells(store, tz, since, until)
    local = [moment.astimezone(tz) for moment in moments]
    assert found == Counter((one.weekday(), one.hour) for one in local)
    assert cut == Counter((one.weekday(), one.hour) for one in local if since <= one < until)
