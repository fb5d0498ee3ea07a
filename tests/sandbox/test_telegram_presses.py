"""Buttons pressed by users, and the bot's answers."""

from __future__ import annotations

import asyncio

import pytest
from telegram import Bot, CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from telegram.error import BadRequest

from deploy.sandbox.telegram import NoSuchButtonError, TelegramServer
from tests.sandbox.bot_side import ANN, BEN, SUPERGROUP, HandClock

KEYS = InlineKeyboardMarkup(
    [
        [InlineKeyboardButton("Go", callback_data="go"), InlineKeyboardButton("Stay", callback_data="stay")],
        [InlineKeyboardButton("Read", url="https://example.org")],
    ]
)
TOO_OLD = "Query is too old and response timeout expired or query id is invalid"


async def next_press(bot: Bot) -> CallbackQuery:
    (update,) = await bot.get_updates(offset=-1, timeout=5, allowed_updates=["callback_query"])
    assert update.callback_query is not None
    return update.callback_query


async def test_a_press_reaches_the_bot_and_its_answer_the_user(bot: Bot, telegram: TelegramServer) -> None:
    message = await bot.send_message(ANN, "x", reply_markup=KEYS)
    press = asyncio.create_task(telegram.user_presses(ANN, ANN, message.id, "Stay"))
    await asyncio.sleep(0)
    query = await next_press(bot)
    assert (query.data, query.from_user.id) == ("stay", ANN)
    assert isinstance(query.message, Message)
    assert query.message.id == message.id
    assert query.message.reply_markup == KEYS
    await query.answer("As you like", show_alert=True)
    assert await press == {"text": "As you like", "show_alert": True}


async def test_a_press_by_data_and_an_answer_without_words(bot: Bot, telegram: TelegramServer) -> None:
    message = await bot.send_message(ANN, "x", reply_markup=KEYS)
    press = asyncio.create_task(telegram.user_presses(ANN, ANN, message.id, data="go"))
    await asyncio.sleep(0)
    await (await next_press(bot)).answer()
    assert await press == {"text": None, "show_alert": False}


async def test_a_query_is_answered_once(bot: Bot, telegram: TelegramServer) -> None:
    message = await bot.send_message(ANN, "x", reply_markup=KEYS)
    press = asyncio.create_task(telegram.user_presses(ANN, ANN, message.id, "Go"))
    await asyncio.sleep(0)
    query = await next_press(bot)
    await query.answer()
    await press
    with pytest.raises(BadRequest, match=TOO_OLD):
        await query.answer()
    with pytest.raises(BadRequest, match=TOO_OLD):
        await bot.answer_callback_query("17")


async def test_a_query_grows_old(timed_bot: Bot, timed_telegram: TelegramServer, clock: HandClock) -> None:
    message = await timed_bot.send_message(ANN, "x", reply_markup=KEYS)
    with pytest.raises(TimeoutError):
        await timed_telegram.user_presses(ANN, ANN, message.id, "Go", timeout=0)
    query = await next_press(timed_bot)
    clock.now += 61
    with pytest.raises(BadRequest, match=TOO_OLD):
        await query.answer()


async def test_an_answer_has_at_most_200_characters(bot: Bot, telegram: TelegramServer) -> None:
    message = await bot.send_message(ANN, "x", reply_markup=KEYS)
    press = asyncio.create_task(telegram.user_presses(ANN, ANN, message.id, "Go"))
    await asyncio.sleep(0)
    query = await next_press(bot)
    with pytest.raises(BadRequest, match=r"(?i)^message_too_long$"):
        await query.answer("x" * 201)
    await query.answer("x" * 200)
    assert (await press)["text"] == "x" * 200


async def test_there_is_no_such_button(bot: Bot, telegram: TelegramServer) -> None:
    message = await bot.send_message(ANN, "x", reply_markup=KEYS)
    with pytest.raises(NoSuchButtonError, match=r"it has \['Go', 'Stay', 'Read'\]"):
        await telegram.user_presses(ANN, ANN, message.id, "Leave")
    with pytest.raises(NoSuchButtonError):
        await telegram.user_presses(ANN, ANN, message.id, "Read")
    with pytest.raises(NoSuchButtonError):
        await telegram.user_presses(ANN, ANN, 999, "Go")
    await message.edit_reply_markup()
    with pytest.raises(NoSuchButtonError):
        await telegram.user_presses(ANN, ANN, message.id, "Go")


async def test_anybody_in_a_group_may_press(bot: Bot, telegram: TelegramServer) -> None:
    telegram.add_group(SUPERGROUP, "Home", [ANN, BEN])
    message = await bot.send_message(SUPERGROUP, "x", reply_markup=KEYS)
    press = asyncio.create_task(telegram.user_presses(BEN, SUPERGROUP, message.id, "Go"))
    await asyncio.sleep(0)
    query = await next_press(bot)
    assert query.from_user.id == BEN
    await query.answer()
    await press
