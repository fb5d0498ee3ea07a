"""What the machine does can be neither kept nor told for hours: nothing piles up meanwhile."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.health.alarms import Alarms
from bot.health.blindness import Blindness
from bot.health.health import LOOK_EVERY, MOST_LOOKS, Clouds, Health
from bot.health.machine import Machine
from bot.health.pulse import Pulse
from bot.outages import Outage
from bot.owner import Owner
from storage.metrics import Metric
from storage.rows import change
from storage.store import Store

NOON = datetime(2026, 2, 25, 12, tzinfo=UTC)
FULL = "CREATE TRIGGER full BEFORE INSERT ON outbox BEGIN SELECT RAISE(ABORT, 'full'); END"


class Clock:
    def now(self) -> datetime:
        return NOON


async def test_of_what_could_not_be_kept_the_latest_is_kept(tmp_path: Path) -> None:
    zone = tmp_path / "sys" / "class" / "thermal" / "thermal_zone0"
    zone.mkdir(parents=True)
    (zone / "type").write_text("cpu-thermal")
    second = 0.0
    clock = Clock()
    async with await Store.open(tmp_path / "events.db", tmp_path / "thumbnails") as store:
        owner = Owner(store, clock, lambda: None)
        await store.access.make_owner(4711, "Sam", NOON)
        health = Health(
            Machine(tmp_path / "events.db", (), tmp_path / "sys"),
            Clouds(lambda: None, lambda: None, lambda: second, lambda: None, lambda: None, lambda: None),
            store,
            clock,
            Alarms(clock, owner, store.metrics),
            Blindness((), Outage("Eyes", clock, owner), clock, UTC),
            Pulse(3),
            monotonic=lambda: second,
        )
        await store.db.change(lambda raw: change(raw, FULL))
        for look in range(3 * MOST_LOOKS):
            (zone / "temp").write_text("95000" if look < MOST_LOOKS else "85000")
            second += LOOK_EVERY
            await health.look()
        await store.db.change(lambda raw: change(raw, "DROP TRIGGER full"))
        second += LOOK_EVERY
        await health.look()
        hot = await store.metrics.series([Metric.TEMPERATURE], NOON, NOON + timedelta(seconds=1))
        assert [degrees for _, degrees in hot[Metric.TEMPERATURE]] == [85]
