"""Work side by side: one task a key, a failed one not tried in a hot loop, a grace at the end."""

from __future__ import annotations

import asyncio

import pytest

from bot.under_way import UnderWay
from tests.patience import PATIENCE


async def fail() -> None:
    raise ValueError("on purpose")


async def test_a_key_is_free_again_when_its_work_is_done() -> None:
    woken = asyncio.Event()
    work: UnderWay[int] = UnderWay("event", woken.set)
    work.begin(7, asyncio.sleep(0))
    assert work.keys == {7}
    await asyncio.wait_for(woken.wait(), PATIENCE)
    assert not work


async def test_a_failure_is_logged_and_keeps_its_key_for_a_while(caplog: pytest.LogCaptureFixture) -> None:
    woken = asyncio.Event()
    long: UnderWay[int] = UnderWay("event", lambda: None, after_error=3600)
    short: UnderWay[int] = UnderWay("event", woken.set, after_error=0.01)
    for work, key in ((long, 7), (short, 8)):
        work.begin(key, fail())
    await asyncio.wait_for(woken.wait(), PATIENCE)
    assert not short
    assert "event 7 failed" in caplog.text
    assert long.keys == {7}
    await long.stop()


async def test_at_the_end_what_nearly_is_done_is_done_and_the_rest_cancelled() -> None:
    done: list[str] = []

    async def take(seconds: float, name: str) -> None:
        await asyncio.sleep(seconds)
        done.append(name)

    work: UnderWay[int] = UnderWay("chat", lambda: None)
    work.begin(1, take(0, "short"))
    work.begin(2, take(3600, "long"))
    await work.stop(grace_seconds=0.2)
    assert done == ["short"]
    assert not work
    await work.stop()
