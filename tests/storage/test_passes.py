"""A pass lets in within its window, as often as it says, and as long as whoever gave it may open."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest

from pipeline.types import LockState
from storage.access import Role
from storage.check import check
from storage.duties import Duty
from storage.locks import LOCK, LOCKDOWN, UNLOCK, Intent, LockCommand, Refusal
from storage.passes import END, Ended, NewPass, PassState, PassView, Unmade
from storage.questions import Question
from storage.rows import change
from storage.store import Store
from tests.storage.makers import NOW, OWNER, after, join, may_open_by_face, rows

RESIDENT, GUEST = 5151, 7373
HOUR = timedelta(hours=1)


@pytest.fixture
async def home(owned_store: Store) -> Store:
    """Sam's, with Robin, who may open, and Ada, a guest."""
    for user, name, role in ((RESIDENT, "Robin", Role.RESIDENT), (GUEST, "Ada", Role.GUEST)):
        await join(owned_store, user, name, role)
    await owned_store.people.add("grace", "Grace", NOW)
    return owned_store


async def grace(store: Store) -> int:
    return (await store.people.all())[0].id


async def made(store: Store, by: int = RESIDENT, now: datetime = NOW, **changes: Any) -> PassView:
    """From now on, for an hour; for a courier unless it says for whom."""
    given: dict[str, Any] = {"label": "courier", "starts_at": NOW, "ends_at": NOW + HOUR}
    one = await store.passes.make(NewPass(**(given | changes)), by, now)
    assert isinstance(one, PassView), one
    return one


async def let_in(
    store: Store, pass_id: int, by: int = OWNER, now: datetime = NOW, last_use: int = 0
) -> Intent | Refusal:
    command = LockCommand("L", UNLOCK, "pass", by, pass_id=pass_id, last_use=last_use)
    return await store.locks.intend(command, now)


async def opens(store: Store, user: int, now: datetime = NOW, wanted: str = UNLOCK) -> bool:
    return isinstance(await store.locks.intend(LockCommand("L", wanted, "button", user), now), Intent)


async def by_face(store: Store, name: str = "grace", now: datetime = NOW) -> Intent | Refusal:
    return await store.locks.intend(LockCommand("L", UNLOCK, "face", person=name), now)


async def state(store: Store, pass_id: int, now: datetime = NOW) -> PassState:
    one = await store.passes.get(pass_id, now)
    assert one is not None
    return one.state


async def record(store: Store) -> list[str]:
    return [row["outcome"] for row in await rows(store, "SELECT * FROM audit WHERE action = 'pass'")]


async def write(store: Store, sql: str, *values: Any) -> None:
    await store.db.change(lambda db: change(db, sql, *values))


async def test_whoever_rings_is_let_in_within_the_window_alone(home: Store) -> None:
    one = await made(home, starts_at=after(60), ends_at=after(120))
    assert await let_in(home, one.id, now=after(59)) is Refusal.PASS
    assert isinstance(await let_in(home, one.id, now=after(60)), Intent)
    assert await let_in(home, one.id, now=after(120)) is Refusal.PASS
    (action,) = await rows(home, "SELECT * FROM lock_actions")
    assert (action["pass_id"], action["how"]) == (one.id, "pass")


async def test_one_for_once_lets_in_once_however_many_confirm_at_once(home: Store) -> None:
    one = await made(home, once=True)
    came = await asyncio.gather(*(let_in(home, one.id, by) for by in (OWNER, RESIDENT, OWNER)))
    assert sum(isinstance(answer, Intent) for answer in came) == 1
    assert await state(home, one.id) is PassState.USED
    assert await let_in(home, one.id, last_use=await home.passes.last_use(one.id)) is Refusal.PASS


async def test_the_first_who_confirms_wins_also_where_it_is_not_for_once(home: Store) -> None:
    one = await made(home)
    asked = await home.passes.last_use(one.id)
    assert isinstance(await let_in(home, one.id, OWNER, last_use=asked), Intent)
    assert await let_in(home, one.id, RESIDENT, last_use=asked) is Refusal.PASS
    again = await home.passes.last_use(one.id)
    assert isinstance(await let_in(home, one.id, RESIDENT, after(60), again), Intent), "they ring once more"


async def test_who_has_used_it_is_told(home: Store) -> None:
    one = await made(home)
    await let_in(home, one.id, RESIDENT, after(5))
    used = await home.passes.get(one.id, after(6))
    assert used is not None
    assert (used.used_at, used.used_by, used.maker, used.name) == (after(5), "Robin", "Robin", "courier")


async def test_only_who_may_open_lets_others_in(home: Store) -> None:
    one = await made(home, OWNER)
    assert await let_in(home, one.id, GUEST) is Refusal.PASS
    await home.household.allow_door(RESIDENT, False, NOW)
    assert await let_in(home, one.id, RESIDENT) is Refusal.RIGHT
    assert await state(home, one.id) is PassState.OPEN, "what was refused has used nothing"


@pytest.mark.parametrize(("wanted", "allowed"), [(UNLOCK, False), (LOCK, False)])
async def test_a_guest_without_a_pass_does_neither(home: Store, wanted: str, allowed: bool) -> None:
    assert await home.locks.intend(LockCommand("L", wanted, "command", GUEST), NOW) is Refusal.PASS
    assert await home.access.may_move_the_door(GUEST, NOW) is allowed


async def test_a_guest_opens_and_locks_inside_their_pass(home: Store) -> None:
    await made(home, user_id=GUEST, starts_at=after(60), ends_at=after(120))
    assert [await opens(home, GUEST, after(when)) for when in (59, 60, 90, 120)] == [False, True, True, False]
    assert await opens(home, GUEST, after(90), LOCK)
    assert not await opens(home, GUEST, after(120), LOCK)
    assert await home.access.may_move_the_door(GUEST, after(90))


async def test_a_guest_let_in_once_may_lock_behind_them(home: Store) -> None:
    one = await made(home, user_id=GUEST, once=True)
    assert await opens(home, GUEST)
    assert not await opens(home, GUEST)
    assert not await home.access.may_move_the_door(GUEST, NOW)
    assert await home.access.may_lock_the_door(GUEST, NOW)
    assert await opens(home, GUEST, wanted=LOCK)
    assert await state(home, one.id) is PassState.USED


async def test_a_guest_keeps_what_is_for_once_while_there_is_another(home: Store) -> None:
    once = await made(home, user_id=GUEST, once=True)
    await made(home, user_id=GUEST)
    assert await opens(home, GUEST)
    assert await state(home, once.id) is PassState.OPEN


async def test_one_for_once_is_as_it_was_where_nothing_was_sent(home: Store) -> None:
    one = await made(home, once=True)
    for sent in (False, True):
        intent = await let_in(home, one.id, last_use=await home.passes.last_use(one.id))
        assert isinstance(intent, Intent)
        assert await state(home, one.id) is PassState.USED
        unlocked = LockState.UNLOCKED if sent else LockState.UNKNOWN
        await home.locks.outcome(intent.id, unlocked, sent, None, after(5), sent=sent)
        assert await state(home, one.id) is (PassState.USED if sent else PassState.OPEN)
        assert [duty.subject for duty in await home.duties.open(END)] == [str(one.id)]
    assert await record(home) == ["made", "used", "returned", "used"]
    assert not [problem for problem in await check(home) if "passes" in problem.lower()]


async def test_a_guests_pass_is_nobody_elses(home: Store) -> None:
    one = await made(home, user_id=GUEST)
    assert await let_in(home, one.id) is Refusal.PASS
    assert await home.passes.asked_for(NOW, NOW) == []


async def test_a_pass_lets_no_face_in_without_the_owners_word(home: Store) -> None:
    """A resident makes passes; whose face opens the door is not theirs to say."""
    one = await made(home, person_id=await grace(home), once=True)
    assert await by_face(home) is Refusal.FACE
    assert await state(home, one.id) is PassState.OPEN
    assert await rows(home, "SELECT * FROM lock_actions") == []


async def test_a_face_that_may_open_needs_no_pass_and_uses_the_one_it_has(home: Store) -> None:
    await may_open_by_face(home, "grace")
    assert isinstance(await by_face(home), Intent)
    one = await made(home, person_id=await grace(home), once=True)
    assert isinstance(await by_face(home), Intent)
    assert await state(home, one.id) is PassState.USED
    assert (await rows(home, "SELECT pass_id FROM lock_actions ORDER BY id"))[-1] == {"pass_id": one.id}
    assert isinstance(await by_face(home), Intent)


async def test_lockdown_stops_every_pass(home: Store) -> None:
    whoever = await made(home)
    await made(home, user_id=GUEST)
    await made(home, person_id=await grace(home))
    await write(home, "INSERT INTO settings VALUES (?, 'true', ?, 1)", LOCKDOWN, "2026")
    assert await let_in(home, whoever.id) is Refusal.LOCKDOWN
    assert await by_face(home) is Refusal.LOCKDOWN
    assert not await opens(home, GUEST)


@pytest.mark.parametrize("user", [GUEST, 6666])
async def test_only_residents_and_the_owner_make_passes(home: Store, user: int) -> None:
    new = NewPass("courier", NOW, NOW + HOUR)
    assert await home.passes.make(new, user, NOW) is Unmade.RIGHT
    assert await home.passes.open(NOW) == []
    assert await record(home) == []


async def test_a_resident_whose_right_was_withdrawn_makes_none(home: Store) -> None:
    await home.household.allow_door(RESIDENT, False, NOW)
    assert await home.passes.make(NewPass("courier", NOW, NOW + HOUR), RESIDENT, NOW) is Unmade.RIGHT


async def withdrawn(store: Store) -> None:
    await store.household.allow_door(RESIDENT, False, NOW)


async def demoted(store: Store) -> None:
    await store.household.set_role(RESIDENT, Role.GUEST, NOW)


async def removed(store: Store) -> None:
    await store.household.remove(RESIDENT, NOW)


@pytest.mark.parametrize("loses", [withdrawn, demoted, removed])
async def test_what_somebody_gave_ends_with_their_right(home: Store, loses: Any) -> None:
    one, mine = await made(home), await made(home, OWNER)
    guests = await made(home, user_id=GUEST)
    await loses(home)
    assert [await state(home, each.id) for each in (one, guests, mine)] == ["revoked", "revoked", "open"]
    assert not await opens(home, GUEST)
    reasons = await rows(home, "SELECT reasons FROM audit WHERE outcome = 'revoked'")
    assert [Ended.MAKER in row["reasons"] for row in reasons] == [True, True]
    await home.household.allow_door(RESIDENT, True, NOW)
    assert await let_in(home, one.id) is Refusal.PASS, "what has ended does not come back"


async def test_a_right_that_ends_elsewhere_counts_too(home: Store) -> None:
    """Suspended after a restore, for example."""
    one = await made(home)
    await write(home, "UPDATE users SET suspended_at = ? WHERE user_id = ?", "2026", RESIDENT)
    assert await state(home, one.id) is PassState.VOID
    assert await let_in(home, one.id) is Refusal.PASS


@pytest.mark.parametrize("role", [None, Role.RESIDENT])
async def test_a_guest_who_is_one_no_more_has_no_pass(home: Store, role: Role | None) -> None:
    one = await made(home, user_id=GUEST)
    if role is None:
        await home.household.remove(GUEST, NOW)
    else:
        await home.household.set_role(GUEST, role, NOW)
    assert await state(home, one.id) is PassState.REVOKED


async def test_whoever_is_gone_gets_none(home: Store) -> None:
    await home.household.remove(GUEST, NOW)
    passes = [NewPass("x", NOW, NOW + HOUR, user_id=user) for user in (GUEST, RESIDENT, OWNER)]
    for new in (*passes, NewPass("x", NOW, NOW + HOUR, person_id=99)):
        assert await home.passes.make(new, OWNER, NOW) is Unmade.GONE


async def test_there_are_not_hundreds(home: Store) -> None:
    for _ in range(30):
        await made(home)
    assert await home.passes.make(NewPass("x", NOW, NOW + HOUR), OWNER, NOW) is Unmade.MANY
    assert len(await home.passes.open(NOW)) == 30


async def asked(store: Store, pass_id: int | None, user: int = OWNER) -> Question:
    payload = {"pass_id": pass_id} if pass_id else {}
    return await store.questions.ask("unlock", asker=user, chat_id=user, now=NOW, payload=payload)


async def is_open(store: Store, question: Question, user: int = OWNER) -> bool:
    return await store.questions.take(question.id, user_id=user, chat_id=user, now=after(1)) is not None


async def test_revoking_voids_what_is_just_confirmed(home: Store) -> None:
    one = await made(home)
    mine, other = await asked(home, one.id), await asked(home, None)
    assert await home.passes.revoke(one.id, OWNER, NOW)
    assert [each.id for each in await home.questions.voided([mine.id])] == [mine.id]
    assert not await is_open(home, mine)
    assert await is_open(home, other)
    assert await let_in(home, one.id) is Refusal.PASS, "nor where it was confirmed in the same moment"
    assert not await home.passes.revoke(one.id, OWNER, NOW)


async def test_revoking_voids_what_the_guest_is_just_asked(home: Store) -> None:
    one = await made(home, user_id=GUEST)
    question = await asked(home, None, GUEST)
    await home.passes.revoke(one.id, OWNER, NOW)
    assert not await is_open(home, question, GUEST)


async def test_the_first_use_voids_what_the_others_are_asked(home: Store) -> None:
    one = await made(home)
    question = await asked(home, one.id, RESIDENT)
    await let_in(home, one.id)
    assert not await is_open(home, question, RESIDENT)
    why = await home.passes.voided(question.id, NOW)
    assert why is not None
    assert (why.id, why.used_by) == (one.id, "Sam")


async def test_a_restart_is_no_matter_of_the_pass(home: Store) -> None:
    one = await made(home)
    await let_in(home, one.id, now=NOW)
    payload = {"pass_id": one.id}
    question = await home.questions.ask("unlock", asker=OWNER, chat_id=OWNER, now=after(60), payload=payload)
    await home.questions.void(after(61))
    assert await home.passes.voided(question.id, after(62)) is None


async def due(store: Store, now: datetime) -> list[Duty]:
    return await store.duties.due(now, [END])


async def test_it_expires_by_itself_and_that_is_on_record_once(home: Store) -> None:
    one = await made(home)
    asked = await home.questions.ask(
        UNLOCK, asker=OWNER, chat_id=OWNER, now=after(3590), payload={"pass_id": one.id, "last_use": 0}
    )
    assert await due(home, after(3599)) == []
    (duty,) = await due(home, NOW + HOUR)
    for _ in range(2):
        await home.passes.expire(duty, NOW + HOUR)
    assert await record(home) == ["made", "expired"]
    assert await state(home, one.id, NOW + HOUR) is PassState.OVER
    assert await home.questions.voided([asked.id]), "nobody presses Confirm in vain"
    assert await home.passes.open(NOW + HOUR) == []
    assert [each.id for each in await home.passes.lately_over(NOW + HOUR)] == [one.id]
    assert await home.passes.lately_over(NOW + 26 * HOUR) == []


async def test_what_was_over_stays_over_where_the_clock_is_put_back(home: Store) -> None:
    """As by a pulled plug on a computer whose clock has no battery."""
    one = await made(home, user_id=GUEST)
    (duty,) = await home.duties.due(NOW + HOUR)
    assert await home.access.may_move_the_door(GUEST, NOW)
    await home.passes.expire(duty, NOW + HOUR)
    assert not await home.access.may_move_the_door(GUEST, NOW)
    assert await let_in(home, one.id) is Refusal.PASS


async def test_whoever_was_let_in_once_locks_no_more_where_the_clock_is_put_back(home: Store) -> None:
    await made(home, user_id=GUEST, once=True)
    assert await opens(home, GUEST)
    assert await home.access.may_lock_the_door(GUEST, NOW)
    (duty,) = await home.duties.due(NOW + HOUR)
    await home.passes.expire(duty, NOW + HOUR)
    assert not await home.access.may_lock_the_door(GUEST, NOW)


async def test_what_has_ended_before_does_not_expire(home: Store) -> None:
    used, revoked = await made(home, once=True), await made(home)
    await let_in(home, used.id)
    await home.passes.revoke(revoked.id, OWNER, NOW)
    (duty,) = await due(home, NOW + HOUR)
    assert duty.subject == str(used.id)
    await home.passes.expire(duty, NOW + HOUR)
    assert await due(home, NOW + HOUR) == []
    assert await record(home) == ["made", "made", "used", "revoked"]


async def test_the_record_names_nobody(home: Store) -> None:
    one = await made(home, label="Grace Hopper", once=True)
    await let_in(home, one.id)
    told = await rows(home, "SELECT reasons, outcome, subject, actor FROM audit WHERE action = 'pass'")
    assert "Grace" not in str(told)
    assert "once" in told[0]["reasons"]
    assert "for whoever rings" in told[0]["reasons"]
    assert await check(home) == []


@pytest.mark.parametrize("way", ["rename", "merge", "merged into", "forget"])
async def test_a_pass_ends_when_the_face_it_was_for_changes(home: Store, way: str) -> None:
    await home.people.add("eve", "Eve", NOW)
    face, other = (person.id for person in await home.people.all())
    one = await made(home, person_id=face)
    if way == "rename":
        await home.people.rename(face, "Grete", NOW, {})
    elif way == "forget":
        await home.people.forget(face, NOW)
    else:
        await home.people.merge(*((face, other) if way == "merge" else (other, face)), {}, NOW)
    for name in ("grace", "eve", "Grete"):
        assert await by_face(home, name) is Refusal.FACE
    assert await record(home) == ["made", "revoked"]
    assert await home.passes.open(NOW) == []
    assert (await home.passes.get(one.id, NOW) is None) is (way == "forget")
    assert await check(home) == []


async def test_a_name_that_is_forgotten_stands_on_no_other_pass(home: Store) -> None:
    one = await made(home, label="GRACE")
    await home.people.forget(await grace(home), NOW)
    kept = await home.passes.get(one.id, NOW)
    assert kept is not None
    assert kept.name == "somebody"
