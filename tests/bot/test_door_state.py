"""/door: how it is, since when and by whom; and what is true where its cloud does not tell."""

from __future__ import annotations

import pytest

from deploy.sandbox.faults import Fault
from deploy.sandbox.telegram.message import Message
from tests.bot.house import LOCK_ID, House

STATUS = f"/v1.1/devices/{LOCK_ID}/status"


async def door(house: House) -> str:
    """The answer to /door."""
    before = house.from_bot()[-1].id
    await house.say("/door")

    def answered(message: Message) -> bool:
        news = message.id > before and message["from"]["is_bot"]
        return news and "faces alone" not in message.words

    return (await house.hears("", where=answered)).words


async def test_how_it_is_and_since_when(quiet_house: House) -> None:
    lock = quiet_house.switchbot.locks[LOCK_ID]
    async with quiet_house.awake() as house:
        await house.pair()
        told = await door(house)
        assert told.startswith("🔒 The door is locked and closed. Battery: 90 %.\nSince today ")
        assert told.endswith(" or before.")
        lock.set_state("unlocked")
        lock.door, lock.battery = "opened", 9
        told = await door(house)
        assert "🔓 The door is unlocked and open. 🪫 Battery: 9 %, change it soon." in told
        assert told.endswith("not through me.")
        await house.say("/lock")
        await house.hears("Locked at")
        assert (await door(house)).endswith(", by Sam.")
    async with quiet_house.awake() as house:
        assert (await door(house)).endswith(", by Sam."), "also after a restart"


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ("jammed", "⚠️ The door is jammed"),
        ("locking", "❔ The door is in a state that its cloud"),
    ],
)
async def test_what_is_not_certainly_locked_is_not_shown_as_locked(
    quiet_house: House, state: str, told: str
) -> None:
    quiet_house.switchbot.locks[LOCK_ID].lie = state
    async with quiet_house.awake() as house:
        await house.pair()
        assert told in await door(house)


async def test_each_trouble_has_its_sentence_and_the_last_state_is_told_as_past(quiet_house: House) -> None:
    lock = quiet_house.switchbot.locks[LOCK_ID]
    async with quiet_house.awake() as house:
        await house.pair()
        await door(house)
        for fault, sentence in (
            (Fault(STATUS, 401), "SwitchBot refuses SWITCHBOT_TOKEN or SWITCHBOT_SECRET (401)."),
            (Fault(STATUS, 200, "<html>"), "SwitchBot answered with a page instead of JSON."),
            (Fault(STATUS, 0, times=5), "cloud broke."),
            (Fault(STATUS, 502), "SwitchBot’s cloud has trouble (502)."),
        ):
            house.switchbot.faults.clear()
            house.switchbot.faults.add(fault)
            told = await door(house)
            assert sentence in told
            assert "When I last looked, today " in told
            assert told.endswith(", it was locked.")
        lock.offline = "hub"
        assert "The lock’s hub is offline: has it power and a network?" in await door(house)
        lock.offline = "device"
        assert "Is its battery empty, is it near its hub?" in await door(house)
        house.switchbot.clock_offset = 3600
        assert "machine is 60 min behind SwitchBot’s" in await door(house)
        house.switchbot.clock_offset = 0
        house.switchbot.locks.clear()
        assert "SwitchBot knows no such device in this account" in await door(house)


async def test_the_last_calls_of_the_day_are_for_commands(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        await house.run_job("look at the lock")
        sql = "INSERT OR REPLACE INTO lock_calls (hour, calls) VALUES ('2999-01-01T00', ?)"
        async with house.services.store.db.write() as store:
            await store.execute(sql, (9_500,))
        requests = len(house.switchbot.seen(STATUS))
        await house.run_job("look at the lock")
        told = await house.hears("what is left is kept for opening and locking")
        assert told.words.startswith("⚠️ 9,50")
        assert "kept for opening and locking" in await door(house)
        assert len(house.switchbot.seen(STATUS)) == requests
        await house.say("/lock")
        await house.hears("Locked at")
        assert [command.command for command in house.switchbot.commands] == ["lock"]


async def test_the_clouds_own_limit_is_told(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        await house.say("/unlock")
        question = await house.hears("Open the door?")
        house.switchbot.calls_left = 0
        await house.press(question, "Confirm")
        told = await house.hears("SwitchBot’s limit of 10,000 calls a day is reached")
        assert told.buttons == []
        assert house.switchbot.commands == []
        (action,) = await house.rows("SELECT state_after, success, sent FROM lock_actions")
        assert action == {"state_after": "unknown", "success": 0, "sent": 0}
