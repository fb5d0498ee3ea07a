"""A door that stays unlocked: one reminder, changed in place; it locks itself only where it is closed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from bot.doorman import Doorman
from bot.duties import DutyReader
from bot.routes import INSTEAD, LOCK_DUTIES
from bot.services import Services
from pipeline.errors import LockOffline
from pipeline.types import LockState
from storage.lock_watch import Relock
from storage.locks import LOCK, UNLOCK, LockCommand
from storage.store import Store
from tests.bot.a_lock import CountedLock

START = datetime.fromisoformat("2026-02-25T10:30:00Z")
SAM, GRACE, GUEST = 1, 2, 3


@dataclass
class Hall:
    """A door with its doorman, and the reader of duties."""

    store: Store
    relock: Relock
    lock: CountedLock = field(default_factory=CountedLock)
    at: datetime = START

    def __post_init__(self) -> None:
        self.doorman = Doorman(self.lock, self.store.locks, self, self.relock)
        services = SimpleNamespace(
            store=self.store,
            now=self.now,
            doorman=self.doorman,
            settings=SimpleNamespace(zone=UTC),
            wake_teller=lambda: None,
        )
        self.reader = DutyReader(cast(Services, services), LOCK_DUTIES, INSTEAD)

    def now(self) -> datetime:
        return self.at

    async def later(self, seconds: float) -> None:
        """So much later what is due is done."""
        self.at += timedelta(seconds=seconds)
        await self.reader.work()

    async def move(self, wanted: str, user_id: int = SAM) -> None:
        await self.doorman.move(LockCommand(self.lock.id, wanted, "button", user_id))

    async def told(self) -> dict[int, str]:
        """What stands, or is to stand, in each chat."""
        sql = "SELECT chat_id, text FROM outbox WHERE kind = 'notice' AND NOT (over AND state = 'pending')"
        rows = await self.store.db.view(lambda db: db.execute(sql).fetchall())
        return {row["chat_id"]: row["text"] for row in rows}

    async def delivered(self) -> None:
        for row in await self.store.outbox.due(self.at):
            await self.store.outbox.confirm(row.id, row.revision, 10 + row.id, None, [], self.at)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with await Store.open(tmp_path / "events.db", tmp_path / "thumbnails") as one:
        await one.access.make_owner(SAM, "Sam", START)
        sql = "INSERT INTO users (user_id, name, role, joined_at) VALUES (?, ?, ?, '')"
        others = [(GRACE, "Grace", "resident"), (GUEST, "Kim", "guest")]
        await one.db.change(lambda db: db.executemany(sql, others))
        yield one


@pytest.fixture
def hall(store: Store) -> Hall:
    """A reminder after 300 s, no locking by itself."""
    return Hall(store, Relock(300))


@pytest.fixture
def locking_hall(store: Store) -> Hall:
    """It locks itself after 120 s, and reminds after 300."""
    return Hall(store, Relock(300, 120))


async def test_the_household_is_reminded_once_and_told_that_it_is_over(hall: Hall) -> None:
    await hall.move(UNLOCK)
    await hall.later(299)
    assert await hall.told() == {}
    await hall.later(1)
    said = "⏰ The door is still unlocked, since today 10:30, by Sam."
    assert await hall.told() == {SAM: said, GRACE: said}
    (row, _) = await hall.store.outbox.due(hall.at)
    assert row.buttons == ((("Lock now", "locknow"),),)
    await hall.delivered()
    await hall.later(3600)
    assert await hall.store.outbox.due(hall.at) == [], "once"
    await hall.move(LOCK, GRACE)
    await hall.later(0)
    over = "🔒 The door is locked again, since today 11:35, by Grace."
    assert await hall.told() == {SAM: over, GRACE: over}
    rows = await hall.store.outbox.due(hall.at)
    assert [(row.message_id is not None, row.buttons) for row in rows] == [(True, ())] * 2


async def test_whoever_has_locked_meanwhile_hears_nothing(hall: Hall) -> None:
    await hall.move(UNLOCK)
    hall.lock.state = LockState.LOCKED  # by hand
    await hall.later(300)
    assert await hall.told() == {}
    await hall.later(300)
    assert await hall.told() == {}


async def test_an_opening_by_hand_is_seen_when_it_is_looked_at(hall: Hall) -> None:
    await hall.doorman.status()
    hall.lock.state = LockState.UNLOCKED
    hall.at += timedelta(seconds=60)
    await hall.doorman.status()
    await hall.later(300)
    assert (await hall.told())[SAM] == "⏰ The door is still unlocked, since today 10:31, not through me."


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (LockState.JAMMED, "⏰ The lock is still jammed: have a look at the door."),
        (LockState.UNKNOWN, "⏰ Whether the door is locked is not known: have a look at it."),
    ],
)
async def test_a_state_that_is_not_locked_is_told_as_it_is(hall: Hall, state: LockState, said: str) -> None:
    await hall.move(UNLOCK)
    hall.lock.state = state
    await hall.later(300)
    assert (await hall.told())[SAM] == said


async def test_a_lock_that_does_not_answer_is_not_known_to_be_locked(hall: Hall) -> None:
    await hall.move(UNLOCK)
    hall.lock.error = LockOffline("offline")
    await hall.later(300)
    assert "not known" in (await hall.told())[SAM]


async def test_a_guest_who_opened_is_reminded_too(hall: Hall) -> None:
    await hall.move(UNLOCK)
    # As in a pass, whose right it was then.
    sql = "UPDATE lock_actions SET user_id = ?, how = 'pass'"
    await hall.store.db.change(lambda db: db.execute(sql, (GUEST,)))
    await hall.later(300)
    assert sorted(await hall.told()) == [SAM, GRACE, GUEST]


async def test_one_that_was_missed_is_told_late_and_says_so(hall: Hall) -> None:
    await hall.move(UNLOCK)
    await hall.later(7200)
    assert "This comes late: I was not running." in (await hall.told())[SAM]


async def test_it_locks_itself(locking_hall: Hall) -> None:
    hall = locking_hall
    await hall.move(UNLOCK)
    await hall.later(119)
    assert hall.lock.commands == ["unlock"]
    await hall.later(1)
    assert hall.lock.commands == ["unlock", "lock"]
    said = "🔒 The door locked itself at 10:32:00."
    assert await hall.told() == {SAM: said, GRACE: said}
    action = await hall.store.locks.last(hall.lock.id)
    assert action is not None
    assert (action.how, action.user_id, action.success) == ("duty", None, True)
    await hall.later(300)
    assert hall.lock.commands == ["unlock", "lock"]
    assert len(await hall.told()) == 2, "nobody is reminded"


@pytest.mark.parametrize(
    ("door_open", "state", "said"),
    [
        (True, LockState.UNLOCKED, "It is open, so it does not lock itself."),
        (None, LockState.UNLOCKED, "Whether it is closed is not known, so it does not lock itself."),
        (False, LockState.UNKNOWN, "So it does not lock itself."),
        (False, LockState.JAMMED, "So it does not lock itself."),
    ],
)
async def test_in_doubt_it_reminds_instead(
    locking_hall: Hall, door_open: bool | None, state: LockState, said: str
) -> None:
    hall = locking_hall
    await hall.move(UNLOCK)
    hall.lock.door_open, hall.lock.state = door_open, state
    await hall.later(120)
    assert said in (await hall.told())[SAM]
    await hall.later(300)
    assert hall.lock.commands == ["unlock"]
    assert len(await hall.told()) == 2, "once each"


async def test_without_an_answer_it_reminds_instead(locking_hall: Hall) -> None:
    hall = locking_hall
    await hall.move(UNLOCK)
    hall.lock.error = LockOffline("offline")
    await hall.later(120)
    assert "So it does not lock itself." in (await hall.told())[SAM]
    assert hall.lock.commands == ["unlock"]


async def test_what_does_not_lock_says_so(locking_hall: Hall) -> None:
    hall = locking_hall
    await hall.move(UNLOCK)
    hall.lock.stuck = LockState.JAMMED
    await hall.later(120)
    assert "It should have locked itself, and did not" in (await hall.told())[SAM]
    await hall.later(300)
    assert hall.lock.commands == ["unlock", "lock"], "once"


async def test_a_new_opening_counts_anew(locking_hall: Hall) -> None:
    hall = locking_hall
    await hall.move(UNLOCK)
    await hall.later(100)
    await hall.move(UNLOCK)
    await hall.later(119)
    assert hall.lock.commands == ["unlock", "unlock"]
    await hall.later(1)
    assert hall.lock.commands == ["unlock", "unlock", "lock"]


async def test_locked_in_between_it_does_nothing(locking_hall: Hall) -> None:
    hall = locking_hall
    await hall.move(UNLOCK)
    await hall.move(LOCK)
    await hall.later(400)
    assert hall.lock.commands == ["unlock", "lock"]
    assert await hall.told() == {}


async def test_an_opening_under_way_when_it_is_due_counts(locking_hall: Hall) -> None:
    hall = locking_hall
    await hall.move(UNLOCK)
    hall.at += timedelta(seconds=120)
    hall.lock.gate = asyncio.Event()
    opening = asyncio.create_task(hall.move(UNLOCK, GRACE))
    while hall.lock.commands != ["unlock", "unlock"]:  # noqa: ASYNC110 - the lock has no event
        await asyncio.sleep(0.005)
    locking = asyncio.create_task(hall.reader.work())
    await asyncio.sleep(0.02)
    hall.lock.gate.set()
    await asyncio.gather(opening, locking)
    assert hall.lock.commands == ["unlock", "unlock"]


async def test_what_was_missed_is_not_made_up_for(locking_hall: Hall) -> None:
    hall = locking_hall
    await hall.move(UNLOCK)
    await hall.later(600)
    assert hall.lock.commands == ["unlock"]
    assert "I do not make up for that" in (await hall.told())[SAM]
    states = await hall.store.db.view(lambda db: db.execute("SELECT kind, state FROM duties").fetchall())
    assert sorted(tuple(row) for row in states) == [("auto_relock", "lapsed"), ("relock_reminder", "done")]
