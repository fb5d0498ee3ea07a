"""What the household allows a face on one camera, and when the door was last asked to open."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from pipeline.types import Grants, Pass
from storage.pass_validity import USABLE
from storage.rows import many, value
from storage.timestamps import from_text, from_text_or_none, to_text

_MAY_OPEN = "SELECT name FROM persons WHERE may_open = 1"

PASSES = f"""
SELECT name, starts_at, ends_at FROM passes AS p JOIN persons ON persons.id = p.person_id WHERE {USABLE}
"""

SNOOZED = """
SELECT ends_at FROM snoozes INDEXED BY snoozes_open WHERE ended_at IS NULL AND ends_at > ?1
  AND starts_at <= ?1 AND +chat_id IS NULL AND person_id IS NULL
  AND (camera_id IS NULL OR camera_id = ?2) ORDER BY ends_at DESC LIMIT 1
"""

LAST_OPENED = "SELECT at FROM lock_actions WHERE wanted = 'unlock' AND sent IS NOT 0 ORDER BY id DESC LIMIT 1"
"""Also while its outcome is not known."""


def grants(store: sqlite3.Connection, camera_id: str, now: datetime) -> Grants:
    at = to_text(now)
    passes = many(store, PASSES, now=at)
    return Grants(
        may_open=frozenset(row["name"] for row in many(store, _MAY_OPEN)),
        passes=tuple(
            Pass(row["name"], from_text(row["starts_at"]), from_text(row["ends_at"])) for row in passes
        ),
        snoozed_until=from_text_or_none(value(store, SNOOZED, at, camera_id)),
        last_opened_at=from_text_or_none(value(store, LAST_OPENED)),
    )
