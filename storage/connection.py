"""aiosqlite's connection, plus whole units of work in one trip to its thread.

An await per statement costs about 100 microseconds, several times what most statements take; and a
unit that runs in one piece cannot be torn by a cancelled task.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path
from typing import TypeVar, cast

import aiosqlite

from storage.file import PRAGMAS, set_pragmas

T = TypeVar("T")


class Connection(aiosqlite.Connection):
    async def unit(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Runs `work` in the connection's thread, after whatever was asked before."""
        return cast(T, await self._execute(work, self._conn))  # type: ignore[no-untyped-call]


async def connect(path: Path, opened: AsyncExitStack, **settings: int) -> Connection:
    """Set up and verified; closed by `opened`. `settings` are pragmas of this connection alone."""
    connection = Connection(partial(sqlite3.connect, path, isolation_level=None), iter_chunk_size=64)
    await connection
    opened.push_async_callback(connection.close)
    connection.row_factory = sqlite3.Row
    await connection.unit(lambda raw: set_pragmas(raw, path, PRAGMAS | settings))
    return connection
