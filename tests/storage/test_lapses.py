"""What has run out gives no right again where the clock is put back; one that ran ahead shuts nobody out."""

from __future__ import annotations

from datetime import timedelta

import pytest

from storage.access import Role
from storage.invites import VALID
from storage.proofs import Asked
from storage.store import Store
from tests.storage.makers import NOW, OWNER, after, rows

BEN = 5151
WRONG = "AAAAAAAA"
CODE_VALID = timedelta(minutes=15)
AGES = timedelta(days=3653)


async def reopened(store: Store) -> Store:
    path, folder = store.db.path, store.thumbnails.folder
    await store.close()
    return await Store.open(path, folder)


@pytest.mark.parametrize("passed", ["idle", "tried"])
async def test_an_invite_that_ran_out_lets_nobody_in_again(owned_store: Store, passed: str) -> None:
    _, code = await owned_store.invites.new(Role.RESIDENT, OWNER, NOW)
    if passed == "idle":
        assert await owned_store.lapses.close(NOW + VALID) == 1
    else:
        assert await owned_store.invites.redeem(BEN, "Ben", code, NOW + VALID) is None
    async with await reopened(owned_store) as again:
        assert await again.invites.open(after(1)) == []
        assert await again.invites.redeem(BEN, "Ben", code, after(1)) is None
        assert await again.access.role(BEN) is None


@pytest.mark.parametrize("passed", ["idle", "tried"])
async def test_a_pairing_code_that_ran_out_makes_no_owner(fresh_store: Store, passed: str) -> None:
    code = await fresh_store.access.new_code(NOW)
    if passed == "idle":
        assert await fresh_store.lapses.close(NOW + CODE_VALID) == 1
    else:
        assert not await fresh_store.access.try_code(BEN, code, NOW + CODE_VALID)
    async with await reopened(fresh_store) as again:
        assert not await again.access.try_code(BEN, code, after(1))
        new = await again.access.new_code(after(2))
        assert await again.access.try_code(BEN, new, after(3)), "another one is good"


async def test_a_question_that_goes_on_over_a_restart_does_not_come_back(owned_store: Store) -> None:
    questions = owned_store.questions
    asked = await questions.ask("invite", asker=OWNER, chat_id=OWNER, now=NOW, valid_seconds=600)
    assert await owned_store.lapses.close(after(600)) == 1
    async with await reopened(owned_store) as again:
        assert await again.questions.take(asked.id, user_id=OWNER, chat_id=OWNER, now=after(1)) is None


async def test_what_still_runs_is_left_alone(owned_store: Store) -> None:
    _, code = await owned_store.invites.new(Role.GUEST, OWNER, NOW)
    pairing = await owned_store.access.new_code(NOW)
    asked = await owned_store.questions.ask("unlock", asker=OWNER, chat_id=OWNER, now=NOW)
    assert await owned_store.lapses.close(after(60)) == 0, "a confirmation ends by another clock"
    assert await owned_store.questions.unanswered(asked.id, OWNER, OWNER, after(1))
    assert await owned_store.access.try_code(7, pairing, after(61))
    assert await owned_store.invites.redeem(BEN, "Ben", code, after(62))


@pytest.mark.parametrize("jump", [-timedelta(hours=3), timedelta(hours=3)], ids=str)
async def test_a_pairing_code_is_good_for_its_quarter_of_an_hour(fresh_store: Store, jump: timedelta) -> None:
    """A Pi without a battery prints it by a clock that is hours behind, and then learns what time it is."""
    for seconds, works in ((899, True), (901, False)):
        code = await fresh_store.access.new_code(NOW)
        await fresh_store.waits.shift(after(60) + jump, jump)
        assert await fresh_store.access.try_code(BEN, code, after(seconds) + jump) is works


async def test_an_invite_of_a_clock_that_ran_ahead_is_good_at_once_and_never_longer(
    owned_store: Store,
) -> None:
    await owned_store.invites.new(Role.RESIDENT, OWNER, NOW - timedelta(hours=20))
    invite, _ = await owned_store.invites.new(Role.RESIDENT, OWNER, NOW)
    before = {one.id: one.expires_at for one in await owned_store.invites.open(NOW)}
    back = -timedelta(hours=3)
    await owned_store.waits.shift(NOW + back, back)
    ends = {one.id: one.expires_at for one in await owned_store.invites.open(NOW + back)}
    assert ends == before | {invite.id: before[invite.id] + back}
    await owned_store.waits.shift(NOW, -back)
    assert {one.id: one.expires_at for one in await owned_store.invites.open(NOW)} == ends


async def wrong_pins(store: Store, now_seconds: float, ages: timedelta = timedelta(0)) -> None:
    now = after(now_seconds) + ages
    asked = await store.questions.ask("unlock", asker=OWNER, chat_id=OWNER, now=now)
    for _ in range(5):
        await store.proofs.give(Asked(asked.id, OWNER, OWNER), "0000", now)


async def with_pin(store: Store) -> None:
    asked = await store.questions.ask("proof", asker=OWNER, chat_id=OWNER, now=NOW)
    assert await store.proofs.set_pin(Asked(asked.id, OWNER, OWNER), "1234", NOW)


async def refused(store: Store, seconds: float) -> bool:
    return (await store.proofs.standing(OWNER, after(seconds))).refused_until is not None


@pytest.mark.parametrize("running", [True, False], ids=["while it ran", "between two runs"])
async def test_a_clock_that_was_years_ahead_locks_nobody_out(owned_store: Store, running: bool) -> None:
    """Too many wrong ones then: refused for an hour, as ever, and not for ten years."""
    await with_pin(owned_store)
    await wrong_pins(owned_store, 0, AGES)
    code = await owned_store.access.new_code(NOW + AGES)
    for user in range(20):
        await owned_store.access.try_code(user, WRONG, NOW + AGES)
    if running:
        await owned_store.waits.shift(after(10), -AGES)
    await owned_store.waits.pull_in(after(10))
    code = await owned_store.access.new_code(after(11))
    assert await refused(owned_store, 3590)
    assert not await owned_store.access.try_code(BEN, code, after(600))
    assert not await refused(owned_store, 3611)
    late = await owned_store.access.new_code(after(3611))
    assert await owned_store.access.try_code(BEN, late, after(3612))


@pytest.mark.parametrize("jump", [timedelta(hours=2), -timedelta(hours=2)], ids=str)
async def test_a_clock_that_jumps_ends_no_hour_of_refusal(owned_store: Store, jump: timedelta) -> None:
    await with_pin(owned_store)
    await wrong_pins(owned_store, 0)
    await owned_store.waits.shift(after(10) + jump, jump)
    assert await refused(owned_store, 3590 + jump.total_seconds())
    assert not await refused(owned_store, 3610 + jump.total_seconds())


async def test_looking_writes_nothing(owned_store: Store) -> None:
    await owned_store.invites.new(Role.GUEST, OWNER, NOW)
    (before,) = await rows(owned_store, "SELECT count(*) AS n FROM audit")
    assert await owned_store.lapses.close(after(5)) == 0
    assert await owned_store.waits.pull_in(after(5)) == 0
    assert await rows(owned_store, "SELECT count(*) AS n FROM audit") == [before]
