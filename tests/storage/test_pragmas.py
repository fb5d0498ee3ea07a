"""Every connection runs as it must, and says so itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import StoreError
from storage.database import READERS, Database
from storage.file import prepare, verify
from storage.migration import APPLICATION_ID, newest

EVERYWHERE = {
    "journal_mode": "wal",
    "busy_timeout": 5000,
    "foreign_keys": 1,
    "wal_autocheckpoint": 1000,
    "journal_size_limit": 8_000_000,
}
NORMAL, FULL = 1, 2


def told(*names: str) -> Callable[[sqlite3.Connection], dict[str, object]]:
    return lambda db: {name: db.execute(f"PRAGMA {name}").fetchone()[0] for name in names}


@pytest.fixture
async def database(db_path: Path) -> Database:
    return await Database.open(db_path)


async def test_the_writer(database: Database) -> None:
    found = await database.change(told(*EVERYWHERE, "synchronous"))
    await database.close()
    assert found == EVERYWHERE | {"synchronous": NORMAL}


async def test_what_must_survive_a_power_cut_is_written_with_full(database: Database) -> None:
    found = await database.change(told(*EVERYWHERE, "synchronous"), durable=True)
    after = await database.change(told("synchronous"))
    await database.close()
    assert found == EVERYWHERE | {"synchronous": FULL}
    assert after == {"synchronous": NORMAL}, "an ordinary write must not pay for a durable one"


async def test_the_same_holds_for_bodies_that_await(database: Database) -> None:
    found = {}
    for durable in (False, True):
        async with database.write(durable=durable) as connection:
            found[durable] = await connection.unit(told("synchronous", "foreign_keys"))
    await database.close()
    assert found == {
        False: {"synchronous": NORMAL, "foreign_keys": 1},
        True: {"synchronous": FULL, "foreign_keys": 1},
    }


async def test_every_reader(database: Database) -> None:
    found = [
        await connection.unit(told(*EVERYWHERE, "query_only"))
        for connection in [database._idle.get_nowait() for _ in range(READERS)]
    ]
    for reader in database._readers:
        database._idle.put_nowait(reader)
    await database.close()
    assert found == [EVERYWHERE | {"query_only": 1}] * READERS


async def test_a_reader_cannot_write(database: Database) -> None:
    with pytest.raises(StoreError, match="read-only"):
        await database.view(lambda db: db.execute("DELETE FROM settings"))
    await database.close()


def test_the_file_is_in_wal_mode_and_ours(db_path: Path) -> None:
    prepare(db_path)
    head = db_path.read_bytes()[:100]
    assert head[18:20] == b"\x02\x02", "read and write version 2 mean WAL"
    assert int.from_bytes(head[68:72], "big") == APPLICATION_ID == int.from_bytes(b"LTCH", "big")
    assert int.from_bytes(head[60:64], "big") == newest()


def test_wal_is_set_before_the_first_table(db_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    class Listening(sqlite3.Connection):
        def __init__(self, *args: object, **options: object) -> None:
            super().__init__(*args, **options)  # type: ignore[arg-type]
            self.set_trace_callback(lambda sql: asked.append(sql.strip()))

    real = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda path, **how: real(path, factory=Listening, **how))
    prepare(db_path)
    first_table = next(place for place, sql in enumerate(asked) if sql.startswith("CREATE TABLE"))
    for name in EVERYWHERE:
        assert any(sql.startswith(f"PRAGMA {name} = ") for sql in asked[:first_table]), name
        assert f"PRAGMA {name}" in asked[:first_table], f"{name} is not read back"


def test_a_pragma_that_did_not_take_is_refused(db_path: Path) -> None:
    with pytest.raises(StoreError, match=r"journal_mode stays delete instead of wal; put it on a local disk"):
        verify(db_path, "journal_mode", "wal", "delete")
