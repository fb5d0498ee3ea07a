"""What does not hold any more in a copy that becomes the store: all of it in one transaction.

A copy knows nothing of what happened since: who was sent away, whose face was to open no more, which pass was
withdrawn. So whatever opens is off, and the owner says what is to hold again (storage/restored.py).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from storage import audit, audit_chain, person_changes
from storage.audit import Entry
from storage.audit_actions import Action
from storage.audit_key import AuditKey
from storage.forgotten import Forgotten
from storage.numbers import pass_over
from storage.opening_rights import on_record
from storage.rows import change, many, value
from storage.timestamps import to_text

KEY = "restored"
"""In `settings`."""

NEVER_GIVEN_AGAIN = 1_000_000
"""So many numbers of events, faces and messages are passed over: buttons in the chats still carry those that
were given since the copy, and must not be about something else now."""

_OFF = (
    "UPDATE users SET suspended_at = :now WHERE role <> 'owner' AND removed_at IS NULL "
    "AND suspended_at IS NULL",
    "UPDATE invites SET void_at = :now WHERE used_at IS NULL AND void_at IS NULL",
    "DELETE FROM pairing_codes",
    # Also those that are over by this clock, which may be wrong on a new machine.
    "UPDATE passes SET revoked_at = :now WHERE revoked_at IS NULL AND NOT (once = 1 AND used_at IS NOT NULL)",
    "UPDATE questions SET closed_at = :now, outcome = 'void', payload = '{}' WHERE closed_at IS NULL",
    "UPDATE duties SET state = 'lapsed', done_at = :now WHERE state = 'open' AND moves_lock = 1",
    "UPDATE outbox SET state = 'lapsed', last_error = 'in a restored copy' "
    "WHERE state <> 'lapsed' AND (sent_revision < revision OR chat_id IN (SELECT user_id FROM users "
    "WHERE suspended_at IS NOT NULL))",
    # What somebody said before the copy was made, and what became of it since, nobody knows.
    "UPDATE inbox SET payload = NULL, done_at = coalesce(done_at, :now), "
    "outcome = coalesce(outcome, 'refused') WHERE payload IS NOT NULL",
    # Long over, as what is read again from Ring: told in one summary with it.
    "UPDATE events SET caught_up = 1 WHERE state = 'seen'",
)
_NO_FACE = "UPDATE persons SET may_open = 0, opened_in_copy = 1, may_open_since_at = NULL WHERE may_open = 1"

_PUT = """
INSERT OR REPLACE INTO settings (key, value, changed_at) VALUES (?, ?, ?)
"""


class Why(StrEnum):
    ASKED = "asked"
    """Somebody at the machine restored it."""
    DAMAGED = "damaged"
    """The store was found damaged at a start."""


@dataclass(frozen=True, slots=True)
class Copy:
    """What is restored, and why. `aside`: where the store before it lies now, if there was one."""

    made_at: datetime
    why: Why
    aside: Path | None = None


def apply(
    store: sqlite3.Connection, copy: Copy, key: AuditKey, forgotten: Collection[Forgotten], now: datetime
) -> list[str]:
    """Inside the caller's transaction, on a connection that `audit.use_key` has prepared. Names of who was
    forgotten since the copy, and is again."""
    if key.is_new and copy.why is Why.ASKED:
        audit.seal(store, now)
    elif key.is_new or not audit_chain.is_its_key(store, key.value):
        # A key that is there and fits nothing: as likely as another house's is that the copy was changed.
        audit.begin_anew(store)
    audit.append(store, Entry(Action.RESTORED, outcome=to_text(copy.made_at)), now)
    again = _forget(store, forgotten, now)
    with on_record(store, None, now):
        change(store, _NO_FACE)
    for sql in _OFF:
        store.execute(sql, {"now": to_text(now)} if ":now" in sql else {})
    pass_over(store, NEVER_GIVEN_AGAIN)
    said = {
        "copy_at": to_text(copy.made_at),
        "why": copy.why,
        "aside": None if copy.aside is None else str(copy.aside),
        "told": False,
    }
    change(store, _PUT, KEY, json.dumps(said), to_text(now))
    return again


def _forget(store: sqlite3.Connection, forgotten: Collection[Forgotten], now: datetime) -> list[str]:
    names = []
    for row in many(store, "SELECT id, name, created_at FROM persons"):
        if Forgotten(row["id"], row["created_at"]) in forgotten:
            person_changes.forget(store, row["id"], now, None)
            names.append(str(row["name"]))
    return names


def owner(store: sqlite3.Connection) -> tuple[int, str] | None:
    """Telegram user id and name."""
    row = next(iter(many(store, "SELECT user_id, name FROM users WHERE role = 'owner'")), None)
    return None if row is None else (row["user_id"], row["name"])


def waiting(store: sqlite3.Connection) -> tuple[int, int]:
    """How many people are suspended, and how many faces open nothing, until the owner says Keep."""
    return (
        int(value(store, "SELECT count(*) FROM users WHERE suspended_at IS NOT NULL AND removed_at IS NULL")),
        int(value(store, "SELECT count(*) FROM persons WHERE opened_in_copy = 1")),
    )
