"""Whose face may open, and by how many photos: every change of it is put on record, whatever made it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from storage import audit
from storage.audit import Entry
from storage.audit_actions import Action
from storage.rows import many

_OPENING = """
SELECT id, may_open, (SELECT count(*) FROM photos WHERE person_id = persons.id AND opens = 1) AS photos
  FROM persons
"""


@dataclass(frozen=True, slots=True)
class _Right:
    may_open: bool = False
    photos: int = 0


@contextmanager
def on_record(store: sqlite3.Connection, by: int | None, now: datetime) -> Iterator[None]:
    """Around a change inside a durable transaction. `by`: Telegram user id of whoever made it."""
    before = _opening(store)
    yield
    after = _opening(store)
    for person_id in sorted(after):
        was, now_is = before.get(person_id, _Right()), after[person_id]
        for action in _changes(was, now_is):
            audit.append(store, Entry(action, by=by, of_person=person_id, outcome=str(now_is.photos)), now)


def _opening(store: sqlite3.Connection) -> dict[int, _Right]:
    return {row["id"]: _Right(bool(row["may_open"]), row["photos"]) for row in many(store, _OPENING)}


def _changes(was: _Right, now_is: _Right) -> Iterator[Action]:
    if now_is.photos != was.photos:
        yield Action.PHOTO_OPENS if now_is.photos > was.photos else Action.PHOTO_STOPS
    if now_is.may_open != was.may_open:
        yield Action.FACE_OPENS if now_is.may_open else Action.FACE_STOPS
