"""The question before the door opens: what it says, and how it ends where nobody confirms."""

from __future__ import annotations

import pytest

from bot.handlers import unlock
from deploy.sandbox.telegram.message import Message
from tests.bot.house import OWNER, House
from tests.bot.visits import NOBODY, known, looked_at, seen
from tests.patience import until


async def asked(house: House) -> Message:
    await house.say("/unlock")
    return await house.hears("Open the door?")


async def test_it_says_who_asked_which_door_until_when_and_who_was_seen(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        await named(house)
        await looked_at(house, await seen(house, seconds=-200), known("Grace"))
        await looked_at(house, await seen(house, seconds=-100), NOBODY)
        question = await asked(house)
        title, door, by, last = question.words.splitlines()
        assert (title, door) == ("🔓 Open the door?", "🚪 Front Door Lock")
        assert by.startswith("Asked by Sam. Answer by ")
        assert [button["text"] for button in question.buttons] == ["Confirm", "Cancel"]
        assert last.startswith("Last at the door: Grace (0.62), today ")


async def named(house: House) -> None:
    """The lock's name was learnt."""
    doorman = house.services.doorman
    assert doorman is not None
    await until(lambda: doorman.lock.name is not None)


async def test_when_its_time_is_over_it_says_so_once(
    quiet_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unlock, "VALID_SECONDS", 0.4)
    async with quiet_house.awake() as house:
        await house.pair()
        question = await asked(house)
        over = await house.hears("Nobody confirmed in time; the door was not opened.")
        assert (over.id, over.buttons) == (question.id, [])
        answer = await house.press_data(question, "confirm:1")
        assert "over" in answer["text"]
        edits = [call for call in house.telegram.calls_of("editMessageText") if call.status == 200]
        assert len(edits) == 1
        assert house.services.deadlines == {}
        assert house.switchbot.commands == []


async def test_a_right_that_was_lost_meanwhile_voids_it_also_if_it_comes_back(
    quiet_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unlock, "VALID_SECONDS", 600)
    async with quiet_house.awake() as house:
        await house.pair()
        question = await asked(house)
        async with house.services.store.db.write(durable=True) as store:
            await store.execute("UPDATE users SET may_unlock = 0")
            await store.execute("UPDATE users SET may_unlock = 1")
        answer = await house.press(question, "Confirm")
        assert "over" in answer["text"]
        await house.run_job("expire")
        over = await house.hears("This question is void")
        assert over.id == question.id
        assert house.switchbot.commands == []


async def test_a_restart_ends_it_and_it_says_so(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        question = await asked(house)
    async with quiet_house.awake() as house:
        over = await house.hears("Latchkey was restarted; the door was not opened.")
        assert (over.id, over.buttons) == (question.id, [])
        answer = await house.press_data(question, "confirm:1")
        assert "over" in answer["text"]
        assert house.switchbot.commands == []


async def test_one_that_telegram_did_not_take_cannot_be_confirmed(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        house.telegram.fail_next("sendMessage", 0, after_effect=True, words="Open the door?")
        question = await asked(house)
        await house.hears("went wrong")
        answer = await house.press(question, "Confirm")
        assert "over" in answer["text"]
        assert house.switchbot.commands == []


async def test_from_an_alert_it_says_for_whom_and_all_chats_see_what_came_of_it(quiet_house: House) -> None:
    robin = 5151
    async with quiet_house.awake() as house:
        await house.pair()
        house.telegram.add_user(robin, "Robin")
        user = "INSERT INTO users (user_id, name, role, joined_at) VALUES (?, 'Robin', 'resident', '')"
        chat = "INSERT INTO chats (chat_id, kind, listening, created_at) VALUES (?, 'private', 1, '')"
        async with house.services.store.db.write(durable=True) as store:
            for sql in (user, chat):
                await store.execute(sql, (robin,))
        await house.say("/start", user=robin)
        await house.telegram.wait_for(lambda message: "I am Latchkey" in message.words, robin)
        await looked_at(house, await seen(house))
        alert = await house.hears("Stranger", where=lambda one: bool(one.buttons))
        await house.press(alert, "Unlock")
        question = await house.hears("Open the door?")
        assert "For: Stranger (" in question.words
        assert "Last at the door" not in question.words, "that is for whom it is asked"
        await house.press(question, "Confirm")
        opened = await house.hears("Unlocked at")
        assert "For: Stranger" in opened.words
        assert "Record" in opened.words
        for reader in (OWNER, robin):
            await house.telegram.wait_for(lambda message: "opened by Sam" in message.words, reader)
