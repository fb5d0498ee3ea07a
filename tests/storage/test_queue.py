"""What is still to be analysed, in which order, and what becomes of it."""

from __future__ import annotations

import asyncio
from datetime import UTC

from pipeline.types import EventKind
from storage.outbox import OutboxKind
from storage.store import Store
from storage.views import EventState
from tests.storage.makers import FRONT, NOW, after, analysis, nobody, recording, rows, seen, stranger


async def test_dings_first_then_the_newest(fresh_store: Store) -> None:
    old_ding = await seen(fresh_store, 0, EventKind.DING)
    old = await seen(fresh_store, 10)
    new = await seen(fresh_store, 30)
    new_ding = await seen(fresh_store, 20, EventKind.DING)
    assert [one.id for one in await fresh_store.events.due(after(60))] == [new_ding, old_ding, new, old]
    assert [one.id for one in await fresh_store.events.due(after(60), limit=2)] == [new_ding, old_ding]


async def test_what_is_handed_out_is_what_came_in(fresh_store: Store) -> None:
    given = recording(0.5, EventKind.DING)
    await fresh_store.events.add_seen(given, now=after(3), coalesce_seconds=60)
    (pending,) = await fresh_store.events.due(after(3))
    assert pending.recording == given
    assert (pending.attempts, pending.created_at) == (0, after(3))


async def test_a_new_event_is_due_at_once(fresh_store: Store) -> None:
    await fresh_store.events.add_seen(recording(0), now=after(3), coalesce_seconds=60)
    assert await fresh_store.events.next_due_at() == after(3)
    assert len(await fresh_store.events.due(after(3))) == 1


async def test_what_overlapping_polls_both_find_is_one_event(fresh_store: Store) -> None:
    found = recording(0, EventKind.DING)
    ids = await asyncio.gather(
        *(fresh_store.events.add_seen(found, now=after(3), coalesce_seconds=60) for _ in range(8))
    )
    assert len([one for one in ids if one is not None]) == 1
    assert len(await rows(fresh_store, "SELECT id FROM events")) == 1
    assert len(await rows(fresh_store, "SELECT id FROM visits")) == 1


async def test_a_postponed_one_waits(fresh_store: Store) -> None:
    event_id = await seen(fresh_store)
    await fresh_store.events.postpone(event_id, after(30), "Ring answers 404")
    assert await fresh_store.events.due(after(29)) == []
    assert await fresh_store.events.next_due_at() == after(30)
    (pending,) = await fresh_store.events.due(after(30))
    assert pending.attempts == 1
    event = await fresh_store.events.get(event_id)
    assert event is not None
    assert (event.error, event.state) == ("Ring answers 404", EventState.SEEN)


async def test_a_failed_one_is_kept_and_marked(owned_store: Store) -> None:
    event_id = await seen(owned_store)
    await owned_store.events.postpone(event_id, after(1), "first")
    assert await owned_store.events.fail(event_id, "the clip is an HTML page", after(40))
    event = await owned_store.events.get(event_id)
    assert event is not None
    assert (event.state, event.error) == (EventState.FAILED, "the clip is an HTML page")
    assert (event.attempts, event.analysed_at, event.person_name) == (2, after(40), "unknown")
    assert await owned_store.events.due(after(999)) == []
    assert await owned_store.events.next_due_at() is None
    visit = await owned_store.events.visit(1)
    assert visit is not None
    assert visit.failed
    assert not visit.unconfirmed


async def test_motion_that_failed_is_told_with_the_frame_there_is(owned_store: Store) -> None:
    event_id = await seen(owned_store)
    assert await owned_store.events.fail(event_id, "the analysis hung", after(40), b"\xff\xd8 a frame")
    event = await owned_store.events.get(event_id)
    assert event is not None
    assert event.alert
    assert event.thumbnail_path is not None
    assert await owned_store.thumbnails.read(event.thumbnail_path) == b"\xff\xd8 a frame"
    (row,) = await owned_store.outbox.due(after(40))
    assert (row.visit_id, row.kind) == (event.visit_id, OutboxKind.VISIT)
    assert not await owned_store.silence.hold(row, after(40), UTC)


async def test_the_picture_of_the_ring_is_kept_where_its_clip_failed(owned_store: Store) -> None:
    event_id = await seen(owned_store, 0, EventKind.DING)
    await owned_store.events.add_snapshot(event_id, b"\xff\xd8 who rang", after(1))
    assert await owned_store.events.fail(event_id, "the analysis hung", after(40), b"\xff\xd8 later")
    event = await owned_store.events.get(event_id)
    assert event is not None
    assert event.thumbnail_path is not None
    assert await owned_store.thumbnails.read(event.thumbnail_path) == b"\xff\xd8 who rang"
    assert len(list(owned_store.thumbnails.folder.rglob("*.jpg"))) == 1


async def test_a_clip_that_was_fetched_is_still_to_be_analysed(fresh_store: Store) -> None:
    event_id = await seen(fresh_store)
    await fresh_store.events.fetched(event_id, after(4))
    assert await rows(fresh_store, "SELECT state, fetched_at FROM events") == [
        {"state": "seen", "fetched_at": "2026-02-25T10:30:04.000Z"}
    ]
    assert [one.id for one in await fresh_store.events.due(after(5))] == [event_id]


async def test_beyond_its_bound_the_oldest_live_motion_is_given_up_and_told(owned_store: Store) -> None:
    events = owned_store.events
    ding, *motions = [
        await seen(owned_store, 0, EventKind.DING),
        *[await seen(owned_store, 1000 * number) for number in range(1, 5)],
    ]
    late = await events.add_seen(recording(-7200), now=NOW, coalesce_seconds=60, caught_up=True)
    assert late is not None
    assert await events.crowd(after(5000)) == 5
    assert await events.give_up_beyond(2, "too much", after(5000)) == motions[1::-1]
    assert await events.give_up_beyond(2, "too much", after(5000)) == []
    waiting = {one.id for one in await events.due(after(5000))}
    assert waiting == {ding, late, *motions[2:]}, "never a ring, nor what an outage left behind"
    assert len(await rows(owned_store, "SELECT id FROM outbox WHERE kind = 'visit'")) == 3


async def test_what_is_over_is_over(owned_store: Store) -> None:
    done, lost = await seen(owned_store), await seen(owned_store, 5)
    assert await owned_store.events.finish(done, analysis(), stranger(), after(10))
    assert await owned_store.events.fail(lost, "no clip", after(10))
    before = await rows(owned_store, "SELECT * FROM events ORDER BY id")
    assert not await owned_store.events.finish(done, analysis(), nobody(), after(20))
    assert not await owned_store.events.finish(lost, analysis(), stranger(), after(20))
    assert not await owned_store.events.fail(done, "late", after(20))
    await owned_store.events.postpone(lost, after(30), "late")
    await owned_store.events.add_snapshot(done, b"late", after(20))
    assert await rows(owned_store, "SELECT * FROM events ORDER BY id") == before
    assert len(await rows(owned_store, "SELECT * FROM detections")) == 2


async def test_an_event_that_is_not_there(fresh_store: Store) -> None:
    assert not await fresh_store.events.finish(7, analysis(), stranger(), NOW)
    assert not await fresh_store.events.fail(7, "gone", NOW)
    assert await fresh_store.events.get(7) is None
    assert not fresh_store.thumbnails.folder.exists()


async def test_how_many_wait(fresh_store: Store) -> None:
    ids = [await seen(fresh_store, second) for second in range(3)]
    await fresh_store.events.postpone(ids[0], after(500), "later")
    await fresh_store.events.fail(ids[1], "gone", NOW)
    assert await fresh_store.events.waiting() == 2


async def test_where_an_event_came_from(fresh_store: Store) -> None:
    event_id = await fresh_store.events.add_seen(
        recording(0, camera_id=FRONT.id), now=NOW, coalesce_seconds=60, origin="demo"
    )
    assert event_id is not None
    event = await fresh_store.events.get(event_id)
    assert event is not None
    assert event.origin == "demo"
