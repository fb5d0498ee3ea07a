"""A file that cannot be the store is told in one sentence: which file, what is wrong, what to do."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from pipeline.errors import StoreError
from storage.migration import newest
from storage.store import Store
from tests.patience import PATIENCE
from tests.storage.makers import seen


async def refusal(path: Path) -> str:
    with pytest.raises(StoreError) as refused:
        await (await Store.open(path, path.with_name("thumbnails"))).close()
    told = str(refused.value)
    assert str(path) in told
    assert "\n" not in told
    assert told.endswith(".")
    return told


async def make_store(path: Path, events: int = 0) -> None:
    async with await Store.open(path, path.with_name("thumbnails")) as store:
        for number in range(events):
            await seen(store, number)


async def test_a_new_file_is_made_whole_and_private(db_path: Path) -> None:
    await make_store(db_path)
    assert db_path.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in db_path.parent.glob("*events.db*")] == ["events.db"]


async def test_an_existing_store_keeps_what_it_holds(db_path: Path) -> None:
    await make_store(db_path, events=3)
    async with await Store.open(db_path, db_path.with_name("thumbnails")) as store:
        assert await store.events.waiting() == 3


async def test_a_missing_folder(tmp_path: Path) -> None:
    told = await refusal(tmp_path / "nowhere" / "events.db")
    assert f"the folder {tmp_path / 'nowhere'} does not exist" in told
    assert "DB_PATH" in told


async def test_a_folder_in_its_place(db_path: Path) -> None:
    db_path.mkdir()
    assert "is a folder" in await refusal(db_path)


async def test_an_empty_file(db_path: Path) -> None:
    db_path.touch()
    assert "is empty" in await refusal(db_path)
    assert db_path.stat().st_size == 0, "what is left of it must stay as it is"


@pytest.mark.parametrize("content", [b"<html>not a database</html>" * 100, b"SQLite", bytes(8192)])
async def test_something_else_than_a_database(db_path: Path, content: bytes) -> None:
    db_path.write_bytes(content)
    assert "no SQLite database" in await refusal(db_path)
    assert db_path.read_bytes() == content


async def test_a_truncated_store(db_path: Path) -> None:
    await make_store(db_path, events=50)
    whole = db_path.read_bytes()
    db_path.write_bytes(whole[: len(whole) // 2])
    told = await refusal(db_path)
    assert "damaged" in told
    assert "restore a backup" in told


async def test_a_store_whose_first_page_is_spoilt(db_path: Path) -> None:
    await make_store(db_path)
    whole = bytearray(db_path.read_bytes())
    whole[100:2000] = b"\xff" * 1900
    db_path.write_bytes(whole)
    assert "damaged" in await refusal(db_path)


async def test_a_page_spoilt_in_the_middle_is_told_when_it_is_read(db_path: Path) -> None:
    await make_store(db_path, events=300)
    whole = bytearray(db_path.read_bytes())
    with sqlite3.connect(db_path) as db:
        pages = [row[0] for row in db.execute("SELECT pageno FROM dbstat WHERE name = 'events'")]
    db.close()
    for page in pages[1:]:
        whole[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    db_path.write_bytes(whole)
    async with await Store.open(db_path, db_path.with_name("thumbnails")) as store:
        with pytest.raises(StoreError, match=r"events\.db cannot be used: it is damaged.*restore a backup"):
            await store.events.page(limit=300, include_quiet=True)


async def test_another_programs_database(db_path: Path) -> None:
    with sqlite3.connect(db_path) as db:
        db.execute("CREATE TABLE states (entity TEXT)")
    db.close()
    before = db_path.read_bytes()
    assert "belongs to another program" in await refusal(db_path)
    assert db_path.read_bytes() == before


async def test_a_store_of_a_newer_version(db_path: Path) -> None:
    await make_store(db_path)
    with sqlite3.connect(db_path) as db:
        db.execute(f"PRAGMA user_version = {newest() + 1}")
    db.close()
    told = await refusal(db_path)
    assert "newer Latchkey" in told
    assert "update" in told


async def test_a_read_only_file(without_privileges: Path) -> None:
    path = without_privileges / "events.db"
    await make_store(path)
    path.chmod(0o400)
    assert "read-only" in await refusal(path)


async def test_a_file_of_somebody_else(without_privileges: Path) -> None:
    path = without_privileges / "events.db"
    await make_store(path)
    path.chmod(0)
    assert "the right to read" in await refusal(path)


async def test_a_folder_that_nobody_may_write(without_privileges: Path) -> None:
    folder = without_privileges / "locked"
    folder.mkdir(mode=0o500)
    assert f"the right to write into {folder}" in await refusal(folder / "events.db")


async def test_a_refusal_leaves_no_thread_behind(db_path: Path) -> None:
    await make_store(db_path, events=50)
    whole = db_path.read_bytes()
    db_path.write_bytes(whole[:-4096])
    before = set(threading.enumerate())
    await refusal(db_path)
    # asyncio.to_thread keeps its own thread; sqlite's, which would hang the exit, are gone.
    for thread in [thread for thread in threading.enumerate() if "connection_worker" in thread.name]:
        thread.join(PATIENCE)
    assert len(set(threading.enumerate()) - before) <= 1
