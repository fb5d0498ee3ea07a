"""The reminder as it stands in the chat: with **Lock now**, and changed in place when the door is locked."""

from __future__ import annotations

from tests.bot.house import House


async def test_it_is_told_once_and_ends_in_place(quiet_house: House) -> None:
    quiet_house.environment["RELOCK_REMINDER"] = "0.5"
    async with quiet_house.awake() as house:
        await house.pair()
        await house.say("/unlock")
        await house.press(await house.hears("Open the door?"), "Confirm")
        reminder = await house.hears("The door is still unlocked, since today ")
        assert reminder.words.endswith(", by Sam.")
        assert [button["text"] for button in reminder.buttons] == ["Lock now"]
        await house.press(reminder, "Lock now")
        over = await house.hears("The door is locked again, since today ")
        assert (over.id, over.buttons) == (reminder.id, [])
        assert [command.command for command in house.switchbot.commands] == ["unlock", "lock"]


async def test_the_door_locks_itself(quiet_house: House) -> None:
    quiet_house.environment["AUTO_RELOCK"] = "0.5"
    async with quiet_house.awake() as house:
        await house.pair()
        await house.say("/unlock")
        await house.press(await house.hears("Open the door?"), "Confirm")
        await house.hears("🔒 The door locked itself at ")
        assert [command.command for command in house.switchbot.commands] == ["unlock", "lock"]
        (action,) = await house.rows("SELECT how, user_id, success FROM lock_actions WHERE wanted = 'lock'")
        assert action == {"how": "duty", "user_id": None, "success": 1}
