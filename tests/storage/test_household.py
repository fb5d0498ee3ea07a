"""Who belongs to the household; whoever is removed has nothing left, at once."""

from __future__ import annotations

import pytest

from pipeline.types import EventKind
from storage.access import Role
from storage.check import check
from storage.store import Store
from tests.storage.makers import FRONT, NOW, OWNER, after, intend, rows, seen, told

BEN = 5151


@pytest.fixture
async def household(owned_store: Store) -> Store:
    _, code = await owned_store.invites.new(Role.RESIDENT, OWNER, NOW)
    assert await owned_store.invites.redeem(BEN, "Ben", code, NOW)
    return owned_store


async def asked(store: Store) -> int:
    question = await store.questions.ask("unlock", asker=BEN, chat_id=BEN, now=NOW, valid_seconds=30)
    return question.id


async def confirmed(store: Store, question: int) -> bool:
    return await store.questions.take(question, user_id=BEN, chat_id=BEN, now=after(1)) is not None


async def behind(store: Store, chat_id: int) -> int:
    return sum(row.chat_id == chat_id for row in await store.outbox.due(after(60)))


async def test_the_list(household: Store) -> None:
    owner, ben = await household.household.members()
    assert (owner.user_id, owner.role) == (OWNER, Role.OWNER)
    assert (ben.user_id, ben.name, ben.role, ben.may_unlock) == (BEN, "Ben", Role.RESIDENT, True)
    await household.access.met(BEN, "Benjamin", "de", after(5))
    met = await household.household.member(BEN)
    assert met is not None
    assert (met.name, met.last_seen_at) == ("Benjamin", after(5))


async def test_whoever_is_removed_has_no_right_and_hears_nothing(household: Store) -> None:
    question = await asked(household)
    await told(household)
    assert await behind(household, BEN) == 1
    assert await household.household.remove(BEN, after(1))
    assert await household.access.role(BEN) is None
    assert not await household.access.may_move_the_door(BEN, NOW)
    assert not await confirmed(household, question)
    assert await behind(household, BEN) == 0
    await told(household, 3600)
    assert await household.access.listening() == [OWNER]
    assert await behind(household, BEN) == 0
    assert [one.user_id for one in await household.household.members()] == [OWNER]
    assert await check(household) == []


async def test_what_was_on_its_way_as_they_were_removed_is_the_last_they_hear(household: Store) -> None:
    await told(household)
    (row,) = [one for one in await household.outbox.due(after(60)) if one.chat_id == BEN]
    assert await household.household.remove(BEN, after(1))
    assert await household.outbox.confirm(row.id, row.revision, 77, None, [1], after(2))
    await household.outbox.touch(1, after(3))
    assert await behind(household, BEN) == 0


async def test_what_a_removed_person_did_keeps_their_name(household: Store) -> None:
    await intend(household.locks, NOW, user_id=BEN)
    await household.household.remove(BEN, after(1))
    last = await household.locks.last("L")
    assert last is not None
    assert last.user_name == "Ben"


async def test_the_owner_is_neither_removed_nor_demoted(household: Store) -> None:
    changes = household.household
    assert not await changes.remove(OWNER, NOW)
    assert not await changes.set_role(OWNER, Role.GUEST, NOW)
    assert not await changes.allow_door(OWNER, False, NOW)
    assert not await changes.grant(OWNER, FRONT.id, False)
    assert await household.access.role(OWNER) is Role.OWNER
    assert await household.access.may_move_the_door(OWNER, NOW)


@pytest.mark.parametrize("user_id", [BEN, 99])
async def test_nobody_is_changed_who_does_not_belong(household: Store, user_id: int) -> None:
    await household.household.remove(BEN, NOW)
    changes = household.household
    assert not await changes.remove(user_id, NOW)
    assert not await changes.set_role(user_id, Role.RESIDENT, NOW)
    assert not await changes.grant(user_id, FRONT.id, True)
    assert await household.access.role(user_id) is None


async def test_a_resident_who_becomes_a_guest_hears_of_what_is_granted(household: Store) -> None:
    question = await asked(household)
    await told(household)
    assert await household.household.set_role(BEN, Role.GUEST, after(1))
    assert not await confirmed(household, question)
    assert await behind(household, BEN) == 0
    assert await household.household.grant(BEN, FRONT.id, True)
    await told(household, 3600)
    assert await behind(household, BEN) == 0  # due an hour later
    assert [row.chat_id for row in await household.outbox.due(after(3600))].count(BEN) == 1
    assert await household.household.grant(BEN, FRONT.id, False)
    assert [row.chat_id for row in await household.outbox.due(after(3600))].count(BEN) == 0


async def test_the_right_to_the_door_is_withdrawn_and_given_back(household: Store) -> None:
    question = await asked(household)
    assert await household.household.allow_door(BEN, False, after(1))
    assert not await household.access.may_move_the_door(BEN, NOW)
    assert not await confirmed(household, question)
    assert await household.access.role(BEN) is Role.RESIDENT
    assert await household.household.allow_door(BEN, True, after(2))
    assert await household.access.may_move_the_door(BEN, NOW)


async def test_a_guest_without_a_camera_hears_nothing(household: Store) -> None:
    await household.household.set_role(BEN, Role.GUEST, NOW)
    await seen(household, kind=EventKind.DING)
    assert {row["chat_id"] for row in await rows(household, "SELECT chat_id FROM outbox")} == {OWNER}
