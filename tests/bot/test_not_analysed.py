"""A clip over which the analysis hangs or dies: it is told with a frame of it, and the next goes on."""

from __future__ import annotations

import pytest

from tests.bot.house import FRONT_DOOR, OWNER, House
from tests.bot.test_bad_clips import porch


async def test_motion_that_hung_twice_is_told_with_a_frame_in_both_languages(
    quiet_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        await house.services.pool.ready()
        with monkeypatch.context() as hanging:
            hanging.setattr(house.services.pool, "_clip_seconds", 0)
            house.ring.add_recording(FRONT_DOOR, porch(house.folder))
            told = await house.hears("Motion, could not be analysed: the analysis hung on the clip twice")
        assert told["photo"], "the frame there is"
        assert {"Clip", "Why"} <= {button["text"] for button in told.buttons}
        (event,) = await house.event_in_state("failed")
        assert event["fetched_at"] is not None
        assert event["error"] == "the analysis took more than 0 seconds twice and was ended"
        await house.services.store.access.met(OWNER, "Sam", "de", house.services.now())
        await house.services.store.outbox.touch(event["visit_id"], house.services.now())
        house.services.wake_teller()
        await house.hears("Bewegung, ließ sich nicht auswerten: Die Auswertung blieb")
        house.ring.add_recording(FRONT_DOOR, porch(house.folder), kind="ding")
        (done,) = await house.event_in_state("analysed")
        assert done["event_type"] == "ding"
