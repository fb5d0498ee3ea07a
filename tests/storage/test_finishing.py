"""What an analysis leaves in the store: everything in one transaction, pictures as files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.errors import StoreError
from pipeline.types import Box, Detection, LockState, Match, Timings
from storage.check import check
from storage.store import Store
from tests.storage.makers import (
    NOW,
    after,
    analysis,
    face,
    intend,
    known,
    nobody,
    recording,
    rows,
    seen,
    stranger,
    told,
)


async def event_row(store: Store, event_id: int) -> dict[str, object]:
    return (await rows(store, "SELECT * FROM events WHERE id = ?", event_id))[0]


async def test_somebody_known(owned_store: Store) -> None:
    event_id = await told(owned_store, 0, known("grace", 0.38), face("grace", 0.38))
    row = await event_row(owned_store, event_id)
    assert row["person_name"] == "grace"
    assert row["face_distance"] == 0.38
    assert row["face_confidence"] == pytest.approx(0.62)
    assert (row["unlock_granted"], row["door_action"], row["alert_sent"]) == (0, "none", 0)
    assert (row["state"], row["next_attempt_at"], row["error"]) == ("analysed", None, None)


async def test_the_name_is_the_one_in_persons(owned_store: Store) -> None:
    await owned_store.people.add("Grace", "Grace Hopper", NOW)
    event_id = await told(owned_store, 0, known("grace"), face("grace", 0.38))
    assert (await event_row(owned_store, event_id))["person_name"] == "Grace"
    event = await owned_store.events.get(event_id)
    assert event is not None
    assert [(one.name, one.display_name) for one in event.people] == [("Grace", "Grace Hopper")]
    (person,) = await owned_store.people.all()
    assert person.last_seen == after(0)


async def test_a_stranger(owned_store: Store) -> None:
    event_id = await told(owned_store, 0, stranger(), face(None, 0.71), face(None, 0.66))
    row = await event_row(owned_store, event_id)
    assert row["person_name"] is None
    assert row["face_distance"] == 0.66, "to whoever is closest"
    assert row["face_confidence"] == pytest.approx(0.34)


async def test_a_stranger_while_nobody_is_enrolled(owned_store: Store) -> None:
    row = await event_row(owned_store, await told(owned_store, 0, stranger(), face(None, None)))
    assert (row["person_name"], row["face_distance"], row["face_confidence"]) == (None, None, None)


async def test_no_face_seen(owned_store: Store) -> None:
    row = await event_row(owned_store, await told(owned_store, 0, stranger()))
    assert (row["person_name"], row["face_distance"], row["face_confidence"]) == ("unknown", None, None)


async def test_a_distance_beyond_one_is_no_confidence_at_all(owned_store: Store) -> None:
    row = await event_row(owned_store, await told(owned_store, 0, stranger(), face(None, 1.25)))
    assert (row["face_distance"], row["face_confidence"]) == (1.25, 0)


async def test_everything_comes_back_as_it_went_in(owned_store: Store) -> None:
    decision = known(
        known=(Match("grace", 0.31), Match("ada", 0.44)),
        strangers=2,
        others=("dog", "car"),
        reasons=("a person, 0.91", "Grace, 0.31"),
    )
    event_id = await told(owned_store, 0, decision, face("ada", 0.44), face("grace", 0.31))
    event = await owned_store.events.get(event_id)
    assert event is not None
    assert [(one.name, one.distance) for one in event.people] == [("grace", 0.31), ("ada", 0.44)]
    assert (event.person, event.alert, event.strangers) == (True, True, 2)
    assert event.others == ("dog", "car")
    assert event.reasons == ("a person, 0.91", "Grace, 0.31")
    assert event.timings_ms == Timings(1.5, 2.5, 3.5, 4.5, 12)
    assert (event.frames_total, event.frames_decoded, event.frames_inferred) == (300, 12, 8)
    assert (event.detector, event.damage, event.origin) == ("yolov8n", None, "ring")
    assert event.analysed_at == after(0)
    assert await owned_store.events.detections(event_id) == [
        Detection(3, "person", 0.91, Box(90, 40, 300, 700)),
        Detection(5, "dog", 0.55, Box(10.5, 20.25, 30, 40)),
    ]
    assert await check(owned_store) == []


async def test_at_most_three_faces_of_each_the_best_first(owned_store: Store) -> None:
    widths = (30, 90, 60, 80, 70)
    grace = [face("grace", 0.3, box=Box(0, 0, width, width)) for width in widths]
    others = [face(None, 0.7, box=Box(0, 0, width, width)) for width in widths]
    without_picture = face("grace", 0.3, box=Box(0, 0, 200, 200), crop=None)
    await told(owned_store, 0, known(strangers=1), *grace, without_picture, *others)
    stored = await owned_store.events.faces_of_visit(1, unnamed_only=False)
    assert [(one.name, one.width_px) for one in stored] == [
        ("grace", 90),
        (None, 90),
        ("grace", 80),
        (None, 80),
        ("grace", 70),
        (None, 70),
    ]
    assert [one.width_px for one in await owned_store.events.faces_of_visit(1)] == [90, 80, 70]
    pictures = [await owned_store.thumbnails.read(one.crop_path or "") for one in stored]
    assert pictures == [b"\xff\xd8 a face"] * 6


async def test_every_stranger_has_room(owned_store: Store) -> None:
    await told(owned_store, 0, stranger(strangers=2), *[face() for _ in range(9)])
    assert len(await owned_store.events.faces_of_visit(1)) == 6


async def test_embeddings_keep_every_digit_and_say_what_made_them(owned_store: Store) -> None:
    vector = tuple(0.1 + i / 7 for i in range(128))
    event_id = await seen(owned_store)
    await owned_store.events.finish(
        event_id, analysis(face(embedding=vector)), stranger(), NOW, embedding_model="dlib large"
    )
    (stored,) = await owned_store.events.faces_of_visit(1)
    assert stored.embedding == vector
    assert (stored.live, stored.distance) == (True, 0.7)
    assert await rows(owned_store, "SELECT embedding_model AS by FROM faces") == [{"by": "dlib large"}]


async def test_a_face_without_an_embedding(owned_store: Store) -> None:
    await told(owned_store, 0, stranger(), face(embedding=(), live=None))
    (stored,) = await owned_store.events.faces_of_visit(1)
    assert (stored.embedding, stored.live) == ((), None)


async def test_what_cannot_be_written_whole_is_not_written(owned_store: Store) -> None:
    event_id = await seen(owned_store)
    before = await event_row(owned_store, event_id)
    # The event's own row is written before its detections are.
    spoilt = analysis(face(), detections=(Detection(0, None, 0.5, Box(0, 0, 1, 1)),))  # type: ignore[arg-type]
    with pytest.raises(StoreError, match="NOT NULL"):
        await owned_store.events.finish(event_id, spoilt, known(), NOW)
    with pytest.raises(StoreError, match="unknown"):
        await owned_store.events.finish(event_id, analysis(face()), known("unknown"), NOW)
    assert await event_row(owned_store, event_id) == before
    for table in ("detections", "faces", "event_people", "outbox", "activity", "persons"):
        assert await rows(owned_store, f"SELECT * FROM {table}") == []
    assert await owned_store.events.finish(event_id, analysis(face()), stranger(), NOW)


async def test_a_visit_that_was_told_gets_a_revision_for_what_is_quiet(owned_store: Store) -> None:
    await told(owned_store, 0)
    (row,) = await owned_store.outbox.due(after(1))
    await owned_store.outbox.confirm(row.id, row.revision, 5, None, [1], after(1))
    quiet = await seen(owned_store, 10)
    assert await owned_store.outbox.due(after(11)) == []
    await owned_store.events.finish(quiet, analysis(detections=()), nobody(), after(12))
    assert [one.id for one in await owned_store.outbox.due(after(12))] == [row.id]


async def test_what_is_quiet_is_told_to_nobody(owned_store: Store) -> None:
    event_id = await seen(owned_store)
    await owned_store.events.finish(event_id, analysis(detections=()), nobody(), NOW)
    assert await rows(owned_store, "SELECT * FROM outbox") == []
    assert await rows(owned_store, "SELECT * FROM activity") == []


async def test_a_command_given_meanwhile_is_not_undone(owned_store: Store) -> None:
    event_id = await seen(owned_store)
    action = await intend(owned_store.locks, NOW, event_id=event_id)
    await owned_store.locks.outcome(action, LockState.UNLOCKED, True, None, NOW)
    await owned_store.events.finish(event_id, analysis(), stranger(), after(1))
    row = await event_row(owned_store, event_id)
    assert (row["unlock_granted"], row["door_action"]) == (1, "unlocked")


def a_file_in_the_way(folder: Path) -> None:
    folder.write_text("not a folder")


def a_full_disk(folder: Path) -> None:
    day = folder / "2026-02-25"
    day.mkdir(parents=True)
    for name in ("1.jpg", "1-face-1.jpg", "1-snapshot.jpg"):
        os.symlink("/dev/full", day / f".{name}.new")


@pytest.mark.parametrize("trouble", [a_file_in_the_way, a_full_disk])
async def test_a_picture_that_cannot_be_saved_fails_nothing(
    owned_store: Store, trouble: object, caplog: pytest.LogCaptureFixture
) -> None:
    assert callable(trouble)
    trouble(owned_store.thumbnails.folder)
    event_id = await seen(owned_store)
    await owned_store.events.add_snapshot(event_id, b"\xff\xd8", NOW)
    assert await owned_store.events.finish(event_id, analysis(face("grace", 0.4)), known(), NOW)
    row = await event_row(owned_store, event_id)
    assert (row["state"], row["thumbnail_path"], row["person_name"]) == ("analysed", None, "grace")
    (stored,) = await owned_store.events.faces_of_visit(1, unnamed_only=False)
    assert stored.crop_path is None
    assert len(stored.embedding) == 128
    assert len(await owned_store.outbox.due(NOW)) == 1, "it is told all the same"
    assert [record.levelname for record in caplog.records] == ["WARNING"] * 3
    assert "could not be saved" in caplog.text
    assert await check(owned_store) == []


async def test_a_picture_in_a_folder_of_somebody_else(without_privileges: Path) -> None:
    thumbnails = without_privileges / "thumbnails"
    thumbnails.mkdir(mode=0o500)
    async with await Store.open(without_privileges / "events.db", thumbnails) as store:
        thumbnails.chmod(0o500)
        event_id = await store.events.add_seen(recording(), now=NOW, coalesce_seconds=60)
        assert event_id is not None
        assert await store.events.finish(event_id, analysis(), stranger(), NOW)
        assert (await event_row(store, event_id))["thumbnail_path"] is None


async def test_paths_are_relative(owned_store: Store) -> None:
    event_id = await told(owned_store, 0, stranger(), face())
    row = await event_row(owned_store, event_id)
    assert row["thumbnail_path"] == f"2026-02-25/{event_id}.jpg"
    assert (await rows(owned_store, "SELECT crop_path FROM faces"))[0]["crop_path"] == (
        f"2026-02-25/{event_id}-face-1.jpg"
    )
