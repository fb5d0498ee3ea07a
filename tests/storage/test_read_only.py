"""A look into the store that changes nothing, with and without a bot."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from pipeline.errors import StoreError
from storage.file import prepare
from storage.read_only import read_only
from storage.rows import value
from storage.store import Store
from tests.storage.makers import NOW

PEOPLE = "SELECT count(*) FROM persons"


async def test_beside_a_writer(tmp_path: Path) -> None:
    path = tmp_path / "events.db"
    async with await Store.open(path, tmp_path / "thumbnails") as store:
        await store.people.add("grace", "Grace", NOW)
        with read_only(path) as look:
            assert value(look, PEOPLE) == 1
            await store.people.add("ada", "Ada", NOW)
            assert value(look, PEOPLE) == 1, "one snapshot"
    with read_only(path) as look:
        assert value(look, PEOPLE) == 2


def test_nothing_can_be_written(tmp_path: Path) -> None:
    prepare(tmp_path / "events.db")
    with pytest.raises(StoreError, match="read-only"), read_only(tmp_path / "events.db") as look:
        look.execute("DELETE FROM persons")


def test_an_older_store_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "events.db"
    prepare(path)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 0")
    connection.close()
    with pytest.raises(StoreError, match="older Latchkey"), read_only(path):
        pass


@pytest.mark.parametrize("content", [b"", b"no database at all"])
def test_what_is_no_store(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "events.db").write_bytes(content)
    with pytest.raises(StoreError), read_only(tmp_path / "events.db"):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["events.db"]


def test_a_database_of_another_program(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "other.db")
    connection.execute("CREATE TABLE x (y)")
    connection.close()
    with pytest.raises(StoreError, match="another program"), read_only(tmp_path / "other.db"):
        pass
