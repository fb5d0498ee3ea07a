"""While it lasts nothing opens; the owner alone begins and ends it."""

from __future__ import annotations

from storage.access import Role
from storage.lockdown import ENDING
from storage.locks import UNLOCK, Intent, LockCommand, Refusal
from storage.proofs import QUESTION, Asked
from storage.store import Store
from tests.storage.makers import NOW, OWNER, after, rows

BEN = 77


async def resident(store: Store) -> None:
    _, code = await store.invites.new(Role.RESIDENT, OWNER, NOW)
    assert await store.invites.redeem(BEN, "Ben", code, NOW)


async def ask(store: Store, kind: str, user: int = OWNER) -> Asked:
    question = await store.questions.ask(kind, asker=user, chat_id=user, now=NOW)
    return Asked(question.id, user, user)


async def notices(store: Store) -> list[tuple[int, str]]:
    found = await rows(store, "SELECT chat_id, text FROM outbox WHERE kind = 'notice' ORDER BY id")
    return [(one["chat_id"], one["text"]) for one in found]


async def test_it_stops_everybody_voids_what_is_asked_and_is_told(owned_store: Store) -> None:
    await resident(owned_store)
    asked = await ask(owned_store, "unlock", BEN)
    assert await owned_store.lockdown.begin(OWNER, {OWNER: "mine", BEN: "yours"}, NOW)
    assert [question.id for question in await owned_store.questions.voided([asked.id])] == [asked.id]
    assert await notices(owned_store) == [(OWNER, "mine"), (BEN, "yours")]
    assert await owned_store.questions.take(asked.id, user_id=BEN, chat_id=BEN, now=NOW) is None
    for command in (
        LockCommand("L", "unlock", "button", OWNER),
        LockCommand("L", "unlock", "pass", BEN),
        LockCommand("L", "unlock", "face"),
    ):
        assert await owned_store.locks.intend(command, NOW) is Refusal.LOCKDOWN
    assert isinstance(await owned_store.locks.intend(LockCommand("L", "lock", "command", BEN), NOW), Intent)
    path, folder = owned_store.db.path, owned_store.thumbnails.folder
    await owned_store.close()
    async with await Store.open(path, folder) as again:
        in_force = await again.lockdown.in_force()
        assert in_force is not None
        assert (in_force.since, in_force.by) == (NOW, "Sam")


async def test_a_resident_neither_begins_nor_ends_it(owned_store: Store) -> None:
    await resident(owned_store)
    assert await owned_store.lockdown.begin(BEN, {BEN: "now"}, NOW) is False
    assert await owned_store.lockdown.in_force() is None
    await owned_store.lockdown.begin(OWNER, {}, NOW)
    assert not await owned_store.lockdown.end(await ask(owned_store, ENDING, BEN), {BEN: "over"}, NOW)
    assert await owned_store.lockdown.in_force() is not None
    assert await notices(owned_store) == []


async def test_it_begins_once_and_is_ended_once(owned_store: Store) -> None:
    assert await owned_store.lockdown.begin(OWNER, {}, NOW)
    assert await owned_store.lockdown.begin(OWNER, {OWNER: "again"}, after(9)) is False
    asked = await ask(owned_store, ENDING)
    assert await owned_store.lockdown.end(asked, {OWNER: "over"}, after(9))
    assert not await owned_store.lockdown.end(asked, {OWNER: "over"}, after(9))
    actions = await rows(owned_store, "SELECT action FROM audit WHERE action <> 'role' ORDER BY id")
    assert [one["action"] for one in actions] == ["lockdown", "lockdown_off"]
    assert isinstance(
        await owned_store.locks.intend(LockCommand("L", "unlock", "button", OWNER), NOW), Intent
    )


async def test_the_pin_is_asked_where_one_is_set(owned_store: Store) -> None:
    await owned_store.proofs.set_pin(await ask(owned_store, QUESTION), "2580", NOW)
    await owned_store.lockdown.begin(OWNER, {}, NOW)
    assert not await owned_store.lockdown.end(await ask(owned_store, ENDING), {}, NOW)
    asked = await ask(owned_store, ENDING)
    await owned_store.proofs.give(asked, "2580", NOW)
    assert await owned_store.lockdown.end(asked, {}, NOW)


async def test_another_question_does_not_end_it(owned_store: Store) -> None:
    await owned_store.lockdown.begin(OWNER, {}, NOW)
    assert not await owned_store.lockdown.end(await ask(owned_store, "unlock"), {}, NOW)


async def test_what_is_asked_while_it_begins_is_void_for_good(owned_store: Store) -> None:
    """Whoever looked before it began, and asks after: also once it is over, within the question's time."""
    await owned_store.lockdown.begin(OWNER, {}, NOW)
    asked = await ask(owned_store, UNLOCK)
    assert await owned_store.lockdown.end(await ask(owned_store, ENDING), {}, NOW)
    assert await owned_store.questions.take(asked.id, user_id=OWNER, chat_id=OWNER, now=NOW) is None
    assert await owned_store.questions.voided([asked.id])
