"""How much there is of everything, without saying what: for diagnostics."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from storage.rows import many, value

_KINDS = {
    "events": "state",
    "visits": "''",
    "persons": "CASE may_open WHEN 1 THEN 'may open' ELSE 'named only' END",
    "photos": "CASE opens WHEN 1 THEN 'open' ELSE 'name only' END",
    "stranger_groups": "''",
    "users": "CASE WHEN removed_at IS NULL THEN role ELSE 'removed' END",
    "chats": "kind || CASE listening WHEN 1 THEN ', listening' ELSE '' END",
    "outbox": "state || CASE WHEN sent_revision < revision THEN ', behind' ELSE '' END",
    "duties": "state",
    "lock_actions": "CASE WHEN finished_at IS NULL THEN 'unresolved' WHEN success = 1 THEN 'done' "
    "WHEN success = 0 THEN 'not done' ELSE 'not known' END",
    "audit": "''",
}
"""What rows of a table are counted by."""

_LOCK_ANSWERED = "SELECT max(finished_at) FROM lock_actions WHERE state_after <> 'unknown'"


def counts(store: sqlite3.Connection) -> dict[str, dict[str, int]]:
    """Rows by table and, where that says something, by kind."""
    return {
        table: {row[0]: row[1] for row in many(store, f"SELECT {kind}, count(*) FROM {table} GROUP BY 1")}
        for table, kind in _KINDS.items()
    }


def lock_answered(store: sqlite3.Connection) -> str | None:
    """When a command last ended in a state that the lock told; as the store writes times."""
    answered: str | None = value(store, _LOCK_ANSWERED)
    return answered


def message_confirmed(store: sqlite3.Connection) -> str | None:
    """When Telegram last confirmed a message of the outbox; as the store writes times."""
    confirmed: str | None = value(store, "SELECT max(shown_at) FROM outbox")
    return confirmed


def schema_version(store: sqlite3.Connection) -> int:
    return int(value(store, "PRAGMA user_version"))


def names(store: sqlite3.Connection) -> list[str]:
    """Every name by which the household calls somebody or something, to be taken out of what others read."""
    sql = (
        "SELECT name FROM persons UNION SELECT display_name FROM persons UNION SELECT name FROM users "
        "UNION SELECT title FROM chats WHERE title IS NOT NULL UNION SELECT name FROM cameras "
        "UNION SELECT label FROM passes"
    )
    return [str(row[0]) for row in many(store, sql)]


def size(path: Path) -> int | None:
    """Bytes; None: there is no such file."""
    try:
        return path.stat().st_size
    except OSError:
        return None


def folder_size(folder: Path) -> tuple[int, int]:
    """Files and bytes. Blocks."""
    found = [Path(top, name) for top, _, files in os.walk(folder) for name in files]
    return len(found), sum(size(path) or 0 for path in found)
