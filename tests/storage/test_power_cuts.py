"""A pulled plug may cost the last ordinary writes, never one that was made durable."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from storage.check import check
from storage.store import Store
from tests.storage.makers import NOW, OWNER, intend, rows, seen


async def test_the_log_cut_anywhere_behind_the_last_durable_write(db_path: Path, tmp_path: Path) -> None:
    wal = db_path.with_name("events.db-wal")
    async with await Store.open(db_path, tmp_path / "thumbnails") as store:
        for number in range(5):
            await seen(store, number)
        await store.access.make_owner(OWNER, "Sam", NOW)
        action = await intend(store.locks, NOW)
        safe = wal.stat().st_size
        for number in range(5, 20):
            await seen(store, number)
        shutil.copy(db_path, tmp_path / "cut.db")
        whole = wal.read_bytes()
    assert safe < len(whole)
    dice = random.Random(7)
    lengths = [safe, len(whole), *(dice.randrange(safe, len(whole)) for _ in range(8))]
    kept = [await events_after_cut(tmp_path, whole[:length], action) for length in lengths]
    assert kept[:2] == [5, 20]
    assert all(5 <= number <= 20 for number in kept)
    assert len(set(kept)) > 3, "the cuts must have cost something"


async def events_after_cut(folder: Path, wal: bytes, action: int) -> int:
    path = folder / "after" / "events.db"
    path.parent.mkdir()
    try:
        shutil.copy(folder / "cut.db", path)
        path.with_name("events.db-wal").touch(0o600)
        path.with_name("events.db-wal").write_bytes(wal)
        shutil.copy(folder / "audit.key", path.parent)
        async with await Store.open(path, folder / "thumbnails") as store:
            assert await store.access.owner() == OWNER
            assert [one.id for one in await store.locks.unresolved()] == [action]
            assert await check(store) == []
            return int((await rows(store, "SELECT count(*) AS n FROM events"))[0]["n"])
    finally:
        shutil.rmtree(path.parent)
