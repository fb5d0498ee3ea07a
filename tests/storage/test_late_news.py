"""Visits that one summary tells: which are late, what becomes of their rows, and how a summary grows."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from pipeline.types import EventKind
from storage.check import check
from storage.late_news import LateRow
from storage.outbox import OutboxKind, OutboxRow
from storage.store import Store
from tests.storage.makers import (
    GAP,
    NOW,
    OWNER,
    after,
    analysis,
    nobody,
    recording,
    rows,
    seen,
    stranger,
    told,
)

FAR = after(1_000_000)
OVER = timedelta(minutes=5)
HOURS = 3600


async def due(store: Store) -> list[OutboxRow]:
    return await store.outbox.due(FAR, 100)


async def late(store: Store, now: datetime) -> list[LateRow]:
    return await store.late_news.late(OWNER, now - OVER, now)


async def found(
    store: Store, seconds: float, now: datetime, kind: EventKind = EventKind.MOTION, *, caught_up: bool = True
) -> int:
    """By catching up, or too late."""
    event_id = await store.events.add_seen(
        recording(seconds, kind), now=now, coalesce_seconds=GAP, caught_up=caught_up
    )
    assert event_id is not None
    return event_id


async def looked_at(store: Store, event_id: int, now: datetime, decision: object = None) -> None:
    await store.events.finish(event_id, analysis(), decision or stranger(), now)  # type: ignore[arg-type]


@pytest.fixture
async def four_waiting(owned_store: Store) -> Store:
    """Visits 1 to 4, ten minutes from each other, and Telegram is away."""
    for number in range(4):
        await told(owned_store, number * 600)
    return owned_store


@pytest.fixture
async def gathered(four_waiting: Store) -> Store:
    """One summary, not told yet, tells them."""
    ids = [row.id for row in await due(four_waiting)]
    await four_waiting.late_news.gather(OWNER, ids, None, after(HOURS))
    return four_waiting


async def summary_of(store: Store) -> OutboxRow:
    (row,) = await due(store)
    assert row.kind is OutboxKind.SUMMARY
    return row


async def tell(store: Store, now: datetime, message_id: int = 77) -> None:
    row = await summary_of(store)
    assert await store.late_news.confirm(row, message_id, await store.late_news.told_by(row.id), now)


async def test_late_is_what_waits_long_and_is_over(four_waiting: Store) -> None:
    assert len(await late(four_waiting, after(HOURS))) == 4
    assert [one.since for one in await late(four_waiting, after(1210))] == [NOW, after(600)]
    assert await late(four_waiting, after(599)) == []


async def test_what_was_caught_up_is_late_from_the_start_once_it_is_over(owned_store: Store) -> None:
    now = after(301)
    await looked_at(owned_store, await found(owned_store, 0, now), now)
    await looked_at(owned_store, await found(owned_store, 100, now), now)
    await looked_at(owned_store, await found(owned_store, -600, now, caught_up=False), now)
    (one,) = await late(owned_store, now)
    assert (one.caught_up, one.found_at) == (True, now)


async def test_what_a_summary_tells_has_no_message_of_its_own(gathered: Store) -> None:
    summary = await summary_of(gathered)
    visits = await gathered.late_news.told_by(summary.id)
    assert [one.visit_id for one in visits] == [1, 2, 3, 4]
    assert await gathered.outbox.pending_for(OWNER) == 5


async def test_confirmed_it_has_told_them_all(gathered: Store) -> None:
    await tell(gathered, after(HOURS))
    assert await due(gathered) == []
    assert {row["state"] for row in await rows(gathered, "SELECT state FROM outbox")} == {"told"}
    assert {row["alert_sent"] for row in await rows(gathered, "SELECT alert_sent FROM events")} == {1}
    assert await check(gathered) == []


async def test_what_changes_in_them_is_an_edit_of_the_summary(gathered: Store) -> None:
    await tell(gathered, after(HOURS))
    await gathered.outbox.touch(2, after(HOURS + 1))
    row = await summary_of(gathered)
    assert row.message_id == 77
    assert row.next_attempt_at == after(HOURS + 15), "news come every few seconds while it grows"
    await tell(gathered, after(HOURS + 16))
    assert await due(gathered) == []


async def test_replies_that_were_to_be_heard_are_told_by_it(owned_store: Store) -> None:
    await told(owned_store, 0)
    await found(owned_store, 10, after(11), EventKind.DING, caught_up=False)
    own = next(row for row in await due(owned_store) if row.kind is OutboxKind.VISIT)
    await owned_store.late_news.gather(OWNER, [own.id], None, after(HOURS))
    await found(owned_store, 90, after(HOURS), EventKind.DING)
    await found(owned_store, 20, after(HOURS + 100), EventKind.DING)
    replies = await rows(owned_store, "SELECT state, last_error FROM outbox WHERE kind = 'ding'")
    assert replies == [{"state": "lapsed", "last_error": "the summary told it"}]


async def test_replies_to_a_message_that_was_pressed_just_now_are_told(owned_store: Store) -> None:
    """A copy of it arrived after all, so no summary tells that visit."""
    await seen(owned_store, 0, EventKind.DING)
    (own,) = await due(owned_store)
    await owned_store.doubt.begin(own.id)
    await seen(owned_store, 20, EventKind.DING)
    assert await owned_store.doubt.adopt(1, OWNER, 76, after(HOURS))
    await owned_store.late_news.gather(OWNER, [own.id], None, after(HOURS))
    assert OutboxKind.DING in [row.kind for row in await due(owned_store)]


async def test_what_a_summary_tells_takes_no_room_of_what_happens_now(owned_store: Store) -> None:
    for second in (0, 70, 140):
        await told(owned_store, second)
    await owned_store.late_news.gather(OWNER, [row.id for row in await due(owned_store)], None, after(200))
    await tell(owned_store, after(205))
    await told(owned_store, 210)
    (new,) = await due(owned_store)
    assert await owned_store.outbox.hold_for_room(new.id, 1, after(211)) is None


async def test_it_grows_by_what_was_known_to_come_and_by_nothing_else(owned_store: Store) -> None:
    now = after(HOURS)
    first, second = await found(owned_store, 0, now), await found(owned_store, 600, now)
    assert await owned_store.late_news.coming() == 2
    await looked_at(owned_store, first, now)
    (one,) = await late(owned_store, now)
    await owned_store.late_news.gather(OWNER, [one.id], None, now)
    waiting = await owned_store.late_news.latest(OWNER)
    assert waiting is not None
    assert waiting.takes(one)
    await tell(owned_store, after(HOURS + 5))
    await looked_at(owned_store, second, after(HOURS + 9))
    third = await found(owned_store, 1200, after(HOURS + 60))
    await looked_at(owned_store, third, after(HOURS + 61))
    latest = await owned_store.late_news.latest(OWNER)
    assert latest is not None
    known, new = await late(owned_store, after(HOURS + 62))
    assert latest.takes(known)
    assert not latest.takes(new), "of another outage"
    assert await owned_store.late_news.coming() == 0


async def test_a_summary_that_was_deleted_is_not_told_again_but_what_it_still_had_to_tell_is(
    gathered: Store,
) -> None:
    await tell(gathered, after(HOURS))
    summary = (await rows(gathered, "SELECT id FROM outbox WHERE kind = 'summary'"))[0]["id"]
    await told(gathered, HOURS)
    (new,) = await due(gathered)
    await gathered.late_news.gather(OWNER, [new.id], summary, after(2 * HOURS))
    assert [row.id for row in await due(gathered)] == [summary]
    await gathered.outbox.lapse_shown(await summary_of(gathered), "message to edit not found")
    assert [row.id for row in await due(gathered)] == [new.id]


async def test_a_visit_that_is_gone_leaves_nothing_pending(gathered: Store) -> None:
    await gathered.db.change(lambda store: store.execute("DELETE FROM events WHERE visit_id = 3"))
    await tell(gathered, after(HOURS))
    states = await rows(gathered, "SELECT visit_id, state FROM outbox WHERE state <> 'told'")
    assert states == [{"visit_id": 3, "state": "lapsed"}]


async def test_held_rows_wait(four_waiting: Store) -> None:
    ids = [row.id for row in await due(four_waiting)]
    await four_waiting.late_news.hold(ids[:3], after(HOURS))
    assert [row.id for row in await four_waiting.outbox.due(after(HOURS - 1))] == ids[3:]


async def test_what_is_caught_up_is_looked_at_behind_what_happens_now(owned_store: Store) -> None:
    now = after(HOURS)
    old_ring = await found(owned_store, 0, now, EventKind.DING)
    old = await found(owned_store, 900, now)
    live = await found(owned_store, HOURS - 1, now, caught_up=False)
    assert [one.id for one in await owned_store.events.due(now)] == [live, old_ring, old]


async def test_motion_with_nobody_on_it_makes_no_summary(owned_store: Store) -> None:
    now = after(HOURS)
    await looked_at(owned_store, await found(owned_store, 0, now), now, nobody())
    assert await due(owned_store) == []


async def test_what_the_run_before_left_for_long_is_caught_up(owned_store: Store) -> None:
    store = owned_store
    long_left = await seen(store)
    young = await seen(store, 500)
    assert await store.late_news.left_behind(after(700)) == 1
    found = {one.id: one.caught_up for one in await store.events.due(after(9000))}
    assert found == {long_left: True, young: False}
    assert await store.late_news.left_behind(after(700)) == 0


async def test_what_a_summary_that_is_given_up_was_to_tell_goes_with_it_and_says_why(gathered: Store) -> None:
    row = await summary_of(gathered)
    await gathered.late_news.give_up(row.id, "Bad Request: no")
    assert await due(gathered) == []
    assert await late(gathered, after(2 * HOURS)) == [], "it becomes no other summary"
    whole = await rows(gathered, "SELECT DISTINCT state, last_error FROM outbox WHERE kind <> 'notice'")
    assert whole == [{"state": "lapsed", "last_error": "Bad Request: no"}]
    assert await check(gathered) == []


async def test_what_it_has_told_before_stays_told(gathered: Store) -> None:
    await tell(gathered, after(2 * HOURS))
    (summary,) = await rows(gathered, "SELECT id FROM outbox WHERE kind = 'summary'")
    await gathered.late_news.give_up(summary["id"], "Bad Request: no")
    assert await rows(gathered, "SELECT DISTINCT state FROM outbox") == [{"state": "told"}]
