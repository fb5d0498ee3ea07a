"""A question is good for 30 s, whatever the wall clock is set to meanwhile, and though the machine sleeps."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.bot.a_doorstep import OWNER, Doorstep, deaf_bot, make_template


@pytest.mark.parametrize(
    ("passed", "clock_set", "opens"),
    [(29, 0, True), (31, 0, False), (31, -31, False), (31, -10, False), (1, 3600, False), (1, -3600, False)],
)
async def test_in_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, passed: int, clock_set: int, opens: bool
) -> None:
    await make_template(tmp_path)
    step = Doorstep(tmp_path, deaf_bot())
    runs_on = SimpleNamespace(CLOCK_BOOTTIME=0, clock_gettime=lambda _: step.clocks.monotonic)
    monkeypatch.setattr("pipeline.elapsed.time", runs_on)
    await step.open()
    await step.ask(OWNER, OWNER)
    step.clocks.advance(passed)
    step.clocks.wall += timedelta(seconds=clock_set)
    await step.confirm(await step.newest_question(), OWNER, OWNER)
    assert step.lock.commands == (["unlock"] if opens else [])
    await step.store.close()
