"""A small ring of measurements, which sweeps itself."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage.metrics import KEPT, Metric
from storage.store import Store

NOON = datetime(2026, 2, 25, 12, tzinfo=UTC)
OWNER = 4242


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with await Store.open(tmp_path / "events.db", tmp_path / "thumbnails") as one:
        yield one


async def measured(store: Store) -> list[tuple[str, float]]:
    sql = "SELECT name, value FROM metrics ORDER BY at, name"
    return [tuple(row) for row in await store.db.view(lambda db: db.execute(sql).fetchall())]


async def test_what_was_measured_is_there_by_name_oldest_first(store: Store) -> None:
    for minute, degrees in ((5, 61.0), (0, 60.0)):
        at = NOON + timedelta(minutes=minute)
        await store.metrics.add({Metric.TEMPERATURE: degrees, Metric.QUEUE: 0}, at)
    found = await store.metrics.series([Metric.TEMPERATURE, Metric.SKEW], NOON, NOON + timedelta(hours=1))
    assert found == {
        Metric.TEMPERATURE: [(NOON, 60.0), (NOON + timedelta(minutes=5), 61.0)],
        Metric.SKEW: [],
    }
    assert await store.metrics.newest(Metric.TEMPERATURE, NOON + timedelta(minutes=1)) == (NOON, 60.0)
    assert await store.metrics.newest(Metric.SKEW, NOON) is None


async def test_a_week_is_kept_and_no_more(store: Store) -> None:
    for days in range(30):
        await store.metrics.add({Metric.QUEUE: days}, NOON + timedelta(days=days))
    assert await measured(store) == [("queue_events", float(days)) for days in range(22, 30)]
    assert timedelta(days=29 - 22) == KEPT


async def test_what_a_clock_ahead_of_its_time_wrote_goes(store: Store) -> None:
    await store.metrics.add({Metric.QUEUE: 1}, NOON + timedelta(days=4000))
    await store.metrics.add({Metric.QUEUE: 2}, NOON)
    assert await measured(store) == [("queue_events", 2.0)]


async def test_the_usual_value_is_the_median_of_enough(store: Store) -> None:
    for minute, value in enumerate((10, 11, 500)):
        await store.metrics.add({Metric.INFERENCE: value}, NOON + timedelta(minutes=minute))
    until = NOON + timedelta(hours=1)
    assert await store.metrics.usual(Metric.INFERENCE, NOON, until, least=3) == 11
    assert await store.metrics.usual(Metric.INFERENCE, NOON, until, least=4) is None


async def test_an_alert_that_was_told_and_not_ended_is_known_after_a_restart(store: Store) -> None:
    await store.access.make_owner(OWNER, "Sam", NOON)
    for about in ("Disk", "Temperature"):
        await store.outbox.outage(OWNER, about, "⚠️", NOON)
    await store.outbox.outage_over("Disk", "✅", NOON)
    assert await store.metrics.standing(["Disk", "Temperature", "Clock"]) == {"Temperature"}
