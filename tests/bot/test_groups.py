"""A group hears once the owner says so; added by a stranger the bot goes; a group that moves is followed."""

from __future__ import annotations

import asyncio

import pytest

from bot import groups
from deploy.sandbox.telegram.message import Message
from pipeline.types import EventKind, Recording
from tests.bot.house import FRONT_DOOR, OWNER, STRANGER, House
from tests.patience import PATIENCE, until

GROUP, MOVED = -5005, -1009999999999


async def group_hears(house: House, words: str, chat_id: int = GROUP) -> Message:
    return await house.telegram.wait_for(lambda message: words in message.words, chat_id)


def added(house: House, by: int, chat_id: int = GROUP) -> None:
    house.telegram.add_group(chat_id, "Ho<b>me", [by, OWNER, STRANGER], bot_status="left")
    house.telegram.set_bot_status(chat_id, by, "member")


async def listen(house: House, *chats: int) -> None:
    """Waits until these do; what happens in two chats has no order."""
    async with asyncio.timeout(PATIENCE):
        while await house.services.store.access.listening() != list(chats):  # noqa: ASYNC110 - it has no event
            await asyncio.sleep(0.02)


async def rang(house: House, number: str) -> None:
    now = house.services.now()
    recording = Recording(number, str(FRONT_DOOR), EventKind.DING, now)
    await house.services.store.events.add_seen(recording, now=now, coalesce_seconds=0)
    house.services.wake_teller()


async def test_a_group_hears_by_the_owners_word_follows_and_ends(
    quiet_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(groups, "SETTLING_SECONDS", 0.2)
    async with quiet_house.awake() as house:
        await house.pair()
        added(house, OWNER)
        question = await group_hears(house, "Shall I tell this group")
        with pytest.raises(TimeoutError):
            await house.telegram.user_presses(
                STRANGER, GROUP, question.id, text="Yes, tell us here", timeout=0.3
            )
        await house.press(question, "Yes, tell us here")
        await group_hears(house, "This group hears from now on")

        await rang(house, "1")
        alert = await group_hears(house, "rang")
        refused = await house.press(alert, "Unlock", user=STRANGER)
        assert refused == {"text": "Only people of this household may do that.", "show_alert": True}

        said = len(house.from_bot(GROUP))
        await house.telegram.user_sends(STRANGER, "/door@latchkey_bot", chat_id=GROUP)
        await house.telegram.user_sends(OWNER, "/dor", chat_id=GROUP)
        await house.telegram.user_sends(OWNER, "/dor@latchkey_bot", chat_id=GROUP)
        await group_hears(house, "did you mean /door?")
        await house.telegram.user_sends(OWNER, "/invite@latchkey_bot", chat_id=GROUP)
        await group_hears(house, "where nobody else reads along")
        assert len(house.from_bot(GROUP)) == said + 2

        house.telegram.upgrade_group(GROUP, STRANGER, MOVED)
        await listen(house, MOVED, OWNER)
        await house.telegram.user_sends(OWNER, "/settings@latchkey_bot", chat_id=MOVED)
        await group_hears(house, "What this group hears of", MOVED)
        await rang(house, "2")
        await group_hears(house, "rang", MOVED)
        assert house.telegram.calls_of("leaveChat") == []
        assert not any("Shall I tell" in message.words for message in house.from_bot(MOVED))

        house.telegram.set_bot_status(MOVED, STRANGER, "kicked")
        await listen(house, OWNER)


async def test_what_telegram_refuses_because_the_group_moved_is_told_there(quiet_house: House) -> None:
    """Without the news that it has moved, as after days without the bot."""
    async with quiet_house.awake() as house:
        await house.pair()
        chats = house.telegram.world.chats
        for chat_id in (GROUP, MOVED):
            house.telegram.add_group(chat_id, "Home", [OWNER])
        chats.chat(GROUP).moved_to = MOVED
        await house.services.store.chats.meet(GROUP, "Home", house.services.now())
        await house.services.store.chats.listen(GROUP, True)
        await rang(house, "1")
        await group_hears(house, "rang", MOVED)


async def test_added_by_a_stranger_it_goes_without_a_word(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        added(house, STRANGER)
        await house.telegram.wait_for_call(lambda call: call.method == "leaveChat" and call.status == 200)
        assert house.from_bot(GROUP) == []
        assert await house.rows("SELECT * FROM chats WHERE kind = 'group'") == []


async def test_removed_without_the_news_or_muted_it_neither_shouts_nor_forgets(quiet_house: House) -> None:
    """As after days without the bot, when Telegram has forgotten what it had to tell of it."""
    async with quiet_house.awake() as house:
        await house.pair()
        house.telegram.add_group(GROUP, "Home", [OWNER])
        house.telegram.add_group(MOVED, "Garden", [OWNER])
        for chat_id in (GROUP, MOVED):
            await house.services.store.chats.meet(chat_id, "Home", house.services.now())
            await house.services.store.chats.listen(chat_id, True)
        house.telegram.world.chats.chat(GROUP).members[house.telegram.bot["id"]] = "kicked"
        refusal = "Bad Request: not enough rights to send text messages to the chat"
        await house.services.store.outbox.notify([MOVED], "to be heard later", house.services.now())
        house.telegram.fail_next("sendMessage", 400, refusal, words="to be heard later")
        house.services.wake_teller()
        await until(lambda: house.services.store.access.unreachable())
        await rang(house, "1")
        await listen(house, MOVED, OWNER)
        (gone,) = await house.rows("SELECT state, last_error FROM outbox WHERE chat_id = ?", GROUP)
        assert gone == {"state": "lapsed", "last_error": "not in this group any more"}
        # Whoever mends the rights says nothing to the bot: it tries again, and then all of it is told.
        await house.services.store.access.set_reachable(MOVED, True, house.services.now())
        house.services.wake_teller()
        await group_hears(house, "to be heard later", MOVED)
        await group_hears(house, "rang", MOVED)
