"""From when on a camera's history is read."""

from __future__ import annotations

from datetime import timedelta

from pipeline.types import Camera
from storage.store import Store
from tests.storage.makers import FRONT, NOW, after, rows, seen


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


async def test_a_poll_without_news_writes_nothing(fresh_store: Store) -> None:
    await fresh_store.events.poll_floor(FRONT, NOW)
    changes = "SELECT total_changes() AS n"
    before = await fresh_store.db.change(lambda db: db.execute(changes).fetchone()["n"])
    await fresh_store.events.poll_floor(FRONT, after(5))
    assert await fresh_store.db.change(lambda db: db.execute(changes).fetchone()["n"]) == before


async def test_times_are_written_at_a_fixed_width(fresh_store: Store) -> None:
    await fresh_store.events.poll_floor(FRONT, NOW)
    await seen(fresh_store, 0.25)
    event = (await rows(fresh_store, "SELECT * FROM events"))[0]
    assert event["recorded_at"] == event["created_at"] == "2026-02-25T10:30:00.250Z"
    assert event["camera_id"] == "1001"
