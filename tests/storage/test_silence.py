"""What a quiet chat is not told: held at the moment it would make a sound, on record, counted once."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from zoneinfo import ZoneInfo

import pytest

from pipeline.types import Decision, EventKind, LockState, Match
from storage.history_filter import HistoryFilter
from storage.history_filter import held as held_from
from storage.outbox import OutboxKind
from storage.quiet_hours import Span
from storage.rows import change
from storage.silence import HeldBack, Reason
from storage.store import Store
from tests.storage.makers import (
    FRONT,
    NOW,
    OWNER,
    after,
    analysis,
    intend,
    known,
    nobody,
    rows,
    seen,
    stranger,
    told,
)

UTC = ZoneInfo("UTC")
HOUR = timedelta(hours=1)
OTHER = 7777
"""A second chat."""


@pytest.fixture
async def home(owned_store: Store) -> Store:
    """Two chats listen; Grace and Ada are known."""
    await owned_store.access.listen(OTHER, NOW)
    for name in ("grace", "ada"):
        await owned_store.people.add(name, name.capitalize(), NOW)
    return owned_store


async def person(store: Store, name: str) -> int:
    one = await store.people.by_name(name)
    assert one is not None
    return one.id


async def choose(store: Store, chat: int = OWNER, **columns: int) -> None:
    sets = ", ".join(f"{name} = {number}" for name, number in columns.items())
    await store.db.change(lambda db: change(db, f"UPDATE chats SET {sets} WHERE chat_id = ?", chat))


async def sent(store: Store, seconds: float) -> list[tuple[int, OutboxKind]]:
    """What a teller tells then: chats and kinds. What is held is gone."""
    heard = []
    for row in await store.outbox.due(after(seconds)):
        if await store.silence.hold(row, after(seconds), UTC):
            continue
        heard.append((row.chat_id, row.kind))
        visit = await store.events.visit(row.visit_id or 0)
        events = [event.id for event in visit.events] if visit else []
        await store.outbox.confirm(row.id, row.revision, row.id, None, events, after(seconds))
    return heard


BOTH = [(OWNER, OutboxKind.VISIT), (OTHER, OutboxKind.VISIT)]
ONLY_OTHER = BOTH[1:]


async def test_a_snooze_silences_its_own_chat_until_its_end(home: Store) -> None:
    await home.snoozes.add(OWNER, NOW, after(600), OWNER)
    await told(home, 10)
    assert await sent(home, 11) == ONLY_OTHER
    await told(home, 600)
    assert await sent(home, 600) == BOTH


async def test_for_everybody_it_silences_all_of_them(home: Store) -> None:
    one = await home.snoozes.add(OWNER, NOW, after(600), OWNER)
    await home.snoozes.for_everybody(one.id, NOW)
    event = await told(home, 10)
    assert await sent(home, 11) == []
    assert await home.silence.held_back(event, OTHER) == HeldBack(Reason.SNOOZE, after(600), True)


async def test_one_of_a_camera_silences_no_other(home: Store) -> None:
    back = replace(FRONT, id="1002", name="Back")
    await home.events.poll_floor(back, NOW)
    await home.snoozes.add(OWNER, NOW, after(600), OWNER, camera_id=back.id)
    await told(home, 10)
    assert await sent(home, 11) == BOTH
    event = await seen(home, 20, camera_id=back.id)
    await home.events.finish(event, analysis(), stranger(), after(21))
    assert await sent(home, 22) == ONLY_OTHER
    assert await home.silence.held_back(event, OWNER) == HeldBack(
        Reason.SNOOZE, after(600), camera_name="Back"
    )
    assert await home.silence.held_back(event, OTHER) is None, "it was told there"


BOTH_KNOWN = known(known=(Match("grace", 0.3), Match("ada", 0.35)))


@pytest.mark.parametrize(
    ("decision", "heard"),
    [
        (known(), ONLY_OTHER),
        (known("ada"), BOTH),
        (BOTH_KNOWN, BOTH),
        (known(strangers=1), BOTH),
        (stranger(), BOTH),
    ],
    ids=["Grace alone", "Ada", "Grace and Ada", "Grace and a stranger", "a stranger"],
)
async def test_one_of_a_person_silences_visits_of_that_person_alone(
    home: Store, decision: Decision, heard: object
) -> None:
    await home.snoozes.add(OWNER, NOW, None, OWNER, person_id=await person(home, "grace"))
    await told(home, 10, decision)
    assert await sent(home, 11) == heard


async def test_everybody_on_it_is_snoozed_so_nobody_is_told_of(home: Store) -> None:
    for name, end in (("grace", None), ("ada", after(300))):
        await home.snoozes.add(OWNER, NOW, end, OWNER, person_id=await person(home, name))
    event = await told(home, 10, BOTH_KNOWN)
    assert await sent(home, 11) == ONLY_OTHER
    why = await home.silence.held_back(event, OWNER)
    assert why == HeldBack(Reason.SNOOZE, after(300), person_name="Ada"), "until then Ada is snoozed"


async def test_who_rings_is_told_before_it_is_known_who_it_is(home: Store) -> None:
    await home.snoozes.add(OWNER, NOW, None, OWNER, person_id=await person(home, "grace"))
    await seen(home, 10, EventKind.DING)
    assert await sent(home, 11) == BOTH


async def test_a_stranger_who_comes_to_a_snoozed_person_is_told(home: Store) -> None:
    await home.snoozes.add(OWNER, NOW, None, OWNER, person_id=await person(home, "grace"))
    event = await told(home, 10, known())
    assert await sent(home, 11) == ONLY_OTHER
    await told(home, 20)
    assert (OWNER, OutboxKind.VISIT) in await sent(home, 21)
    assert await home.silence.held_back(event, OWNER) is None, "the message tells the whole visit"


async def test_quiet_hours_hold_back_until_their_end(home: Store) -> None:
    # NOW is a Wednesday, 10:30.
    await home.quiet_hours.set(OWNER, {2: Span(time(10), time(11))}, NOW, UTC)
    event = await told(home, 10)
    assert await sent(home, 11) == ONLY_OTHER
    assert await home.silence.held_back(event, OWNER) == HeldBack(Reason.QUIET_HOURS, after(1800))
    assert await home.silence.until(OWNER, NOW, UTC) == after(1800)
    assert await home.silence.until(OTHER, NOW, UTC) is None
    await told(home, 1800)
    assert await sent(home, 1800) == BOTH


@pytest.mark.parametrize(
    ("pierces", "kind", "decision", "heard"),
    [
        ({}, EventKind.DING, stranger(), False),
        ({"pierce_dings": 1}, EventKind.DING, nobody(), True),
        ({"pierce_dings": 1}, EventKind.MOTION, stranger(), False),
        ({"pierce_strangers": 1}, EventKind.MOTION, stranger(), True),
        ({"pierce_strangers": 1}, EventKind.MOTION, known(), False),
        ({"pierce_strangers": 1}, EventKind.DING, nobody(), False),
    ],
)
async def test_only_what_was_allowed_to_pierces(
    home: Store, pierces: dict[str, int], kind: EventKind, decision: Decision, heard: bool
) -> None:
    await choose(home, **{"pierce_dings": 0, **pierces})
    await home.snoozes.add(OWNER, NOW, after(600), OWNER)
    event = await seen(home, 10, kind)
    await home.events.finish(event, analysis(), decision, after(11))
    assert ((OWNER, OutboxKind.VISIT) in await sent(home, 12)) is heard


async def test_a_ring_that_was_held_is_told_once_a_stranger_is_seen_who_may_pierce(home: Store) -> None:
    await choose(home, pierce_strangers=1)
    await home.snoozes.add(OWNER, NOW, after(600), OWNER)
    event = await seen(home, 10, EventKind.DING)
    assert await sent(home, 11) == ONLY_OTHER
    await home.events.finish(event, analysis(), stranger(), after(15))
    assert (OWNER, OutboxKind.VISIT) in await sent(home, 16)


async def test_a_message_that_stands_there_is_edited_and_counts_as_told(home: Store) -> None:
    await told(home, 10)
    assert await sent(home, 11) == BOTH
    await home.snoozes.add(OWNER, after(12), after(600), OWNER)
    event = await told(home, 20)
    assert await sent(home, 21) == BOTH, "edits, which make no sound"
    await seen(home, 30, EventKind.DING)
    heard = await sent(home, 31)
    assert (OWNER, OutboxKind.VISIT) in heard
    assert (OWNER, OutboxKind.DING) not in heard, "a reply would be heard"
    assert (OTHER, OutboxKind.DING) in heard
    assert await home.silence.held_back(event, OWNER) is None
    assert (await home.silence.unsaid(OWNER, after(600), UTC)).events == 0


async def test_what_the_lock_did_is_told_also_to_those_who_are_quiet(home: Store) -> None:
    await home.snoozes.add(OWNER, NOW, after(600), OWNER)
    event = await told(home, 10)
    assert await sent(home, 11) == ONLY_OTHER
    action = await intend(home.locks, after(20), event_id=event)
    await home.locks.outcome(action, LockState.UNLOCKED, True, None, after(21))
    await home.outbox.touch(1, after(21))
    assert sorted(await sent(home, 22)) == sorted(BOTH)
    assert await home.silence.held_back(event, OWNER) is None


@pytest.mark.parametrize(
    ("choice", "kind", "decision", "heard"),
    [
        ({"hears_known": 0}, EventKind.MOTION, known(), False),
        ({"hears_known": 0}, EventKind.MOTION, known(strangers=1), True),
        ({"hears_known": 0}, EventKind.DING, known(), True),
        ({"hears_known": 0, "hears_dings": 0}, EventKind.DING, known(), False),
        ({"hears_strangers": 0}, EventKind.MOTION, stranger(), False),
        ({"hears_strangers": 0}, EventKind.MOTION, known(strangers=1), False),
        ({"hears_strangers": 0}, EventKind.MOTION, known(), True),
        ({"hears_dings": 0}, EventKind.DING, nobody(), False),
        ({"hears_dings": 0}, EventKind.DING, stranger(), True),
    ],
)
async def test_each_chat_hears_of_the_kinds_of_visit_it_chose(
    home: Store, choice: dict[str, int], kind: EventKind, decision: Decision, heard: bool
) -> None:
    await choose(home, **choice)
    event = await seen(home, 10, kind)
    await home.events.finish(event, analysis(), decision, after(11))
    assert ((OWNER, OutboxKind.VISIT) in await sent(home, 12)) is heard
    why = await home.silence.held_back(event, OWNER)
    assert why == (None if heard else HeldBack(Reason.CHOICE, None))
    assert (await home.silence.unsaid(OWNER, after(99), UTC)).events == 0, "nobody waits for those"


async def test_the_end_counts_visits_with_what_was_folded_into_them(home: Store) -> None:
    await home.snoozes.add(OWNER, NOW, after(3000), OWNER)
    for seconds in (10, 20, 30):
        await told(home, seconds, known())
    await sent(home, 31)
    await told(home, 500)
    await seen(home, 505, EventKind.DING)
    await seen(home, 507)  # motion that is not looked at yet: nobody would have been told
    await sent(home, 510)
    assert (await home.silence.unsaid(OWNER, after(2999), UTC)).events == 0, "it goes on"
    held = await home.silence.unsaid(OWNER, after(3000), UTC)
    assert (held.visits, held.events, held.strangers, held.rings) == (2, 5, 1, 1)
    assert await home.silence.waiting() == [OWNER]
    assert (await home.silence.unsaid(OTHER, after(3000), UTC)).events == 0


async def test_what_was_said_is_not_said_again(home: Store) -> None:
    await home.snoozes.add(OWNER, NOW, after(600), OWNER)
    await told(home, 10)
    await sent(home, 11)
    [duty] = await home.duties.due(after(600))
    held = await home.silence.unsaid(OWNER, after(600), UTC)
    for closing in (duty, duty, None):
        await home.silence.say(OWNER, "1 held back", [[("Show", "held:1")]], held, after(600), closing)
    notices = await rows(home, "SELECT * FROM outbox WHERE kind = 'notice'")
    assert [row["text"] for row in notices] == ["1 held back"]
    assert (await home.silence.unsaid(OWNER, after(601), UTC)).events == 0
    assert await home.duties.due(after(900)) == []
    [row] = await home.outbox.due(after(601))
    assert row.buttons == ((("Show", "held:1"),),)
    assert not await home.silence.hold(row, after(601), UTC), "a notice is never held"


async def test_what_was_held_back_is_found_again_and_nothing_else(home: Store) -> None:
    await choose(home, pierce_dings=1)
    await home.snoozes.add(OWNER, NOW, after(3000), OWNER)
    kept = [await told(home, seconds) for seconds in (10, 300, 600, 900)]
    await sent(home, 910)
    rung = await seen(home, 1200, EventKind.DING)
    assert (OWNER, OutboxKind.VISIT) in await sent(home, 1210)
    held = await home.silence.unsaid(OWNER, after(3000), UTC)
    await home.silence.say(OWNER, "4 held back", [], held, after(3000))
    await told(home, 3100)
    wanted = HistoryFilter(held_from(OWNER, after(3000)))
    newest = await home.events.page(limit=3, wanted=wanted)
    assert [event.id for event in newest.events] == kept[:0:-1]
    oldest = await home.events.page(before=newest.older, limit=3, wanted=wanted)
    assert [event.id for event in oldest.events] == kept[:1]
    assert oldest.older is None
    back = await home.events.page(after=oldest.newer, limit=3, wanted=wanted)
    assert back == newest
    there = replace(wanted, camera_id=FRONT.id, since=after(500))
    assert [one.id for one in (await home.events.page(wanted=there)).events] == [kept[3], kept[2]]
    assert rung not in kept
    for other in (held_from(OTHER, after(3000)), held_from(OWNER, after(3001))):
        assert (await home.events.page(wanted=HistoryFilter(other))).events == ()


async def test_one_end_leaves_to_another_what_that_one_holds(home: Store) -> None:
    camera = await home.snoozes.add(OWNER, NOW, after(600), OWNER, camera_id=FRONT.id)
    await told(home, 10)
    await sent(home, 11)
    await home.quiet_hours.set(OWNER, {2: Span(time(10), time(12))}, after(20), UTC)
    await told(home, 500)
    await sent(home, 501)
    await home.snoozes.end(camera.id, after(550))
    assert (await home.silence.unsaid(OWNER, after(560), UTC)).visits == 1
    assert (await home.silence.unsaid(OWNER, after(5400), UTC)).visits == 2
