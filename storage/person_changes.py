"""A person gets another name, becomes another one, is forgotten. Runs inside the caller's transaction."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from pipeline.errors import StoreError
from storage import audit, duties, passes
from storage.access import is_owner
from storage.announcements import bump
from storage.audit import Entry
from storage.audit_actions import Action
from storage.face_rights import opens_nothing, settle
from storage.names import folded, unusable
from storage.naming import seen_last
from storage.opening_rights import on_record
from storage.rows import change, first, id_list, many, value
from storage.timestamps import to_text
from storage.visits import refresh_subjects

MOVING = "photos_move"
"""The duty to put photos back where they lay (payload: by where they are to lie), unless it is said here that
they were to be moved."""

TOLD_ANEW = timedelta(days=2)
"""Messages of older visits keep what they say: hundreds of edits would hold back what is new."""

NOBODY = "somebody"
"""What stands in the reasons of an event instead of a name that was forgotten."""

_CLASH = "SELECT name FROM persons WHERE id <> ?1 AND (name_folded = ?2 OR name = ?3)"

# What the owner has not seen is not what was allowed.
_OPENS = """
UPDATE photos SET opens = ? WHERE id = ? AND sha256 = ? AND embedding IS NOT NULL RETURNING person_id
"""

_EVENTS = """
SELECT events.id, events.visit_id, events.recorded_at, events.reasons FROM event_people AS ep
  JOIN events ON events.id = ep.event_id WHERE ep.person_id = ?
"""

_CALLED = """
UPDATE events SET person_name = ? WHERE person_name = ? AND id IN (SELECT value FROM json_each(?))
"""

_NOBODYS_PASS = "UPDATE passes SET label = ? WHERE label = ? COLLATE NOCASE"

_MOVED = "UPDATE OR REPLACE photos SET file = ?, person_id = ? WHERE file = ?"

_JOINED = """
INSERT INTO event_people (event_id, person_id, distance)
  SELECT event_id, ?2, distance FROM event_people WHERE person_id = ?1
  ON CONFLICT (event_id, person_id) DO UPDATE SET distance = min(distance, excluded.distance)
"""

# Whoever of an event is the surest is in its row; where nobody is left, a stranger.
_STRANGERS_AGAIN = """
UPDATE events SET (person_name, face_distance, face_confidence) =
    (SELECT persons.name, ep.distance, max(0.0, 1.0 - ep.distance) FROM event_people AS ep
      JOIN persons ON persons.id = ep.person_id WHERE ep.event_id = events.id
      ORDER BY ep.distance IS NOT NULL, ep.distance LIMIT 1),
    strangers = strangers + 1
  WHERE id IN (SELECT value FROM json_each(?))
"""


def let_open(
    store: sqlite3.Connection, photo_id: int, sha256: str, opens: bool, now: datetime, by: int | None
) -> bool:
    if by is not None and not is_owner(store, by):
        return False
    with on_record(store, by, now):
        row = first(store, _OPENS, opens, photo_id, sha256)
        settle(store, now)
    return row is not None


def drop_photo(store: sqlite3.Connection, photo_id: int, now: datetime, by: int | None) -> None:
    with on_record(store, by, now):
        change(store, "DELETE FROM photos WHERE id = ?", photo_id)
        settle(store, now)


def rename(
    store: sqlite3.Connection,
    person_id: int,
    name: str,
    files: Mapping[str, str],
    now: datetime,
    by: int | None,
) -> None:
    if unusable(name):
        raise StoreError(f"Nobody can be named {name!r}; choose another name.")
    clash = value(store, _CLASH, person_id, folded(name), name)
    if clash is not None:
        raise StoreError(f"There is somebody named {clash!r} already; choose another name.")
    former = _name(store, person_id)
    _record(store, Action.RENAMED, person_id, by, now)
    _opens_nothing(store, [person_id], now, by)
    events = many(store, _EVENTS, person_id)
    change(
        store,
        "UPDATE persons SET name = ?, display_name = ?, name_folded = ? WHERE id = ?",
        *(name, name, folded(name), person_id),
    )
    _move(store, files, person_id)
    _called(store, events, former, name, now)


def merge(
    store: sqlite3.Connection,
    person_id: int,
    into: int,
    files: Mapping[str, str],
    now: datetime,
    by: int | None,
) -> None:
    former, name = _name(store, person_id), _name(store, into)
    _record(store, Action.MERGED, person_id, by, now)
    # First of all, while each is still somebody of whom it can be put on record, and has passes of their own.
    _opens_nothing(store, [person_id, into], now, by)
    events = many(store, _EVENTS, person_id)
    _move(store, files, into)
    change(store, _JOINED, person_id, into)
    for table in ("faces", "passes", "snoozes", "audit_names", "face_decisions"):
        change(store, f"UPDATE {table} SET person_id = ? WHERE person_id = ?", into, person_id)
    change(store, "UPDATE OR IGNORE face_refusals SET person_id = ? WHERE person_id = ?", into, person_id)
    _called(store, events, former, name, now)
    # What still refers to the other goes with it.
    change(store, "DELETE FROM persons WHERE id = ?", person_id)
    seen_last(store, [into])
    _count_anew(store, events)


def forget(store: sqlite3.Connection, person_id: int, now: datetime, by: int | None) -> None:
    former = _name(store, person_id)
    # The entry outlives the name it speaks of.
    _record(store, Action.FORGOTTEN, person_id, by, now)
    events = many(store, _EVENTS, person_id)
    _opens_nothing(store, [person_id], now, by)
    change(store, _NOBODYS_PASS, NOBODY, former)
    change(
        store,
        "UPDATE faces SET embedding = NULL, crop_path = NULL, named_by = NULL, person_id = NULL, "
        "group_id = NULL WHERE person_id = ?",
        person_id,
    )
    change(store, "DELETE FROM persons WHERE id = ?", person_id)
    change(store, _STRANGERS_AGAIN, _ids(events))
    change(store, "UPDATE lock_actions SET person = NULL WHERE person = ?", former)
    _reasons(store, events, former, NOBODY)
    _count_anew(store, events)
    _told_anew(store, events, now)


def _record(store: sqlite3.Connection, action: Action, person_id: int, by: int | None, now: datetime) -> None:
    audit.append(store, Entry(action, by=by, of_person=person_id), now)


def _move(store: sqlite3.Connection, files: Mapping[str, str], person_id: int) -> None:
    # From here on they belong where they lie.
    duties.withdraw(store, MOVING)
    for there, then in files.items():
        change(store, _MOVED, then, person_id, there)


def _name(store: sqlite3.Connection, person_id: int) -> str:
    name = value(store, "SELECT name FROM persons WHERE id = ?", person_id)
    if name is None:
        raise StoreError("This person is gone.")
    return str(name)


def _opens_nothing(
    store: sqlite3.Connection, person_ids: Sequence[int], now: datetime, by: int | None
) -> None:
    """Whose photos these are changes: the owner's word held for what it was before, and so did a pass."""
    for person_id in person_ids:
        passes.end_of_person(store, person_id, now)
    with on_record(store, by, now):
        opens_nothing(store, person_ids)


def _called(
    store: sqlite3.Connection, events: list[sqlite3.Row], former: str, name: str, now: datetime
) -> None:
    change(store, _CALLED, name, former, _ids(events))
    change(store, "UPDATE lock_actions SET person = ? WHERE person = ?", name, former)
    _reasons(store, events, former, name)
    _told_anew(store, events, now)


def _reasons(store: sqlite3.Connection, events: Iterable[sqlite3.Row], former: str, name: str) -> None:
    """The name, as a word of its own, wherever it stands in what was decided."""
    word = re.compile(rf"(?<!\w){re.escape(former)}(?!\w)")
    for event in events:
        reasons: list[Any] = json.loads(event["reasons"])
        told = [word.sub(lambda _: name, str(reason)) for reason in reasons]
        if told != reasons:
            change(store, "UPDATE events SET reasons = ? WHERE id = ?", json.dumps(told), event["id"])


def _count_anew(store: sqlite3.Connection, events: Iterable[sqlite3.Row]) -> None:
    for visit_id in {event["visit_id"] for event in events} - {None}:
        refresh_subjects(store, visit_id)


def _told_anew(store: sqlite3.Connection, events: Iterable[sqlite3.Row], now: datetime) -> None:
    since = to_text(now - TOLD_ANEW)
    recent = {event["visit_id"] for event in events if event["recorded_at"] >= since}
    for visit_id in sorted(recent - {None}):
        bump(store, visit_id, now)


def _ids(events: Iterable[sqlite3.Row]) -> str:
    return id_list(event["id"] for event in events)
