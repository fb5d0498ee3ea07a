"""Invites: once, for a day, for whoever has the code, and only while the owner wants it."""

from __future__ import annotations

import asyncio

import pytest

from storage.access import Role
from storage.invites import CODE
from storage.store import Store
from tests.storage.makers import FRONT, NOW, OWNER, after, rows

BEN, ANN = 5151, 6161
DAY = 24 * 3600


async def code_for(store: Store, role: Role = Role.RESIDENT, *cameras: str) -> str:
    _, code = await store.invites.new(role, OWNER, NOW, cameras)
    return code


async def test_a_resident_is_let_in_and_listens(owned_store: Store) -> None:
    code = await code_for(owned_store)
    assert CODE.fullmatch(code)
    invite = await owned_store.invites.redeem(BEN, "Ben", f" {code.lower()}\n", after(1))
    assert invite is not None
    assert invite.role is Role.RESIDENT
    assert await owned_store.access.role(BEN) is Role.RESIDENT
    assert await owned_store.access.may_move_the_door(BEN, NOW)
    assert await owned_store.access.listening(FRONT.id) == [OWNER, BEN]


async def test_a_guest_hears_of_the_cameras_of_the_invite_alone(owned_store: Store) -> None:
    code = await code_for(owned_store, Role.GUEST, "back")
    assert await owned_store.invites.redeem(BEN, "Ben", code, after(1))
    assert await owned_store.access.role(BEN) is Role.GUEST
    assert await owned_store.access.listening(FRONT.id) == [OWNER]
    assert await owned_store.access.listening("back") == [OWNER, BEN]


async def test_only_a_hash_is_kept(owned_store: Store) -> None:
    secret = (await code_for(owned_store)).partition("-")[2]
    (row,) = await rows(owned_store, "SELECT * FROM invites")
    assert secret.encode() not in row["hash"]
    assert len(row["salt"]) == 16


@pytest.mark.parametrize(("seconds", "works"), [(DAY - 0.1, True), (DAY, False), (-1, False)], ids=str)
async def test_a_day(owned_store: Store, seconds: float, works: bool) -> None:
    code = await code_for(owned_store)
    assert (await owned_store.invites.redeem(BEN, "Ben", code, after(seconds)) is not None) is works
    assert (await owned_store.access.role(BEN) is not None) is works


async def test_once_however_many_try_at_once(owned_store: Store) -> None:
    code = await code_for(owned_store)
    tries = (owned_store.invites.redeem(user, "x", code, after(1)) for user in range(1, 6))
    assert sorted(one is not None for one in await asyncio.gather(*tries)) == [False] * 4 + [True]
    assert await owned_store.invites.open(after(1)) == []


async def test_a_withdrawn_one_lets_nobody_in(owned_store: Store) -> None:
    code = await code_for(owned_store)
    (invite,) = await owned_store.invites.open(NOW)
    assert await owned_store.invites.void(invite.id, after(1))
    assert not await owned_store.invites.void(invite.id, after(2))
    assert await owned_store.invites.redeem(BEN, "Ben", code, after(2)) is None
    assert await owned_store.access.role(BEN) is None


async def test_one_of_a_former_owner_lets_nobody_in(owned_store: Store) -> None:
    code = await code_for(owned_store)
    await owned_store.access.make_owner(ANN, "Ann", after(1))
    assert await owned_store.invites.open(after(2)) == []
    assert await owned_store.invites.redeem(BEN, "Ben", code, after(2)) is None


@pytest.mark.parametrize("code", ["1-AAAAAAAA", "99-AAAAAAAA", "999999999999999-AAAAAAAA"])
async def test_nobody_guesses_one(owned_store: Store, code: str) -> None:
    right = await code_for(owned_store)
    for _ in range(5):
        assert await owned_store.invites.redeem(BEN, "Ben", code, after(1)) is None
    assert await owned_store.invites.redeem(BEN, "Ben", right, after(1)) is None, "five wrong tries"
    assert await owned_store.invites.redeem(ANN, "Ann", right, after(1)) is not None


@pytest.mark.parametrize(
    "words", ["", "AAAAAAAA", "1-", "1-AAAA", "-1-AAAAAAAA", "1-AAAAAAAA; DROP", "\uff11-AAAAAAAA"]
)
async def test_what_is_no_code_is_no_try(owned_store: Store, words: str) -> None:
    await code_for(owned_store)
    assert await owned_store.invites.redeem(BEN, "Ben", words, after(1)) is None
    assert await rows(owned_store, "SELECT * FROM pairing_tries") == []


async def test_the_owner_does_not_use_one_up(owned_store: Store) -> None:
    code = await code_for(owned_store, Role.GUEST)
    assert await owned_store.invites.redeem(OWNER, "Sam", code, after(1)) is None
    assert await owned_store.access.role(OWNER) is Role.OWNER
    assert await owned_store.invites.redeem(BEN, "Ben", code, after(2)) is not None


async def test_a_guest_becomes_a_resident(owned_store: Store) -> None:
    await owned_store.invites.redeem(BEN, "Ben", await code_for(owned_store, Role.GUEST), after(1))
    await owned_store.invites.redeem(BEN, "Ben", await code_for(owned_store), after(2))
    assert await owned_store.access.role(BEN) is Role.RESIDENT


async def test_whoever_was_removed_may_be_invited_again(owned_store: Store) -> None:
    await owned_store.invites.redeem(BEN, "Ben", await code_for(owned_store), after(1))
    await owned_store.household.remove(BEN, after(2))
    await owned_store.invites.redeem(BEN, "Ben", await code_for(owned_store, Role.GUEST, FRONT.id), after(3))
    assert await owned_store.access.role(BEN) is Role.GUEST
    assert await owned_store.access.listening(FRONT.id) == [OWNER, BEN]


async def test_its_cameras_change_until_it_is_used(owned_store: Store) -> None:
    code = await code_for(owned_store, Role.GUEST)
    (invite,) = await owned_store.invites.open(NOW)
    assert await owned_store.invites.grant(invite.id, "back", True, after(1))
    assert await owned_store.invites.grant(invite.id, FRONT.id, True, after(1))
    assert await owned_store.invites.grant(invite.id, "back", False, after(1))
    assert (await owned_store.invites.open(after(1)))[0].cameras == {FRONT.id}
    await owned_store.invites.redeem(BEN, "Ben", code, after(2))
    assert not await owned_store.invites.grant(invite.id, "back", True, after(3))
