"""Why an event was told as it was: what detector and faces said, and what became of each message."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from storage.outbox import OutboxKind, OutboxState
from storage.rows import first, many
from storage.timestamps import from_text, from_text_or_none


@dataclass(frozen=True, slots=True)
class Seen:
    """`confidence` of the surest box with this label, 0..1."""

    label: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Looked:
    """The kept faces of one person; of all strangers together, `name` None."""

    name: str | None
    """`persons.display_name`."""
    by_human: bool
    """Somebody said who it is."""
    faces: int
    distance: float | None
    """Of the closest, to the closest known person."""
    live: bool | None
    liveness: float | None
    """0..1, the best."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message about the event's visit in one chat."""

    chat_id: int
    chat: str
    """A user's name, or a group's title; "" where neither is known."""
    kind: OutboxKind
    state: OutboxState
    behind: bool
    """What it shows is not all of it yet."""
    told_at: datetime | None
    next_attempt_at: datetime
    attempts: int
    error: str | None


@dataclass(frozen=True, slots=True)
class Evidence:
    seen: tuple[Seen, ...]
    """Surest first."""
    looked: tuple[Looked, ...]
    deliveries: tuple[Delivery, ...]
    listens: bool
    """Whether the chat that asks hears of visits, now."""
    of_camera: bool
    """And whether of this camera."""


SEEN = """
SELECT label, max(confidence) AS confidence FROM detections WHERE event_id = ? GROUP BY label
  ORDER BY confidence DESC
"""

LOOKED = """
SELECT persons.display_name AS name, max(faces.named_by = 'human') AS by_human, count(*) AS faces,
    min(faces.distance) AS distance, max(faces.live) AS live, max(faces.liveness) AS liveness
  FROM faces LEFT JOIN persons ON persons.id = faces.person_id WHERE faces.event_id = ?
  GROUP BY faces.person_id ORDER BY persons.id IS NULL, distance
"""

DELIVERIES = """
SELECT o.*, coalesce(users.name, chats.title, '') AS chat FROM events
  JOIN outbox AS o ON o.visit_id = events.visit_id
  LEFT JOIN users ON users.user_id = o.chat_id LEFT JOIN chats ON chats.chat_id = o.chat_id
  WHERE events.id = ? AND o.kind <> 'let_in' ORDER BY o.id
"""

HEARS = """
SELECT listening, all_cameras OR EXISTS (SELECT 1 FROM chat_cameras AS chosen JOIN events
    ON events.camera_id = chosen.camera_id
    WHERE chosen.chat_id = chats.chat_id AND events.id = ?) AS of_camera
  FROM chats WHERE chat_id = ?
"""


def evidence(store: sqlite3.Connection, event_id: int, chat_id: int) -> Evidence:
    """About one event, for whoever asks in `chat_id`."""
    hears = first(store, HEARS, event_id, chat_id)
    return Evidence(
        seen=tuple(Seen(row["label"], row["confidence"]) for row in many(store, SEEN, event_id)),
        looked=tuple(_looked(row) for row in many(store, LOOKED, event_id)),
        deliveries=tuple(_delivery(row) for row in many(store, DELIVERIES, event_id)),
        listens=bool(hears and hears["listening"]),
        of_camera=bool(hears and hears["of_camera"]),
    )


def _looked(row: sqlite3.Row) -> Looked:
    return Looked(
        name=row["name"],
        by_human=bool(row["by_human"]),
        faces=row["faces"],
        distance=row["distance"],
        live=None if row["live"] is None else bool(row["live"]),
        liveness=row["liveness"],
    )


def _delivery(row: sqlite3.Row) -> Delivery:
    return Delivery(
        chat_id=row["chat_id"],
        chat=row["chat"],
        kind=OutboxKind(row["kind"]),
        state=OutboxState(row["state"]),
        behind=row["sent_revision"] < row["revision"],
        told_at=from_text_or_none(row["told_at"]),
        next_attempt_at=from_text(row["next_attempt_at"]),
        attempts=row["attempts"],
        error=row["last_error"],
    )
