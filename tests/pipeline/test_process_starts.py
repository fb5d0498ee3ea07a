"""Processes that are started at once are not taken for each other's."""

from __future__ import annotations

import asyncio

from pipeline.process import Process, step_back


async def test_the_end_of_one_is_not_the_end_of_another() -> None:
    """A backup's is started in a thread, while the loop starts one to analyse with."""
    first, *others = await asyncio.gather(
        *(asyncio.to_thread(Process, step_back, (0,), int) for _ in range(3))
    )
    try:
        await first.end()
        for one in others:
            assert await one.call(30, abs, -1) == 1
    finally:
        for one in others:
            await one.end()
