"""An unknown sender gets silence, whatever they send; nobody guesses the code."""

from __future__ import annotations

import pytest

from bot.handlers import photo
from tests.bot.house import OWNER, STRANGER, House


@pytest.mark.parametrize(
    "words", ["/start", "/start ABCDEFGH", "ABCDEFGH", "/events", "/unlock", "/status", "hello"]
)
async def test_a_stranger_gets_silence(quiet_house: House, words: str) -> None:
    async with quiet_house.awake() as house:
        await house.say(words, user=STRANGER)
        await house.pair()
        assert house.from_bot(STRANGER) == []


async def test_a_stranger_presses_in_vain(quiet_house: House) -> None:
    group = -1001234567890
    quiet_house.telegram.add_group(group, "Home", [OWNER, STRANGER])
    async with quiet_house.awake() as house:
        await house.pair()
        await house.telegram.user_sends(OWNER, "/status@latchkey_bot", chat_id=group)
        await house.telegram.wait_for(lambda message: "How I am" in message.words, group)
        await house.telegram.user_sends(STRANGER, "/events@latchkey_bot", chat_id=group)
        await house.say("/door")
        await house.hears("The door is")
        assert sum(message["from"]["is_bot"] for message in house.telegram.messages(group)) == 1


async def test_five_wrong_codes_end_a_senders_chances(quiet_house: House) -> None:
    del quiet_house.environment["OWNER_ID"]
    async with quiet_house.awake() as house:
        code = await house.services.store.access.new_code(house.services.now())
        for _ in range(5):
            await house.say("AAAAAAAA", user=STRANGER)
        await house.say(code, user=STRANGER)
        await house.say(f"/start {code}")
        await house.hears("I am Latchkey")
        assert house.from_bot(STRANGER) == []
        assert await house.services.store.access.owner() == OWNER


async def test_a_code_in_a_group_pairs_nobody(quiet_house: House) -> None:
    del quiet_house.environment["OWNER_ID"]
    group = -1001234567890
    quiet_house.telegram.add_group(group, "Home", [OWNER, STRANGER])
    async with quiet_house.awake() as house:
        code = await house.services.store.access.new_code(house.services.now())
        await house.telegram.user_sends(STRANGER, f"/start {code}", chat_id=group)
        await house.say(f"/start {code}")
        await house.hears("I am Latchkey")
        assert await house.services.store.access.owner() == OWNER


async def test_every_command_is_answered(quiet_house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photo, "SNAPSHOT_SECONDS", 0.5)
    async with quiet_house.awake() as house:
        await house.pair()
        for words, answer in {
            "/events": "door yet",
            "/stats": "No visits yet in the past 7 days",
            "/door": "The door is",
            "/lock": "Locked at",
            "/status": "How I am",
            "/help": "What I do",
            "/heatmap": "No visits",
            "/unlock": "Open the door?",
            "/photo": "gave no fresh picture",
            "/settings": "What you hear of",
            "/household": "You are alone so far",
            "/invite": "Whom do you invite?",
        }.items():
            await house.say(words)
            await house.hears(answer)


async def test_an_unknown_command_is_answered(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        await house.say("/sesame")
        await house.hears("/help lists")


async def test_status_tells_of_cameras_lock_models_queue_and_disk(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        await house.polled()
        await house.services.pool.ready()
        await house.say("/status")
        status = (await house.hears("How I am")).words
        for words in (
            "Front Door",
            "detector cannot be used",
            "☁️ Ring",
            "🔒 The door is locked and closed",
            "No clip waits",
            "GiB free",
        ):
            assert words in status


async def test_a_preset_owner_gets_a_name_at_the_first_contact(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        (preset,) = await house.rows("SELECT name, language, last_seen_at FROM users")
        assert preset == {"name": "Owner", "language": None, "last_seen_at": None}
        await house.pair()
        (met,) = await house.rows("SELECT name, language, last_seen_at FROM users")
        assert (met["name"], met["language"]) == ("Sam", "en")
        assert met["last_seen_at"] is not None


async def test_a_name_turns_nothing_around(quiet_house: House) -> None:
    quiet_house.telegram.add_user(OWNER, "\u202eSam\u2066", last_name="\u202e")
    async with quiet_house.awake() as house:
        await house.pair()
        await house.say("/unlock")
        question = await house.hears("Asked by Sam. Answer by")
        assert not set("\u202e\u2066") & set(question.words)
        assert await house.rows("SELECT name FROM users") == [{"name": "Sam"}]
