"""A camera's history, read to its end."""

from __future__ import annotations

from datetime import datetime

from pipeline.cameras.ring import RingDoorbell
from pipeline.cameras.ring_history import ReadPage, read_back
from pipeline.types import Recording


async def recordings(doorbell: RingDoorbell, camera_id: str, since: datetime) -> list[Recording]:
    return [one async for page in doorbell.history(camera_id, since) for one in page.recordings]


async def all_read(read_page: ReadPage, camera_id: str, since: datetime) -> list[Recording]:
    return [one async for page in read_back(read_page, camera_id, since) for one in page.recordings]
