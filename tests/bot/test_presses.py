"""Presses that come late, twice, from somebody else, or while Telegram is away."""

from __future__ import annotations

import asyncio

import pytest

from bot import flood
from deploy.sandbox.telegram.message import Message
from tests.bot.house import LOCK_ID, OWNER, House
from tests.bot.test_snooze import KIM, hears, resident
from tests.bot.visits import came

GROUP = -1009876543210
RESIDENT = 5151
PAUSES = (0.05, 0.05)
"""Between the tries of an answer."""


def commands(house: House) -> list[str]:
    return [command.command for command in house.switchbot.commands]


async def asked(house: House) -> Message:
    await house.pair()
    await house.say("/unlock")
    return await house.hears("Open the door?")


async def press_unanswered(house: House, message: Message, label: str) -> None:
    """Telegram takes no answer to this press: it is too old."""
    house.telegram.world.queries.lifetime = -1
    with pytest.raises(TimeoutError):
        await house.telegram.user_presses(OWNER, message.chat_id, message.id, text=label, timeout=0.5)


async def test_a_press_that_can_no_longer_be_answered_is_carried_out(
    quiet_house: House, caplog: pytest.LogCaptureFixture
) -> None:
    async with quiet_house.awake() as house:
        question = await asked(house)
        await press_unanswered(house, question, "Confirm")
        opened = await house.hears("Unlocked at")
        assert opened.id == question.id
        assert commands(house) == ["unlock"]
        assert "went wrong" not in "".join(message.words for message in house.from_bot())
        assert "Traceback" not in caplog.text


async def test_what_the_door_did_is_told_once_telegram_is_back(
    quiet_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flood, "PAUSES", PAUSES)
    async with quiet_house.awake() as house:
        question = await asked(house)
        house.telegram.fail_next("editMessageText", 500, times=2 * (1 + len(PAUSES)))
        await house.press(question, "Confirm")
        told = await house.hears("Unlocked at")
        assert told.id != question.id
        assert commands(house) == ["unlock"]


async def test_what_the_door_did_is_told_anew_where_the_question_was_deleted(quiet_house: House) -> None:
    quiet_house.switchbot.locks["C0FFEE000001"].delay = 0.5
    async with quiet_house.awake() as house:
        question = await asked(house)
        await house.press(question, "Confirm")
        await house.hears("Unlocking")
        house.telegram.world.delete(question)
        told = await house.hears("Unlocked at")
        assert [button["text"] for button in told.buttons] == ["Lock now"]


async def test_somebody_else_cannot_end_the_question(quiet_house: House) -> None:
    quiet_house.telegram.add_user(RESIDENT, "Robin")
    quiet_house.telegram.add_group(GROUP, "Home", [OWNER, RESIDENT])
    async with quiet_house.awake() as house:
        await house.pair()
        async with house.services.store.db.write(durable=True) as store:
            values = (RESIDENT, "Robin", "resident", "2026-02-25T10:30:00.000Z")
            await store.execute(
                "INSERT INTO users (user_id, name, role, joined_at) VALUES (?, ?, ?, ?)", values
            )
        await house.telegram.user_sends(OWNER, "/unlock@latchkey_bot", chat_id=GROUP)
        question = await house.telegram.wait_for(lambda message: "Open the door?" in message.words, GROUP)
        for label in ("Confirm", "Cancel"):
            answer = await house.press(question, label, user=RESIDENT)
            assert "over" in answer["text"]
        await house.press(question, "Confirm")
        await house.telegram.wait_for(lambda message: "Unlocked at" in message.words, GROUP)
        assert commands(house) == ["unlock"]


async def test_a_press_is_answered_while_the_handler_of_another_chat_is_held(quiet_house: House) -> None:
    quiet_house.telegram.add_user(KIM, "Kim")
    lock = quiet_house.switchbot.locks[LOCK_ID]
    async with quiet_house.awake() as house:
        question = await asked(house)
        await resident(house)
        lock.lie = "locked"  # so the bot goes on asking it whether it has opened
        await house.press(question, "Confirm")
        await house.hears("Unlocking")
        await house.say("/snooze", KIM)
        offer = await hears(house, "Nothing is snoozed", KIM)
        await house.press(offer, "1 h", KIM)
        await hears(house, "I am quiet here", KIM)
        assert question.words.startswith("🔓 Unlocking"), "it is still held"
        lock.lie = None
        await house.hears("Unlocked at")


async def test_a_second_press_on_older_is_no_trouble(
    quiet_house: House, caplog: pytest.LogCaptureFixture
) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        for number in range(7):
            await came(house, seconds=-400 * number)
        await house.say("/events")
        page = await house.hears("At the door")
        (older,) = [button["callback_data"] for button in page.buttons if button["text"] == "Older"]
        await asyncio.gather(
            *(house.telegram.user_presses(OWNER, OWNER, page.id, data=older) for _ in range(2)),
            return_exceptions=True,
        )
        await house.say("/status")
        await house.hears("How I am")
        assert [button["text"] for button in page.buttons][:4] == ["1", "2", "Newer", "✓\u202fAll"]
        assert "went wrong" not in "".join(message.words for message in house.from_bot())
        assert [record for record in caplog.records if "an update failed" in record.message] == []


@pytest.mark.parametrize(
    "data",
    [
        *(
            "who:abc",
            "event",
            "why:",
            "why:-1",
            "event:99999999999999999999",
            "is:\u0663",
            "unlock",
            "confirm:x",
        ),
        *("cancel", "older", "older:soon", "newer:1.x", "older:1.99999999999999999999", "newer:1e9.1"),
        *(
            f"older:{10**40}.1",
            "sesame",
            "older:1.1",
            "newer:1.1:99",
            "find",
            "find:1",
            "find:99:all",
            "see:x",
        ),
    ],
)
async def test_a_button_from_another_time_says_so(
    quiet_house: House, data: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        welcome = await house.hears("I am Latchkey")
        welcome["reply_markup"] = {"inline_keyboard": [[{"text": "Old", "callback_data": data}]]}
        answer = await house.press(welcome, "Old")
        assert "from another time" in answer["text"]
        assert len(house.from_bot()) <= 2  # the welcome, and what is told of the models
        assert "Traceback" not in caplog.text
    assert commands(house) == []
