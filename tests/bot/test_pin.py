"""A PIN on the keys, or a one-time code, between **Confirm** and the door."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta

import pyotp
import pytest

from bot.control import ask_running_bot
from bot.keypads import Keypad, Stage, too_simple
from deploy.sandbox.telegram.message import Message
from pipeline.errors import StoreError
from storage.proofs import Asked
from tests.bot.house import OWNER, STRANGER, House
from tests.bot.keys import enter, has_pin, hears
from tests.conftest import REPO

GROUP = -1001234567890


def commands(house: House) -> list[str]:
    return [command.command for command in house.switchbot.commands]


async def asked(house: House) -> Message:
    """The keypad in place of the question."""
    before = max(message.id for message in house.telegram.messages(OWNER))
    await house.say("/unlock")
    question = await hears(house, "Open the door?", after=before)
    await house.press(question, "Confirm")
    return question


@pytest.mark.parametrize("pin", ["0000", "1234", "9876", "7890", "99999999", "0987"])
def test_what_is_tried_first_is_no_pin(pin: str) -> None:
    assert too_simple(pin)


@pytest.mark.parametrize("pin", ["2580", "1235", "1212", "13579"])
def test_other_pins_are_taken(pin: str) -> None:
    assert not too_simple(pin)


def test_a_keypad_tells_neither_its_digits_nor_by_what_it_was_pressed() -> None:
    one, other = (Keypad(Asked(1, OWNER, OWNER), Stage.PROVE) for _ in range(2))
    assert not one.keys.keys() & other.keys.keys(), "drawn anew for each"
    for token, key in one.keys.items():
        if key.isdecimal():
            one.press(token)
    assert (len(one.entered), one.dots) == (8, "●" * 8), "never more than eight"
    assert one.entered not in repr(one)
    data = [key.callback_data for row in one.keyboard("drop").inline_keyboard for key in row]
    assert all(re.fullmatch(r"digit:1:[0-9a-f]{8}|drop:1", str(one)) for one in data)
    assert len(set(data)) == 13


async def test_it_is_set_on_the_keys_and_asked_before_the_door_opens(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        await has_pin(house, "2580")
        keypad = await asked(house)
        assert "Your PIN to open the door?" in keypad.words
        assert commands(house) == []
        await house.press(keypad, "1")
        await house.press(keypad, "⌫")
        for digit in "258":
            await house.press(keypad, digit)
        assert "●●●" in keypad.words
        assert not re.search("258", keypad.words)
        wrong = await house.press(keypad, "✓")
        assert "4 tries" in wrong["text"]
        assert commands(house) == []
        await enter(house, keypad, "2580")
        opened = await house.hears("Unlocked at")
        assert opened.id == keypad.id
        assert commands(house) == ["unlock"]
        # It is nowhere: neither what was written by anybody, nor what was pressed.
        said = str(house.telegram.messages(OWNER)) + str(house.telegram.calls)
        assert "2580" not in re.sub(r"[0-9]{5,}", "", said)
        assert house.services.keypads == {}
        # Cancel is as good under the keys.
        again = await asked(house)
        await house.press(again, "Cancel")
        await house.hears("Cancelled")
        assert commands(house) == ["unlock"]


async def test_changing_it_needs_the_old_one(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        await has_pin(house, "2580")
        await house.say("/pin")
        page = await hears(house, "You have a PIN")
        assert "Forgotten?" in page.words
        await house.press(page, "Change the PIN")
        assert "Your PIN, the present one?" in page.words
        await enter(house, page, "1111")
        assert "Your PIN, the present one?" in page.words
        await enter(house, page, "2580")
        assert "A new PIN" in page.words
        assert "4 to 8 digits" in (await enter(house, page, "12"))["text"]
        assert "tried first" in (await enter(house, page, "1234"))["text"]
        await enter(house, page, "1470")
        assert "another one" in (await enter(house, page, "1471"))["text"]
        await enter(house, page, "1470")
        await enter(house, page, "1470")
        assert "is set" in page.words
        keypad = await asked(house)
        await enter(house, keypad, "2580")
        assert commands(house) == []
        await enter(house, keypad, "1470")
        await house.hears("Unlocked at")
        await house.say("/pin")
        page = await hears(house, "You have a PIN", after=keypad.id)
        await house.press(page, "Do without")
        await enter(house, page, "1470")
        assert "any more" in page.words
        (kept,) = await house.rows("SELECT pin_hash, pin_salt FROM users")
        assert kept == {"pin_hash": None, "pin_salt": None}


async def test_five_wrong_ones_are_the_last_and_the_machine_resets_the_owners(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        await has_pin(house, "2580")
        keypad = await asked(house)
        for _ in range(4):
            await enter(house, keypad, "1111")
        last = await enter(house, keypad, "1111")
        assert "no PIN or code is taken until" in last["text"]
        await hears(house, "wrong PIN or code five times")
        assert keypad.buttons == []
        again = await asked(house)
        assert "Open the door?" in again.words, "the keys are not shown"
        assert commands(house) == []
        path = house.settings().db_path
        done = await asyncio.to_thread(ask_running_bot, path, {"ask": "reset_pin"})
        assert done is not None
        assert "/pin sets new ones" in done.text
        with pytest.raises(StoreError, match="neither PIN nor"):
            await asyncio.to_thread(ask_running_bot, path, {"ask": "reset_pin"})
        await asked(house)
        await house.hears("Unlocked at")


async def test_typed_digits_are_deleted_and_never_taken(quiet_house: House) -> None:
    quiet_house.telegram.add_group(GROUP, "Home", [OWNER, STRANGER], bot_status="administrator")
    async with quiet_house.awake() as house:
        await house.pair()
        await has_pin(house, "2580")
        await asked(house)
        sent = await house.telegram.user_sends(OWNER, "2580")
        await hears(house, "a PIN is never typed")
        assert sent not in house.telegram.messages(OWNER)
        morning = await house.telegram.user_sends(OWNER, "good morning")
        await house.telegram.user_edits(OWNER, OWNER, morning.id, "2580")
        await hears(house, "a PIN is never typed", after=morning.id)
        assert morning not in house.telegram.messages(OWNER), "by an edit neither"
        said = await house.telegram.user_sends(OWNER, "2580", chat_id=GROUP)
        await house.telegram.wait_for(lambda message: "a PIN is never typed" in message.words, GROUP)
        assert said not in house.telegram.messages(GROUP)
        house.telegram.set_bot_status(GROUP, OWNER, "member")
        await house.telegram.user_sends(OWNER, "/unlock@latchkey_bot", chat_id=GROUP)
        question = await house.telegram.wait_for(lambda message: "Open the door?" in message.words, GROUP)
        await house.press(question, "Confirm")
        # In a group neither what is entered nor how much of it shows; and it is the asker's alone.
        answer = await house.press(question, "2")
        assert (answer["text"], "●" in question.words) == ("●", False)
        with pytest.raises(TimeoutError):
            await house.telegram.user_presses(STRANGER, GROUP, question.id, text="2", timeout=0.5)
        await enter(house, question, "580")
        await house.telegram.wait_for(lambda message: "Unlocked at" in message.words, GROUP)
        assert commands(house) == ["unlock"]


async def test_a_restart_and_time_end_what_was_begun(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        await has_pin(house, "2580")
        keypad = await asked(house)
        for digit in "2580":
            await house.press(keypad, digit)
    async with quiet_house.awake() as house:
        assert "over" in (await house.press(keypad, "✓"))["text"]
        late = await asked(house)
        for digit in "2580":
            await house.press(late, digit)
        (question,) = house.services.deadlines
        house.services.deadlines[question] -= 31
        assert "over" in (await house.press(late, "✓"))["text"]
        assert commands(house) == []


async def test_codes_are_set_up_in_private_typed_once_and_deleted(
    quiet_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        await house.say("/pin")
        page = await hears(house, "neither PIN nor")
        assert "Forgotten?" not in page.words, "there is nothing to forget"
        await house.press(page, "Use one-time codes")
        picture = await house.telegram.wait_for(lambda message: "photo" in message, OWNER)
        codes = pyotp.TOTP(picture.words.strip())
        start = house.services.now()
        await house.say("000000" if codes.at(start) != "000000" else "000001")
        await hears(house, "not the code")
        (kept,) = await house.rows("SELECT totp_secret FROM users")
        assert kept["totp_secret"] is None, "not before a first code was right"
        typed = await house.telegram.user_sends(OWNER, codes.at(start))
        await hears(house, "are set up")
        left = house.telegram.messages(OWNER)
        assert picture not in left
        assert typed not in left
        # The one that set it up opens nothing; the next one does, once, typed or pressed.
        keypad = await asked(house)
        assert "used before" in (await enter(house, keypad, codes.at(start)))["text"]
        code = codes.at(start + timedelta(seconds=30))
        await house.telegram.user_sends(OWNER, f"{code[:3]} {code[3:]}")
        await hears(house, "The code is right")
        assert commands(house) == []
        await house.press(keypad, "Confirm")
        await house.hears("Unlocked at")
        assert commands(house) == ["unlock"]
        await house.telegram.user_sends(OWNER, code)
        await hears(house, "nothing is being asked")


async def test_what_one_confirms_opens_no_door(quiet_house: House) -> None:
    """A client of their own may send any button's data for any question of theirs."""
    async with quiet_house.awake() as house:
        await house.pair()
        await house.say("/lockdown")
        await house.hears("Lockdown, by Sam")
        await house.say("/lockdown off")
        sure = await house.hears("End the lockdown?")
        (question,) = await house.rows("SELECT id FROM questions WHERE closed_at IS NULL")
        answer = await house.press_data(sure, f"confirm:{question['id']}")
        assert "over" in answer["text"]
        for data in (f"mypinnow:{question['id']}", f"handover:{question['id']}", f"digit:{question['id']}:1"):
            assert "over" in (await house.press_data(sure, data))["text"]
        assert await house.services.store.lockdown.in_force() is not None
        await house.press(sure, "Confirm")
        await house.hears("The lockdown is over")
        assert commands(house) == []


async def test_who_needs_one_and_has_none_is_told_and_opens_nothing(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        await house.say("/settings")
        page = await house.hears("What you hear of")
        await house.press(page, "🏠 The house")
        await house.hears("These count for everybody")
        await house.press(page, "PIN for the owner: off")
        await hears(house, "Whether they need a PIN")
        await house.press(page, "on")
        await house.hears("Whether they need a PIN")
        await house.say("/unlock")
        question = await hears(house, "Open the door?")
        assert "set them with /pin" in (await house.press(question, "Confirm"))["text"]
        assert commands(house) == []
        await has_pin(house, "2580")
        await enter(house, await asked(house), "2580")
        await house.hears("Unlocked at")
        assert commands(house) == ["unlock"]


def test_no_room_keeps_a_pin_in_words() -> None:
    """What is entered lives in `bot/keypads.py`, in memory; nothing logs it."""
    for name in ("keypads", "proving", "asking", "handlers/keypad", "handlers/pin"):
        source = (REPO / "bot" / f"{name}.py").read_text()
        assert not re.search(r"log\.\w+\([^)]*(entered|digits|code|pin|secret)\b", source)
