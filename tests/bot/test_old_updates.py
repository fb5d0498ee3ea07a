"""What would open and is older than 30 s is refused, and says so; what is delivered twice is done once."""

from __future__ import annotations

import time
from typing import Any

from tests.bot.house import LOCK_ID, OWNER, House
from tests.bot.visits import looked_at, seen

SAM = {"id": OWNER, "is_bot": False, "first_name": "Sam"}
CHAT = {"id": OWNER, "type": "private", "first_name": "Sam"}


def unlock(seconds: float) -> dict[str, Any]:
    """Sent so long ago."""
    entities = [{"type": "bot_command", "offset": 0, "length": 7}]
    written = {"message_id": 9000, "date": int(time.time() - seconds), "chat": CHAT, "from": SAM}
    return {**written, "text": "/unlock", "entities": entities}


async def test_a_command_that_is_older_than_30_s_asks_nothing(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        house.telegram.world.updates.push("message", unlock(33))
        told = await house.hears("more than 30 s ago: nothing was opened")
        assert "Ask again" in told.words
        assert await house.rows("SELECT * FROM questions") == []
        house.telegram.world.updates.push("message", unlock(10))
        await house.hears("Open the door?")


async def test_a_press_that_waited_for_the_bot_asks_nothing(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        await looked_at(house, await seen(house))
        alert = await house.hears("Stranger", where=lambda one: bool(one.buttons))
    query = {"id": "1", "from": SAM, "message": dict(alert), "chat_instance": "1", "data": "unlock:1"}
    house.telegram.world.updates.push("callback_query", query)
    async with quiet_house.awake() as house:
        call = await house.telegram.wait_for_call(
            lambda call: call.method == "answerCallbackQuery" and call.status is not None
        )
        assert "may have waited for more than 30 s" in str(call.params["text"])
        assert await house.rows("SELECT * FROM questions") == []
        answer = await house.press(alert, "Unlock")
        assert answer["text"] is None
        await house.hears("Open the door?")


async def test_what_is_delivered_again_after_a_crash_does_nothing(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        house.switchbot.locks[LOCK_ID].set_state("unlocked")
        await house.say("/unlock")
        await house.press(await house.hears("Open the door?"), "Cancel")
        await house.say("/lock")
        await house.hears("Locked at")
    house.telegram.world.updates.deliver_again(3)
    async with quiet_house.awake() as house:
        await house.say("/door")
        await house.hears("The door is")
        assert [command.command for command in house.switchbot.commands] == ["lock"]
        assert len(await house.rows("SELECT * FROM questions")) == 1
