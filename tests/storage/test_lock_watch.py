"""Since when the lock is as it is, and what is planned for one that stays unlocked."""

from __future__ import annotations

from datetime import datetime

from pipeline.types import LockState
from storage.lock_watch import AUTO_RELOCK, LEFT_UNLOCKED, REMINDER, SETTLED, Relock
from storage.store import Store
from tests.storage.makers import NOW, OWNER, after, intend, rows

LOCK = "C0FFEE"
BOTH = Relock(reminder=300, auto=120)


async def saw(store: Store, state: LockState, seconds: float = 0, *, lately: bool = True) -> bool:
    return await store.locks.saw(LOCK, state, after(seconds), BOTH, lately=lately)


async def moved(store: Store, wanted: str, state: LockState, seconds: float = 0) -> None:
    action = await intend(store.locks, after(seconds), wanted, lock_id=LOCK, user_id=OWNER)
    await store.locks.outcome(action, state, True, None, after(seconds + 2), relock=BOTH)


async def planned(store: Store) -> dict[str, datetime]:
    """When what is due."""
    due = [(kind, await store.duties.open(kind)) for kind in (REMINDER, AUTO_RELOCK, SETTLED)]
    return {kind: duty.due_at for kind, duties in due for duty in duties}


async def test_it_is_as_it_is_since_it_was_first_found_so(owned_store: Store) -> None:
    assert await owned_store.locks.standing(LOCK) is None
    assert await saw(owned_store, LockState.LOCKED, lately=False)
    assert not await saw(owned_store, LockState.LOCKED, 60)
    standing = await owned_store.locks.standing(LOCK)
    assert standing is not None
    assert (standing.state, standing.since, standing.at_least) == (LockState.LOCKED, NOW, True)
    assert await saw(owned_store, LockState.JAMMED, 120)
    standing = await owned_store.locks.standing(LOCK)
    assert standing is not None
    assert (standing.state, standing.since, standing.at_least) == (LockState.JAMMED, after(120), False)
    assert (standing.user_name, standing.how) == (None, None), "nobody did it through the bot"


async def test_not_to_know_is_no_state(owned_store: Store) -> None:
    await saw(owned_store, LockState.LOCKED)
    assert not await saw(owned_store, LockState.UNKNOWN, 10)
    standing = await owned_store.locks.standing(LOCK)
    assert standing is not None
    assert (standing.state, standing.since) == (LockState.LOCKED, NOW)


async def test_who_made_it_so(owned_store: Store) -> None:
    await saw(owned_store, LockState.LOCKED)
    await moved(owned_store, "unlock", LockState.UNLOCKED, 10)
    standing = await owned_store.locks.standing(LOCK)
    assert standing is not None
    assert (standing.since, standing.user_name, standing.how) == (after(12), "Sam", "button")


async def test_who_made_it_so_also_if_somebody_looked_meanwhile(owned_store: Store) -> None:
    action = await intend(owned_store.locks, NOW, "unlock", lock_id=LOCK, user_id=OWNER)
    await saw(owned_store, LockState.UNLOCKED, 1, lately=False)
    await owned_store.locks.outcome(action, LockState.UNLOCKED, True, None, after(2), relock=BOTH)
    standing = await owned_store.locks.standing(LOCK)
    assert standing is not None
    assert (standing.since, standing.user_name, standing.at_least) == (after(1), "Sam", False)


async def test_an_opening_by_hand_is_planned_for_and_locking_ends_it(owned_store: Store) -> None:
    await saw(owned_store, LockState.UNLOCKED)
    assert await planned(owned_store) == {REMINDER: after(300), AUTO_RELOCK: after(120)}
    (auto,) = await owned_store.duties.open(AUTO_RELOCK)
    assert auto.moves_lock
    await saw(owned_store, LockState.UNLOCKED, 60)
    assert await planned(owned_store) == {REMINDER: after(300), AUTO_RELOCK: after(120)}
    await saw(owned_store, LockState.LOCKED, 90)
    assert await planned(owned_store) == {}


async def test_every_opening_counts_anew(owned_store: Store) -> None:
    await moved(owned_store, "unlock", LockState.UNLOCKED)
    await moved(owned_store, "unlock", LockState.UNLOCKED, 60)
    assert await planned(owned_store) == {REMINDER: after(362), AUTO_RELOCK: after(182)}


async def test_an_opening_in_doubt_is_planned_for_too(owned_store: Store) -> None:
    await saw(owned_store, LockState.LOCKED)
    await moved(owned_store, "unlock", LockState.UNKNOWN, 10)
    assert await planned(owned_store) == {REMINDER: after(312), AUTO_RELOCK: after(132)}


async def test_a_command_that_was_never_sent_changes_nothing(owned_store: Store) -> None:
    action = await intend(owned_store.locks, NOW, "unlock", lock_id=LOCK, user_id=OWNER)
    unknown = LockState.UNKNOWN
    await owned_store.locks.outcome(action, unknown, False, "offline", after(2), sent=False, relock=BOTH)
    assert await planned(owned_store) == {}
    assert await owned_store.locks.standing(LOCK) is None


async def test_what_is_off_is_not_planned(owned_store: Store) -> None:
    await owned_store.locks.saw(LOCK, LockState.UNLOCKED, NOW, Relock(), lately=True)
    assert await planned(owned_store) == {}


async def test_who_was_reminded_hears_that_it_is_over(owned_store: Store) -> None:
    await saw(owned_store, LockState.UNLOCKED)
    (duty,) = await owned_store.duties.open(REMINDER)
    await owned_store.reminders.remind(LOCK, {OWNER: "still unlocked"}, {}, after(300), duty)
    assert await planned(owned_store) == {AUTO_RELOCK: after(120)}
    assert await owned_store.reminders.chats(LOCK) == [OWNER]
    await saw(owned_store, LockState.LOCKED, 310)
    assert await planned(owned_store) == {SETTLED: after(310)}
    await owned_store.reminders.over(LOCK, {OWNER: "locked"}, after(311))
    assert await owned_store.reminders.chats(LOCK) == []
    (row,) = await rows(owned_store, "SELECT text, about, over, revision FROM outbox")
    assert row == {"text": "locked", "about": LEFT_UNLOCKED + LOCK, "over": 1, "revision": 2}
    assert await owned_store.outbox.due(after(320)) == [], "never told, so there is nothing to take back"


async def test_a_chat_is_reminded_once(owned_store: Store) -> None:
    await saw(owned_store, LockState.UNLOCKED)
    (duty,) = await owned_store.duties.open(REMINDER)
    await owned_store.reminders.remind(LOCK, {OWNER: "still unlocked"}, {}, after(300), duty)
    await owned_store.reminders.remind(LOCK, {OWNER: "does not lock itself"}, {}, after(310))
    assert [row["text"] for row in await rows(owned_store, "SELECT text FROM outbox")] == ["still unlocked"]


async def test_a_reminder_that_was_put_off_is_not_told(owned_store: Store) -> None:
    await saw(owned_store, LockState.UNLOCKED)
    (duty,) = await owned_store.duties.open(REMINDER)
    await moved(owned_store, "unlock", LockState.UNLOCKED, 290)
    await owned_store.reminders.remind(LOCK, {OWNER: "still unlocked"}, {}, after(300), duty)
    assert await rows(owned_store, "SELECT * FROM outbox") == []
    assert (await planned(owned_store))[REMINDER] == after(592)


async def test_what_became_of_a_command_does_not_count_once_another_was_sent(owned_store: Store) -> None:
    """A kill left the first: that it is locked was read before the second opened."""
    left = await intend(owned_store.locks, NOW, "unlock", lock_id=LOCK, user_id=OWNER)
    await moved(owned_store, "unlock", LockState.UNLOCKED, 30)
    await owned_store.locks.outcome(left, LockState.LOCKED, None, "looked up", after(33), relock=BOTH)
    standing = await owned_store.locks.standing(LOCK)
    assert standing is not None
    assert (standing.state, standing.since) == (LockState.UNLOCKED, after(32))
    assert AUTO_RELOCK in await planned(owned_store)
