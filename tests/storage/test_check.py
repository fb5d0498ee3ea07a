"""`check` finds every broken invariant, and nothing in a sound store."""

from __future__ import annotations

import sqlite3

import pytest

from pipeline.types import EventKind, LockState
from storage.check import check
from storage.store import Store
from tests.storage.makers import NOW, OWNER, after, face, intend, known, seen, stranger, told


@pytest.fixture
async def busy_store(owned_store: Store) -> Store:
    """A little of everything."""
    await told(owned_store, 0, known(strangers=1, others=("dog",)), face("grace", 0.38), face())
    await told(owned_store, 1000, stranger(), face())
    ding = await seen(owned_store, 2000, EventKind.DING)
    failed = await seen(owned_store, 3000)
    await owned_store.events.fail(failed, "no clip", after(3001))
    action = await intend(owned_store.locks, NOW, user_id=OWNER, event_id=ding)
    await owned_store.locks.outcome(action, LockState.UNLOCKED, True, None, NOW)
    (row, *_) = await owned_store.outbox.due(after(1))
    await owned_store.outbox.confirm(row.id, row.revision, 5, None, [1], after(2))
    return owned_store


async def problems(store: Store) -> list[str]:
    return await check(store)


async def test_a_sound_store(busy_store: Store) -> None:
    assert await problems(busy_store) == []


@pytest.mark.parametrize(
    ("spoil", "told_as"),
    [
        ("UPDATE events SET next_attempt_at = NULL WHERE id = 3", "Events 3 wait"),
        ("UPDATE events SET next_attempt_at = created_at WHERE id = 1", "Events 1 wait"),
        ("UPDATE events SET face_confidence = 0.9 WHERE id = 1", "Events 1 have a face confidence"),
        ("UPDATE events SET face_confidence = NULL WHERE id = 1", "Events 1 have a face confidence"),
        ("UPDATE events SET person_name = 'ada' WHERE id = 1", "Events 1 name somebody"),
        ("UPDATE events SET unlock_granted = 1 WHERE id = 1", "Events 1 say that opening was granted"),
        ("UPDATE lock_actions SET sent = 0", "Events 3 say that opening was granted"),
        ("UPDATE visits SET ended_at = '2027' WHERE id = 2", "Visits 2 do not begin or end"),
        ("DELETE FROM events WHERE id = 4", "Visits 4 do not begin or end"),
        ("UPDATE events SET strangers = 0 WHERE id = 2", "Visits 2 count as something else"),
        ("DELETE FROM event_people", "Visits 1 count as something else"),
        (
            "UPDATE activity SET counts = '1' || substr(counts, 2) WHERE subject = 'ding'",
            "Days 2026-02-25 are",
        ),
        ("DELETE FROM activity WHERE subject = 'stranger' AND camera_id = ''", "Days 2026-02-25 are"),
        ("UPDATE visit_subjects SET quarter = 7 WHERE visit_id = 1", "Visits 1 are counted at another time"),
        ("DELETE FROM event_subjects WHERE subject = 'ding'", "Events 3 are found in the history under"),
        ("INSERT INTO event_subjects VALUES ('ding', 'c', '2026', 9)", "Events 9 are found in"),
        ("INSERT INTO event_subjects VALUES ('starred', 'c', '2026', 9)", "Events 9 are found in"),
        ("UPDATE events SET picture_gone = 'age' WHERE id = 1", "Events 1 have a picture of which it says"),
        ("UPDATE outbox SET state = 'pending' WHERE id = 1", "Outbox rows 1 are neither"),
        ("UPDATE outbox SET state = 'told' WHERE id = 2", "Outbox rows 2 are neither"),
        ("UPDATE lock_actions SET finished_at = NULL", "Lock actions 1 have half an outcome"),
        ("DELETE FROM users", "Private chats 4242 listen"),
        ("UPDATE persons SET name_folded = 'ada'", "Persons grace are found under another name"),
        (
            "INSERT INTO persons (name, display_name, created_at) VALUES ('ö', '', ''), ('Ö', '', '')",
            "have the same name in another case",
        ),
        ("DROP INDEX events_by_time", "The schema differs from a fresh one in events_by_time"),
        ("CREATE TABLE mine (x)", "The schema differs from a fresh one in mine"),
        ("DROP TRIGGER audit_keeps_words", "The schema differs from a fresh one in audit_keeps_words"),
    ],
)
async def test_what_is_broken_is_named(busy_store: Store, spoil: str, told_as: str) -> None:
    await busy_store.db.change(lambda db: db.execute(spoil))
    found = await problems(busy_store)
    assert any(told_as in line for line in found), found
    assert all(line.endswith(".") for line in found)


async def test_a_row_that_points_nowhere(busy_store: Store) -> None:
    # Another program need not keep foreign keys.
    with sqlite3.connect(busy_store.db.path) as db:
        db.execute("DELETE FROM persons")
    db.close()
    assert any("points to a missing row of persons" in line for line in await problems(busy_store))


async def test_a_picture_that_is_gone(busy_store: Store) -> None:
    busy_store.thumbnails.path("2026-02-25/1.jpg").unlink()
    assert await problems(busy_store) == ["Pictures are missing: of event 1 (2026-02-25/1.jpg)."]


async def test_many_are_counted(busy_store: Store) -> None:
    for second in range(10_000, 20_000, 1000):
        await seen(busy_store, second)
    await busy_store.db.change(lambda db: db.execute("UPDATE events SET next_attempt_at = NULL"))
    assert any("Events 3, 5, 6, 7, 8 and 6 more wait" in line for line in await problems(busy_store))
