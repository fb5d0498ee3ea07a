"""Who is next where workers are few."""

from __future__ import annotations

import asyncio

import pytest

from pipeline.line import Line


async def waiting(line: Line[str], served: list[str], name: str, urgent: bool = False) -> asyncio.Task[None]:
    async def wait() -> None:
        await line.take(urgent=urgent)
        served.append(name)

    task = asyncio.create_task(wait())
    await asyncio.sleep(0)
    return task


async def test_who_is_urgent_comes_first_then_who_came_first() -> None:
    line, served = Line[str](), list[str]()
    tasks = [
        await waiting(line, served, "motion"),
        await waiting(line, served, "later motion"),
        await waiting(line, served, "ring", urgent=True),
    ]
    assert len(line) == 3
    for _ in range(3):
        line.give("worker")
        await asyncio.sleep(0)
    await asyncio.gather(*tasks)
    assert served == ["ring", "motion", "later motion"]
    assert len(line) == 0


async def test_whoever_leaves_the_line_takes_nothing_with_them() -> None:
    line, served = Line[str](), list[str]()
    before, served_while_leaving = await waiting(line, served, "a"), await waiting(line, served, "b")
    before.cancel()
    await asyncio.sleep(0)
    line.give("worker")
    served_while_leaving.cancel()
    for task in (before, served_while_leaving):
        with pytest.raises(asyncio.CancelledError):
            await task
    assert served == []
    assert await line.take() == "worker"
