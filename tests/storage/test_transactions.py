"""All of it or nothing, whatever fails or is cancelled in between."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from pipeline.errors import StoreError
from storage.database import READERS, Database
from tests.patience import PATIENCE

PUT = "INSERT INTO settings (key, value, changed_at) VALUES (?, '1', '')"


def put(key: str, db: sqlite3.Connection) -> None:
    db.execute(PUT, (key,))


def keys(db: sqlite3.Connection) -> list[str]:
    return [row["key"] for row in db.execute("SELECT key FROM settings ORDER BY key")]


@pytest.fixture
async def database(db_path: Path) -> AsyncIterator[Database]:
    database = await Database.open(db_path)
    yield database
    await database.close()


async def test_a_unit_that_raises_leaves_nothing(database: Database) -> None:
    def spoilt(db: sqlite3.Connection) -> None:
        put("half", db)
        raise KeyError("spoilt")

    with pytest.raises(KeyError):
        await database.change(spoilt)
    await database.change(lambda db: put("whole", db))
    assert await database.view(keys) == ["whole"]


async def test_a_body_that_raises_leaves_nothing(database: Database) -> None:
    async def spoilt() -> None:
        async with database.write() as connection:
            await connection.execute(PUT, ("half",))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await spoilt()
    assert await database.view(keys) == []


async def test_a_cancelled_body_leaves_nothing_and_the_writer_free(database: Database) -> None:
    inside = asyncio.Event()

    async def write() -> None:
        async with database.write() as connection:
            await connection.execute(PUT, ("half",))
            inside.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(write())
    await inside.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await database.change(lambda db: put("next", db))
    assert await database.view(keys) == ["next"]


async def test_a_cancelled_caller_gets_control_back_when_the_unit_is_done(database: Database) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow(db: sqlite3.Connection) -> None:
        put("first", db)
        begun.set()
        go_on.wait(PATIENCE)
        put("second", db)

    task = asyncio.create_task(database.change(slow))
    await asyncio.to_thread(begun.wait, PATIENCE)
    for _ in range(3):
        task.cancel()
        await asyncio.sleep(0)
    assert not task.done()
    go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await database.view(keys) == ["first", "second"]


async def test_cancelled_at_any_moment_it_is_all_or_nothing(database: Database) -> None:
    async def write(number: int) -> None:
        async with database.write(durable=number % 2 == 0) as connection:
            await connection.execute(PUT, (f"{number:03d}a",))
            await connection.execute(PUT, (f"{number:03d}b",))

    for number in range(60):
        task = asyncio.create_task(write(number))
        for _ in range(number % 20):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    await database.change(lambda db: put("next", db))
    found = await database.view(keys)
    assert found[-1] == "next"
    assert [key[:3] for key in found[:-1:2]] == [key[:3] for key in found[1:-1:2]], "pairs only"


async def test_a_cancelled_reader_goes_back_to_its_place(database: Database) -> None:
    async def read() -> None:
        async with database.read() as connection:
            await connection.execute_fetchall("SELECT 1")
            await asyncio.Event().wait()

    tasks = [asyncio.create_task(read()) for _ in range(READERS)]
    await asyncio.sleep(0.05)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    async with asyncio.timeout(PATIENCE):
        assert await database.view(keys) == []


async def test_a_view_is_one_moment(database: Database) -> None:
    async with database.read() as reader:
        assert list(await reader.execute_fetchall("SELECT key FROM settings")) == []
        await database.change(lambda db: put("later", db))
        assert list(await reader.execute_fetchall("SELECT key FROM settings")) == []
    assert await database.view(keys) == ["later"]


async def test_readers_are_not_held_up_by_a_writer(database: Database) -> None:
    async with database.write() as connection:
        await connection.execute(PUT, ("unfinished",))
        async with asyncio.timeout(PATIENCE):
            assert await database.view(keys) == []


async def test_tasks_do_not_share_a_transaction(database: Database) -> None:
    async def write(number: int, spoil: bool) -> None:
        async with database.write() as connection:
            await connection.execute(PUT, (f"{number:02d}",))
            await asyncio.sleep(0)
            if spoil:
                raise ZeroDivisionError

    tasks = [write(number, spoil=number % 3 == 0) for number in range(30)]
    results = await asyncio.gather(*tasks, return_exceptions=True)
    assert sum(result is not None for result in results) == 10
    assert await database.view(keys) == [f"{number:02d}" for number in range(30) if number % 3]


async def test_a_broken_rule_is_a_store_error_with_its_cause(database: Database) -> None:
    await database.change(lambda db: put("once", db))
    with pytest.raises(StoreError, match="UNIQUE") as broken:
        await database.change(lambda db: put("once", db))
    assert isinstance(broken.value.__cause__, sqlite3.IntegrityError)


async def test_a_full_disk_is_told_and_nothing_is_half_written(database: Database) -> None:
    def fill(db: sqlite3.Connection) -> None:
        db.executemany(
            "INSERT INTO metrics (name, at, value) VALUES (?, ?, 0)",
            [("x" * 4000, str(number)) for number in range(200)],
        )

    # SQLite's own limit gives the very error that a full disk gives.
    async with database.write() as connection:
        pages = await connection.unit(lambda db: db.execute("PRAGMA page_count").fetchone()[0])
        await connection.execute(f"PRAGMA max_page_count = {pages + 20}")
    with pytest.raises(StoreError, match="the disk is full: make room"):
        await database.change(fill)
    async with database.write() as connection:
        await connection.execute(f"PRAGMA max_page_count = {pages + 2000}")
    assert await database.view(lambda db: db.execute("SELECT count(*) FROM metrics").fetchone()[0]) == 0
    await database.change(fill)
    assert await database.view(lambda db: db.execute("SELECT count(*) FROM metrics").fetchone()[0]) == 200
