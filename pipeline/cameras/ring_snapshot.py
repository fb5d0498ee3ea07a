"""A fresh still from a Ring camera.

The library's own way trusts this machine's clock and waits for whole seconds.
"""

from __future__ import annotations

import asyncio
from typing import Any

from ring_doorbell import Ring
from ring_doorbell.const import SNAPSHOT_ENDPOINT, SNAPSHOT_TIMESTAMP_ENDPOINT

from pipeline.cameras.ring_session import ServerClock

PAUSE = 0.25
FRESH_SECONDS = 5.0
"""A still taken so shortly before it was asked for shows who rang."""


async def take_snapshot(ring: Ring, camera_id: Any, clock: ServerClock) -> bytes | None:
    """Waits for as long as the caller lets it; None where what comes is no picture."""
    first = await _taken_at(ring, camera_id)
    fresh_from = clock.now().timestamp() - FRESH_SECONDS
    taken = first
    while taken < fresh_from and taken <= first:
        await asyncio.sleep(PAUSE)
        taken = await _taken_at(ring, camera_id)
    picture = (await ring.async_query(SNAPSHOT_ENDPOINT.format(camera_id))).content
    return picture if picture.startswith(b"\xff\xd8") else None


async def _taken_at(ring: Ring, camera_id: Any) -> float:
    """Seconds since the epoch by Ring's clock, 0 where there is none yet. Asking makes Ring take one."""
    answer = await ring.async_query(
        SNAPSHOT_TIMESTAMP_ENDPOINT, method="POST", json={"doorbot_ids": [camera_id]}
    )
    told = [one.get("timestamp") or 0 for one in answer.json().get("timestamps") or []]
    return max(told, default=0) / 1000
