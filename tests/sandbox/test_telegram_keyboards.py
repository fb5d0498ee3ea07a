"""Inline keyboards: what a button may carry."""

from __future__ import annotations

from typing import Any

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest

from deploy.sandbox.telegram import TelegramServer
from tests.sandbox.bot_side import ANN, ask


def key(data: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton("Go", callback_data=data)]])


@pytest.mark.parametrize("data", ["x" * 64, "é" * 32, "🚪" * 16, "x"])
async def test_callback_data_of_1_to_64_bytes(bot: Bot, data: str) -> None:
    message = await bot.send_message(ANN, "x", reply_markup=key(data))
    assert message.reply_markup is not None
    assert message.reply_markup.inline_keyboard[0][0].callback_data == data


@pytest.mark.parametrize("data", ["x" * 65, "é" * 33, ""])
async def test_callback_data_of_any_other_length(bot: Bot, data: str) -> None:
    with pytest.raises(BadRequest, match=r"(?i)^button_data_invalid$"):
        await bot.send_message(ANN, "x", reply_markup=key(data))


async def test_an_edit_checks_them_too(bot: Bot) -> None:
    message = await bot.send_message(ANN, "x", reply_markup=key("x"))
    with pytest.raises(BadRequest, match=r"(?i)^button_data_invalid$"):
        await message.edit_reply_markup(key("x" * 65))


@pytest.mark.parametrize(
    ("markup", "description"),
    [
        ([], "object expected as reply markup"),
        ({"inline_keyboard": {}}, "must be an Array of Arrays"),
        ({"inline_keyboard": [{"text": "x"}]}, "button row must be an Array"),
        ({"inline_keyboard": [[{"callback_data": "x"}]]}, 'Can\'t find field "text"'),
        ({"inline_keyboard": [[{"text": "x"}]]}, "Text buttons are unallowed in the inline keyboard"),
        ({"inline_keyboard": [[{"text": "x", "url": "door"}]]}, "Wrong HTTP URL"),
        ({"inline_keyboard": [[{"text": "x", "copy_text": {"text": ""}}]]}, "BUTTON_COPY_TEXT_INVALID"),
        ({"inline_keyboard": [[{"text": "x", "callback_data": "x"}] * 101]}, "REPLY_MARKUP_TOO_LONG"),
        ({"buttons": []}, "can't parse reply keyboard markup JSON object"),
    ],
)
async def test_markup_that_does_not_parse(telegram: TelegramServer, markup: Any, description: str) -> None:
    answer = await ask(telegram, "sendMessage", chat_id=ANN, text="x", reply_markup=markup)
    assert answer["error_code"] == 400
    assert description in answer["description"]


async def test_a_keyboard_that_is_not_inline_is_taken_and_not_shown(telegram: TelegramServer) -> None:
    markup = {"keyboard": [[{"text": "y"}]]}
    answer = await ask(telegram, "sendMessage", chat_id=ANN, text="x", reply_markup=markup)
    assert answer["ok"]
    assert "reply_markup" not in answer["result"]
    number = answer["result"]["message_id"]
    edited = await ask(
        telegram, "editMessageText", chat_id=ANN, message_id=number, text="z", reply_markup=markup
    )
    assert edited["description"] == "Bad Request: inline keyboard expected"


async def test_empty_rows_vanish(bot: Bot) -> None:
    markup = InlineKeyboardMarkup([[], [InlineKeyboardButton("Go", callback_data="go")], []])
    message = await bot.send_message(ANN, "x", reply_markup=markup)
    assert message.reply_markup == key("go")
