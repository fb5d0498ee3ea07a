"""Numbers of events, visits and messages: one that was given once is never about something else.

Buttons in the chats carry them. A restored copy does not know which were given since, and a pulled plug rolls
back the last transactions, with the numbers given in them: so some are passed over.
"""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime
from pathlib import Path

from storage.database import Database
from storage.rows import change, value
from storage.timestamps import to_text

KEY = "boot"
"""In `settings`: during which run of this machine the store was opened last."""

AFTER_A_BOOT = 10_000
"""More than are given between two times at which SQLite's log reaches the disk."""

_KNOWN = "SELECT value FROM settings WHERE key = ?"
_PUT = "INSERT OR REPLACE INTO settings (key, value, changed_at) VALUES (?, ?, ?)"

_BEGUN = """
INSERT INTO sqlite_sequence (name, seq) SELECT name, 0 FROM sqlite_master
  WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%' AND name NOT IN (SELECT name FROM sqlite_sequence)
"""
# In the audit a gap is what a cut leaves; it is written through to the disk.
_ON = "UPDATE sqlite_sequence SET seq = seq + ? WHERE name <> 'audit'"


def pass_over(store: sqlite3.Connection, count: int) -> None:
    """Inside the caller's transaction: the next `count` numbers of each kind are not given."""
    change(store, _BEGUN)
    change(store, _ON, count)


class Numbers:
    def __init__(self, db: Database) -> None:
        self._db = db

    async def begin(self, boot: str | None, now: datetime) -> bool:
        """At each start, before any number is given. True where some are passed over: the machine was started
        anew since, perhaps after a pulled plug. `boot`: as `this_boot`; None: nobody knows, so it may be."""

        def begun(store: sqlite3.Connection) -> bool:
            known, said = value(store, _KNOWN, KEY), json.dumps(boot)
            if known is not None and (boot is None or known != said):
                pass_over(store, AFTER_A_BOOT)
            elif known is not None:
                return False
            change(store, _PUT, KEY, said, to_text(now))
            return known is not None

        return await self._db.change(begun, durable=True)


def this_boot() -> str | None:
    """What tells this run of the machine from all others."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return None
