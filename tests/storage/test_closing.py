"""The store ends cleanly on every path, and never keeps the process from ending."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from pipeline.errors import StoreError
from storage.store import Store
from tests.patience import PATIENCE
from tests.storage.makers import OWNER, after, recording


def sqlite_threads() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if "connection_worker" in thread.name]


def ended() -> bool:
    """A thread says that it is done a moment before it is gone."""
    for thread in sqlite_threads():
        thread.join(PATIENCE)
    return sqlite_threads() == []


async def opened(db_path: Path) -> Store:
    return await Store.open(db_path, db_path.with_name("thumbnails"))


async def test_closing_twice_and_at_once(db_path: Path) -> None:
    store = await opened(db_path)
    assert sqlite_threads()
    await asyncio.gather(store.close(), store.close())
    await store.close()
    assert ended()


async def test_the_log_is_folded_into_the_file(db_path: Path) -> None:
    async with await opened(db_path) as store:
        await store.events.add_seen(recording(), now=after(0), coalesce_seconds=60)
        assert db_path.with_name("events.db-wal").stat().st_size > 0
    assert [path.name for path in db_path.parent.glob("*events.db*")] == ["events.db"]


async def test_what_was_asked_before_is_done(db_path: Path) -> None:
    store = await opened(db_path)
    work = [
        asyncio.create_task(store.outbox.notify([OWNER], f"notice {number}", after(0)))
        for number in range(20)
    ]
    reads = [asyncio.create_task(store.events.page()) for _ in range(20)]
    await asyncio.sleep(0)
    await store.close()
    await asyncio.gather(*work, *reads)
    async with await opened(db_path) as again:
        assert await again.outbox.pending_for(OWNER) == 20


async def test_what_is_asked_afterwards_is_refused(db_path: Path) -> None:
    store = await opened(db_path)
    await store.close()
    with pytest.raises(StoreError, match="is closed"):
        await store.events.page()
    with pytest.raises(StoreError, match="is closed"):
        await store.events.add_seen(recording(), now=after(0), coalesce_seconds=60)


async def test_a_cancelled_close_still_closes(db_path: Path) -> None:
    store = await opened(db_path)
    task = asyncio.create_task(store.close())
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert ended()


async def test_a_cancelled_opening_leaves_nothing_open(db_path: Path) -> None:
    for steps in range(12):
        task = asyncio.create_task(opened(db_path))
        for _ in range(steps):
            await asyncio.sleep(0.002)
        task.cancel()
        result = (await asyncio.gather(task, return_exceptions=True))[0]
        if isinstance(result, Store):
            await result.close()
        assert ended()


@pytest.mark.parametrize("ending", ["raise ValueError('on the way')", "return", "raise SystemExit(3)"])
def test_the_process_ends(db_path: Path, ending: str) -> None:
    code = f"""
import asyncio
from pathlib import Path
from storage.store import Store

async def main():
    async with await Store.open(Path({str(db_path)!r}), Path("unused")):
        {ending}

asyncio.run(main())
"""
    done = subprocess.run(
        [sys.executable, "-c", code], timeout=PATIENCE, capture_output=True, cwd=Path(__file__).parents[2]
    )
    assert done.returncode == {"raise V": 1, "return": 0, "raise S": 3}[ending[:7]]
