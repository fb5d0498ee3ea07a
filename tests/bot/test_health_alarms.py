"""What is wrong with the machine is told once when it begins, with what to do, and once when it ends."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.health.alarms import Alarms, slowness
from bot.health.machine import Disk
from bot.health.vitals import Vitals
from bot.owner import Owner
from pipeline.errors import StoreError
from storage.metrics import Metric
from storage.store import Store

OWNER = 4242
NOON = datetime(2026, 2, 25, 12, tzinfo=UTC)
WELL = Vitals(
    {
        Metric.TEMPERATURE: 60,
        Metric.DISK: 40,
        Metric.THROTTLED: 0,
        Metric.SKEW: 0.4,
    },
    average_ms=20,
    usual_ms=18,
)


class Clock:
    def now(self) -> datetime:
        return NOON


@dataclass
class Watched:
    """The alarms of one run, and what the owner hears of them."""

    store: Store
    alarms: Alarms = field(init=False)
    second: float = 0.0

    def __post_init__(self) -> None:
        self.start_again()

    def start_again(self) -> None:
        self.alarms = Alarms(Clock(), Owner(self.store, Clock(), lambda: None), self.store.metrics)

    async def see(self, vitals: Vitals, minutes: float = 20) -> list[str]:
        """For so long; the owner's messages meanwhile."""
        for _ in range(int(minutes * 4)):
            self.second += 15
            await self.alarms.judge(vitals, self.second)
        rows = await self.store.outbox.due(NOON)
        for row in rows:
            await self.store.outbox.confirm(row.id, row.revision, row.id, None, [], NOON)
        return [row.text or "" for row in rows]


def but(metric: Metric, value: float) -> Vitals:
    return Vitals({**WELL.values, metric: value}, WELL.average_ms, WELL.usual_ms, WELL.disk)


HOT = but(Metric.TEMPERATURE, 82)


@pytest.fixture
async def watched(tmp_path: Path) -> AsyncIterator[Watched]:
    async with await Store.open(tmp_path / "events.db", tmp_path / "thumbnails") as store:
        await store.access.make_owner(OWNER, "Sam", NOON)
        yield Watched(store)


@pytest.mark.parametrize(
    ("vitals", "begins", "ends"),
    [
        (HOT, "Temperature: 82 °C is too hot. I rest 5 s after each clip", "Temperature"),
        (but(Metric.DISK, 95.5), "Disk: hardly anything is free. Make room", "Disk"),
        (but(Metric.THROTTLED, 1), "Power supply: the voltage drops", "Power supply"),
        (but(Metric.SKEW, -3700), "Clock: this machine’s clock is 61 min slow. SwitchBot refuses", "Clock"),
        (but(Metric.SKEW, 90), "Clock: this machine’s clock is 90 s fast. SwitchBot refuses", "Clock"),
        (
            Vitals(WELL.values, 301, 200),
            "Looking at clips: 301 ms a frame on average, usually 200",
            "Looking at clips",
        ),
        (
            Vitals(WELL.values, 301),
            "Looking at clips: 301 ms a frame on average, over 300",
            "Looking at clips",
        ),
        (
            Vitals(WELL.values, 37, 18),
            "Looking at clips: 37 ms a frame on average, usually 18",
            "Looking at clips",
        ),
    ],
)
async def test_it_is_told_once_and_its_end_once(
    watched: Watched, vitals: Vitals, begins: str, ends: str
) -> None:
    assert await watched.see(WELL) == []
    (told,) = await watched.see(vitals)
    assert told.startswith(f"⚠️ {begins}")
    assert [f"⚠️ {one}" for one in watched.alarms.told()] == [told]
    assert await watched.see(vitals) == []
    assert await watched.see(WELL) == [f"✅ {ends}: all is well again."]
    assert await watched.see(WELL) == []


async def test_a_full_disk_is_named(watched: Watched) -> None:
    vitals = but(Metric.DISK, 96)
    full = Vitals(vitals.values, disk=Disk(Path("/srv"), 40 * 2**30 // 10, 100 * 2**30))
    (told,) = await watched.see(full)
    assert "only 4.0 % is free (4.0 GiB, /srv). Make room" in told


async def test_it_is_said_in_german_with_a_comma(watched: Watched) -> None:
    await watched.store.access.met(OWNER, "Sam", "de", NOON)
    full = Vitals({Metric.DISK: 96}, disk=Disk(Path("/srv"), 40 * 2**30 // 10, 100 * 2**30))
    (told,) = await watched.see(full)
    assert told.startswith("⚠️ Speicherplatz: Nur noch 4,0 % sind frei (4,0 GiB, /srv).")


async def test_one_that_goes_on_over_a_restart_is_not_told_again_and_ends(watched: Watched) -> None:
    assert len(await watched.see(HOT)) == 1
    watched.start_again()
    await watched.alarms.resume()
    assert await watched.see(but(Metric.TEMPERATURE, 83)) == []
    assert watched.alarms.told()[0].startswith("Temperature: 83 °C")
    assert await watched.see(WELL) == ["✅ Temperature: all is well again."]


async def test_what_ended_while_the_bot_was_away_ends_with_its_next_start(watched: Watched) -> None:
    await watched.see(HOT)
    watched.start_again()
    await watched.alarms.resume()
    assert await watched.see(WELL) == ["✅ Temperature: all is well again."]


async def test_what_the_store_does_not_take_is_told_once_it_does(watched: Watched) -> None:
    store = watched.store
    await store.db.change(
        lambda db: db.execute(
            "CREATE TRIGGER full BEFORE INSERT ON outbox BEGIN SELECT RAISE(ABORT, 'no room'); END"
        )
    )
    with pytest.raises(StoreError):
        await watched.see(HOT)
    assert watched.alarms.told() == []
    await store.db.change(lambda db: db.execute("DROP TRIGGER full"))
    assert len(await watched.see(HOT)) == 1


def test_slow_is_300_ms_or_twice_the_usual_whichever_comes_first() -> None:
    assert slowness(Vitals({}, 299)) == pytest.approx(299 / 300)
    assert slowness(Vitals({}, 36, 18)) == pytest.approx(1)
    assert slowness(Vitals({}, 300, 280)) == pytest.approx(1)
    assert slowness(Vitals({}, None, 18)) is None
