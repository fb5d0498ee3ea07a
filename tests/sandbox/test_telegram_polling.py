"""getUpdates: waiting, confirming, choosing, and two pollers at once."""

from __future__ import annotations

import asyncio

import pytest
from telegram import Bot
from telegram.error import Conflict

from deploy.sandbox.telegram import TelegramServer
from tests.sandbox.bot_side import ANN, ask, real_bot


async def texts(bot: Bot, **how: int) -> list[str]:
    updates = await bot.get_updates(**how)  # type: ignore[arg-type]
    return [update.message.text or "" for update in updates if update.message]


async def until_polling(telegram: TelegramServer) -> None:
    await telegram.wait_for_call(lambda call: call.method == "getUpdates" and call.status is None)


async def test_an_update_stays_until_it_is_confirmed(bot: Bot, telegram: TelegramServer) -> None:
    await telegram.user_sends(ANN, "one")
    assert await texts(bot) == ["/start", "one"]
    (first, second) = await bot.get_updates()
    assert second.update_id == first.update_id + 1
    assert await texts(bot, offset=second.update_id) == ["one"]
    assert await texts(bot, offset=second.update_id + 1) == []
    assert await texts(bot) == []


async def test_what_a_bot_had_when_it_died_is_delivered_again(bot: Bot, telegram: TelegramServer) -> None:
    await telegram.user_sends(ANN, "one")
    (*_, last) = await bot.get_updates()
    assert await texts(bot, offset=last.update_id + 1) == []
    telegram.world.updates.deliver_again()
    (again,) = await bot.get_updates()
    assert again.to_dict() == last.to_dict()


async def test_at_most_limit_updates(bot: Bot, telegram: TelegramServer) -> None:
    for number in range(120):
        await telegram.user_sends(ANN, str(number))
    assert await texts(bot, limit=2) == ["/start", "0"]
    assert len(await texts(bot)) == 100


async def test_a_negative_offset_counts_from_the_end(bot: Bot, telegram: TelegramServer) -> None:
    for word in ("one", "two", "three"):
        await telegram.user_sends(ANN, word)
    assert await texts(bot, offset=-2) == ["two", "three"]
    assert await texts(bot) == ["two", "three"]


async def test_a_poll_waits_for_news(bot: Bot, telegram: TelegramServer) -> None:
    await bot.get_updates(offset=-1)
    poll = asyncio.create_task(bot.get_updates(offset=10**12, timeout=30))
    await until_polling(telegram)
    await telegram.user_sends(ANN, "news")
    (update,) = await poll
    assert update.message is not None
    assert update.message.text == "news"


async def test_a_poll_ends_empty(bot: Bot) -> None:
    assert await bot.get_updates(offset=10**12, timeout=0) == ()
    assert await bot.get_updates(offset=10**12, timeout=1) == ()


async def test_a_second_poller_ends_the_first(bot: Bot, telegram: TelegramServer) -> None:
    first = asyncio.create_task(bot.get_updates(offset=10**12, timeout=30))
    await until_polling(telegram)
    async with real_bot(telegram) as other:
        second = asyncio.create_task(other.get_updates(offset=10**12, timeout=30))
        with pytest.raises(Conflict, match="terminated by other getUpdates request; make sure that only one"):
            await first
        await telegram.user_sends(ANN, "to the second")
        assert len(await second) == 1


async def test_stopping_ends_a_poll(bot: Bot, telegram: TelegramServer) -> None:
    poll = asyncio.create_task(bot.get_updates(offset=10**12, timeout=30))
    await until_polling(telegram)
    await telegram.stop()
    assert await poll == ()


async def test_a_server_comes_back_with_what_it_had(bot: Bot, telegram: TelegramServer) -> None:
    url = telegram.url
    await telegram.stop()
    await telegram.start()
    assert telegram.url == url
    assert await texts(bot) == ["/start"]


async def test_only_what_was_asked_for(bot: Bot, telegram: TelegramServer) -> None:
    await bot.get_updates(offset=-1, allowed_updates=["edited_message"])
    said = await telegram.user_sends(ANN, "one")
    await telegram.user_edits(ANN, ANN, said.id, "two")
    updates = await bot.get_updates()
    assert [update.edited_message is not None for update in updates] == [False, True]
    assert (await bot.get_webhook_info()).allowed_updates == ("edited_message",)
    await bot.get_updates(offset=10**12, allowed_updates=[])
    await telegram.user_sends(ANN, "three")
    assert await texts(bot) == ["three"]


async def test_a_webhook_and_polling_exclude_each_other(bot: Bot, telegram: TelegramServer) -> None:
    await bot.set_webhook("https://example.org/hook")
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await bot.get_updates()
    info = await bot.get_webhook_info()
    assert (info.url, info.pending_update_count) == ("https://example.org/hook", 1)
    await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates() == ()
    answer = await ask(telegram, "setWebhook", url="http://example.org")
    assert answer["error_code"] == 400
