"""While no analysing process can be started: clips wait, and `/status` says why."""

from __future__ import annotations

import pytest

from tests.bot.house import FRONT_DOOR, House
from tests.bot.test_bad_clips import porch
from tests.pipeline.test_pool import end_at_once

TROUBLE = "no analysing process can be started"


@pytest.mark.slow
async def test_a_clip_waits_until_there_is_a_process(
    quiet_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    quiet_house.environment["RECORDING_WAIT"] = "1"
    monkeypatch.setattr("pipeline.pool.TAKE_SECONDS", 0.3)
    monkeypatch.setattr("pipeline.pool.RETRY_PAUSES", (0.2,))
    with monkeypatch.context() as broken:
        broken.setattr("pipeline.worker.start", end_at_once)
        async with quiet_house.awake() as house:
            await house.pair()
            house.ring.add_recording(FRONT_DOOR, porch(house.folder), kind="ding")
            await house.hears("Somebody rang")
            (event,) = await house.event_in_state("seen", "failed", tries=2)  # longer than that
            assert event["state"] == "seen"
            assert TROUBLE in event["error"]
            await house.say("/status")
            shown = await house.hears("How I am")
            assert TROUBLE in shown.words
            assert "being loaded" not in shown.words
            assert "1 clip waits" in shown.words
            broken.undo()
            await house.hears("nobody is to be seen")
            assert (await house.event_in_state("analysed"))[0]["error"] is None
            await house.say("/status")
            await house.hears("How I am", where=lambda message: TROUBLE not in message.words)
