"""A copy of the store that may be written to meanwhile, without what is secret in it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from storage.file import judge_bytes, judge_owner, sync
from storage.timestamps import to_text
from storage.trouble import told_as_store_error

# A hash of four digits is four digits to whoever has the file. Who had a PIN opens nothing without a new one.
WITHOUT_SECRETS = (
    "UPDATE users SET proof_lost_at = :now WHERE pin_hash IS NOT NULL OR totp_secret IS NOT NULL",
    "UPDATE users SET pin_hash = NULL, pin_salt = NULL, totp_secret = NULL, totp_step = NULL",
    "DELETE FROM pairing_codes",
    "UPDATE invites SET void_at = :now WHERE used_at IS NULL AND void_at IS NULL",
    "UPDATE invites SET salt = x'', hash = x''",
    "UPDATE questions SET closed_at = :now, outcome = 'void' WHERE closed_at IS NULL",
    "UPDATE questions SET payload = '{}' WHERE payload <> '{}'",
    # What somebody wrote, and long past when the copy is used: it is not taken up again.
    "UPDATE inbox SET payload = NULL, done_at = coalesce(done_at, :now), "
    "outcome = coalesce(outcome, 'refused') WHERE payload IS NOT NULL",
)

PATHS = """
SELECT thumbnail_path FROM events WHERE thumbnail_path IS NOT NULL
UNION SELECT crop_path FROM faces WHERE crop_path IS NOT NULL
"""
"""Of every picture that a store speaks of, relative to THUMBNAILS_DIR."""

_FORGET_PATHS = (
    "UPDATE events SET thumbnail_path = NULL WHERE thumbnail_path IN (SELECT value FROM json_each(?))",
    "UPDATE faces SET crop_path = NULL WHERE crop_path IN (SELECT value FROM json_each(?))",
    "UPDATE outbox SET photo_path = NULL WHERE photo_path IN (SELECT value FROM json_each(?))",
)


def copy_store(path: Path, into: Path, now: datetime) -> None:
    """A snapshot: whoever writes goes on, only the log cannot be shortened meanwhile. On the disk before it
    returns. StoreDamaged where what is copied is not whole. Blocks.

    VACUUM INTO, not SQLite's stepwise backup: that begins again whenever somebody writes in between, and
    copies the free pages too, with what was erased from them.
    """
    into.touch(0o600)
    with told_as_store_error(path):
        judge_bytes(path)
        with closing(_read(path)) as source:
            judge_owner(source, path)
            source.execute("VACUUM INTO ?", (str(into),))
    with told_as_store_error(into), closing(_own(into)) as copy:
        copy.execute("BEGIN")
        for sql in WITHOUT_SECRETS:
            copy.execute(sql, {"now": to_text(now)})
        copy.execute("COMMIT")
    sync(into)


def still_named(path: Path, pictures: Collection[str]) -> int:
    """How many of these the store speaks of now. Blocks."""
    if not pictures:
        return 0
    with told_as_store_error(path), closing(_read(path)) as store:
        return len({row[0] for row in store.execute(PATHS)}.intersection(pictures))


def forget_pictures(copy: Path, paths: Iterable[str]) -> None:
    """The rows do not speak of them any more."""
    gone = sorted(paths)
    if not gone:
        return
    with told_as_store_error(copy), closing(_own(copy)) as connection:
        connection.execute("BEGIN")
        drop_paths(connection, gone)
        connection.execute("COMMIT")
    sync(copy)


def drop_paths(store: sqlite3.Connection, paths: list[str]) -> None:
    """As `forget_pictures`, inside the caller's transaction."""
    given = json.dumps(paths)
    for sql in _FORGET_PATHS:
        store.execute(sql, (given,))


def _read(path: Path) -> sqlite3.Connection:
    # Not `mode=ro`: SQLite up to 3.45 fails there on tables with generated columns. It writes nothing.
    store = sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True, isolation_level=None)
    store.execute("PRAGMA busy_timeout = 5000")
    return store


def _own(copy: Path) -> sqlite3.Connection:
    """Of a file that nobody else knows; what is replaced in it is overwritten."""
    connection = sqlite3.connect(copy, isolation_level=None)
    connection.execute("PRAGMA journal_mode = MEMORY")
    connection.execute("PRAGMA secure_delete = ON")
    return connection
