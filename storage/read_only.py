"""A look into a store that a bot may be writing to: nothing is created, migrated or changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from pipeline.errors import StoreError
from storage.file import judge_bytes, judge_owner
from storage.migration import newest, version_of
from storage.trouble import told_as_store_error


@contextmanager
def read_only(path: Path) -> Iterator[sqlite3.Connection]:
    """One snapshot for the functions that take a connection. StoreError where it is no store of today's."""
    with told_as_store_error(path):
        judge_bytes(path)
        uri = f"{path.resolve().as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as connection:
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA busy_timeout = 5000")
            judge_owner(connection, path)
            if version_of(connection) < newest():
                raise StoreError(
                    f"The store {path} is of an older Latchkey: start the bot once to update it."
                )
            connection.execute("BEGIN")
            yield connection
