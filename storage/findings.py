"""What an analysis and a decision leave behind: pictures as files, everything else in one transaction."""

from __future__ import annotations

import json
import math
import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pipeline.errors import PeopleChanged
from pipeline.types import NO_FACE, Analysis, Box, Decision, Face, confidence_of
from storage.naming import refusals
from storage.people import find_person, known_person
from storage.rows import change, insert
from storage.stranger_groups import LEAST_WIDTH, POOR_VIEW, join_groups
from storage.thumbnails import Thumbnails
from storage.timestamps import from_text, to_text
from storage.vectors import to_blob

FACES_OF_ONE = 3


@dataclass(frozen=True, slots=True)
class Findings:
    event_id: int
    analysis: Analysis
    decision: Decision
    faces: tuple[Face, ...]
    """Those that are kept."""
    embedding_model: str | None
    now: datetime


@dataclass(frozen=True, slots=True)
class Pictures:
    """Relative paths; None for what could not be saved, or was not there."""

    thumbnail: str | None
    crops: tuple[str | None, ...]
    """As the faces they belong to."""


NO_PICTURES = Pictures(None, ())


def picture_name(event_id: int, recorded_at: datetime, what: str = "") -> str:
    """Of a picture of this event; the same again after a crash, so that nothing is left over."""
    return f"{recorded_at:%Y-%m-%d}/{event_id}{what}"


def best_faces(analysis: Analysis, decision: Decision) -> tuple[Face, ...]:
    """At most 3 of each person: those with a picture, then the largest. Strangers are counted together."""
    room = Counter({face.name: FACES_OF_ONE for face in analysis.faces})
    room[None] = FACES_OF_ONE * max(1, decision.strangers)
    kept = []
    for face in sorted(analysis.faces, key=lambda face: (face.crop is None, -face.box.width)):
        if room[face.name] > 0:
            room[face.name] -= 1
            kept.append(face)
    return tuple(kept)


async def save_pictures(thumbnails: Thumbnails, findings: Findings, recorded_at: datetime) -> Pictures:
    def name(what: str) -> str:
        return picture_name(findings.event_id, recorded_at, what)

    async def saved(jpeg: bytes | None, what: str) -> str | None:
        return None if jpeg is None else await thumbnails.save(name(what), jpeg)

    return Pictures(
        thumbnail=await saved(findings.analysis.thumbnail, ""),
        crops=tuple(
            [await saved(face.crop, f"-face-{number}") for number, face in enumerate(findings.faces, 1)]
        ),
    )


_EVENT = """
UPDATE events SET state = 'analysed', next_attempt_at = NULL, error = NULL, analysed_at = :now,
    person_name = :person_name, face_distance = :distance, face_confidence = :confidence,
    thumbnail_path = coalesce(:thumbnail, thumbnail_path), person = :person, strangers = :strangers,
    others = :others, alert = :alert, reasons = :reasons, detector = :detector, damage = :damage,
    frames_total = :frames_total, frames_decoded = :frames_decoded, frames_inferred = :frames_inferred,
    people_at_once = :people_at_once, decode_ms = :decode, detect_ms = :detect, faces_ms = :faces,
    liveness_ms = :liveness, total_ms = :total
  WHERE id = :id AND state = 'seen'
"""

_DETECTION = """
INSERT INTO detections (event_id, frame, label, confidence, bbox_x1, bbox_y1, bbox_x2, bbox_y2)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""

_FACE = """
INSERT INTO faces (event_id, person_id, named_by, frame, bbox_x1, bbox_y1, bbox_x2, bbox_y2, distance,
    live, liveness, embedding, embedding_model, crop_path, created_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

_PERSON = "INSERT OR IGNORE INTO event_people (event_id, person_id, distance) VALUES (?, ?, ?)"

_LAST_SEEN = """
UPDATE persons SET last_seen_at = ?1 WHERE id = ?2 AND (last_seen_at IS NULL OR last_seen_at < ?1)
"""


def write_findings(
    store: sqlite3.Connection, event: sqlite3.Row, findings: Findings, pictures: Pictures
) -> None:
    """`event` is still waiting. PeopleChanged where it was decided by what does not hold any more."""
    _refuse_what_has_changed(store, findings)
    # Closest first, as the decision has them.
    known = [(match, *known_person(store, match.name, findings.now)) for match in findings.decision.known]
    change(store, _EVENT, **_columns(findings, pictures, known[0][2] if known else None))
    if findings.analysis.detections:
        store.executemany(_DETECTION, _detection_rows(findings))
    ids = {match.name: person_id for match, person_id, _ in known}
    face_ids = [insert(store, _FACE, *row) for row in _face_rows(findings, pictures, ids)]
    for stranger in strangers_in(findings):
        join_groups(
            store, [face_ids[place] for place in stranger], from_text(event["recorded_at"]), findings.now
        )
    for match, person_id, _ in known:
        store.execute(_PERSON, (findings.event_id, person_id, match.distance))
        store.execute(_LAST_SEEN, (event["recorded_at"], person_id))


def _refuse_what_has_changed(store: sqlite3.Connection, findings: Findings) -> None:
    """Whoever was forgotten or renamed while the clip was looked at must not come back by it, and of whom
    somebody has just said that it is not them, nothing opens to."""
    said = findings.analysis.refusals
    if said is None:
        return
    known = [match.name for match in findings.decision.known]
    if any(find_person(store, name) is None for name in known):
        raise PeopleChanged("Somebody who was recognised is not known by that name any more.")
    if set(refusals(store, findings.event_id)) != set(said):
        raise PeopleChanged("Somebody has said meanwhile whose face it is not.")


def strangers_in(findings: Findings) -> list[list[int]]:
    """The faces of each stranger, as places in `findings.faces`.

    Of an event without strangers the unnamed faces are poor views of somebody known, and so may be those
    that are like somebody named in it.
    """
    if not findings.decision.strangers:
        return []
    named = [face.embedding for face in findings.faces if face.name is not None and face.embedding]
    sightings = enumerate(findings.analysis.sightings)
    followed = {id(face): place for place, one in sightings for face in one.faces}
    people: dict[int, list[int]] = {}
    for place, face in enumerate(findings.faces):
        if face.name is None and _telling(face, named):
            people.setdefault(followed.get(id(face), -1 - place), []).append(place)
    return list(people.values())


def _telling(face: Face, named: Sequence[Sequence[float]]) -> bool:
    """Large enough to be told from others, and nobody's who is named beside."""
    if not face.embedding or face.box.width < LEAST_WIDTH:
        return False
    return all(math.dist(face.embedding, other) > POOR_VIEW for other in named)


def _columns(findings: Findings, pictures: Pictures, person_name: str | None) -> dict[str, Any]:
    analysis, decision = findings.analysis, findings.decision
    distance = _distance(analysis, decision)
    return {
        "id": findings.event_id,
        "now": to_text(findings.now),
        "person_name": person_name if person_name or analysis.faces else NO_FACE,
        "distance": distance,
        "confidence": None if distance is None else confidence_of(distance),
        "thumbnail": pictures.thumbnail,
        "person": decision.person,
        "strangers": decision.strangers,
        "others": json.dumps(decision.others),
        "alert": decision.alert,
        "reasons": json.dumps(decision.reasons),
        "detector": analysis.detector,
        "damage": analysis.damage,
        "frames_total": analysis.frames_total,
        "frames_decoded": analysis.frames_decoded,
        "frames_inferred": analysis.frames_inferred,
        "people_at_once": analysis.most_people_at_once,
        "decode": analysis.timings_ms.decode,
        "detect": analysis.timings_ms.detect,
        "faces": analysis.timings_ms.faces,
        "liveness": analysis.timings_ms.liveness,
        "total": analysis.timings_ms.total,
    }


def _distance(analysis: Analysis, decision: Decision) -> float | None:
    """Of the best match; of a stranger to whoever is closest."""
    if decision.known:
        return decision.known[0].distance
    return min((face.distance for face in analysis.faces if face.distance is not None), default=None)


def _detection_rows(findings: Findings) -> list[tuple[Any, ...]]:
    return [
        (findings.event_id, one.frame, one.label, one.confidence, *_corners(one.box))
        for one in findings.analysis.detections
    ]


def _corners(box: Box) -> tuple[float, float, float, float]:
    return box.x1, box.y1, box.x2, box.y2


def _face_rows(findings: Findings, pictures: Pictures, ids: Mapping[str, int]) -> list[tuple[Any, ...]]:
    return [
        (
            findings.event_id,
            person_id := ids.get(face.name) if face.name else None,
            "face" if person_id else None,
            face.frame,
            *_corners(face.box),
            face.distance,
            face.live,
            face.liveness,
            to_blob(face.embedding),
            findings.embedding_model,
            crop,
            to_text(findings.now),
        )
        for face, crop in zip(findings.faces, pictures.crops, strict=True)
    ]
