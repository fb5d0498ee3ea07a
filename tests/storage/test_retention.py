"""Pictures go by age and by size, the oldest first; rows stay, and so does whatever is starred."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from storage import retention
from storage.check import check
from storage.history_filter import STARRED, HistoryFilter
from storage.retention import AT_ONCE
from storage.store import Store
from storage.views import Gone
from tests.storage.makers import NOW, after, analysis, face, known, rows, seen, stranger, told

DAY = 86400


def files(store: Store) -> list[str]:
    folder = store.thumbnails.folder
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


async def gone(store: Store) -> dict[int, str | None]:
    return {row["id"]: row["picture_gone"] for row in await rows(store, "SELECT * FROM events")}


async def test_by_age(owned_store: Store) -> None:
    """Known faces' crops with the picture; a stranger's have days of their own."""
    await told(owned_store, 0, known(strangers=1), face("grace", 0.38), face())
    starred = await told(owned_store, 1 * DAY, known(), face("grace", 0.38))
    await told(owned_store, 2 * DAY, known(), face("grace", 0.38))
    waiting = await seen(owned_store, 3)
    await owned_store.events.add_snapshot(waiting, b"\xff\xd8", after(3))
    assert await owned_store.stars.set(starred, True)
    assert await owned_store.retention.by_age(after(2 * DAY)) == 2
    assert files(owned_store) == [
        "2026-02-25/1-face-2.jpg",
        "2026-02-25/4-snapshot.jpg",
        "2026-02-26/2-face-1.jpg",
        "2026-02-26/2.jpg",
        "2026-02-27/3-face-1.jpg",
        "2026-02-27/3.jpg",
    ]
    assert await gone(owned_store) == {1: Gone.AGE, 2: None, 3: None, 4: None}
    assert await owned_store.retention.by_age(after(2 * DAY)) == 0, "what is gone is gone"
    assert await check(owned_store) == []
    event = await owned_store.events.get(1)
    assert event is not None
    assert (event.picture_gone, event.thumbnail_path, event.people[0].name) == (Gone.AGE, None, "grace")


async def test_crops_whose_thumbnail_was_never_saved(owned_store: Store) -> None:
    event_id = await seen(owned_store, 0)
    faces = [face("grace", 0.38)]
    await owned_store.events.finish(event_id, analysis(*faces, thumbnail=None), known(), after(1))
    assert files(owned_store) == ["2026-02-25/1-face-1.jpg"]
    assert await owned_store.retention.by_age(after(DAY)) == 1
    assert files(owned_store) == []
    assert await gone(owned_store) == {1: None}, "there never was a picture to be gone"


async def test_by_size_the_oldest_first(owned_store: Store) -> None:
    picture = b"\xff\xd8" + bytes(998)
    for number in range(6):
        event_id = await seen(owned_store, number * DAY)
        await owned_store.events.finish(
            event_id, analysis(thumbnail=picture), stranger(), after(number * DAY)
        )
    await owned_store.stars.set(1, True)
    assert await owned_store.retention.by_size(6000) == (0, 0)
    assert await owned_store.retention.by_size(3500) == (3, 0)
    assert await gone(owned_store) == {1: None, 2: "size", 3: "size", 4: "size", 5: None, 6: None}
    assert await owned_store.retention.by_size(500) == (2, 500), "the starred one stays, however large it is"
    assert files(owned_store) == ["2026-02-25/1.jpg"]
    assert await check(owned_store) == []


async def test_in_small_transactions(owned_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever writes meanwhile does not wait for the end."""
    assert AT_ONCE < 100
    monkeypatch.setattr(retention, "AT_ONCE", 1)
    for number in range(7):
        await told(owned_store, number, known())
    sweeping = asyncio.create_task(owned_store.retention.by_age(after(DAY)))
    left: list[int] = []
    while not sweeping.done():
        await owned_store.outbox.notify([1], f"{len(left)}", NOW)
        left.append(len(files(owned_store)))
    assert await sweeping == 7
    assert len({count for count in left if 0 < count < 7}) >= 2, "others wrote in between"


@pytest.mark.parametrize("why", [Gone.AGE, Gone.SIZE])
async def test_a_star_given_in_the_last_moment_holds(owned_store: Store, why: Gone) -> None:
    """After it was read that this event has none, before its pictures are taken."""
    await told(owned_store, 0, known(), face("grace", 0.38))
    await owned_store.stars.set(1, True)
    assert await owned_store.db.change(lambda db: retention._without(db, [1], why)) == []
    assert await check(owned_store) == []


async def test_starred_events_are_found_in_the_history(owned_store: Store) -> None:
    for number in range(3):
        await told(owned_store, number)
    assert await owned_store.stars.set(2, True)
    assert not await owned_store.stars.set(2, True)
    page = await owned_store.events.page(wanted=HistoryFilter(STARRED))
    assert [(one.id, one.starred) for one in page.events] == [(2, True)]
    await owned_store.db.change(
        lambda db: db.execute("UPDATE events SET recorded_at = ?, starred = 1", ("2026-01-01T00:00:00.000Z",))
    )
    await owned_store.stars.set(2, False)
    page = await owned_store.events.page(wanted=HistoryFilter(STARRED))
    assert [one.id for one in page.events] == [3, 1]
    await owned_store.db.change(lambda db: db.execute("DELETE FROM events WHERE id = 3"))
    assert [one.id for one in (await owned_store.events.page(wanted=HistoryFilter(STARRED))).events] == [1]


async def test_the_age_is_that_of_the_recording(owned_store: Store) -> None:
    """Also of one that was found late."""
    event_id = await seen(owned_store, 0)
    await owned_store.events.finish(event_id, analysis(), stranger(), NOW + timedelta(days=3))
    assert await owned_store.retention.by_age(after(1)) == 1
