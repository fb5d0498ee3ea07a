"""/status says what is wrong before all else, and that clips are looked at coarsely while many wait."""

from __future__ import annotations

import asyncio

import pytest

from bot.backlog import MANY
from tests.bot.house import FRONT_DOOR, OWNER, House
from tests.bot.test_bad_clips import porch

LONGEST = 900
"""Letters: two screens of a phone at most, however much is wrong."""


@pytest.mark.slow
async def test_what_is_wrong_comes_first_and_in_brief_where_it_is_much(quiet_house: House) -> None:
    quiet_house.ring.be_slow("/clients_api/dings", 3600, times=999)
    async with quiet_house.awake() as house:
        await house.pair()
        await house.polled()
        clip, services = porch(house.folder), house.services
        for _ in range(MANY + 5):
            house.ring.add_recording(FRONT_DOOR, clip, kind="motion")
        async with asyncio.timeout(20):
            while not services.backlog.crowded:  # noqa: ASYNC110 - it has no event
                await asyncio.sleep(0.02)
        camera = services.rounds.presence[str(FRONT_DOOR)]
        troubles = (camera, services.polling_trouble, services.backups.trouble)
        for number, trouble in enumerate(troubles):
            await trouble.failed(f"Number {number} is wrong. Then do this and that.", certain=True)
        await house.say("/status")
        told = (await house.hears("How I am")).words
        wrong, _, numbers = told.partition("\n\n")
        assert [line for line in wrong.splitlines() if "is wrong" in line] == [
            "⚠️ Camera Front Door: Number 0 is wrong",
            "⚠️ Telegram: Number 1 is wrong",
            "⚠️ Backup: Number 2 is wrong",
        ]
        assert f"⚠️ {MANY + 5} clips wait: rings go first" in wrong
        assert "looked at on few frames" in wrong
        assert "clips wait" not in numbers
        assert "📷 Front Door" in numbers
        assert len(told) < LONGEST

        await troubles[0].worked()
        await house.say("/status", user=OWNER)
        await house.hears("Number 2 is wrong. Then do this", where=lambda one: "How I am" in one.words)
