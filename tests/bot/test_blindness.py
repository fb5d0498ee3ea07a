"""Blind for ten minutes: said once with its cause, and its end once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.health.blindness import ABOUT, Blindness
from bot.outages import Outage
from bot.owner import Owner
from pipeline.errors import StoreError
from storage.metrics import Metric
from storage.store import Store

OWNER = 4242
BERLIN = ZoneInfo("Europe/Berlin")
AWAY = "Ring does not answer."
BLIND = "I have been blind since Wed 25 Feb, 13:00: nothing that happens at the door is seen."


@dataclass
class Watched:
    """One run of the bot after the other. `read_at`: when this one last read a history, None: not yet."""

    store: Store
    at: datetime = datetime(2026, 2, 25, 12, tzinfo=UTC)
    began: datetime = field(init=False)
    read_at: datetime | None = None

    def now(self) -> datetime:
        return self.at

    async def start(self) -> None:
        owner = Owner(self.store, self, lambda: None)
        self.began, self.read_at = self.at, None
        self.ring, self.own = Outage("Ring", self, owner), Outage(ABOUT, self, owner, lambda: "Cameras")
        self.blindness = Blindness([self.ring], self.own, self, BERLIN)
        await self.blindness.resume(self.store.metrics)

    @property
    def unread(self) -> tuple[float, bool]:
        return (self.at - (self.read_at or self.began)).total_seconds(), self.read_at is not None

    async def see(self) -> None:
        self.read_at = self.at
        await self.ring.worked()

    async def after(self, minutes: float) -> list[str]:
        """What the owner hears within."""
        self.at += timedelta(minutes=minutes)
        await self.blindness.judge(*self.unread)
        await self.store.metrics.add({Metric.HISTORY_AGE: self.blindness.age(*self.unread)}, self.at)
        rows = await self.store.outbox.due(self.at)
        for row in rows:
            await self.store.outbox.confirm(row.id, row.revision, row.id, None, [], self.at)
        return [row.text or "" for row in rows]


@pytest.fixture
async def watched(tmp_path: Path) -> AsyncIterator[Watched]:
    async with await Store.open(tmp_path / "events.db", tmp_path / "thumbnails") as store:
        one = Watched(store)
        await store.access.make_owner(OWNER, "Sam", one.at)
        await one.start()
        await one.see()
        assert await one.after(0) == []
        yield one


async def test_with_no_cause_known_it_says_so_itself(watched: Watched) -> None:
    assert await watched.after(9.9) == []
    (told,) = await watched.after(0.2)
    assert told.startswith(f"⚠️ Cameras: {BLIND}")
    assert await watched.after(30) == []
    await watched.see()
    assert await watched.after(0) == [
        "✅ Cameras: all is well again. I was blind from Wed 25 Feb, 13:00, for 40 min."
    ]
    assert await watched.after(5) == []


async def test_an_outage_that_was_told_is_told_on_and_ends_once(watched: Watched) -> None:
    await watched.ring.failed(AWAY, certain=True)
    assert await watched.after(5) == [f"⚠️ {AWAY}"]
    (told,) = await watched.after(6)
    assert told.startswith(f"⚠️ {AWAY} {BLIND}")
    assert await watched.after(60) == []
    await watched.see()
    assert await watched.after(0) == [
        "✅ Ring: all is well again. I was blind from Wed 25 Feb, 13:00, for 71 min."
    ]
    assert await watched.after(1) == []


async def test_over_a_restart_neither_is_told_twice(watched: Watched) -> None:
    await watched.ring.failed(AWAY, certain=True)
    assert len(await watched.after(11)) == 1
    watched.at += timedelta(hours=1)
    await watched.start()
    await watched.ring.failed(AWAY, certain=True)
    assert await watched.after(1) == []
    assert await watched.after(11) == []
    await watched.see()
    (told,) = await watched.after(0)
    assert told.endswith("I was blind from Wed 25 Feb, 13:00, for 83 min.")


async def test_a_restart_that_heals_it_tells_its_end(watched: Watched) -> None:
    """Also without the ring of measurements, as where the run before was killed too early to write it."""
    assert len(await watched.after(11)) == 1
    await watched.store.db.change(lambda db: db.execute("DELETE FROM metrics"))
    await watched.start()
    assert await watched.after(1) == []
    await watched.see()
    (told,) = await watched.after(0)
    assert told.startswith("✅ Cameras: all is well again.")


async def test_a_bot_that_was_off_for_hours_is_not_blind_at_its_start(watched: Watched) -> None:
    watched.at += timedelta(hours=5)
    await watched.start()
    assert await watched.after(1) == []
    await watched.see()
    assert await watched.after(1) == []


@pytest.mark.parametrize("cause", [True, False])
async def test_what_the_store_does_not_take_is_told_once_it_does(watched: Watched, cause: bool) -> None:
    if cause:
        await watched.ring.failed(AWAY, certain=True)
        await watched.after(1)
    full = "CREATE TRIGGER full BEFORE {} ON outbox BEGIN SELECT RAISE(ABORT, 'no room'); END"
    sql = full.format("UPDATE" if cause else "INSERT")
    await watched.store.db.change(lambda db: db.execute(sql))
    with pytest.raises(StoreError):
        await watched.after(11)
    await watched.store.db.change(lambda db: db.execute("DROP TRIGGER full"))
    (told,) = await watched.after(1)
    assert BLIND in told
    assert await watched.after(1) == []


async def test_being_off_counts_where_it_goes_on(watched: Watched) -> None:
    watched.at += timedelta(hours=5)
    await watched.start()
    (told,) = await watched.after(10)
    assert BLIND in told


async def test_a_cause_that_ends_just_then_and_begins_anew_is_told_on(watched: Watched) -> None:
    await watched.ring.failed(AWAY, certain=True)
    await watched.after(5)
    watched.at += timedelta(minutes=6)
    # The end waits for its turn behind another word, and the look, which finds it open, behind the end.
    other = watched.ring.failed("Ring is slow.", certain=True)
    await asyncio.gather(other, watched.ring.worked(), watched.blindness.judge(*watched.unread))
    await watched.ring.failed(AWAY, certain=True)
    (told,) = await watched.after(1)
    assert told.startswith(f"⚠️ {AWAY} {BLIND}")


async def test_a_cause_that_begins_anew_between_two_looks_is_told_on(watched: Watched) -> None:
    await watched.ring.failed(AWAY, certain=True)
    assert BLIND in (await watched.after(11))[0]
    await watched.ring.worked()
    await watched.ring.failed(AWAY, certain=True)
    assert BLIND in (await watched.after(1))[-1]
    assert await watched.after(1) == []
