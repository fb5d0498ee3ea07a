"""Too many clips at once: who is looked at closely, and what is said of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from bot import backlog as backlog_module
from bot.backlog import FEW, MANY, Backlog
from bot.outages import Outage
from bot.owner import Owner
from bot.texts import plain
from pipeline.types import EventKind, PendingEvent
from storage.store import Store
from tests.storage.makers import NOW, OWNER, after, recording, rows, seen


@dataclass
class HandClock:
    at: datetime = NOW

    def now(self) -> datetime:
        return self.at


@pytest.fixture
async def owned_store(tmp_path: Path) -> AsyncIterator[Store]:
    async with await Store.open(tmp_path / "events.db", tmp_path / "thumbnails") as one:
        await one.access.make_owner(OWNER, "Sam", NOW)
        await one.access.listen(OWNER, NOW)
        yield one


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def backlog(owned_store: Store, clock: HandClock) -> Backlog:
    return backlog_of(owned_store, clock)


def backlog_of(store: Store, clock: HandClock) -> Backlog:
    trouble = Outage(
        "Clips", clock, Owner(store, clock, lambda: None), called=lambda: plain("supervision-queue")
    )
    return Backlog(store.events, clock, trouble, lambda _: None)


def pending(kind: EventKind = EventKind.MOTION) -> PendingEvent:
    return PendingEvent(1, recording(0, kind), 0, after(0))


async def said(store: Store) -> list[str]:
    return [row["text"] for row in await rows(store, "SELECT text FROM outbox WHERE about = 'Clips'")]


async def tell(store: Store) -> None:
    for row in await store.outbox.due(after(9999)):
        await store.outbox.confirm(row.id, row.revision, 500 + row.id, None, [], row.next_attempt_at)


async def test_that_many_wait_is_told_once_and_that_it_is_over(
    owned_store: Store, backlog: Backlog, clock: HandClock
) -> None:
    ids = [await seen(owned_store, 0) for _ in range(MANY + 1)]
    for clock.at in (after(0), after(5)):
        await backlog.look()
        assert len(await said(owned_store)) == 1
    assert "Rings go first" in (await said(owned_store))[0]
    await tell(owned_store)
    for event_id in ids[FEW:]:
        await owned_store.events.fail(event_id, "gone", after(6))
        # Between the two bounds nothing changes.
        await backlog.look()
    assert "all is well again" in (await said(owned_store))[0]


async def test_a_restart_amid_it_does_not_tell_it_anew(
    owned_store: Store, backlog: Backlog, clock: HandClock
) -> None:
    for _ in range(MANY + 1):
        await seen(owned_store, 0)
    await backlog.look()
    await tell(owned_store)
    await backlog_of(owned_store, clock).look()
    assert len(await said(owned_store)) == 1
    assert await owned_store.outbox.due(after(9999)) == []


async def test_only_motion_that_has_waited_is_looked_at_coarsely(
    owned_store: Store, backlog: Backlog, clock: HandClock
) -> None:
    clock.at = after(90)
    await backlog.look()
    assert not backlog.coarse(pending())
    for _ in range(MANY + 1):
        await seen(owned_store, 0)
    await backlog.look()
    assert backlog.coarse(pending())
    assert not backlog.coarse(pending(EventKind.DING))
    clock.at = after(30)
    assert not backlog.coarse(pending())


async def test_who_gives_clips_up_says_which(
    owned_store: Store, backlog: Backlog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backlog_module, "MOST_WAITING", 2)
    ids = [await seen(owned_store, 1000 * number) for number in range(4)]
    forgotten: list[int] = []
    backlog = Backlog(owned_store.events, HandClock(after(5000)), backlog._trouble, forgotten.extend)
    await backlog.look()
    assert sorted(forgotten) == ids[:2]


async def test_what_an_outage_left_behind_is_no_load(owned_store: Store, backlog: Backlog) -> None:
    for number in range(MANY + 1):
        late = recording(-7200 - number)
        await owned_store.events.add_seen(late, now=after(0), coalesce_seconds=60, caught_up=True)
    await backlog.look()
    assert await said(owned_store) == []
