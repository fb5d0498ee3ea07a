"""/lockdown stops every opening, also the owner's; the house is handed over; strangers are counted."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot import knocks
from deploy.sandbox.telegram.message import Message
from storage.access import Role
from storage.knocks import TOLD
from tests.bot.house import OWNER, STRANGER, House
from tests.bot.keys import enter, has_pin, hears

ROBIN = 5151


def commands(house: House) -> list[str]:
    return [command.command for command in house.switchbot.commands]


async def with_robin(house: House, language: str = "en") -> None:
    await house.pair()
    house.telegram.add_user(ROBIN, "Robin", language_code=language)
    _, code = await house.services.store.invites.new(Role.RESIDENT, OWNER, house.services.now())
    await house.say(f"/start {code}", user=ROBIN)
    await house.telegram.wait_for(lambda message: "Latchkey" in message.words, ROBIN)


async def offers(house: House, label: str, user: int) -> None:
    def offered(message: Message) -> bool:
        return any(button["text"] == label for button in message.buttons)

    await house.telegram.wait_for(offered, user)


async def newest(house: House, words: str, user: int, than: Message) -> Message:
    return await hears(house, words, user, after=than.id)


async def test_it_stops_everybody_and_lasts_until_the_owner_ends_it(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await with_robin(house, "de")
        await house.say("/lockdown", user=ROBIN)
        await hears(house, "nur", ROBIN)
        await house.say("/unlock", user=ROBIN)
        question = await hears(house, "Die Tür öffnen?", ROBIN)
        await house.say("/lockdown")
        await hears(house, "Lockdown, by Sam")
        await hears(house, "Sperre, von Sam", ROBIN)
        await hears(house, "gilt nicht mehr", ROBIN)
        assert question.buttons == []
        answer = await house.press_data(question, "confirm:1", ROBIN)
        assert "vorbei" in answer["text"]
        for user, words in ((OWNER, "nothing opens the door"), (ROBIN, "Nichts öffnet die Tür")):
            await house.say("/unlock", user=user)
            await hears(house, words, user)
        await house.say("/lock", user=ROBIN)
        await hears(house, "Abgeschlossen um", ROBIN)
        assert commands(house) == ["lock"]
    async with quiet_house.awake() as house:
        for command in ("/door", "/status", "/lockdown"):
            await house.say(command)
            await house.hears(
                "Lockdown since", where=lambda message: "by Sam: nothing opens" in message.words
            )
        await house.say("/lockdown off")
        sure = await house.hears("End the lockdown?")
        await house.press(sure, "Cancel")
        await house.hears("Cancelled; nothing was changed")
        await house.say("/unlock")
        await house.say("/lockdown off")
        sure = await newest(house, "End the lockdown?", OWNER, sure)
        await house.press(sure, "Confirm")
        await house.hears("The lockdown is over")
        await hears(house, "Sam hat die Sperre beendet", ROBIN)
        assert not [one for one in house.from_bot() if "Sam has ended" in one.words], "told once"
        await house.say("/lockdown off")
        await house.hears("There is no lockdown")
        await house.say("/unlock")
        await house.press(await newest(house, "Open the door?", OWNER, sure), "Confirm")
        await house.hears("Unlocked at")
        assert commands(house) == ["lock", "unlock"]


async def test_the_pin_ends_it_where_one_is_set(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        await has_pin(house, "2580")
        await house.say("/lockdown")
        await house.hears("Lockdown, by Sam")
        await house.say("/lockdown off")
        sure = await house.hears("End the lockdown?")
        await house.press(sure, "Confirm")
        assert await house.services.store.lockdown.in_force() is not None
        await enter(house, sure, "1111")
        assert await house.services.store.lockdown.in_force() is not None
        await enter(house, sure, "2580")
        await house.hears("The lockdown is over")
        assert await house.services.store.lockdown.in_force() is None


async def test_the_house_is_handed_over(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await with_robin(house)
        await has_pin(house, "2580")
        await house.say("/household")
        page = await house.hears("The household")
        await house.press(page, "Robin")
        await offers(house, "Make owner", OWNER)
        await house.press(page, "Make owner")
        sure = await house.hears("Make Robin the owner?")
        await house.press(sure, "Confirm")
        assert await house.services.store.access.owner() == OWNER, "not without the PIN"
        await enter(house, sure, "2580")
        await hears(house, "Sam has made you the owner", ROBIN)
        await house.hears("Robin is the owner now")
        assert await house.services.store.access.owner() == ROBIN
        # What an owner alone may do has moved along: nothing old does it any more.
        answer = await house.press(page, "Remove")
        assert "Only the owner" in answer["text"]
        await house.say("/lockdown")
        await house.hears("Only the owner of the door")
        await house.say("/household", user=ROBIN)
        page = await hears(house, "The household", ROBIN)
        await house.press(page, "Sam", ROBIN)
        await offers(house, "Reset PIN", ROBIN)
        # Sam has forgotten his PIN: the owner resets it.
        await house.press(page, "Reset PIN", ROBIN)
        assert [row["pin_hash"] for row in await house.rows("SELECT pin_hash FROM users")] == [None, None]
        actions = [row["action"] for row in await house.rows("SELECT action FROM audit ORDER BY id")]
        since = actions.index("code_set")
        assert [one for one in actions[since:] if one != "lock"] == [
            "code_set",
            "role",
            "role",
            "code_removed",
        ]


async def test_the_owner_hears_once_a_day_how_many_strangers_knocked(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        for words in ("/start", "hello", "/unlock"):
            await house.say(words, user=STRANGER)
        house.telegram.add_user(7171, "Eve")
        await house.say("/start ABCDEFGH", user=7171)
        await house.say("/door")
        await house.hears("The door is")
        (duty,) = await house.services.store.duties.open(TOLD)
        await house.services.store.duties.add(TOLD, house.services.now(), house.services.now())
        house.services.wake_duties()
        told = await house.hears("2 strangers have written to me")
        assert "/invite" in told.words
        assert await house.services.store.duties.open(TOLD) == []
        assert house.from_bot(STRANGER) == []
        assert duty.due_at.astimezone(ZoneInfo("Europe/Berlin")).hour == 9


@pytest.mark.parametrize(
    ("knocked", "told"),
    [
        ("2026-11-21T08:59", "2026-11-21T09:00"),
        ("2026-11-21T09:00", "2026-11-22T09:00"),
        ("2026-11-21T23:59", "2026-11-22T09:00"),
        ("2026-10-24T12:00", "2026-10-25T09:00"),  # the night that has an hour more
    ],
)
def test_it_is_told_the_next_morning(knocked: str, told: str) -> None:
    zone = ZoneInfo("Europe/Berlin")
    at = knocks.told_at(datetime.fromisoformat(knocked).replace(tzinfo=zone), zone)
    assert at.astimezone(zone) == datetime.fromisoformat(told).replace(tzinfo=zone)
    assert at.utcoffset() == timedelta(0)
