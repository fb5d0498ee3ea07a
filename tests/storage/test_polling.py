"""From when on a camera's history is read."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import aiosqlite

from pipeline.types import Camera, EventKind
from storage.store import Store
from tests.storage.makers import FRONT, GAP, NOW, OWNER, after, recording, rows, seen


async def test_it_begins_at_the_whole_second_of_the_first_poll(fresh_store: Store) -> None:
    assert await fresh_store.events.poll_floor(FRONT, NOW + timedelta(milliseconds=900)) == NOW


async def test_the_beginning_stays(fresh_store: Store) -> None:
    await fresh_store.events.poll_floor(FRONT, NOW)
    assert await fresh_store.events.poll_floor(FRONT, after(86400)) == NOW


async def test_never_before_the_beginning(fresh_store: Store) -> None:
    await fresh_store.events.poll_floor(FRONT, NOW)
    await seen(fresh_store, 300)
    assert await fresh_store.events.poll_floor(FRONT, after(400)) == NOW


async def test_ten_minutes_before_the_newest(fresh_store: Store) -> None:
    await fresh_store.events.poll_floor(FRONT, NOW)
    await seen(fresh_store, 5000)
    await seen(fresh_store, 2000)
    assert await fresh_store.events.poll_floor(FRONT, after(9000)) == after(5000 - 600)


async def test_every_camera_has_its_own(fresh_store: Store) -> None:
    back = Camera("1002", "Back Door")
    await fresh_store.events.poll_floor(FRONT, NOW)
    await seen(fresh_store, 5000)
    assert await fresh_store.events.poll_floor(back, after(6000)) == after(6000)


async def test_a_camera_that_was_renamed(fresh_store: Store) -> None:
    await fresh_store.events.poll_floor(FRONT, NOW)
    event_id = await seen(fresh_store, 1)
    assert await fresh_store.events.poll_floor(Camera(FRONT.id, "Porch"), after(5)) == NOW
    event = await fresh_store.events.get(event_id)
    assert event is not None
    assert event.camera_name == "Porch"


async def test_a_reading_that_broke_off_is_begun_again_where_it_began(fresh_store: Store) -> None:
    await fresh_store.events.poll_floor(FRONT, NOW)
    await seen(fresh_store, 1000)
    floor = await fresh_store.events.poll_floor(FRONT, after(9000))
    await fresh_store.events.add_seen(
        recording(9000), now=after(9001), coalesce_seconds=GAP, unread_since=floor
    )
    assert await fresh_store.events.poll_floor(FRONT, after(9002)) == floor == after(400)
    await fresh_store.events.read_whole(FRONT.id)
    assert await fresh_store.events.poll_floor(FRONT, after(9003)) == after(9000 - 600)


async def test_a_poll_without_news_writes_nothing(fresh_store: Store) -> None:
    await fresh_store.events.poll_floor(FRONT, NOW)
    changes = "SELECT total_changes() AS n"
    before = await fresh_store.db.change(lambda db: db.execute(changes).fetchone()["n"])
    await fresh_store.events.poll_floor(FRONT, after(5))
    await fresh_store.events.read_whole(FRONT.id)
    assert await fresh_store.db.change(lambda db: db.execute(changes).fetchone()["n"]) == before


async def test_times_are_written_at_a_fixed_width(fresh_store: Store) -> None:
    await fresh_store.events.poll_floor(FRONT, NOW)
    await seen(fresh_store, 0.25)
    event = (await rows(fresh_store, "SELECT * FROM events"))[0]
    assert event["recorded_at"] == event["created_at"] == "2026-02-25T10:30:00.250Z"
    assert event["camera_id"] == "1001"


async def traces(store: Store, beside: aiosqlite.Connection) -> tuple[object, ...]:
    """What a write leaves: the file's version as others see it, the counters of rows, the size of the log."""
    version = await (await beside.execute("PRAGMA data_version")).fetchone()
    counters = await rows(store, "SELECT name, seq FROM sqlite_sequence ORDER BY name")
    return version, counters, store.db.path.with_name("events.db-wal").stat().st_size


async def test_polls_of_what_is_known_write_nothing(owned_store: Store) -> None:
    known = [recording(second, kind) for second, kind in ((0, EventKind.MOTION), (5, EventKind.DING))]
    for one in known:
        assert await owned_store.events.add_seen(one, now=after(6), coalesce_seconds=GAP) is not None
    async with aiosqlite.connect(owned_store.db.path) as beside:
        before = await traces(owned_store, beside)
        for second in range(10, 60, 5):
            assert await owned_store.events.poll_floor(FRONT, after(second)) == NOW
            for one in known:
                taken = await owned_store.events.add_seen(one, now=after(second), coalesce_seconds=GAP)
                assert taken is None
            assert not await owned_store.access.set_reachable(OWNER, True, after(second))
        assert await traces(owned_store, beside) == before


async def test_numbers_of_events_have_no_holes(owned_store: Store) -> None:
    one = recording(0)
    for _ in range(5):
        await owned_store.events.add_seen(one, now=after(1), coalesce_seconds=GAP)
    assert await seen(owned_store, 2) == 2


async def test_one_recording_found_by_two_polls_at_once_is_one_event(owned_store: Store) -> None:
    one = recording(0)
    found = (owned_store.events.add_seen(one, now=after(1), coalesce_seconds=GAP) for _ in range(4))
    assert sorted(await asyncio.gather(*found), key=str) == [1, None, None, None]
