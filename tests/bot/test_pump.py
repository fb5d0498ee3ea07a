"""A pump runs when woken, one run at a time, and outlives an error."""

from __future__ import annotations

import asyncio

import pytest

from bot import backups, pump
from bot.assembly import Pumps
from bot.pump import Pump
from tests.patience import PATIENCE


async def test_woken_during_a_run_it_runs_again() -> None:
    runs, going, release = 0, asyncio.Event(), asyncio.Event()

    async def work() -> float | None:
        nonlocal runs
        runs += 1
        going.set()
        await release.wait()
        return None

    machine = Pump("test")
    machine.start(work)
    await going.wait()
    machine.wake()
    going.clear()
    release.set()
    await asyncio.wait_for(going.wait(), PATIENCE)
    await machine.stop()
    assert runs == 2


@pytest.mark.parametrize(
    ("error", "told"),
    [(ValueError("on purpose"), "telling failed"), (asyncio.CancelledError(), "telling was broken off")],
)
async def test_an_error_is_logged_and_the_next_round_comes(
    error: BaseException, told: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(pump, "AFTER_ERROR", 0.0)
    runs, twice = 0, asyncio.Event()

    async def work() -> float | None:
        nonlocal runs
        runs += 1
        if runs == 1:
            raise error
        twice.set()
        return None

    machine = Pump("telling")
    machine.start(work)
    await asyncio.wait_for(twice.wait(), PATIENCE)
    await machine.stop()
    assert f"{told} and goes on" in caplog.text


async def test_one_that_hangs_is_broken_off_and_the_next_round_comes(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(pump, "AFTER_ERROR", 0.0)
    runs, twice = 0, asyncio.Event()

    async def work() -> float | None:
        nonlocal runs
        runs += 1
        if runs == 1:
            await asyncio.Event().wait()
        twice.set()
        return None

    machine = Pump("telling", longest_run=0.05)
    machine.start(work)
    await asyncio.wait_for(twice.wait(), PATIENCE)
    await machine.stop()
    assert "telling hung for 0.05 s and goes on" in caplog.text


async def test_stopping_one_that_never_started_is_fine() -> None:
    await Pump("test").stop()


def test_a_backup_that_takes_hours_is_not_broken_off_by_its_pump() -> None:
    """It would begin anew each time, and never be there."""
    assert Pumps().backing_up.longest_run > backups.LONGEST
