"""What was asked of the lock is on record before it is sent; what came of it, once."""

from __future__ import annotations

import pytest

from pipeline.errors import StoreError
from pipeline.types import LockState
from storage.check import check
from storage.locks import Intent, LockCommand
from storage.store import Store
from tests.storage.makers import NOW, OWNER, after, intend, may_open_by_face, rows, seen

LOCK = "C0FFEE"


async def asked(store: Store, seconds: float = 0, wanted: str = "unlock", event_id: int | None = None) -> int:
    return await intend(store.locks, after(seconds), wanted, lock_id=LOCK, user_id=OWNER, event_id=event_id)


async def test_an_intent_is_unresolved(owned_store: Store) -> None:
    action = await asked(owned_store)
    (left,) = await owned_store.locks.unresolved()
    assert (left.id, left.at, left.user_id, left.user_name) == (action, NOW, OWNER, "Sam")
    assert (left.how, left.lock_id, left.wanted) == ("button", LOCK, "unlock")
    assert (left.state_after, left.success, left.finished_at) == (None, None, None)


async def test_an_intent_survives_a_crash(owned_store: Store) -> None:
    action = await asked(owned_store)
    path, folder = owned_store.db.path, owned_store.thumbnails.folder
    await owned_store.close()
    async with await Store.open(path, folder) as again:
        assert [left.id for left in await again.locks.unresolved()] == [action]


async def test_its_outcome(owned_store: Store) -> None:
    action = await asked(owned_store)
    await owned_store.locks.outcome(action, LockState.UNLOCKED, True, "unlocked in 3 s", after(3))
    assert await owned_store.locks.unresolved() == []
    last = await owned_store.locks.last(LOCK)
    assert last is not None
    assert (last.state_after, last.success, last.detail) == (LockState.UNLOCKED, True, "unlocked in 3 s")
    assert last.finished_at == after(3)


async def test_one_outcome_each(owned_store: Store) -> None:
    action = await asked(owned_store)
    await owned_store.locks.outcome(action, LockState.JAMMED, False, None, after(3))
    with pytest.raises(StoreError, match="no open intent"):
        await owned_store.locks.outcome(action, LockState.UNLOCKED, True, None, after(4))
    with pytest.raises(StoreError, match="no open intent"):
        await owned_store.locks.outcome(99, LockState.UNLOCKED, True, None, after(4))
    assert (await owned_store.locks.last(LOCK)).success is False  # type: ignore[union-attr]


async def test_what_could_not_be_learnt(owned_store: Store) -> None:
    action = await asked(owned_store)
    await owned_store.locks.outcome(action, LockState.UNKNOWN, None, "no answer", after(30))
    last = await owned_store.locks.last(LOCK)
    assert last is not None
    assert (last.state_after, last.success) == (LockState.UNKNOWN, None)


@pytest.mark.parametrize(
    ("wanted", "state", "sent", "granted", "door"),
    [
        ("unlock", LockState.UNLOCKED, True, 1, "unlocked"),
        ("unlock", LockState.JAMMED, True, 1, "jammed"),
        ("unlock", LockState.UNKNOWN, True, 1, "unknown"),
        ("unlock", LockState.LOCKED, False, 0, "none"),
        ("lock", LockState.LOCKED, True, 0, "locked"),
    ],
)
async def test_what_the_event_says(
    owned_store: Store, wanted: str, state: LockState, sent: bool, granted: int, door: str
) -> None:
    event_id = await seen(owned_store)
    action = await asked(owned_store, wanted=wanted, event_id=event_id)
    await owned_store.locks.outcome(action, state, None, None, after(3), sent=sent)
    event = await owned_store.events.get(event_id)
    assert event is not None
    assert (event.unlock_granted, event.door_action) == (bool(granted), door)
    assert await check(owned_store) == []


async def test_locking_afterwards_does_not_unsay_the_opening(owned_store: Store) -> None:
    event_id = await seen(owned_store)
    for wanted, state in (("unlock", LockState.UNLOCKED), ("lock", LockState.LOCKED)):
        action = await asked(owned_store, wanted=wanted, event_id=event_id)
        await owned_store.locks.outcome(action, state, True, None, after(3))
    event = await owned_store.events.get(event_id)
    assert event is not None
    assert (event.unlock_granted, event.door_action) == (True, "locked")


async def test_the_visit_tells_them_in_order(owned_store: Store) -> None:
    first = await asked(owned_store, 1, event_id=await seen(owned_store, 0))
    second = await asked(owned_store, 2, "lock", event_id=await seen(owned_store, 10))
    await asked(owned_store, 3)
    visit = await owned_store.events.visit(1)
    assert visit is not None
    assert [action.id for action in visit.lock_actions] == [first, second]


async def test_every_lock_has_its_own_last(owned_store: Store) -> None:
    await asked(owned_store)
    newest = await asked(owned_store, 5, "lock")
    assert (await owned_store.locks.last(LOCK)).id == newest  # type: ignore[union-attr]
    assert await owned_store.locks.last("another") is None


async def test_a_face_that_opened(owned_store: Store) -> None:
    await owned_store.people.add("grace", "Grace", NOW)
    await may_open_by_face(owned_store, "grace")
    await intend(
        *(owned_store.locks, NOW, "unlock"),
        how="face",
        lock_id=LOCK,
        person="grace",
        distance=0.375,
        state_before=LockState.LOCKED,
    )
    last = await owned_store.locks.last(LOCK)
    assert last is not None
    assert (last.user_id, last.user_name, last.person, last.confidence) == (
        None,
        None,
        "grace",
        0.625,
    )
    assert (await rows(owned_store, "SELECT state_before FROM lock_actions"))[0]["state_before"] == "locked"


async def test_a_confirmation_leads_to_one_command_whenever_it_is_carried_out(owned_store: Store) -> None:
    """Also half a minute later: the lock may have been busy."""
    asked = await owned_store.questions.ask("unlock", asker=OWNER, chat_id=OWNER, now=NOW)
    command = LockCommand(LOCK, "unlock", "button", OWNER, question_id=asked.id)
    intent = await owned_store.locks.intend(command, after(29))
    assert isinstance(intent, Intent)
    confirmed = await owned_store.locks.confirmed_by(intent.id)
    assert confirmed is not None
    assert confirmed.id == asked.id
    with pytest.raises(StoreError):
        await owned_store.locks.intend(command, after(30))
    assert len(await owned_store.locks.unresolved()) == 1
