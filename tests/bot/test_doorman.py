"""What the lock did is told and put on record, also where the store does not take it at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot import door_words, doorman
from bot.doorman import Doorman
from bot.lengths import plain_text
from pipeline.errors import StoreError
from pipeline.types import LockState, LockStatus
from storage.lock_watch import AUTO_RELOCK, Relock
from storage.locks import LOCK, UNLOCK, Intent, LockCommand, Refusal
from storage.store import Store
from tests.bot.a_lock import CountedLock
from tests.patience import PATIENCE

AT = datetime.fromisoformat("2026-02-25T10:30:00Z")
SAM = 1
FULL = "CREATE TRIGGER full BEFORE UPDATE ON lock_actions BEGIN SELECT RAISE(ABORT, 'no space'); END"


class SetClock:
    def __init__(self) -> None:
        self.at = AT

    def now(self) -> datetime:
        return self.at


class Still:
    def now(self) -> datetime:
        return AT


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with await Store.open(tmp_path / "events.db", tmp_path / "thumbnails") as one:
        await one.access.make_owner(SAM, "Sam", AT)
        yield one


@pytest.fixture
def lock() -> CountedLock:
    return CountedLock()


@pytest.fixture
def keeper(store: Store, lock: CountedLock) -> Doorman:
    return Doorman(lock, store.locks, Still())


async def run(store: Store, sql: str) -> None:
    await store.db.change(lambda db: db.execute(sql))


async def test_what_could_not_be_put_on_record_is_told_and_made_up_for(
    store: Store, lock: CountedLock, keeper: Doorman
) -> None:
    await run(store, FULL)
    moved = await keeper.move(LockCommand(lock.id, UNLOCK, "button", SAM))
    assert (moved.reached, moved.head, lock.commands) == (True, "", ["unlock"])
    told = plain_text(door_words.outcome(moved, UTC))
    assert told == "🔓 Unlocked at 10:30:00.\n📒 Not on record yet: my store did not take it. I try again."
    await keeper.status()
    assert len(await store.locks.unresolved()) == 1
    await run(store, "DROP TRIGGER full")
    await keeper.status()
    assert await store.locks.unresolved() == []
    last = await store.locks.last(lock.id)
    assert last is not None
    assert (last.state_after, last.success) == (LockState.UNLOCKED, True)
    await keeper.status()
    assert lock.commands == ["unlock"], "never sent again"


async def test_what_is_owed_goes_on_record_before_the_next_command(
    store: Store, lock: CountedLock, keeper: Doorman
) -> None:
    await run(store, FULL)
    await keeper.move(LockCommand(lock.id, UNLOCK, "button", SAM))
    await run(store, "DROP TRIGGER full")
    await keeper.move(LockCommand(lock.id, LOCK, "button", SAM))
    entries = reversed((await store.audit.newest(4)).entries)
    assert [(one.action, one.outcome) for one in entries] == [
        ("unlock", None),
        ("unlock", "done"),
        ("lock", None),
        ("lock", "done"),
    ]


async def test_a_face_that_was_too_late_is_made_up_for_too(
    store: Store, lock: CountedLock, keeper: Doorman
) -> None:
    intent = await store.locks.intend(LockCommand(lock.id, UNLOCK, "button", SAM), AT)
    assert isinstance(intent, Intent)
    await run(store, FULL)
    assert not (await keeper.let_in(intent, lambda: 3.0, 0)).sent
    await run(store, "DROP TRIGGER full")
    await keeper.status()
    assert await store.locks.unresolved() == []
    assert lock.commands == []


async def test_nothing_is_sent_where_the_intent_is_not_on_record(
    store: Store, lock: CountedLock, keeper: Doorman
) -> None:
    await run(store, FULL.replace("UPDATE", "INSERT"))
    with pytest.raises(StoreError):
        await keeper.move(LockCommand(lock.id, UNLOCK, "button", SAM))
    assert lock.commands == []
    await run(store, "DROP TRIGGER full")
    assert (await keeper.move(LockCommand(lock.id, UNLOCK, "button", SAM))).reached


async def test_who_waited_for_too_long_behind_a_slow_lock_opens_nothing(
    store: Store, lock: CountedLock, keeper: Doorman, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock.gate = asyncio.Event()
    monkeypatch.setattr(doorman, "WAITS", 0.0)
    commands = [LockCommand(lock.id, wanted, "button", SAM) for wanted in (LOCK, UNLOCK, LOCK)]
    moving = [asyncio.create_task(keeper.move(command)) for command in commands]
    # The first one has the lock, and the others wait for it.
    await asyncio.wait_for(lock.told.wait(), PATIENCE)
    lock.gate.set()
    _, opened, locked = await asyncio.gather(*moving)
    assert opened.refusal is Refusal.LATE
    assert lock.commands == ["lock", "lock"]
    assert locked.reached
    assert "busy for more than 30 s: nothing was opened" in door_words.outcome(opened, UTC)
    refused = [one.outcome for one in (await store.audit.newest(9)).entries if one.action == "unlock"]
    assert refused == ["refused: late"]


async def test_how_it_was_before_is_not_what_was_read_before_the_clock_was_put_back(
    store: Store, lock: CountedLock
) -> None:
    """Hours of real time may have passed since."""
    clock = SetClock()
    keeper = Doorman(lock, store.locks, clock)
    await keeper.status()
    for hours, known in ((0, True), (-3, False)):
        clock.at += timedelta(hours=hours)
        await keeper.move(LockCommand(lock.id, LOCK, "button", SAM))
        _, intent = (await store.audit.newest(2)).entries
        assert (intent.state_before is not None) is known
        await keeper.status()
        clock.at += timedelta(seconds=5)


async def test_a_state_that_was_read_before_a_command_and_arrives_after_it_is_no_news(
    store: Store, lock: CountedLock
) -> None:
    """The door would count as locked, and would not lock itself any more."""
    keeper = Doorman(lock, store.locks, Still(), Relock(auto=300))
    await keeper.status()
    lock.slow = asyncio.Event()
    looking = asyncio.create_task(keeper.status())
    await asyncio.sleep(0)
    assert (await keeper.move(LockCommand(lock.id, UNLOCK, "button", SAM))).reached
    lock.slow.set()
    assert (await looking).state is LockState.LOCKED, "as it was when it was asked"
    standing = await keeper.standing()
    assert standing is not None
    assert (standing.state, keeper.last) == (
        LockState.UNLOCKED,
        (LockStatus(LockState.UNLOCKED, 80, False), AT),
    )
    assert [one.kind for one in await store.duties.open(AUTO_RELOCK)] == [AUTO_RELOCK]
