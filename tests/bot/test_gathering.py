"""What is told late: a few one by one, many in one summary, and a long catch-up in one that grows."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.gathering import FEW, HOLD, Gathering
from storage.outbox import OutboxKind, OutboxRow
from storage.store import Store
from tests.storage.makers import FRONT, GAP, NOW, OWNER, after, analysis, recording, rows, stranger, told

HOUR = 3600


class House:
    def __init__(self, store: Store) -> None:
        self.store, self.now = store, NOW
        self.gathering = Gathering(store, UTC, lambda: self.now)

    async def at(self, seconds: float) -> list[str]:
        """What is told by its own message then: kinds."""
        self.now = after(seconds)
        due = await self.store.outbox.due(self.now, 100)
        return [str(row.kind) for row in await self.gathering.left(due)] if due else []

    async def found(self, count: int, seconds: float) -> list[int]:
        """By catching up, so long after `NOW`; ten minutes from each other, before it."""
        return [await self._found(-600 * number, after(seconds)) for number in range(1, count + 1)]

    async def _found(self, at: float, now: datetime) -> int:
        event_id = await self.store.events.add_seen(
            recording(at), now=now, coalesce_seconds=GAP, caught_up=True
        )
        assert event_id is not None
        return event_id

    async def looked_at(self, event_ids: list[int], seconds: float) -> None:
        for event_id in event_ids:
            await self.store.events.finish(event_id, analysis(), stranger(), after(seconds))

    async def summary(self) -> OutboxRow:
        row = next(row for row in await self.store.outbox.due(after(9e6)) if row.kind is OutboxKind.SUMMARY)
        return row

    async def tell(self) -> list[int]:
        """The visits of the summary, which is told."""
        row = await self.summary()
        visits = await self.store.late_news.told_by(row.id)
        assert await self.store.late_news.confirm(row, 77, visits, self.now)
        return [one.visit_id for one in visits]


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with await Store.open(tmp_path / "events.db", tmp_path / "thumbnails") as store:
        await store.access.make_owner(OWNER, "Sam", NOW)
        await store.events.poll_floor(FRONT, NOW)
        yield House(store)


async def test_few_are_told_one_by_one_and_many_in_one_summary(house: House) -> None:
    for number in range(FEW):
        await told(house.store, 600 * number)
    assert await house.at(HOUR) == ["visit"] * FEW
    await told(house.store, 600 * FEW)
    assert await house.at(HOUR + 600) == []
    assert await house.at(HOUR + 601) == ["summary"]
    assert len(await house.tell()) == FEW + 1
    assert await house.at(2 * HOUR) == []


async def test_what_goes_on_is_told_beside_the_summary(house: House) -> None:
    for number in range(FEW + 1):
        await told(house.store, 600 * number)
    await told(house.store, 2 * HOUR)
    assert await house.at(2 * HOUR) == ["visit"]


async def test_the_end_of_a_catch_up_is_waited_for(house: House) -> None:
    events = await house.found(FEW + 1, 0)
    await house.looked_at(events[:1], 1)
    assert await house.at(2) == [], "three are still to be looked at"
    await house.looked_at(events[1:], 3)
    assert await house.at(6) == []
    assert await house.at(7) == ["summary"]
    assert len(await house.tell()) == FEW + 1


async def test_few_that_were_caught_up_are_told_one_by_one(house: House) -> None:
    events = await house.found(2, 0)
    await house.looked_at(events, 1)
    assert await house.at(2) == ["visit", "visit"]


async def test_a_long_catch_up_is_told_after_a_while_and_grows(house: House) -> None:
    events = await house.found(6, 0)
    await house.looked_at(events[:2], 1)
    assert await house.at(2) == []
    waited = HOLD.total_seconds()
    assert await house.at(1 + waited) == []
    assert await house.at(2 + waited) == ["summary"]
    assert await house.tell() == [2, 1]
    await house.looked_at(events[2:5], 200)
    assert await house.at(201) == []
    assert await house.at(220) == ["summary"]
    assert (await house.summary()).message_id == 77, "by an edit"
    assert await house.tell() == [5, 4, 3, 2, 1]
    await house.looked_at(events[5:], 230)
    await house.at(231)
    assert len(await house.tell()) == 6
    assert (await rows(house.store, "SELECT count(*) AS n FROM outbox WHERE kind = 'summary'"))[0]["n"] == 1


async def test_the_next_outage_has_a_summary_of_its_own(house: House) -> None:
    await house.looked_at(await house.found(FEW + 1, 0), 1)
    await house.at(2)
    await house.at(3)
    await house.tell()
    later = [await house._found(HOUR + 600 * number, after(3 * HOUR)) for number in range(FEW + 1)]
    await house.looked_at(later, 3 * HOUR + 1)
    await house.at(3 * HOUR + 2)
    assert (await house.summary()).message_id is None


async def test_what_is_held_back_is_in_no_summary(house: House) -> None:
    for number in range(FEW + 1):
        await told(house.store, 600 * number)
    await house.store.snoozes.add(OWNER, after(HOUR), None, OWNER)
    assert await house.at(HOUR + 60) == []
    assert await rows(house.store, "SELECT id FROM outbox") == []
    held = await house.store.silence.waiting()
    assert held == [OWNER]
