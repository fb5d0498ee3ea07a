"""The pictures by which it is known what a camera always sees."""

from __future__ import annotations

from pipeline.types import Box, Picture
from storage.store import Store
from tests.storage.makers import FRONT, NOW, analysis, nobody, seen, stranger

HOUR = 3600
COVERED = (Box(90, 40, 300, 700), Box(10.5, 20.25, 30, 40))


async def looked_at(store: Store, seconds: float, jpeg: bytes | None, camera_id: str = FRONT.id) -> int:
    """An event at `seconds` from NOW that shows this picture."""
    event_id = await seen(store, seconds, camera_id=camera_id)
    decision = stranger() if seconds % (2 * HOUR) else nobody()
    await store.events.finish(event_id, analysis(thumbnail=jpeg), decision, NOW)
    return event_id


async def pictures(store: Store, event_id: int) -> list[bytes]:
    return [one.jpeg for one in await store.events.earlier_pictures(event_id)]


async def test_the_newest_come_first_with_what_covered_them(fresh_store: Store) -> None:
    for hours in (5, 2, 3):
        await looked_at(fresh_store, -hours * HOUR, b"%d hours" % hours)
    now = await seen(fresh_store)
    assert await fresh_store.events.earlier_pictures(now) == [
        Picture(b"2 hours", COVERED),
        Picture(b"3 hours", COVERED),
        Picture(b"5 hours", COVERED),
    ]


async def test_neither_another_camera_nor_this_visit_nor_what_came_after(fresh_store: Store) -> None:
    await looked_at(fresh_store, -3 * HOUR, b"elsewhere", camera_id="1002")
    await looked_at(fresh_store, -0.9 * HOUR, b"within the hour")
    await looked_at(fresh_store, 3 * HOUR, b"later")
    await looked_at(fresh_store, -15 * 24 * HOUR, b"long ago")
    await looked_at(fresh_store, -14 * HOUR, None)
    await seen(fresh_store, -16 * HOUR)
    gone = await looked_at(fresh_store, -12 * HOUR, b"gone")
    event = await fresh_store.events.get(gone)
    assert event is not None
    await fresh_store.thumbnails.delete(event.thumbnail_path or "")
    now = await seen(fresh_store)
    assert await pictures(fresh_store, now) == []
    assert await pictures(fresh_store, now + 99) == []


async def test_whoever_comes_again_and_again_within_an_hour_counts_once(fresh_store: Store) -> None:
    """NOW is half past ten: this goes on from four minutes past nine, and the end is within the hour."""
    for minutes in range(86, 62, -4):
        await looked_at(fresh_store, -minutes * 60, b"a screen, %d" % minutes)
    await looked_at(fresh_store, -5 * HOUR, b"the porch")
    assert await pictures(fresh_store, await seen(fresh_store)) == [b"a screen, 66", b"the porch"]


async def test_no_more_than_can_be_of_use(fresh_store: Store) -> None:
    for hours in range(2, 32):
        await looked_at(fresh_store, -hours * HOUR, b"%d" % hours)
    assert await pictures(fresh_store, await seen(fresh_store)) == [b"%d" % hours for hours in range(2, 26)]
