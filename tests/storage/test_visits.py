"""Which events are one visit, in whatever order Ring tells of them."""

from __future__ import annotations

import asyncio
import itertools
import tempfile
from collections import defaultdict
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.check import check
from storage.store import Store
from storage.timestamps import from_text
from tests.storage.makers import GAP, after, recording, rows, seen


async def visits_of(store: Store, *seconds: float, camera_id: str = "1001") -> list[int]:
    """The visit of each event, added in this order; the first visit is 0, the next new one 1 ..."""
    ids = [await seen(store, one, camera_id=camera_id) for one in seconds]
    found = {row["id"]: row["visit_id"] for row in await rows(store, "SELECT id, visit_id FROM events")}
    first = min(found[one] for one in ids)
    return [found[one] - first for one in ids]


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        pytest.param([0, 60, 120], [0, 0, 0], id="each within the gap of the one before"),
        pytest.param([0, 60.001], [0, 1], id="just beyond the gap"),
        pytest.param([0, 61, 122], [0, 1, 2], id="each beyond it"),
        pytest.param([0, 60, 120, 180, 240, 300], [0] * 6, id="five gaps in all"),
        pytest.param([0, 60, 120, 180, 240, 300, 301], [0] * 6 + [1], id="no more than five"),
        pytest.param([0, 60, 120, 180, 240, 300, 320, 330], [0] * 6 + [1, 1], id="the next one grows"),
        pytest.param([300, 240, 180, 120, 60, 0], [0] * 6, id="told backwards"),
        pytest.param([300, 240, 180, 120, 60, 0, -1], [0] * 6 + [1], id="backwards, no more than five"),
        pytest.param([100, 0, 50], [0, 1, 0], id="late, between two: the nearer, or the first"),
        pytest.param([0, 110, 60], [0, 1, 1], id="late, between two: the nearer"),
        pytest.param([0, 50, 20, 30], [0, 0, 0, 0], id="late, inside"),
        pytest.param([0, 0, 0], [0, 0, 0], id="at the same moment"),
        pytest.param([0, 3600, 5], [0, 1, 0], id="late by an hour"),
    ],
)
async def test_events_join(fresh_store: Store, seconds: list[float], expected: list[int]) -> None:
    assert await visits_of(fresh_store, *seconds) == expected


async def test_cameras_do_not_mix(fresh_store: Store) -> None:
    assert await visits_of(fresh_store, 0, camera_id="front") == [0]
    await visits_of(fresh_store, 1, camera_id="back")
    found = await rows(fresh_store, "SELECT camera_id, started_at FROM visits ORDER BY id")
    assert [row["camera_id"] for row in found] == ["front", "back"]


async def test_two_visits_that_touch_stay_two(fresh_store: Store) -> None:
    await visits_of(fresh_store, 0, 100, 50)
    spans = await rows(fresh_store, "SELECT started_at, ended_at FROM visits ORDER BY started_at")
    assert [(from_text(row["started_at"]), from_text(row["ended_at"])) for row in spans] == [
        (after(0), after(50)),
        (after(100), after(100)),
    ]


async def test_a_visit_knows_its_events_in_their_order(fresh_store: Store) -> None:
    for second in (40, 0, 20):
        await seen(fresh_store, second)
    visit = await fresh_store.events.visit(1)
    assert visit is not None
    assert [event.recorded_at for event in visit.events] == [after(0), after(20), after(40)]
    assert (visit.started_at, visit.ended_at) == (after(0), after(40))
    assert visit.unconfirmed
    assert not visit.person


async def test_a_visit_that_is_not_there(fresh_store: Store) -> None:
    assert await fresh_store.events.visit(7) is None


async def test_a_duplicate_changes_nothing(fresh_store: Store) -> None:
    once = recording(0)
    assert await fresh_store.events.add_seen(once, now=after(1), coalesce_seconds=GAP) is not None
    before = await rows(fresh_store, "SELECT * FROM visits")
    assert await fresh_store.events.add_seen(once, now=after(50), coalesce_seconds=GAP) is None
    assert await rows(fresh_store, "SELECT * FROM visits") == before


async def test_overlapping_polls_make_one_event(fresh_store: Store) -> None:
    same = [recording(second, id=f"same-{second}") for second in range(10)]

    async def poll() -> list[int | None]:
        return [await fresh_store.events.add_seen(one, now=after(20), coalesce_seconds=GAP) for one in same]

    results = await asyncio.gather(*(poll() for _ in range(4)))
    assert sum(one is not None for result in results for one in result) == len(same)
    assert await fresh_store.events.waiting() == len(same)


@settings(max_examples=25, deadline=None)
@given(seconds=st.lists(st.integers(0, 1200), min_size=1, max_size=25))
async def test_in_any_order_a_visit_is_what_it_is_called(seconds: list[int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with await Store.open(Path(folder) / "events.db", Path(folder)) as store:
            for one in seconds:
                await seen(store, one)
            problems = await check(store)
            events = await rows(store, "SELECT visit_id, recorded_at FROM events ORDER BY recorded_at")
    assert problems == []
    for times in by_visit(events).values():
        assert (times[-1] - times[0]).total_seconds() <= 5 * GAP
        gaps = [(later - earlier).total_seconds() for earlier, later in itertools.pairwise(times)]
        assert max(gaps, default=0) <= GAP


def by_visit(events: list[dict[str, Any]]) -> dict[int, list[datetime]]:
    times: dict[int, list[datetime]] = defaultdict(list)
    for event in events:
        times[event["visit_id"]].append(from_text(event["recorded_at"]))
    return times
