"""One SQLite file: a writer, a few readers, the pragmas, the migrations."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import aiosqlite

from pipeline.errors import StoreError
from storage.file import PRAGMAS, prepare, verify
from storage.trouble import told_as_store_error
from storage.unit import finished

READERS = 3

_NORMAL, _FULL = 1, 2


class Database:
    """Open with `Database.open`. Everything raises StoreError and nothing of sqlite3's.

    Two connections write, under one lock: one with synchronous=NORMAL, one with FULL, so that
    neither ever runs with the other's setting. Transactions do not nest.
    """

    def __init__(
        self,
        path: Path,
        ordinary: aiosqlite.Connection,
        durable: aiosqlite.Connection,
        readers: list[aiosqlite.Connection],
    ) -> None:
        self.path = path
        self._ordinary, self._durable, self._readers = ordinary, durable, readers
        self._writing = asyncio.Lock()
        self._idle: asyncio.Queue[aiosqlite.Connection] = asyncio.Queue()
        for reader in readers:
            self._idle.put_nowait(reader)
        self._closing: asyncio.Task[None] | None = None

    @classmethod
    async def open(cls, path: Path) -> Database:
        """Opens or creates the file and migrates it. The folder must exist."""
        return await finished(cls._open(Path(path)))

    @classmethod
    async def _open(cls, path: Path) -> Database:
        await asyncio.to_thread(prepare, path)
        async with AsyncExitStack() as opened:
            opened.enter_context(told_as_store_error(path))
            connections = [
                await _connect(path, opened, **settings)
                for settings in (
                    {"synchronous": _NORMAL},
                    {"synchronous": _FULL},
                    *({"synchronous": _NORMAL, "query_only": 1} for _ in range(READERS)),
                )
            ]
            # Its threads are no daemons: one left open would hang the interpreter's exit.
            opened.pop_all()
        return cls(path, connections[0], connections[1], connections[2:])

    async def close(self) -> None:
        """Waits for whatever was asked before, checkpoints, closes. May be called again."""
        if self._closing is None:
            self._closing = asyncio.create_task(self._close(), name="closing the store")
        await finished(_joined(self._closing))

    async def _close(self) -> None:
        async with self._writing, AsyncExitStack() as open_ones:
            for connection in (self._durable, self._ordinary):
                open_ones.push_async_callback(connection.close)
            for _ in self._readers:
                open_ones.push_async_callback((await self._idle.get()).close)
            with told_as_store_error(self.path):
                await self._ordinary.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")

    @asynccontextmanager
    async def write(self, *, durable: bool = False) -> AsyncIterator[aiosqlite.Connection]:
        """One transaction, one at a time; rolled back when the body raises or is cancelled.

        `durable`: committed with synchronous=FULL, so that it survives a power cut, with
        everything committed before it.
        """
        self._refuse_when_closed()
        connection = self._durable if durable else self._ordinary
        async with self._writing:
            with told_as_store_error(self.path):
                try:
                    await connection.execute("BEGIN IMMEDIATE")
                    yield connection
                    await finished(connection.commit())
                except BaseException:
                    # Statements are carried out in order, so this comes after whatever a
                    # cancelled await left running; with nothing to roll back it does nothing.
                    await finished(connection.rollback())
                    raise

    @asynccontextmanager
    async def read(self) -> AsyncIterator[aiosqlite.Connection]:
        """A consistent snapshot on a read-only connection, never blocked by the writer."""
        self._refuse_when_closed()
        connection = await self._idle.get()
        try:
            with told_as_store_error(self.path):
                try:
                    await connection.execute("BEGIN")
                    yield connection
                finally:
                    await finished(connection.rollback())
        finally:
            self._idle.put_nowait(connection)

    def _refuse_when_closed(self) -> None:
        if self._closing is not None:
            raise StoreError(f"The store {self.path} is closed.")


async def _joined(task: asyncio.Task[None]) -> None:
    await task


async def _connect(path: Path, opened: AsyncExitStack, **settings: int) -> aiosqlite.Connection:
    connection = await aiosqlite.connect(path, isolation_level=None)
    opened.push_async_callback(connection.close)
    connection.row_factory = sqlite3.Row
    for name, value in {**PRAGMAS, **settings}.items():
        await connection.execute_fetchall(f"PRAGMA {name} = {value}")
        ((found,),) = await connection.execute_fetchall(f"PRAGMA {name}")
        verify(path, name, value, found)
    return connection
