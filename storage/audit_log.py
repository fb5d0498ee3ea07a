"""The audit to be read: newest first, with the names that are known today."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipeline.errors import StoreError
from pipeline.types import LockState
from storage import audit
from storage.audit_actions import Action
from storage.audit_chain import Verdict, examine
from storage.audit_key import read
from storage.audit_names import refs_in, with_names
from storage.database import Database
from storage.disk import LONGEST_LOOK, Disk
from storage.rows import first, many, value
from storage.timestamps import from_text


@dataclass(frozen=True, slots=True)
class Who:
    """`name` None: somebody who was forgotten, or whom nobody here knows."""

    name: str | None


@dataclass(frozen=True, slots=True)
class Recorded:
    """One entry. `by` None: the bot itself, or whoever has the machine; `of` None: it is about nobody."""

    id: int
    at: datetime
    by: Who | None
    action: str
    how: str | None
    of: Who | None
    lock_action_id: int | None
    distance: float | None
    confidence: float | None
    reasons: tuple[str, ...]
    outcome: str | None
    state_before: LockState | None
    state_after: LockState | None
    head: str
    """Of the chain, as it was shown when this was the last entry."""
    fits: bool | None
    """Whether it is what was written; None without the key, or where another one was used."""


@dataclass(frozen=True, slots=True)
class LogPage:
    """Newest first. `older` and `newer`: there are such entries beyond it."""

    entries: tuple[Recorded, ...]
    older: bool
    newer: bool


OLDER = "SELECT * FROM audit WHERE id < ? ORDER BY id DESC LIMIT ?"
NEWER = "SELECT * FROM audit WHERE id > ? ORDER BY id LIMIT ?"
_BY_HEAD = """
SELECT * FROM audit WHERE substr(hex(mac), 1, length(?1)) = upper(?1) ORDER BY id DESC LIMIT ?2
"""
_NAMES = """
SELECT ref, coalesce(persons.display_name, users.name) AS name FROM audit_names
  LEFT JOIN persons ON persons.id = person_id LEFT JOIN users USING (user_id)
  WHERE ref IN (SELECT value FROM json_each(?))
"""
_SINCE = f"SELECT max(id) FROM audit WHERE action = '{Action.NEW_KEY}'"

LARGEST = 2**63 - 1


class AuditLog:
    def __init__(self, db: Database, key_file: Path) -> None:
        self._db, self._key_file, self._disk = db, key_file, Disk()

    async def newest(self, limit: int) -> LogPage:
        return await self.before(LARGEST, limit)

    async def before(self, entry: int, limit: int) -> LogPage:
        """Those older than that entry."""
        key = await self._key()

        def found(store: sqlite3.Connection) -> LogPage:
            rows = many(store, OLDER, entry, limit + 1)
            newer = value(store, "SELECT 1 FROM audit WHERE id >= ? LIMIT 1", entry) is not None
            return LogPage(_recorded(store, rows[:limit], key), older=len(rows) > limit, newer=newer)

        return await self._db.view(found)

    async def after(self, entry: int, limit: int) -> LogPage:
        """Those newer than that entry."""
        key = await self._key()

        def found(store: sqlite3.Connection) -> LogPage:
            rows = many(store, NEWER, entry, limit + 1)
            older = value(store, "SELECT 1 FROM audit WHERE id <= ? LIMIT 1", entry) is not None
            shown = list(reversed(rows[:limit]))
            return LogPage(_recorded(store, shown, key), older=older, newer=len(rows) > limit)

        return await self._db.view(found)

    async def with_head(self, digits: str, limit: int = 2) -> tuple[Recorded, ...]:
        """The entries at which the head began with these hexadecimal digits; mostly one. Reads all."""
        key = await self._key()
        return await self._db.view(lambda store: _recorded(store, many(store, _BY_HEAD, digits, limit), key))

    async def get(self, entry: int) -> Recorded | None:
        key = await self._key()

        def found(store: sqlite3.Connection) -> Recorded | None:
            row = first(store, "SELECT * FROM audit WHERE id = ?", entry)
            return None if row is None else _recorded(store, [row], key)[0]

        return await self._db.view(found)

    async def examined(self) -> Verdict | None:
        """Whether all of it holds. None: its key is gone. Raises StoreError; reads everything."""
        key = await self._key()
        return None if key is None else await self._db.view(lambda store: examine(store, key))

    async def _key(self) -> bytes | None:
        try:
            return await self._disk.run(LONGEST_LOOK, read, self._key_file)
        except TimeoutError as error:
            raise StoreError(f"The audit's key {self._key_file} cannot be read ({error}).") from error


def _recorded(
    store: sqlite3.Connection, rows: Sequence[sqlite3.Row], key: bytes | None
) -> tuple[Recorded, ...]:
    names = _names(store, rows)
    since = value(store, _SINCE) or 0
    return tuple(_one(row, names, key if row["id"] >= since else None) for row in rows)


def _one(row: sqlite3.Row, names: dict[str, str], key: bytes | None) -> Recorded:
    def who(ref: str | None) -> Who | None:
        return None if ref is None else Who(names.get(ref))

    return Recorded(
        id=row["id"],
        at=from_text(row["at"]),
        by=who(row["actor"]),
        action=row["action"],
        how=row["how"],
        of=who(row["subject"]),
        lock_action_id=row["lock_action_id"],
        distance=row["distance"],
        confidence=row["confidence"],
        reasons=tuple(with_names(reason, names) for reason in _reasons(row)),
        outcome=row["outcome"],
        state_before=_state(row["state_before"]),
        state_after=_state(row["state_after"]),
        head=audit.head_of(row["mac"]),
        fits=None if key is None else audit.fits(row, key),
    )


def _names(store: sqlite3.Connection, rows: Iterable[sqlite3.Row]) -> dict[str, str]:
    refs: set[str] = set()
    for row in rows:
        refs |= {row["actor"], row["subject"], *refs_in(_reasons(row))}
    known = many(store, _NAMES, json.dumps(sorted(refs - {None})))
    return {row["ref"]: row["name"] for row in known if row["name"] is not None}


def _reasons(row: sqlite3.Row) -> list[str]:
    """What was tampered with is to be shown all the same."""
    try:
        reasons = json.loads(row["reasons"])
    except ValueError:
        return [row["reasons"]]
    return [str(reason) for reason in reasons] if isinstance(reasons, list) else [str(reasons)]


def _state(word: str | None) -> LockState | None:
    return LockState(word) if word in set(LockState) else None
