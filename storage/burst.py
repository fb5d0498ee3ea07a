"""How many alert messages a chat hears at once, and when those of a visit are over."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta

from storage.rows import value
from storage.timestamps import from_text, to_text

MINUTE = timedelta(minutes=1)
NEAR = timedelta(minutes=2)
"""What happened so long before or after is no part of a burst: after an outage all of it is told at once."""

STALE = timedelta(days=2)
"""Telegram's own limit for many edits; and a bot that was off for longer has better things to do."""

# The one that has to be a minute old before another may be told: the last but `most` - 1.
CROWDED = """
SELECT said.told_at FROM outbox AS own JOIN visits AS mine ON mine.id = own.visit_id
  JOIN visits AS near ON near.camera_id = mine.camera_id AND near.ended_at
    BETWEEN strftime('%Y-%m-%dT%H:%M:%fZ', mine.started_at, :before)
    AND strftime('%Y-%m-%dT%H:%M:%fZ', mine.ended_at, :after)
  JOIN outbox AS said ON said.visit_id = near.id AND said.chat_id = own.chat_id
  WHERE own.id = :row AND said.kind <> 'let_in' AND said.told_by IS NULL
    AND said.told_at > :lately AND said.told_at <= :now
  ORDER BY said.told_at DESC LIMIT 1 OFFSET :most - 1
"""

_OVER = """
SELECT told.id FROM cameras CROSS JOIN visits ON visits.camera_id = cameras.id
    AND visits.ended_at BETWEEN :stale AND :before
  CROSS JOIN outbox AS told ON told.visit_id = visits.id AND told.kind IN ('visit', 'question', 'let_in')
  WHERE told.state = 'told' AND told.sent_revision = told.revision AND told.told_by IS NULL
    AND told.shown_at < strftime('%Y-%m-%dT%H:%M:%fZ', visits.ended_at, :lasting)
"""

OVER = f"{_OVER} LIMIT 1"
END = f"UPDATE outbox SET revision = revision + 1, next_attempt_at = :now WHERE id IN ({_OVER})"


def crowded_until(store: sqlite3.Connection, row_id: int, most: int, now: datetime) -> datetime | None:
    """None: there is room for this message of a visit. `most` a minute, 1 or more."""
    told_at = value(
        store,
        CROWDED,
        row=row_id,
        most=most,
        now=to_text(now),
        lately=to_text(now - MINUTE),
        before=f"-{NEAR.total_seconds():.0f} seconds",
        after=f"+{NEAR.total_seconds():.0f} seconds",
    )
    return None if told_at is None else from_text(told_at) + MINUTE


def over(before: datetime, now: datetime) -> dict[str, str]:
    """The values of `OVER` and `END`."""
    return {
        "before": to_text(before),
        "now": to_text(now),
        "stale": to_text(now - STALE),
        "lasting": f"+{(now - before).total_seconds():.3f} seconds",
    }
