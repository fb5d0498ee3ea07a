"""A clock that was put right: what it put off comes now, and spans go on as they were."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pipeline.types import EventKind
from storage.lock_watch import AUTO_RELOCK, REMINDER
from storage.store import Store
from tests.storage.makers import FRONT, NOW, OWNER, after, recording, rows, seen

HOURS = timedelta(hours=3)


async def test_what_a_clock_put_off_that_ran_ahead_is_due_now(owned_store: Store) -> None:
    store = owned_store
    event_id = await seen(store, 0, EventKind.DING)
    (message,) = await store.outbox.due(NOW)
    await store.events.postpone(event_id, NOW + HOURS, "Ring does not answer")
    await store.outbox.postpone(message.id, NOW + HOURS, "Telegram does not answer")
    assert await store.outbox.due(after(60)) == []
    assert await store.waits.pull_in(NOW) == 2
    assert [one.id for one in await store.events.due(NOW)] == [event_id]
    assert [one.id for one in await store.outbox.due(NOW)] == [message.id]


async def test_what_waits_as_long_as_it_may_is_left_alone(owned_store: Store) -> None:
    event_id = await seen(owned_store)
    await owned_store.events.postpone(event_id, after(290), "not there yet")
    assert await owned_store.waits.pull_in(NOW) == 0
    assert await owned_store.events.due(NOW) == []


@pytest.mark.parametrize("jump", [-HOURS, HOURS])
async def test_the_door_is_locked_as_long_after_it_was_unlocked(owned_store: Store, jump: timedelta) -> None:
    """Put back by hours it would stand open for hours; put on, the locking would be too late and lapse."""
    duties = owned_store.duties
    for kind, seconds in ((REMINDER, 300), (AUTO_RELOCK, 600), ("snooze_end", 900)):
        await duties.add(kind, after(seconds), NOW)
    await duties.add(AUTO_RELOCK, after(-5), NOW, subject="late already")
    await duties.add(REMINDER, after(2 * 86400), NOW, subject="of a clock that was far ahead")
    assert await owned_store.waits.shift(NOW + jump, jump) == 2
    due = {(one.kind, one.subject): one.due_at for one in await duties.due(NOW + timedelta(days=9))}
    assert due == {
        (REMINDER, ""): after(300) + jump,
        (AUTO_RELOCK, ""): after(600) + jump,
        ("snooze_end", ""): after(900),
        (AUTO_RELOCK, "late already"): after(-5),
        (REMINDER, "of a clock that was far ahead"): after(2 * 86400),
    }


async def test_a_camera_whose_beginning_lies_ahead_is_watched_from_now_on(owned_store: Store) -> None:
    """Its first poll was made by a clock that ran three hours ahead."""
    other = type(FRONT)("1002", "Garden")
    await owned_store.events.poll_floor(other, NOW + HOURS)
    assert await owned_store.events.poll_floor(other, NOW) == NOW
    event = await owned_store.events.add_seen(
        recording(5, camera_id="1002"), now=after(6), coalesce_seconds=60
    )
    assert event is not None


async def test_a_ring_is_heard_though_one_was_told_in_the_future(owned_store: Store) -> None:
    store = owned_store
    await seen(store, 0)
    ring = await seen(store, 1, EventKind.DING)
    for row in await store.outbox.due(after(10)):
        await store.outbox.confirm(row.id, row.revision, 5 + row.id, None, [ring], NOW + HOURS)
    await seen(store, 5, EventKind.DING)
    for row in await store.outbox.due(after(10)):
        await store.outbox.confirm(row.id, row.revision, 5 + row.id, None, [], NOW + HOURS)
    await seen(store, 30, EventKind.DING)
    kinds = await rows(store, "SELECT kind FROM outbox WHERE chat_id = ? AND state = 'pending'", OWNER)
    assert [row["kind"] for row in kinds] == ["ding"]
