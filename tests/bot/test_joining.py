"""/invite and /household: who gets in, what they may, and that whoever is removed is out at once."""

from __future__ import annotations

import asyncio
import re

import pytest

from deploy.sandbox.telegram.message import Message
from tests.bot.house import FRONT_DOOR, OWNER, STRANGER, House

LINK = re.compile(r"https://t\.me/latchkey_bot\?start=([0-9]+-[A-Z2-7]{8})")


async def invited(house: House, role: str) -> tuple[Message, str]:
    """The message with the invite, and its code."""
    await house.say("/invite")
    question = await house.hears("Whom do you invite?", where=lambda message: bool(message.buttons))
    await house.press(question, role)
    invite = await house.hears("good once", where=lambda message: message.id == question.id)
    found = LINK.search(invite.words)
    assert found
    return invite, found[1]


async def hears(house: House, words: str, user: int = STRANGER) -> Message:
    return await house.telegram.wait_for(lambda message: words in message.words, user)


def menu(house: House, user: int) -> list[str]:
    world = house.telegram.world
    shown = world.profile.commands_shown(world.chats.chat(user), world.chats.user(user))
    return [command["command"] for command in shown]


def descriptions(house: House, user: int) -> list[str]:
    world = house.telegram.world
    shown = world.profile.commands_shown(world.chats.chat(user), world.chats.user(user))
    return [command["description"] for command in shown]


async def menu_shows(house: House, user: int, command: str) -> None:
    """Its language comes last, after the one for everybody."""
    await house.telegram.wait_for_call(
        lambda call: (
            call.method == "setMyCommands"
            and call.status == 200
            and call.params["scope"] == {"type": "chat", "chat_id": user}
            and call.params.get("language_code") == "de"
            and any(one["command"] == command for one in call.params["commands"])
        )
    )


async def test_a_resident_comes_and_goes(quiet_house: House) -> None:
    quiet_house.telegram.add_user(STRANGER, "\u202e<b>Ben & Co", language_code="de")
    async with quiet_house.awake() as house:
        await house.pair()
        assert menu(house, STRANGER) == []
        invite, code = await invited(house, "Resident")
        assert "tomorrow" in invite.words
        await house.press(invite, "Withdraw")
        await house.hears("lets nobody in")
        await house.say(f"/start {code}", user=STRANGER)
        _, code = await invited(house, "Resident")
        await house.say(f"/start {code}", user=STRANGER)
        await hears(house, "Hallo, ich bin Latchkey")
        assert len(house.from_bot(STRANGER)) == 1, "the withdrawn one got silence"
        joined = await house.hears("<b>Ben & Co has used your invite and is a resident now")
        await menu_shows(house, STRANGER, "unlock")
        assert "invite" not in menu(house, STRANGER)
        ben = await house.services.store.household.member(STRANGER)
        assert ben is not None
        assert ben.last_seen_at is not None
        assert await house.services.store.access.language(STRANGER) == "de"
        assert "die Tür abschließen" in descriptions(house, STRANGER)
        await house.say(f"/start {code}", user=STRANGER)
        await hears(house, "Du gehörst schon zu diesem Haushalt")
        await house.say("/unlock", user=STRANGER)
        question = await hears(house, "Die Tür öffnen?")

        await house.press(joined, "Remove")
        asked = await house.hears("Remove <b>Ben & Co?")
        assert [button["text"] for button in asked.buttons] == ["Confirm", "Cancel"]
        await house.press(asked, "Confirm")
        await house.hears("<b>Ben & Co is removed")
        ben_joins = [("<b>Ben & Co", "role"), ("Sam", "role")]
        invites = [("Sam", "invite"), ("Sam", "invite_withdrawn"), ("Sam", "invite")]
        assert [(who and who.lstrip("\u202e"), what) for who, what in await house.on_record()] == [
            *invites,
            *ben_joins,
        ]
        with pytest.raises(TimeoutError):
            await house.telegram.user_presses(STRANGER, STRANGER, question.id, text="Bestätigen", timeout=0.5)
        before = len(house.from_bot(STRANGER))
        await house.say("/events", user=STRANGER)
        await house.say("/household")
        await house.hears("You are alone so far")
        assert len(house.from_bot(STRANGER)) == before
        assert house.switchbot.commands == []
        assert await house.services.store.access.listening() == [OWNER]
        await house.telegram.wait_for_call(
            lambda call: call.method == "deleteMyCommands" and call.params["scope"].get("chat_id") == STRANGER
        )


async def test_a_guest_hears_of_the_cameras_that_are_shared(quiet_house: House) -> None:
    quiet_house.ring.add_camera(1002, "Garden")
    async with quiet_house.awake() as house:
        await house.pair()
        await house.polled()
        invite, code = await invited(house, "Guest")
        assert [button["text"] for button in invite.buttons] == ["⬜ Front Door", "⬜ Garden", "Withdraw"]
        await house.press(invite, "⬜ Garden")
        await house.hears("good once", where=lambda message: message.buttons[1]["text"] == "✅ Garden")
        assert LINK.search(invite.words), "the code is still there"
        await house.say(code.lower(), user=STRANGER)
        await hears(house, "You are a guest here")
        store = house.services.store
        assert await store.access.listening("1002") == [OWNER, STRANGER]
        assert await store.access.listening(str(FRONT_DOOR)) == [OWNER]
        answer = await house.press(invite, "⬜ Front Door")
        assert "over" in answer["text"]

        await house.say("/events", user=STRANGER)
        await hears(house, "Only a resident may do that")
        await house.say("/settings", user=STRANGER)
        shown = await hears(house, "What you hear of")
        assert not any(
            "Front Door" in button["text"] or "house" in button["text"] for button in shown.buttons
        )
        await house.say("/help", user=STRANGER)
        assert "Garden" in (await hears(house, "As a guest you hear")).words

        await house.say("/household")
        listed = await house.hears("Mallory, guest, last here today")
        assert "hears of Garden" in listed.words
        await house.press(listed, "Mallory")
        page = await house.hears(
            "Mallory, guest", where=lambda message: message.buttons[0]["text"] == "Resident"
        )
        await house.press(page, "Resident")
        await house.hears("Mallory, resident", where=lambda message: message.id == page.id)
        await house.press(page, "Withdraw the key")
        await house.hears("may not open the door", where=lambda message: message.id == page.id)
        await house.say("/unlock", user=STRANGER)
        await hears(house, "was withdrawn")
        await house.press(page, "Give the key")
        await house.press(page, "Guest")
        await house.hears("hears of Garden", where=lambda message: message.id == page.id)


async def test_two_presses_make_one_invite(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        await house.say("/invite")
        question = await house.hears("Whom do you invite?")
        answers = await asyncio.gather(house.press(question, "Resident"), house.press(question, "Guest"))
        assert ["over" in (answer["text"] or "") for answer in answers] == [False, True]
        assert len(await house.services.store.invites.open(house.services.now())) == 1
