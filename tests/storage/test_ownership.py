"""The house is handed over by its owner, to a resident, once, and what was the owner's goes along."""

from __future__ import annotations

import pytest

from storage.access import Role
from storage.ownership import HAND_OVER
from storage.proofs import QUESTION, Asked
from storage.store import Store
from tests.storage.makers import NOW, OWNER, after, rows

BEN = 77


async def joined(store: Store, role: Role = Role.RESIDENT) -> None:
    _, code = await store.invites.new(role, OWNER, NOW)
    assert await store.invites.redeem(BEN, "Ben", code, NOW)


async def asked(store: Store, asker: int = OWNER, heir: int = BEN) -> Asked:
    question = await store.questions.ask(
        HAND_OVER, asker=asker, chat_id=asker, now=NOW, payload={"heir": heir}
    )
    return Asked(question.id, asker, asker)


async def roles(store: Store) -> dict[int, str]:
    return {row["user_id"]: row["role"] for row in await rows(store, "SELECT * FROM users")}


async def test_a_resident_becomes_the_owner_and_the_owner_a_resident(owned_store: Store) -> None:
    await joined(owned_store)
    waiting = await owned_store.questions.ask("invite", asker=OWNER, chat_id=OWNER, now=NOW)
    _, code = await owned_store.invites.new(Role.GUEST, OWNER, NOW)
    question = await asked(owned_store)
    assert await owned_store.ownership.hand_over(question, {OWNER: "was", BEN: "is"}, NOW) == BEN
    assert await roles(owned_store) == {OWNER: "resident", BEN: "owner"}
    told = await rows(owned_store, "SELECT chat_id, text FROM outbox ORDER BY id")
    assert told == [{"chat_id": OWNER, "text": "was"}, {"chat_id": BEN, "text": "is"}]
    record = await rows(owned_store, "SELECT action, outcome FROM audit ORDER BY id")
    assert [(one["action"], one["outcome"]) for one in record[-2:]] == [
        ("role", "owner"),
        ("role", "resident"),
    ]
    # What was the owner's alone goes along.
    assert await owned_store.questions.take(waiting.id, user_id=OWNER, chat_id=OWNER, now=NOW) is None
    assert await owned_store.invites.redeem(99, "Eve", code, NOW) is None
    assert not await owned_store.lockdown.begin(OWNER, {}, NOW)
    assert await owned_store.lockdown.begin(BEN, {}, NOW)
    assert await owned_store.ownership.hand_over(question, {}, NOW) is None


@pytest.mark.parametrize("case", ["guest", "gone", "nobody", "by a resident", "late", "another chat"])
async def test_to_nobody_else_and_by_nobody_else(owned_store: Store, case: str) -> None:
    await joined(owned_store, Role.GUEST if case == "guest" else Role.RESIDENT)
    question = await asked(owned_store, *((BEN, BEN) if case == "by a resident" else (OWNER, BEN)))
    if case == "nobody":
        question = await asked(owned_store, OWNER, 99)
    if case == "gone":
        await owned_store.household.remove(BEN, NOW)
    if case == "another chat":
        question = Asked(question.id, OWNER, -100)
    before = await roles(owned_store)
    now = after(31 if case == "late" else 1)
    assert await owned_store.ownership.hand_over(question, {OWNER: "was"}, now) is None
    assert await roles(owned_store) == before
    assert await rows(owned_store, "SELECT * FROM outbox") == []


async def test_with_the_pin_where_one_is_set(owned_store: Store) -> None:
    await joined(owned_store)
    question = await owned_store.questions.ask(QUESTION, asker=OWNER, chat_id=OWNER, now=NOW)
    await owned_store.proofs.set_pin(Asked(question.id, OWNER, OWNER), "2580", NOW)
    assert await owned_store.ownership.hand_over(await asked(owned_store), {}, NOW) is None
    proved = await asked(owned_store)
    await owned_store.proofs.give(proved, "2580", NOW)
    assert await owned_store.ownership.hand_over(proved, {}, NOW) == BEN


async def test_who_is_not_the_owner_at_that_moment_changes_nothing(owned_store: Store) -> None:
    """The press was an owner's; when it is carried out, the house is somebody else's."""
    await joined(owned_store)
    await owned_store.access.make_owner(99, "Eve", NOW)
    before = await rows(owned_store, "SELECT * FROM users"), await rows(owned_store, "SELECT * FROM settings")
    household, settings = owned_store.household, owned_store.house_settings
    assert not await household.set_role(BEN, Role.GUEST, NOW, OWNER)
    assert not await household.allow_door(BEN, False, NOW, OWNER)
    assert not await household.remove(BEN, NOW, OWNER)
    assert not await household.grant(BEN, "1001", True, OWNER)
    assert not await settings.choose("pin_owner", True, NOW, OWNER)
    assert not await settings.choose("pin_owner", None, NOW, BEN)
    after_it = (
        await rows(owned_store, "SELECT * FROM users"),
        await rows(owned_store, "SELECT * FROM settings"),
    )
    assert after_it == before
    assert await household.allow_door(BEN, False, NOW, 99)
    assert await settings.choose("pin_owner", True, NOW, 99)
