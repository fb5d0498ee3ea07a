"""What the household allows a face on one camera, and when the door was last asked to open."""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime, time, timedelta

from pipeline.door_types import DaySpan, DoorRules
from pipeline.types import Grants, Pass
from storage.away import away_until
from storage.locks import IN_LOCKDOWN
from storage.pass_validity import USABLE
from storage.rows import many, value
from storage.timestamps import from_text, from_text_or_none, to_text

LEAST_PHOTOS = 3
"""Of one person count for opening, before their face may open."""

_MAY_OPEN = "SELECT * FROM persons WHERE may_open = 1"

PASSES = f"""
SELECT name, starts_at, ends_at FROM passes AS p JOIN persons ON persons.id = p.person_id WHERE {USABLE}
"""

OPENING_PHOTOS = "FROM photos WHERE person_id = persons.id AND opens = 1 AND embedding IS NOT NULL"

FROM_DOOR = f"""
EXISTS (SELECT 1 {OPENING_PHOTOS} AND from_camera_id IN (SELECT cameras.id FROM cameras, json_each(:cameras)
  WHERE value IN (cameras.id, cameras.name)
    OR value IN (SELECT name FROM camera_names WHERE camera_id = cameras.id)))
"""
"""Of `persons`: a photo that opens is from one of `:cameras`, names (also former ones) or ids."""

FIT = f"SELECT name FROM persons WHERE (SELECT count(*) {OPENING_PHOTOS}) >= {LEAST_PHOTOS} AND {FROM_DOOR}"

SNOOZED = """
SELECT ends_at FROM snoozes INDEXED BY snoozes_open WHERE ended_at IS NULL AND ends_at > ?1
  AND starts_at <= ?1 AND +chat_id IS NULL AND person_id IS NULL
  AND (camera_id IS NULL OR camera_id = ?2) ORDER BY ends_at DESC LIMIT 1
"""

BELIEVED = timedelta(days=1)
"""An opening that lies further ahead was put down by a clock that ran ahead: it forbids nothing for years."""

LAST_OPENED = """
SELECT at FROM lock_actions WHERE lock_id = ? AND at <= ? AND wanted = 'unlock' AND sent IS NOT 0
  ORDER BY id DESC LIMIT 1
"""
"""Also while its outcome is not known."""

OPENED_TODAY = """
SELECT count(*) FROM lock_actions WHERE how = 'face' AND at >= ? AND at <= ? AND sent IS NOT 0
"""


def grants(store: sqlite3.Connection, camera_id: str, now: datetime, door: DoorRules) -> Grants:
    at, believed = to_text(now), to_text(now + BELIEVED)
    allowed = many(store, _MAY_OPEN)
    return Grants(
        may_open=frozenset(row["name"] for row in allowed),
        passes=tuple(
            Pass(row["name"], from_text(row["starts_at"]), from_text(row["ends_at"]))
            for row in many(store, PASSES, now=at)
        ),
        snoozed_until=from_text_or_none(value(store, SNOOZED, at, camera_id)),
        last_opened_at=from_text_or_none(value(store, LAST_OPENED, door.lock_id, believed)),
        trial=frozenset(row["name"] for row in allowed if (row["trial_until_at"] or "") > at),
        fit=frozenset(row["name"] for row in many(store, FIT, cameras=json.dumps(sorted(door.cameras)))),
        hours={row["name"]: hours for row in allowed if (hours := hours_of(row)) is not None},
        at_night=frozenset(row["name"] for row in allowed if row["opens_at_night"]),
        away_until=away_until(store, now),
        opened_today=value(store, OPENED_TODAY, to_text(door.day_began(now)), believed),
        lockdown=value(store, IN_LOCKDOWN) is not None,
    )


def hours_of(person: sqlite3.Row) -> DaySpan | None:
    """Of a row of `persons`; None: at any hour of the day."""
    if person["opens_from"] is None or person["opens_until"] is None:
        return None
    return DaySpan(time.fromisoformat(person["opens_from"]), time.fromisoformat(person["opens_until"]))
