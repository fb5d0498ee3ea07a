"""Telegram's rates, on a clock moved by hand."""

from __future__ import annotations

from datetime import timedelta

import pytest
from telegram import Bot, InputMediaPhoto, Message
from telegram.error import RetryAfter

from deploy.sandbox.telegram import FloodLimits, TelegramServer
from tests.sandbox.bot_side import ANN, BEN, GROUP, HandClock, ask, picture

BURST = FloodLimits().private_burst


@pytest.fixture(autouse=True)
def plain_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library warns unless it may tell waits as timedelta."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


async def exhaust(bot: Bot, chat_id: int, count: int) -> list[Message]:
    return [await bot.send_message(chat_id, str(number)) for number in range(count)]


async def test_a_private_chat_takes_a_burst_then_one_a_second(
    timed_bot: Bot, timed_telegram: TelegramServer, clock: HandClock
) -> None:
    await exhaust(timed_bot, ANN, BURST)
    answer = await ask(timed_telegram, "sendMessage", chat_id=ANN, text="x")
    assert answer == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 1",
        "parameters": {"retry_after": 1},
    }
    clock.now += 1
    await exhaust(timed_bot, ANN, 1)
    with pytest.raises(RetryAfter):
        await exhaust(timed_bot, ANN, 1)
    assert len(timed_telegram.messages(ANN)) == 1 + BURST + 1


async def test_edits_count(timed_bot: Bot) -> None:
    *_, message = await exhaust(timed_bot, ANN, BURST)
    with pytest.raises(RetryAfter):
        await message.edit_text("x")


async def test_answers_actions_and_deletions_do_not_count(timed_bot: Bot) -> None:
    *_, message = await exhaust(timed_bot, ANN, BURST)
    await timed_bot.send_chat_action(ANN, "typing")
    await message.delete()


async def test_an_album_counts_all_its_pictures(timed_bot: Bot) -> None:
    await exhaust(timed_bot, ANN, BURST - 2)
    with pytest.raises(RetryAfter) as refusal:
        await timed_bot.send_media_group(ANN, [InputMediaPhoto(picture(20, 20))] * 5)
    assert refusal.value.retry_after == timedelta(seconds=3)


async def test_a_group_takes_20_a_minute(
    timed_bot: Bot, timed_telegram: TelegramServer, clock: HandClock
) -> None:
    timed_telegram.add_group(GROUP, "Home", [ANN])
    for number in range(20):
        await timed_bot.send_message(GROUP, str(number))
        clock.now += 0.01
    with pytest.raises(RetryAfter) as refusal:
        await timed_bot.send_message(GROUP, "x")
    assert refusal.value.retry_after == timedelta(seconds=3)
    clock.now += 3
    await timed_bot.send_message(GROUP, "x")


async def test_thirty_a_second_over_all(timed_bot: Bot, timed_telegram: TelegramServer) -> None:
    timed_telegram.set_flood(FloodLimits(private_burst=100))
    await timed_telegram.user_sends(BEN, "/start")
    await exhaust(timed_bot, ANN, 30)
    with pytest.raises(RetryAfter):
        await exhaust(timed_bot, BEN, 1)


async def test_rates_can_be_switched(timed_bot: Bot, timed_telegram: TelegramServer) -> None:
    timed_telegram.set_flood(None)
    await exhaust(timed_bot, ANN, 40)
    timed_telegram.set_flood(FloodLimits(private_burst=1))
    await exhaust(timed_bot, ANN, 1)
    with pytest.raises(RetryAfter):
        await exhaust(timed_bot, ANN, 1)
