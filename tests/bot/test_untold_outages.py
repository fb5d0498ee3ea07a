"""The owner presses Start long after the first start: what is over by then is not told."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest

from tests.bot.house import FRONT_DOOR, OWNER, House
from tests.patience import PATIENCE

NO_CAMERA = "shows no doorbell camera"


async def until(house: House, *, over: bool) -> None:
    """The notice of the cameras, refused by Telegram until the owner presses Start, is so far."""
    sql = "SELECT over FROM outbox WHERE about = 'Cameras' AND attempts > 0"
    async with asyncio.timeout(PATIENCE):
        while await house.rows(sql) != [{"over": int(over)}]:  # noqa: ASYNC110 - another's file
            await asyncio.sleep(0.02)


async def heard_of_cameras(house: House) -> list[str]:
    """All of it, since what is told in order has come as far as a last word."""
    await house.services.store.outbox.notify([OWNER], "a last word", datetime.now(UTC))
    house.services.wake_teller()
    await house.hears("a last word")
    return [message.words for message in house.from_bot() if "Cameras:" in message.words]


@pytest.mark.parametrize("again", [False, True], ids=["over", "away again"])
async def test_only_what_holds_is_told(
    quiet_house: House, again: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.cameras.ring.RETRY_SECONDS", 0)
    quiet_house.ring.devices.clear()
    async with quiet_house.awake() as house:
        monkeypatch.setattr(house.services.doorbell, "_reread", 0)
        await until(house, over=False)
        house.ring.add_camera(FRONT_DOOR, "Front Door")
        await until(house, over=True)
        if again:
            house.ring.devices.clear()
            await until(house, over=False)
        await house.pair()
        told = await heard_of_cameras(house)
        assert len(told) == int(again)
        assert all(NO_CAMERA in words for words in told)
