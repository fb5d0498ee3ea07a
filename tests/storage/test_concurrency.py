"""Several processes and tasks at one store at once: nobody ever meets a lock."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from storage.check import check
from storage.store import Store
from tests.storage.makers import FRONT, NOW, OWNER, after, recording, rows

REPO = Path(__file__).parents[2]
PROCESSES, EACH, TASKS = 3, 40, 8


async def test_processes_and_tasks_write_and_read_at_once(owned_store: Store, db_path: Path) -> None:
    writers = [
        await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.storage.writer", str(db_path), f"camera-{number}", str(EACH)),
            cwd=REPO,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
        for number in range(PROCESSES)
    ]
    ended = asyncio.Event()

    async def write(task: int) -> None:
        for number in range(EACH // 2):
            seen = recording(number * 5, id=f"{task}-{number}", camera_id=FRONT.id)
            assert await owned_store.events.add_seen(seen, now=after(0), coalesce_seconds=60) is not None

    async def read() -> int:
        pages = 0
        while not ended.is_set():
            page = await owned_store.events.page(limit=20)
            await owned_store.outbox.due(after(3600))
            for event in page.events[:3]:
                assert event.visit_id is not None
                assert await owned_store.events.visit(event.visit_id) is not None
            pages += 1
        return pages

    async def roles() -> None:
        for number in range(20):
            await owned_store.access.make_owner(OWNER + number % 2, "Sam", NOW)

    async def children() -> list[bytes]:
        try:
            return [(await writer.communicate())[1] for writer in writers]
        finally:
            ended.set()

    reading = [asyncio.create_task(read()) for _ in range(2)]
    writing = [asyncio.create_task(write(task)) for task in range(TASKS)]
    complaints, *_ = await asyncio.gather(children(), roles(), *writing)
    assert [writer.returncode for writer in writers] == [0] * PROCESSES, complaints
    assert min(await asyncio.gather(*reading)) > 0
    found = await rows(owned_store, "SELECT camera_id, count(*) AS n FROM events GROUP BY camera_id")
    assert {row["camera_id"]: row["n"] for row in found} == {
        FRONT.id: TASKS * EACH // 2,
        **{f"camera-{number}": EACH for number in range(PROCESSES)},
    }
    assert await check(owned_store) == []
