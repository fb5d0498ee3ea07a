"""Since when the lock is as it is, and what is to be done about one that stays unlocked."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta

from pipeline.types import LockState
from storage import duties
from storage.rows import change, first, value
from storage.timestamps import from_text, to_text

REMINDER = "relock_reminder"
AUTO_RELOCK = "auto_relock"
SETTLED = "relock_settled"
"""Kinds of duties; their subject is the lock's id. SETTLED: those who were reminded may be at ease."""

LEFT_UNLOCKED = "unlocked:"
"""Before the lock's id, what a reminder in the outbox is about."""

STANDING = """
SELECT s.*, a.user_id, a.how, u.name AS user_name FROM lock_states AS s
  LEFT JOIN lock_actions AS a ON a.id = s.lock_action_id LEFT JOIN users AS u USING (user_id)
  WHERE s.lock_id = ?
"""
_NOTE = """
INSERT INTO lock_states (lock_id, state, since_at, at_least, lock_action_id) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT (lock_id) DO UPDATE SET state = excluded.state, since_at = excluded.since_at,
    at_least = excluded.at_least, lock_action_id = excluded.lock_action_id
"""
_ITS_DOING = """
UPDATE lock_states SET lock_action_id = ?, at_least = 0
  WHERE lock_id = ? AND state = ? AND since_at >= ? AND lock_action_id IS NULL
"""
REMINDED = "SELECT 1 FROM outbox WHERE about = ? AND over = 0 AND state <> 'lapsed' LIMIT 1"


@dataclass(frozen=True, slots=True)
class Relock:
    """Seconds unlocked until something is done about it; 0: nothing is."""

    reminder: float = 0
    auto: float = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """How the lock has been found last, and since when."""

    state: LockState
    since: datetime
    at_least: bool
    """It may have been so before."""
    user_id: int | None
    """Who made it so through the bot; None: nobody did, or nobody asked for it."""
    user_name: str | None
    how: str | None
    """As in `LockCommand`; None: not through the bot."""


def standing(store: sqlite3.Connection, lock_id: str) -> Standing | None:
    """None: it has never told a state."""
    row = first(store, STANDING, lock_id)
    if row is None:
        return None
    return Standing(
        state=LockState(row["state"]),
        since=from_text(row["since_at"]),
        at_least=bool(row["at_least"]),
        user_id=row["user_id"],
        user_name=row["user_name"],
        how=row["how"],
    )


def saw(
    store: sqlite3.Connection, lock_id: str, state: LockState, now: datetime, relock: Relock, *, lately: bool
) -> bool:
    """What was read of it, inside the caller's transaction. Whether that was news.

    `lately`: it was read not long before, so that a change is of now.
    """
    before = _state(store, lock_id)
    if not _note(store, lock_id, state, now, at_least=not lately, action_id=None):
        return False
    # From unlocked to jammed it goes on being unlocked.
    if LockState.LOCKED in (state, before) or before is None:
        _plan(store, lock_id, state, now, relock)
    return True


def after_command(
    store: sqlite3.Connection, action: sqlite3.Row, state: LockState, now: datetime, relock: Relock
) -> None:
    """How it was after that command was sent: an opening, also one in doubt, counts from now on anew."""
    lock_id, opened = action["lock_id"], action["wanted"] == "unlock" and state is not LockState.LOCKED
    _note(store, lock_id, state, now, at_least=False, action_id=action["id"])
    # Somebody may have looked while it was under way.
    change(store, _ITS_DOING, action["id"], lock_id, state, action["at"])
    if opened or state is LockState.LOCKED:
        _plan(store, lock_id, state, now, relock)


def _state(store: sqlite3.Connection, lock_id: str) -> LockState | None:
    word = value(store, "SELECT state FROM lock_states WHERE lock_id = ?", lock_id)
    return None if word is None else LockState(word)


def _note(
    store: sqlite3.Connection,
    lock_id: str,
    state: LockState,
    now: datetime,
    *,
    at_least: bool,
    action_id: int | None,
) -> bool:
    """Whether it is another state than before; not to know is no state."""
    if state in (LockState.UNKNOWN, _state(store, lock_id)):
        return False
    change(store, _NOTE, lock_id, state, to_text(now), at_least, action_id)
    return True


def _plan(store: sqlite3.Connection, lock_id: str, state: LockState, now: datetime, relock: Relock) -> None:
    for kind, seconds in ((REMINDER, relock.reminder), (AUTO_RELOCK, relock.auto)):
        if state is LockState.LOCKED or not seconds:
            duties.withdraw(store, kind, lock_id)
        else:
            due = now + timedelta(seconds=seconds)
            duties.put(store, kind, due, now, subject=lock_id, moves_lock=kind == AUTO_RELOCK)
    if value(store, REMINDED, LEFT_UNLOCKED + lock_id):
        duties.put(store, SETTLED, now, now, subject=lock_id)
