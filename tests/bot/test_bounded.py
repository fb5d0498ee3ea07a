"""A job that hangs is broken off, said so in the log, and runs again; one that fails is PTB's to tell."""

from __future__ import annotations

import asyncio
from typing import cast

import pytest

from bot import bounded
from bot.context import Context
from bot.jobs import end_of_trouble, end_of_visits, look_at_lock, poll, sweep

NOWHERE = cast(Context, None)


async def test_one_that_hangs_is_broken_off_and_said_so(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(bounded, "JOB_SECONDS", 0.05)

    @bounded.bounded
    async def look_for_ever(_: Context) -> None:
        await asyncio.Event().wait()

    await look_for_ever(NOWHERE)
    assert "the job look_for_ever hung for 0.05 s" in caplog.text


@pytest.mark.parametrize("error", [TimeoutError("of its own"), ValueError("on purpose")])
async def test_its_own_errors_are_left_alone(error: Exception) -> None:
    @bounded.bounded
    async def fail(_: Context) -> None:
        raise error

    with pytest.raises(type(error), match=str(error)):
        await fail(NOWHERE)


@pytest.mark.parametrize("job", [poll, sweep, look_at_lock, end_of_visits, end_of_trouble])
def test_what_runs_again_and_again_is_bounded(job: bounded.Job) -> None:
    assert hasattr(job, "__wrapped__")
