"""A PIN or a one-time code: given rightly, in time, for one question; guessed by nobody."""

from __future__ import annotations

import hashlib
import threading
from datetime import datetime
from functools import partial
from typing import Any

import pyotp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.access import Role
from storage.locks import Intent, LockCommand, Refusal
from storage.proofs import (
    ASKED_OF,
    QUESTION,
    STEP_SECONDS,
    WIDENING,
    Asked,
    Given,
    Method,
    Verdict,
    new_secret,
    spelled,
    step_of,
    used_up,
)
from storage.store import Store
from tests.storage.makers import NOW, OWNER, after, rows

BEN = 77
HOUR = 3600
RFC_SECRET = b"12345678901234567890"
RFC_CODES = {59: "287082", 1111111109: "081804", 1111111111: "050471", 20000000000: "353130"}
"""RFC 6238, appendix B: the last six of its eight digits."""


async def ask(store: Store, kind: str = "unlock", seconds: float = 0, user: int = OWNER) -> Asked:
    question = await store.questions.ask(kind, asker=user, chat_id=user, now=after(seconds))
    return Asked(question.id, user, user)


async def with_pin(store: Store, pin: str = "2580", user: int = OWNER) -> None:
    assert await store.proofs.set_pin(await ask(store, QUESTION, user=user), pin, NOW)


async def enter(store: Store, code: str, seconds: float = 0, user: int = OWNER) -> Given:
    return await store.proofs.give(await ask(store, seconds=seconds, user=user), code, after(seconds))


async def with_codes(store: Store, at: datetime = NOW) -> bytes:
    secret = new_secret()
    step = step_of(secret, code_of(secret, at), at)
    assert step is not None
    assert await store.proofs.set_codes(await ask(store, QUESTION), secret, step, NOW)
    return secret


def code_of(secret: bytes, at: datetime) -> str:
    return pyotp.TOTP(spelled(secret)).at(at)


async def resident(store: Store, role: Role = Role.RESIDENT) -> None:
    _, code = await store.invites.new(role, OWNER, NOW)
    assert await store.invites.redeem(BEN, "Ben", code, NOW)


async def test_what_takes_long_on_purpose_is_computed_beside_the_loop(
    owned_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever presses a button meanwhile does not wait for it."""
    threads = []

    def scrypt(*values: Any, **more: Any) -> bytes:
        threads.append(threading.get_ident())
        return real(*values, **more)

    real = hashlib.scrypt
    monkeypatch.setattr(hashlib, "scrypt", scrypt)
    await with_pin(owned_store)
    await enter(owned_store, "2580")
    await resident(owned_store)
    assert len(threads) == 4
    assert threading.get_ident() not in threads


@pytest.mark.parametrize(("seconds", "code"), RFC_CODES.items())
def test_codes_are_those_of_the_standard(seconds: int, code: str) -> None:
    at = datetime.fromtimestamp(seconds, NOW.tzinfo)
    assert step_of(RFC_SECRET, code, at) == seconds // STEP_SECONDS


async def test_the_right_pin_proves_the_question_and_the_door_takes_it(owned_store: Store) -> None:
    await with_pin(owned_store)
    asked = await ask(owned_store)
    assert await owned_store.proofs.give(asked, "2580", after(5)) == Given(Verdict.RIGHT)
    question = await owned_store.questions.take(asked.id, user_id=OWNER, chat_id=OWNER, now=after(6))
    assert question is not None
    assert question.payload == {"proved": True}


async def test_without_it_nothing_opens_whoever_forgot_to_ask(owned_store: Store) -> None:
    await with_pin(owned_store)
    command = LockCommand("L", "unlock", "button", OWNER)
    assert await owned_store.locks.intend(command, NOW) is Refusal.PROOF
    assert await rows(owned_store, "SELECT * FROM lock_actions") == []
    locking = await owned_store.locks.intend(LockCommand("L", "lock", "button", OWNER), NOW)
    assert isinstance(locking, Intent)


async def test_a_pin_is_kept_as_a_salted_hash_alone(owned_store: Store) -> None:
    await resident(owned_store)
    await with_pin(owned_store)
    await with_pin(owned_store, user=BEN)
    kept = await rows(owned_store, "SELECT pin_hash, pin_salt, totp_secret FROM users")
    assert len({one["pin_hash"] for one in kept}) == 2, "the same PIN, two salts"
    assert all(len(one["pin_hash"]) == 32 and b"2580" not in one["pin_hash"] for one in kept)
    said = "".join(str(one) for one in await rows(owned_store, "SELECT * FROM audit, questions"))
    assert "2580" not in said


@pytest.mark.parametrize("code", ["2581", "", "258", "25800", "2580 ", "２５８０", "²580", "2580\0"])  # noqa: RUF001
async def test_a_wrong_pin_is_wrong_in_any_script(owned_store: Store, code: str) -> None:
    await with_pin(owned_store)
    assert (await enter(owned_store, code)).verdict is Verdict.WRONG


async def test_five_wrong_ones_end_an_hours_chances(owned_store: Store) -> None:
    await with_pin(owned_store)
    for left in (4, 3, 2, 1):
        assert await enter(owned_store, "0000") == Given(Verdict.WRONG, left=left)
    last = await enter(owned_store, "0000", 60)
    assert (last.was_the_last, last.refused_until) == (True, after(60 + HOUR))
    assert (await enter(owned_store, "2580", 61)).verdict is Verdict.REFUSED, "not even the right one"
    assert (await enter(owned_store, "2580", 59 + HOUR)).verdict is Verdict.REFUSED
    assert (await enter(owned_store, "2580", -7200)).verdict is Verdict.REFUSED, "the clock was set back"
    (entry,) = await rows(owned_store, "SELECT action FROM audit WHERE action = 'code_refused'")
    assert entry
    # After the hour there are as many again, and a right one starts anew.
    assert (await enter(owned_store, "0000", 60 + HOUR)).left == 4
    assert (await enter(owned_store, "2580", 60 + HOUR)).verdict is Verdict.RIGHT
    assert await rows(owned_store, "SELECT * FROM proof_tries") == []


async def test_each_has_tries_of_their_own(owned_store: Store) -> None:
    await resident(owned_store)
    await with_pin(owned_store)
    await with_pin(owned_store, "1357", BEN)
    for _ in range(5):
        await enter(owned_store, "0000", user=BEN)
    assert (await enter(owned_store, "1357", user=BEN)).verdict is Verdict.REFUSED
    assert (await enter(owned_store, "2580")).verdict is Verdict.RIGHT


async def test_another_chat_another_user_and_a_late_code_prove_nothing(owned_store: Store) -> None:
    await resident(owned_store)
    await with_pin(owned_store)
    await with_pin(owned_store, "1357", BEN)
    asked = await ask(owned_store)
    give = owned_store.proofs.give
    assert (await give(Asked(asked.id, BEN, OWNER), "1357", NOW)).verdict is Verdict.OVER
    assert (await give(Asked(asked.id, OWNER, BEN), "2580", NOW)).verdict is Verdict.OVER
    assert (await give(asked, "2580", after(30))).verdict is Verdict.OVER
    assert (await give(asked, "2580", after(-1))).verdict is Verdict.OVER
    assert await rows(owned_store, "SELECT * FROM questions WHERE payload <> '{}'") == []


async def test_a_code_is_taken_once_also_after_a_restart(owned_store: Store) -> None:
    secret = await with_codes(owned_store)
    code, wrong = code_of(secret, after(60)), Verdict.USED
    assert (await enter(owned_store, code_of(secret, NOW), 20)).verdict is wrong, "the one that set it up"
    assert (await enter(owned_store, code, 60)).verdict is Verdict.RIGHT
    assert (await enter(owned_store, code, 61)).verdict is wrong
    path, folder = owned_store.db.path, owned_store.thumbnails.folder
    await owned_store.close()
    async with await Store.open(path, folder) as again:
        assert (await enter(again, code, 62)).verdict is wrong
        assert (await enter(again, code_of(secret, after(30)), 62)).verdict is wrong, "older than a used one"
        assert (await enter(again, code_of(secret, after(90)), 62)).verdict is Verdict.RIGHT


@pytest.mark.parametrize(("off", "right"), [(-60, False), (-30, True), (30, True), (60, False)])
async def test_a_phone_may_be_one_step_off(owned_store: Store, off: int, right: bool) -> None:
    secret = await with_codes(owned_store)
    given = await enter(owned_store, code_of(secret, after(300 + off)), 300)
    assert (given.verdict is Verdict.RIGHT) is right


async def test_codes_take_the_place_of_a_pin_once_that_is_given(owned_store: Store) -> None:
    await with_pin(owned_store)
    asked, secret = await ask(owned_store, QUESTION), new_secret()
    assert not await owned_store.proofs.set_codes(asked, secret, 1, NOW), "the old one was not given"
    assert (await owned_store.proofs.give(asked, "2580", NOW)).verdict is Verdict.RIGHT
    assert await owned_store.proofs.set_codes(asked, secret, 1, NOW)
    assert not await owned_store.proofs.set_pin(asked, "0000", NOW), "a question is good once"
    standing = await owned_store.proofs.standing(OWNER, NOW)
    assert (standing.method, standing.needed) == (Method.CODES, True)
    assert await rows(owned_store, "SELECT pin_hash, pin_salt FROM users") == [
        {"pin_hash": None, "pin_salt": None}
    ]
    assert (await enter(owned_store, "2580")).verdict is Verdict.WRONG


async def test_the_proof_of_an_opening_changes_no_pin(owned_store: Store) -> None:
    await with_pin(owned_store)
    asked = await ask(owned_store, "unlock")
    await owned_store.proofs.give(asked, "2580", NOW)
    assert not await owned_store.proofs.set_pin(asked, "0000", NOW)
    assert not await owned_store.proofs.take_away(asked, NOW)


async def test_a_forgotten_one_is_reset_by_the_owner_and_on_the_machine_alone(owned_store: Store) -> None:
    await resident(owned_store)
    await with_pin(owned_store)
    await with_pin(owned_store, "1357", BEN)
    reset = owned_store.proofs.reset
    assert not await reset(OWNER, BEN, NOW)
    assert not await reset(BEN, BEN, NOW)
    assert await reset(BEN, OWNER, NOW)
    assert not await reset(BEN, OWNER, NOW)
    assert await reset(OWNER, None, NOW)
    assert await rows(owned_store, "SELECT * FROM users WHERE pin_hash IS NOT NULL") == []


async def test_what_was_proved_by_the_one_that_is_reset_counts_no_more(owned_store: Store) -> None:
    await resident(owned_store)
    await with_pin(owned_store)
    await with_pin(owned_store, "1357", BEN)
    proved, others = await ask(owned_store, WIDENING, user=BEN), await ask(owned_store, WIDENING)
    assert (await owned_store.proofs.give(proved, "1357", NOW)).verdict is Verdict.RIGHT
    assert (await owned_store.proofs.give(others, "2580", NOW)).verdict is Verdict.RIGHT
    assert await owned_store.proofs.reset(BEN, OWNER, NOW)
    used = [
        await owned_store.db.change(partial(used_up, asked=one, now=lambda: NOW)) for one in (proved, others)
    ]
    assert used == [False, True]


@pytest.mark.parametrize("role", [Role.OWNER, Role.RESIDENT])
async def test_the_owner_decides_by_role_who_needs_one(owned_store: Store, role: Role) -> None:
    await resident(owned_store)
    user = OWNER if role is Role.OWNER else BEN
    assert not (await owned_store.proofs.standing(user, NOW)).needed
    await owned_store.house_settings.choose(ASKED_OF[role], True, NOW, OWNER)
    assert (await owned_store.proofs.standing(user, NOW)).needed
    assert not (await owned_store.proofs.standing(OWNER + BEN - user, NOW)).needed
    assert await owned_store.locks.intend(LockCommand("L", "unlock", "button", user), NOW) is Refusal.PROOF
    await owned_store.house_settings.choose(ASKED_OF[role], False, NOW, OWNER)
    assert not (await owned_store.proofs.standing(user, NOW)).needed


async def test_whoever_is_removed_has_none_left(owned_store: Store) -> None:
    await resident(owned_store)
    await with_pin(owned_store, "1357", BEN)
    await owned_store.household.remove(BEN, NOW)
    (left,) = await rows(owned_store, "SELECT * FROM users WHERE user_id = ?", BEN)
    assert [left[name] for name in ("pin_hash", "pin_salt", "totp_secret", "totp_step")] == [None] * 4
    assert (await owned_store.proofs.standing(BEN, NOW)).needed


@given(st.integers(0, 2**34), st.integers(-90, 90))
def test_a_code_is_known_within_a_step_and_not_beyond(seconds: int, off: int) -> None:
    """Two of the three may be alike by chance; then it is the current one."""
    at = datetime.fromtimestamp(seconds + 120, NOW.tzinfo)
    meant = (seconds + 120 + off) // STEP_SECONDS
    current = (seconds + 120) // STEP_SECONDS
    found = step_of(RFC_SECRET, pyotp.TOTP(spelled(RFC_SECRET)).generate_otp(meant), at)
    if abs(meant - current) <= 1:
        assert found is not None
    assert found is None or abs(found - current) <= 1
