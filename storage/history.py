"""Events and visits as they are shown: rows in, views out."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.door_types import FaceOutcome
from pipeline.types import NO_FACE, Box, Detection, EventKind, Timings
from storage.locks import actions_of_visit
from storage.rows import first, id_list, many
from storage.timestamps import from_text, from_text_or_none
from storage.vectors import from_blob
from storage.views import EventState, EventView, FaceDecided, Gone, PersonSeen, StoredFace, VisitView

_EVENTS = """
SELECT events.*, coalesce(cameras.name, events.camera_id) AS camera_name
  FROM events LEFT JOIN cameras ON cameras.id = events.camera_id
"""

_PEOPLE = """
SELECT ep.event_id, ep.distance, persons.id, persons.name, persons.display_name,
    (SELECT max(live) FROM faces
      WHERE faces.event_id = ep.event_id AND faces.person_id = ep.person_id) AS live
  FROM event_people AS ep JOIN persons ON persons.id = ep.person_id
  WHERE ep.event_id IN (SELECT value FROM json_each(?))
"""

EVENTS_OF_VISIT = f"{_EVENTS} WHERE events.visit_id = ? ORDER BY events.recorded_at, events.id"

BY_ID = f"{_EVENTS} WHERE events.id IN (SELECT value FROM json_each(?))"

_VISIT = """
SELECT visits.*, coalesce(cameras.name, visits.camera_id) AS camera_name
  FROM visits LEFT JOIN cameras ON cameras.id = visits.camera_id WHERE visits.id = ?
"""

FACES = """
SELECT faces.*, persons.name FROM events JOIN faces ON faces.event_id = events.id
  LEFT JOIN persons ON persons.id = faces.person_id
  WHERE events.visit_id = ? AND (faces.person_id IS NULL OR NOT ?)
  ORDER BY faces.crop_path IS NULL, faces.bbox_x2 - faces.bbox_x1 DESC, faces.id
"""


FACE_DECISIONS = """
SELECT fd.*, persons.display_name FROM events JOIN face_decisions AS fd ON fd.event_id = events.id
  JOIN persons ON persons.id = fd.person_id WHERE events.visit_id = ? ORDER BY events.recorded_at, events.id
"""

_FACES_BY_ID = """
SELECT faces.*, persons.name FROM faces LEFT JOIN persons ON persons.id = faces.person_id
  WHERE faces.id IN (SELECT value FROM json_each(?))
  ORDER BY faces.crop_path IS NULL, faces.bbox_x2 - faces.bbox_x1 DESC, faces.id
"""


def event(store: sqlite3.Connection, event_id: int) -> EventView | None:
    views = _views(store, many(store, f"{_EVENTS} WHERE events.id = ?", event_id))
    return views[0] if views else None


def events_by_id(store: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, EventView]:
    """Those that are there."""
    return {view.id: view for view in _views(store, many(store, BY_ID, id_list(numbers)))}


def visit(store: sqlite3.Connection, visit_id: int) -> VisitView | None:
    row = first(store, _VISIT, visit_id)
    if row is None:
        return None
    events = _views(store, many(store, EVENTS_OF_VISIT, visit_id))
    return VisitView(
        id=visit_id,
        camera_id=row["camera_id"],
        camera_name=row["camera_name"],
        started_at=from_text(row["started_at"]),
        ended_at=from_text(row["ended_at"]),
        events=events,
        people=_each_once(person for one in events for person in one.people),
        strangers=max((one.strangers for one in events), default=0),
        others=tuple(dict.fromkeys(label for one in events for label in one.others)),
        thumbnail_path=min(events, key=_unsuitable).thumbnail_path if events else None,
        has_ding=any(one.kind is EventKind.DING for one in events),
        lock_actions=actions_of_visit(store, visit_id),
        faces=tuple(_decided(row) for row in many(store, FACE_DECISIONS, visit_id)),
    )


def _decided(row: sqlite3.Row) -> FaceDecided:
    return FaceDecided(
        event_id=row["event_id"],
        name=row["display_name"],
        outcome=FaceOutcome(row["outcome"]),
        distance=row["distance"],
        late_seconds=row["late_seconds"],
    )


def _unsuitable(view: EventView) -> tuple[bool, bool, bool, float]:
    """The lowest has the best picture: somebody known, then anybody, then anything; the closest, then
    the first, which keeps the picture in the chat from changing without need."""
    known = bool(view.people) or view.person_name not in (None, NO_FACE)
    return view.thumbnail_path is None, not known, not view.person, (view.face_distance or 0) if known else 0


def faces_of_visit(store: sqlite3.Connection, visit_id: int, unnamed_only: bool) -> list[StoredFace]:
    return [_face(row) for row in many(store, FACES, visit_id, unnamed_only)]


def faces(store: sqlite3.Connection, face_ids: Iterable[int]) -> list[StoredFace]:
    return [_face(row) for row in many(store, _FACES_BY_ID, id_list(face_ids))]


def detections(store: sqlite3.Connection, event_id: int) -> list[Detection]:
    rows = many(store, "SELECT * FROM detections WHERE event_id = ? ORDER BY id", event_id)
    return [
        Detection(
            frame=row["frame"],
            label=row["label"],
            confidence=row["confidence"],
            box=Box(row["bbox_x1"], row["bbox_y1"], row["bbox_x2"], row["bbox_y2"]),
        )
        for row in rows
    ]


def _views(store: sqlite3.Connection, rows: Sequence[sqlite3.Row]) -> tuple[EventView, ...]:
    people: dict[int, list[PersonSeen]] = defaultdict(list)
    if rows:
        for row in many(store, _PEOPLE, id_list(row["id"] for row in rows)):
            people[row["event_id"]].append(_person(row))
    return tuple(_event(row, _each_once(people[row["id"]])) for row in rows)


def _each_once(people: Iterable[PersonSeen]) -> tuple[PersonSeen, ...]:
    """Surest first: named by a human, then the closest. Who was alive once is no picture."""
    best: dict[str, PersonSeen] = {}
    for person in sorted(people, key=lambda one: (one.distance is not None, one.distance or 0, one.name)):
        known = best.setdefault(person.name, person)
        best[person.name] = replace(known, live=_either(known.live, person.live))
    return tuple(best.values())


def _either(one: bool | None, other: bool | None) -> bool | None:
    told = [live for live in (one, other) if live is not None]
    return any(told) if told else None


def _event(row: sqlite3.Row, people: tuple[PersonSeen, ...]) -> EventView:
    return EventView(
        id=row["id"],
        visit_id=row["visit_id"],
        camera_id=row["camera_id"],
        camera_name=row["camera_name"],
        recording_id=row["recording_id"],
        kind=EventKind(row["event_type"]),
        recorded_at=from_text(row["recorded_at"]),
        created_at=from_text(row["created_at"]),
        state=EventState(row["state"]),
        error=row["error"],
        attempts=row["attempts"],
        person=bool(row["person"]),
        person_name=row["person_name"],
        face_distance=row["face_distance"],
        face_confidence=row["face_confidence"],
        people=people,
        strangers=row["strangers"],
        others=tuple(json.loads(row["others"])),
        alert=bool(row["alert"]),
        reasons=tuple(json.loads(row["reasons"])),
        thumbnail_path=row["thumbnail_path"],
        alert_sent=bool(row["alert_sent"]),
        unlock_granted=bool(row["unlock_granted"]),
        door_action=row["door_action"],
        detector=row["detector"],
        damage=row["damage"],
        frames_total=row["frames_total"],
        frames_decoded=row["frames_decoded"],
        frames_inferred=row["frames_inferred"],
        timings_ms=_timings(row),
        analysed_at=from_text_or_none(row["analysed_at"]),
        origin=row["origin"],
        starred=bool(row["starred"]),
        picture_gone=None if row["picture_gone"] is None else Gone(row["picture_gone"]),
    )


def _timings(row: sqlite3.Row) -> Timings | None:
    if row["total_ms"] is None:
        return None
    return Timings(row["decode_ms"], row["detect_ms"], row["faces_ms"], row["liveness_ms"], row["total_ms"])


def _person(row: sqlite3.Row) -> PersonSeen:
    return PersonSeen(row["name"], row["display_name"], row["distance"], _live(row), row["id"])


def _live(row: sqlite3.Row) -> bool | None:
    return None if row["live"] is None else bool(row["live"])


def _face(row: sqlite3.Row) -> StoredFace:
    return StoredFace(
        id=row["id"],
        event_id=row["event_id"],
        name=row["name"],
        embedding=from_blob(row["embedding"]),
        crop_path=row["crop_path"],
        distance=row["distance"],
        live=_live(row),
        width_px=row["bbox_x2"] - row["bbox_x1"],
        group_id=row["group_id"],
    )
