"""One SQLite file: who writes, who reads, and how it ends."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from pipeline.errors import StoreError
from storage import audit, audit_chain
from storage.audit_key import AuditKey, read_or_make
from storage.condition import Condition, met_first, to_be_met
from storage.connection import Connection, connect
from storage.disk import LONGEST_LOOK, Disk
from storage.file import prepare
from storage.in_hand import InHand, in_hand, marking
from storage.migration import newest
from storage.trouble import FULL, told_as_store_error
from storage.uncancelled import finished

READERS = 3

LEAST_FREE = 1_000_000
"""Bytes beside the store, for its log."""

_NORMAL, _FULL = 1, 2

T = TypeVar("T")


@dataclass(slots=True)
class _Together:
    db: Database
    connection: Connection
    task: asyncio.Task[Any] | None = field(default_factory=asyncio.current_task)
    changes: bool = False
    """Something that is not aside."""
    erases: bool = False
    condition: Condition | None = None


_together: ContextVar[_Together | None] = ContextVar("together", default=None)


class Database:
    """Open with `Database.open`. Everything raises StoreError and nothing of sqlite3's.

    Two connections write, under one lock: one with synchronous=NORMAL, one with FULL, so that
    neither ever runs with the other's setting. A few others read. Transactions do not nest.
    """

    def __init__(self, path: Path, ordinary: Connection, durable: Connection, *readers: Connection) -> None:
        self.path = path
        self._ordinary, self._durable, self._readers = ordinary, durable, readers
        self._writing = asyncio.Lock()
        self._idle: asyncio.Queue[Connection] = asyncio.Queue()
        for reader in readers:
            self._idle.put_nowait(reader)
        self._closing: asyncio.Task[None] | None = None
        self._disk = Disk()
        self.trouble: StoreError | None = None
        """Why the latest write was not taken; None: it was."""

    @classmethod
    async def open(cls, path: Path, audit_key_file: Path | None = None) -> Database:
        """Opens or creates the file and migrates it. The folder must exist.

        `audit_key_file`: made if there is none; without it nothing can be written into the audit.
        """
        opening = asyncio.create_task(cls._open(Path(path), audit_key_file), name="opening the store")
        try:
            return await finished(_joined(opening))
        except asyncio.CancelledError:
            if not opening.cancelled():
                await opening.result().close()
            raise

    @classmethod
    async def _open(cls, path: Path, audit_key_file: Path | None) -> Database:
        await asyncio.to_thread(prepare, path)
        key = None if audit_key_file is None else await asyncio.to_thread(read_or_make, audit_key_file)
        async with AsyncExitStack() as opened:
            opened.enter_context(told_as_store_error(path))
            ordinary = await connect(path, opened, synchronous=_NORMAL)
            durable = await connect(path, opened, synchronous=_FULL)
            if key is not None:
                await _take_key(key, ordinary, durable)
            readers = [await connect(path, opened, synchronous=_NORMAL, query_only=1) for _ in range(READERS)]
            # Their threads are no daemons: one left open would hang the interpreter's exit.
            opened.pop_all()
        return cls(path, ordinary, durable, *readers)

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

    async def change(
        self, work: Callable[[sqlite3.Connection], T], *, durable: bool = False, aside: bool = False
    ) -> T:
        """Runs `work` as one transaction, one at a time; rolled back when it raises.

        It runs in a thread and in one piece: a cancelled caller gets control back when it is done.
        `durable`: committed with synchronous=FULL, so that it survives a power cut, with
        everything committed before it.

        The update that this task answers is done by it, in the same transaction (storage/in_hand.py), and
        what it is on condition of is asked in it (storage/condition.py).
        `aside`: it is not, since this is not yet, or no more, what was asked for: that somebody was seen, how
        far a conversation has come. If the bot is killed after it, the update is taken up once more.
        """
        self._refuse_when_closed()
        condition = None if aside else to_be_met()
        work = met_first(condition, work)
        if (joined := self._joined()) is not None:
            joined.changes |= not aside
            result = await self._within(joined, partial(_nested, work))
            joined.condition = condition or joined.condition
        else:
            result = await self._alone(work, durable, None if aside else in_hand())
        if condition is not None:
            condition.is_met = True
        return result

    async def _alone(
        self, work: Callable[[sqlite3.Connection], T], durable: bool, update: InHand | None
    ) -> T:
        connection = self._durable if durable else self._ordinary
        async with self._writing:
            with self._noted():
                result = await finished(connection.unit(partial(_committed, marking(update, work))))
        if update is not None:
            update.is_done = True
        return result

    @asynccontextmanager
    async def together(self) -> AsyncIterator[None]:
        """Every `change` and `view` of this task within is one transaction: all of it or nothing. Durable.

        Everybody else who wants to write waits: nothing slow may be awaited within, and nobody else's lock.
        """
        self._refuse_when_closed()
        if self._joined() is not None:
            yield
            return
        async with self._writing:
            with self._noted():
                joined = _Together(self, self._durable)
                token = _together.set(joined)
                try:
                    await joined.connection.execute("BEGIN IMMEDIATE")
                    yield
                    await finished(self._commit(joined, in_hand() if joined.changes else None))
                except BaseException:
                    if joined.condition is not None:
                        joined.condition.is_met = False
                    await finished(joined.connection.rollback())
                    raise
                finally:
                    _together.reset(token)
        if joined.erases:
            await self.checkpoint()

    async def _commit(self, joined: _Together, update: InHand | None) -> None:
        await joined.connection.unit(partial(_nested, marking(update, lambda _: None)))
        await joined.connection.commit()
        if update is not None:
            update.is_done = True

    async def _within(self, joined: _Together, work: Callable[[sqlite3.Connection], T]) -> T:
        # Told here and not at its end, so that whoever knows what to do about it can.
        with told_as_store_error(self.path):
            return await finished(joined.connection.unit(work))

    def _joined(self) -> _Together | None:
        joined = _together.get()
        mine = joined is not None and joined.db is self and joined.task is asyncio.current_task()
        return joined if mine else None

    async def try_writing(self) -> None:
        """Whether anything can be written at all: StoreError with the reason where not. Changes nothing.

        On a full disk now and then a write still finds room in what the log has: that is no room.
        """
        try:
            room = await self._disk.run(LONGEST_LOOK, shutil.disk_usage, self.path.parent)
        except OSError as error:
            self.trouble = StoreError(f"The store {self.path} cannot be used: {error.strerror or error}.")
            raise self.trouble from error
        if room.free < LEAST_FREE:
            self.trouble = StoreError(f"The store {self.path} cannot be used: {FULL}.")
            raise self.trouble
        await self.change(lambda store: store.execute(f"PRAGMA user_version = {newest():d}"))

    @contextmanager
    def _noted(self) -> Iterator[None]:
        try:
            with told_as_store_error(self.path):
                yield
        except StoreError as error:
            # What breaks a rule of the schema, or is refused by ourselves, is no trouble of the store's.
            if isinstance(error.__cause__, sqlite3.OperationalError | sqlite3.InternalError):
                self.trouble = error
            raise
        else:
            self.trouble = None

    async def erase(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """As `change`; what is deleted or replaced is gone from the disk too, not only out of reach."""
        result = await self.change(partial(overwriting, work), durable=True)
        if (joined := self._joined()) is not None:
            joined.erases = True
        else:
            # What was erased is in the log as well, until that is written into the file.
            await self.checkpoint()
        return result

    async def checkpoint(self) -> None:
        """The log into the file, as far as nobody still reads an older state; then it takes no room."""
        self._refuse_when_closed()
        with told_as_store_error(self.path):
            async with self._writing:
                await self._ordinary.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")

    async def view(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Runs `work` on a consistent snapshot, read-only, never blocked by the writer."""
        self._refuse_when_closed()
        if (joined := self._joined()) is not None:
            return await self._within(joined, work)
        connection = await self._idle.get()
        try:
            with told_as_store_error(self.path):
                return await finished(connection.unit(partial(_rolled_back, work)))
        finally:
            self._idle.put_nowait(connection)

    @asynccontextmanager
    async def write(self, *, durable: bool = False) -> AsyncIterator[Connection]:
        """As `change`, for a body that awaits; rolled back when it raises or is cancelled."""
        self._refuse_when_closed()
        connection = self._durable if durable else self._ordinary
        async with self._writing:
            with self._noted():
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
    async def read(self) -> AsyncIterator[Connection]:
        """As `view`, for a body that awaits."""
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


async def _joined(task: asyncio.Task[T]) -> T:
    return await task


async def _take_key(key: AuditKey, ordinary: Connection, durable: Connection) -> None:
    for writer in (ordinary, durable):
        await writer.unit(partial(audit.use_key, key=key.value))
    if key.is_new or not await durable.unit(partial(audit_chain.is_its_key, key=key.value)):
        await durable.unit(partial(_committed, audit.begin_anew))


def _committed(work: Callable[[sqlite3.Connection], T], connection: sqlite3.Connection) -> T:
    connection.execute("BEGIN IMMEDIATE")
    try:
        result = work(connection)
        connection.execute("COMMIT")
    except BaseException:
        connection.rollback()
        raise
    return result


def _nested(work: Callable[[sqlite3.Connection], T], connection: sqlite3.Connection) -> T:
    """Within a transaction: whoever catches what `work` raises goes on with what was before it."""
    if not connection.in_transaction:
        # SQLite has undone all of it, as when the disk is full: alone, the rest would be half of a change.
        raise sqlite3.OperationalError("the transaction is over")
    connection.execute("SAVEPOINT nested")
    try:
        result = work(connection)
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK TO nested")
            connection.execute("RELEASE nested")
        raise
    connection.execute("RELEASE nested")
    return result


def overwriting(work: Callable[[sqlite3.Connection], T], connection: sqlite3.Connection) -> T:
    """What `work` deletes or replaces is overwritten in the file, when the log is written into it."""
    connection.execute("PRAGMA secure_delete = ON")
    try:
        return work(connection)
    finally:
        connection.execute("PRAGMA secure_delete = OFF")


def _rolled_back(work: Callable[[sqlite3.Connection], T], connection: sqlite3.Connection) -> T:
    connection.execute("BEGIN")
    try:
        return work(connection)
    finally:
        connection.rollback()
