"""Strangers who come back: unknown faces that are probably one person's, grouped by their embeddings."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from storage.rows import change, id_list, insert, many, value
from storage.timestamps import from_text, to_text
from storage.vectors import to_blob

SAME_STRANGER = 0.55
"""The distance from a group's mean within which a face joins it.

Photos of one person lie up to 0.53 apart, those of two from 0.63 on: between the two, and nearer to the
first, since two people in one group would get one name, while one person in two groups only gets it twice.
"""

POOR_VIEW = 0.6
"""An unnamed face within this distance of somebody named in the same event may be theirs, turned away."""

LEAST_WIDTH = 40.0
"""Pixels: smaller faces are too much alike to tell one stranger from another."""

_BYTES = 128 * 8
_LATEST = 50
"""Faces of a group that its mean is taken of."""


@dataclass(frozen=True, slots=True)
class StrangerGroup:
    """`seen_at`: when each of its visits began, newest first. `face_id`: the best of its faces."""

    id: int
    seen_at: tuple[datetime, ...]
    face_ids: tuple[int, ...]
    face_id: int
    event_id: int
    crop_path: str | None

    @property
    def last_seen(self) -> datetime:
        return self.seen_at[0]


Embeddings = NDArray[np.float64]

_GROUPS = "SELECT id, embedding FROM stranger_groups WHERE embedding_model IS ?"

_NEW = """
INSERT INTO stranger_groups (embedding, first_seen_at, last_seen_at, created_at, embedding_model)
  VALUES (?1, ?2, ?2, ?3, ?4)
"""

_FACES = "SELECT id, embedding, embedding_model FROM faces WHERE id IN (SELECT value FROM json_each(?))"

_JOIN = "UPDATE faces SET group_id = ? WHERE id IN (SELECT value FROM json_each(?))"

_LATEST_FACES = """
SELECT embedding FROM faces WHERE group_id = ? AND embedding IS NOT NULL ORDER BY id DESC LIMIT ?
"""

# Whoever comes back is not new again when the first of their faces has expired.
_RECENTRE = """
UPDATE stranger_groups SET embedding = ?2,
    (first_seen_at, last_seen_at) = (SELECT min(first_seen_at, min(recorded_at)), max(recorded_at) FROM faces
      JOIN events ON events.id = event_id WHERE group_id = ?1 AND faces.embedding IS NOT NULL)
  WHERE id = ?1
"""

# Whoever came most often first. A visit counts once, however many faces it gave.
RANKED = """
SELECT group_id, count(DISTINCT coalesce(events.visit_id, -events.id)) AS visits,
    max(events.recorded_at) AS last_seen_at
  FROM faces JOIN events ON events.id = faces.event_id WHERE group_id IS NOT NULL AND crop_path IS NOT NULL
  GROUP BY group_id ORDER BY visits DESC, last_seen_at DESC LIMIT ? OFFSET ?
"""

MEMBERS = """
SELECT faces.id, faces.event_id, faces.group_id, faces.crop_path, events.recorded_at,
    coalesce(events.visit_id, -events.id) AS visit
  FROM faces JOIN events ON events.id = faces.event_id
  WHERE group_id IN (SELECT value FROM json_each(?))
  ORDER BY faces.crop_path IS NULL, faces.bbox_x2 - faces.bbox_x1 DESC, faces.id
"""


def join_groups(
    store: sqlite3.Connection, face_ids: Sequence[int], recorded_at: datetime, now: datetime
) -> int | None:
    """These faces of one stranger join the group they are most like, or make a new one; its id.

    None where none of them has an embedding.
    """
    rows = [row for row in many(store, _FACES, id_list(face_ids)) if len(row["embedding"] or b"") == _BYTES]
    if not rows:
        return None
    model, faces = rows[0]["embedding_model"], table(row["embedding"] for row in rows)
    group_id = _nearest(store, faces, model)
    if group_id is None:
        group_id = insert(
            store, _NEW, to_blob(faces.mean(axis=0).tolist()), to_text(recorded_at), to_text(now), model
        )
    change(store, _JOIN, group_id, id_list(face_ids))
    recentre(store, [group_id])
    return group_id


def _nearest(store: sqlite3.Connection, faces: Embeddings, model: str | None) -> int | None:
    groups = many(store, _GROUPS, model)
    if not groups:
        return None
    apart = between(faces, table(row["embedding"] for row in groups)).min(axis=0)
    best = int(apart.argmin())
    return int(groups[best]["id"]) if apart[best] <= SAME_STRANGER else None


def recentre(store: sqlite3.Connection, group_ids: Iterable[int]) -> None:
    """After faces have joined or left: what a group is like, and no group without a face."""
    for group_id in set(group_ids):
        rows = many(store, _LATEST_FACES, group_id, _LATEST)
        if rows:
            mean = table(row["embedding"] for row in rows).mean(axis=0)
            change(store, _RECENTRE, group_id, to_blob(mean.tolist()))
        else:
            change(store, "DELETE FROM stranger_groups WHERE id = ?", group_id)


def groups_of(store: sqlite3.Connection, face_ids: Iterable[int]) -> list[int]:
    """Those that these faces belong to."""
    sql = """
    SELECT DISTINCT group_id FROM faces WHERE group_id IS NOT NULL
      AND id IN (SELECT value FROM json_each(?))
    """
    return [row["group_id"] for row in many(store, sql, id_list(face_ids))]


def count(store: sqlite3.Connection) -> int:
    return int(value(store, "SELECT count(*) FROM stranger_groups"))


def ranked(store: sqlite3.Connection, limit: int, offset: int) -> list[StrangerGroup]:
    ids = [row["group_id"] for row in many(store, RANKED, limit, offset)]
    found = _views(store, ids)
    return [found[group_id] for group_id in ids]


def one(store: sqlite3.Connection, group_id: int) -> StrangerGroup | None:
    return _views(store, [group_id]).get(group_id)


def _views(store: sqlite3.Connection, ids: Sequence[int]) -> Mapping[int, StrangerGroup]:
    members: dict[int, list[sqlite3.Row]] = {}
    for row in many(store, MEMBERS, id_list(ids)):
        members.setdefault(row["group_id"], []).append(row)
    return {group_id: _view(group_id, rows) for group_id, rows in members.items()}


def _view(group_id: int, rows: Sequence[sqlite3.Row]) -> StrangerGroup:
    began: dict[int, str] = {}
    for row in rows:
        began[row["visit"]] = min(row["recorded_at"], began.get(row["visit"], row["recorded_at"]))
    return StrangerGroup(
        id=group_id,
        seen_at=tuple(sorted(map(from_text, began.values()), reverse=True)),
        face_ids=tuple(row["id"] for row in rows),
        face_id=rows[0]["id"],
        event_id=rows[0]["event_id"],
        crop_path=rows[0]["crop_path"],
    )


def table(blobs: Iterable[bytes]) -> Embeddings:
    return np.frombuffer(b"".join(blobs), dtype="<f8").reshape(-1, 128)


def between(faces: Embeddings, others: Embeddings) -> Embeddings:
    """Every distance, faces x others, without a table of all differences."""
    squares = (faces**2).sum(1)[:, None] + (others**2).sum(1)[None, :] - 2 * faces @ others.T
    return np.asarray(np.sqrt(np.maximum(squares, 0)))
