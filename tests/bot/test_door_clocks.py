"""A question is good for 30 s, whatever the wall clock is set to meanwhile, and though the machine sleeps."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from bot import proving
from bot.callbacks import pressed
from bot.context import Context
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


async def test_whose_time_runs_out_as_the_pin_is_about_to_be_asked_for(tmp_path: Path) -> None:
    """It is over then, as for every press that comes too late."""
    await make_template(tmp_path)
    step = Doorstep(tmp_path, deaf_bot())
    await step.open()
    await step.sql("UPDATE users SET pin_hash = x'00', pin_salt = x'00'")
    await step.ask(OWNER, OWNER)
    number, services = await step.newest_question(), step.context.services
    update = step.press(f"confirm:{number}", OWNER, OWNER)
    update.set_bot(step.bot)
    looked = []

    def now() -> datetime:
        looked.append(number)
        if len(looked) == 2:
            # As the job does that ends it: the question was found, and the PIN is looked up.
            services.deadlines.clear()
        return step.clocks.now()

    services.now = now
    try:
        assert not await proving.asked(pressed(update), cast(Context, step.context), number)
    finally:
        await step.store.close()
