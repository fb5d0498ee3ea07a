"""Brings a store up to date: the numbered files in migrations/, each in one transaction with its record."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pipeline.errors import StoreError

APPLICATION_ID = 1280590664
"""`PRAGMA application_id` of every store: "LTCH"."""

_FOLDER = Path(__file__).parent / "migrations"
_SCHEMA = Path(__file__).parent / "schema.sql"


@cache
def migrations() -> tuple[tuple[int, Path], ...]:
    """(number, file), numbered 1, 2, 3 ..."""
    found = sorted((int(path.name[:4]), path) for path in _FOLDER.glob("[0-9][0-9][0-9][0-9]_*.sql"))
    if [number for number, _ in found] != list(range(1, len(found) + 1)):
        raise StoreError(f"{_FOLDER} is incomplete; install Latchkey again")
    return tuple(found)


def newest() -> int:
    """The `PRAGMA user_version` of an up-to-date store."""
    return len(migrations())


def migrate(connection: sqlite3.Connection) -> None:
    """`connection` has isolation_level None. What was applied before is left alone."""
    for number, path in migrations():
        if version_of(connection) < number:
            _apply(connection, number, path)


def version_of(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _apply(connection: sqlite3.Connection, number: int, path: Path) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Another process may have been faster while we waited for the lock.
        if version_of(connection) < number:
            for statement in statements(path.read_text(encoding="utf-8")):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number:d}")
        connection.execute("COMMIT")
    except BaseException:
        connection.rollback()
        raise


def statements(script: str) -> Iterator[str]:
    """One by one, since sqlite3's executescript would commit first."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""
    if _plain(pending):
        raise StoreError(f"a migration ends in the middle of a statement: {_plain(pending)[:60]}")


def fresh_schema() -> dict[str, str]:
    """What schema.sql makes, as `live_schema` tells it."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.executescript(_SCHEMA.read_text(encoding="utf-8"))
        return live_schema(connection.execute(LIVE_SCHEMA).fetchall())
    finally:
        connection.close()


LIVE_SCHEMA = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"


def live_schema(rows: list[tuple[str, str]]) -> dict[str, str]:
    """Name and definition, comments and spacing aside, of every table, index and trigger."""
    return {name: _plain(sql) for name, sql in rows}


def _plain(sql: str) -> str:
    without_comments = re.sub(r"--[^\n]*", "", sql)
    return re.sub(r"\s*([(),])\s*", r"\1", re.sub(r"\s+", " ", without_comments)).strip()
