"""Faces of visitors whom nobody has named: kept for a while, and whom an enrolled person is told from."""

from __future__ import annotations

import asyncio
import sqlite3
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from storage import stranger_groups
from storage.database import Database
from storage.retention import PAUSE
from storage.rows import change, id_list, many
from storage.stranger_groups import StrangerGroup, between, table
from storage.thumbnails import Thumbnails
from storage.timestamps import from_text, to_text
from storage.vectors import packed

AT_ONCE = 200
"""Faces a transaction: each ends with SQLite's log written into the file."""

MOST = 500
MOST_OF_A_VISIT = 3

_RECENT = 4 * MOST

# Of an event without strangers the unnamed faces are poor views of somebody known. The embeddings are
# fetched last: sorting would copy them.
UNNAMED = """
SELECT faces.id, faces.embedding FROM (
    SELECT recent.id, row_number() OVER (
        PARTITION BY coalesce(events.visit_id, -events.id) ORDER BY recent.width DESC) AS place
      FROM (SELECT id, event_id, embedding_model, bbox_x2 - bbox_x1 AS width FROM faces
        WHERE person_id IS NULL AND embedding IS NOT NULL ORDER BY created_at DESC LIMIT ?2) AS recent
      JOIN events ON events.id = recent.event_id
      WHERE recent.embedding_model = ?1 AND events.strangers > 0) AS best
  JOIN faces ON faces.id = best.id
  WHERE best.place <= ?3 ORDER BY best.id DESC LIMIT ?4
"""


def unnamed_faces(store: sqlite3.Connection, model: str) -> dict[int, array[float]]:
    """By faces.id, newest first, at most 500: embeddings made by `model`, the largest 3 of each visit."""
    rows = many(store, UNNAMED, model, _RECENT, MOST_OF_A_VISIT, MOST)
    return {row["id"]: packed(row["embedding"]) for row in rows}


# Faces that nobody has named, but those of which somebody has said that they are not this person's.
LIKE = """
SELECT faces.id, faces.event_id, faces.crop_path, faces.embedding, events.recorded_at, events.visit_id
  FROM faces JOIN events ON events.id = faces.event_id
  WHERE faces.person_id IS NULL AND faces.embedding IS NOT NULL AND faces.embedding_model = ?1
    AND events.strangers > 0 AND NOT EXISTS (SELECT 1 FROM face_refusals AS refusal
      WHERE refusal.face_id = faces.id AND refusal.person_id = ?2)
  ORDER BY events.recorded_at DESC
"""

_OF_PERSON = "SELECT embedding FROM photos WHERE person_id = ? AND model = ? AND embedding IS NOT NULL"

EXPIRED = """
SELECT id, group_id, crop_path FROM faces
  WHERE person_id IS NULL AND embedding IS NOT NULL AND created_at < ? ORDER BY created_at LIMIT ?
"""

_ERASE = """
UPDATE faces SET embedding = NULL, crop_path = NULL, group_id = NULL
  WHERE id IN (SELECT value FROM json_each(?)) AND person_id IS NULL
"""


@dataclass(frozen=True, slots=True)
class StrangerSeen:
    """One face of a visit that nobody has named."""

    face_id: int
    event_id: int
    visit_id: int | None
    crop_path: str | None
    seen_at: datetime


class Strangers:
    """Unknown faces: who comes back, whom they are like, and how long they are kept."""

    def __init__(self, db: Database, thumbnails: Thumbnails) -> None:
        self._db, self._thumbnails = db, thumbnails

    async def count(self) -> int:
        return await self._db.view(stranger_groups.count)

    async def groups(self, limit: int, offset: int = 0) -> list[StrangerGroup]:
        """Whoever came most often first, then whoever came last."""
        return await self._db.view(lambda store: stranger_groups.ranked(store, limit, offset))

    async def group(self, group_id: int) -> StrangerGroup | None:
        return await self._db.view(lambda store: stranger_groups.one(store, group_id))

    async def like(self, person_id: int, model: str, tolerance: float) -> list[StrangerSeen]:
        """Unnamed faces within `tolerance` of one of this person's photos, newest first."""
        return await self._db.view(lambda store: _like(store, person_id, model, tolerance))

    async def sweep(self, before: datetime) -> int:
        """Erases embedding and crop of every face that nobody has named since `before`; how many.

        Some at a time. The files first: what is left over by a crash is found again by its row.
        """
        erased, values = 0, (to_text(before), AT_ONCE)
        while rows := await self._db.view(lambda store: many(store, EXPIRED, *values)):
            erased += await self._erase(rows)
            await asyncio.sleep(PAUSE)
        return erased

    async def _erase(self, rows: Sequence[sqlite3.Row]) -> int:
        for row in rows:
            if row["crop_path"] is not None:
                await self._thumbnails.delete(row["crop_path"])

        def erased(store: sqlite3.Connection) -> int:
            faces = change(store, _ERASE, id_list(row["id"] for row in rows))
            stranger_groups.recentre(store, {row["group_id"] for row in rows} - {None})
            return faces

        return await self._db.erase(erased)


def _like(store: sqlite3.Connection, person_id: int, model: str, tolerance: float) -> list[StrangerSeen]:
    photos = table(row["embedding"] for row in many(store, _OF_PERSON, person_id, model))
    rows = many(store, LIKE, model, person_id)
    if not len(photos) or not rows:
        return []
    apart = between(table(row["embedding"] for row in rows), photos).min(axis=1)
    return [_seen(row) for row, distance in zip(rows, apart, strict=True) if distance <= tolerance]


def _seen(row: sqlite3.Row) -> StrangerSeen:
    seen_at = from_text(row["recorded_at"])
    return StrangerSeen(row["id"], row["event_id"], row["visit_id"], row["crop_path"], seen_at)
