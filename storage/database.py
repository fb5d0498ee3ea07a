"""One SQLite file: a writer, a few readers, the pragmas, the migrations."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from pathlib import Path

import aiosqlite


class Database:
    """Open with `Database.open`. Everything raises StoreError and nothing of sqlite3's."""

    @classmethod
    async def open(cls, path: Path) -> Database:
        """Opens or creates the file and migrates it. The folder must exist."""
        raise NotImplementedError

    async def close(self) -> None:
        """Waits for what is running, checkpoints, closes. May be called again."""
        raise NotImplementedError

    def write(self, *, durable: bool = False) -> AbstractAsyncContextManager[aiosqlite.Connection]:
        """One transaction, one at a time; rolled back when the body raises or is cancelled.

        `durable`: committed with synchronous=FULL, so that it survives a power cut, with
        everything committed before it.
        """
        raise NotImplementedError

    def read(self) -> AbstractAsyncContextManager[aiosqlite.Connection]:
        """A consistent snapshot on a read-only connection, never blocked by the writer."""
        raise NotImplementedError
