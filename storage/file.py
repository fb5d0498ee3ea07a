"""The database file itself: judged before it is opened, made whole or not at all."""

from __future__ import annotations

import glob
import os
import sqlite3
import tempfile
from collections.abc import Mapping
from pathlib import Path

from pipeline.errors import StoreDamaged, StoreError
from storage.migration import APPLICATION_ID, migrate, newest, version_of
from storage.private_files import close_to_others, exposure
from storage.trouble import RESTORE, told_as_store_error

_MAGIC = b"SQLite format 3\x00"

PRAGMAS: dict[str, object] = {
    "busy_timeout": 5000,
    "journal_mode": "wal",
    "foreign_keys": 1,
    "wal_autocheckpoint": 1000,
    "journal_size_limit": 8_000_000,
}
"""Milliseconds for busy_timeout, pages for wal_autocheckpoint, bytes that the log keeps when it begins anew.

They hold for every connection."""


def prepare(path: Path) -> None:
    """Afterwards `path` is a store of the newest schema. StoreError where it cannot be. Blocks."""
    if not path.parent.is_dir():
        raise StoreError(
            f"The store {path} cannot be made: the folder {path.parent} does not exist; "
            "create it, or set DB_PATH to a path in a folder that exists."
        )
    if half_restored(path):
        raise StoreError(
            f"A backup is half restored to {path}: start the bot, or restore it again with: latchkey restore"
        )
    with told_as_store_error(path):
        if path.exists():
            judge_bytes(path)
            bring_up_to_date(path)
        else:
            _create(path)


def half_restored(path: Path) -> list[Path]:
    """Stores that are ready to take its place (storage/restoring.py), the oldest first. No other is made
    then: an empty household would be anybody's."""
    return sorted(path.parent.glob(f"{glob.escape(path.name)}.restored-*"))


def judge(path: Path) -> None:
    """StoreError for a file that is there and cannot be our store; nothing is changed. Blocks."""
    if not path.exists():
        return
    with told_as_store_error(path):
        judge_bytes(path)
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        try:
            judge_owner(connection, path)
        finally:
            connection.close()


def judge_bytes(path: Path) -> None:
    """StoreError for what cannot be a database."""
    if path.is_dir():
        raise StoreError(f"The store {path} is a folder; set DB_PATH to the path of a file.")
    try:
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
    except OSError as error:
        raise StoreError(
            f"The store {path} cannot be read ({error.strerror}): "
            "give the user who runs Latchkey the right to read and write it."
        ) from error
    if not head:
        raise StoreDamaged(f"The store {path} is empty, so what was in it is lost: {RESTORE}.")
    if head != _MAGIC:
        raise StoreDamaged(f"The store {path} is damaged, or no SQLite database: {RESTORE}.")


def _create(path: Path) -> None:
    """Made aside and renamed, so that a crash never leaves an empty file in its place."""
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}-new-") as folder:
            made = Path(folder) / path.name
            made.touch(0o600)
            bring_up_to_date(made)
            _publish(made, path)
    except OSError as error:
        raise StoreError(
            f"The store {path} cannot be made ({error.strerror}): "
            f"give the user who runs Latchkey the right to write into {path.parent}, or make room there."
        ) from error
    bring_up_to_date(path)


def _publish(made: Path, path: Path) -> None:
    sync(made)
    try:
        # Unlike a rename this never replaces a store that another process made meanwhile.
        os.link(made, path)
    except FileExistsError:
        return
    except OSError:
        # exFAT and the like have no hard links.
        made.rename(path)
    sync(path.parent)


def sync(path: Path) -> None:
    """A file, or the names in a folder: on the disk before it returns."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def bring_up_to_date(path: Path) -> None:
    """Migrates a store that is there. What it raises are sqlite3's errors and StoreError. Blocks."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        judge_owner(connection, path)
        set_pragmas(connection, path, PRAGMAS)
        migrate(connection)
        # A read-only file opens, lets every pragma pass and begins to write; only a change is refused.
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(f"PRAGMA user_version = {newest():d}")
        connection.rollback()
    finally:
        connection.close()


def judge_owner(connection: sqlite3.Connection, path: Path) -> None:
    """StoreError for another program's database, one of a newer Latchkey, or one that others may read."""
    owner = connection.execute("PRAGMA application_id").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if owner != APPLICATION_ID and (owner or tables):
        raise StoreError(f"The database {path} belongs to another program; set DB_PATH to another path.")
    if version_of(connection) > newest():
        raise StoreError(
            f"The store {path} was written by a newer Latchkey (schema {version_of(connection)}, "
            f"this one knows {newest()}): update Latchkey."
        )
    if problem := exposure(path):
        raise StoreError(f"The store {path} is not its runner's alone; {problem}")
    # What lies beside it has the rights that it had when that was made.
    for part in (Path(f"{path}-wal"), Path(f"{path}-shm")):
        close_to_others(part)


def set_pragmas(connection: sqlite3.Connection, path: Path, pragmas: Mapping[str, object]) -> None:
    """StoreError for one that does not take."""
    for name, value in pragmas.items():
        connection.execute(f"PRAGMA {name} = {value}").fetchall()
        verify(path, name, value, connection.execute(f"PRAGMA {name}").fetchone()[0])


def verify(path: Path, pragma: str, wanted: object, found: object) -> None:
    """A network drive, for one, has no WAL."""
    if found != wanted:
        raise StoreError(
            f"The store {path} cannot be run safely: {pragma} stays {found} instead of {wanted}; "
            "put it on a local disk."
        )
