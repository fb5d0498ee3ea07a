"""What SQLite says, in sentences that name the file and what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import StoreDamaged, StoreError

RESTORE = "restore a backup, or move the file away to start anew"

FULL = "the disk is full: make room"

_ADVICE = {
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_BUSY: "another process keeps it locked: end that process",
    sqlite3.SQLITE_LOCKED: "another process keeps it locked: end that process",
    sqlite3.SQLITE_READONLY: "it is read-only: let the user who runs Latchkey write to it and to its folder",
    sqlite3.SQLITE_PERM: "the rights of the file forbid it: give them to the user who runs Latchkey",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened: check the rights of the file and of its folder",
    sqlite3.SQLITE_IOERR: "the disk does not answer as it should: check the disk and its cable",
    sqlite3.SQLITE_CORRUPT: f"it is damaged: {RESTORE}",
    sqlite3.SQLITE_NOTADB: f"it is damaged, or no SQLite database: {RESTORE}",
}

_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


@contextmanager
def told_as_store_error(path: Path) -> Iterator[None]:
    """sqlite3's errors leave as StoreError, with the original as the cause."""
    try:
        yield
    except sqlite3.Error as error:
        kind = StoreDamaged if _code(error) in _DAMAGE else StoreError
        raise kind(f"The store {path} cannot be used: {_advice(error)}.") from error


def _advice(error: sqlite3.Error) -> str:
    known = _ADVICE.get(_code(error))
    return f"{known} ({error})" if known else str(error)


def _code(error: sqlite3.Error) -> int:
    """0: not of SQLite's own."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF
