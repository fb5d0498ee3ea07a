"""A process that writes to a store until it is killed: `python -m tests.storage.writer DB CAMERA [COUNT]`.

Prints the id of every event once the store has confirmed it; "durable N" for what was written with FULL.
"""

from __future__ import annotations

import asyncio
import itertools
import sys
from pathlib import Path

from pipeline.types import Camera, EventKind, LockState
from storage.instance import InstanceLock
from storage.store import Store
from tests.storage.makers import NOW, after, analysis, face, intend, recording, stranger


async def write(db_path: Path, camera: Camera, count: int | None) -> None:
    async with await Store.open(db_path, db_path.with_name("thumbnails")) as store:
        await store.events.poll_floor(camera, NOW)
        for number in itertools.count() if count is None else range(count):
            kind = EventKind.DING if number % 3 == 0 else EventKind.MOTION
            seen = recording(number * 7, kind, id=f"{camera.id}-{number}", camera_id=camera.id)
            event_id = await store.events.add_seen(seen, now=after(number * 7), coalesce_seconds=60)
            assert event_id is not None
            print(event_id, flush=True)
            await store.events.finish(event_id, analysis(face()), stranger(), after(number * 7 + 1))
            print("finished", event_id, flush=True)
            action = await intend(store.locks, after(number), "lock", event_id=event_id)
            print("durable", action, flush=True)
            await store.locks.outcome(action, LockState.LOCKED, True, None, after(number))


def main(db_path: str, camera_id: str, count: str = "") -> None:
    if count:
        asyncio.run(write(Path(db_path), Camera(camera_id, camera_id), int(count)))
        return
    with InstanceLock.acquire(Path(db_path)):
        asyncio.run(write(Path(db_path), Camera(camera_id, camera_id), None))


if __name__ == "__main__":
    main(*sys.argv[1:])
