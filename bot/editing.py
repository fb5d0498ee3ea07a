"""A message changed in place, whatever became of it meanwhile."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Sequence
from typing import Any

from telegram import Bot, InlineKeyboardMarkup
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError

log = logging.getLogger(__name__)

SAME = ("not modified",)
A_PICTURE = ("no text in the message",)
"""What Telegram says of a message that has a caption instead."""


def says(error: TelegramError, phrases: Sequence[str]) -> bool:
    return any(phrase in str(error).lower() for phrase in phrases)


async def edited(edit: Awaitable[object]) -> None:
    """Awaits an edit; that there was nothing to change is as good: a second press, or a lost answer."""
    try:
        await edit
    except BadRequest as error:
        if not says(error, SAME):
            raise


async def without_buttons(bot: Bot, chat_id: int, message_id: int) -> None:
    """What is answered asks no more. Only tidiness: a message that is gone is no trouble."""
    try:
        await edited(bot.edit_message_reply_markup(chat_id, message_id))
    except BadRequest as error:
        log.info("message %d of chat %d keeps its buttons: %s", message_id, chat_id, error)


async def show(
    bot: Bot, chat_id: int, message_id: int, text: str, keyboard: InlineKeyboardMarkup | None = None
) -> None:
    """Puts the text (HTML) in the message's place; a new message where that one is gone.

    Raises TelegramError where neither could be done.
    """
    try:
        await reworded(bot, chat_id, message_id, text, keyboard)
    except BadRequest as error:
        log.info("message %d of chat %d is told anew: %s", message_id, chat_id, error)
        await bot.send_message(chat_id, text, parse_mode=ParseMode.HTML, reply_markup=keyboard)


async def reworded(
    bot: Bot, chat_id: int, message_id: int, text: str, keyboard: InlineKeyboardMarkup | None = None
) -> None:
    """The text (HTML) of a message, or what stands under its picture. Raises TelegramError."""
    where: dict[str, Any] = {
        "chat_id": chat_id,
        "message_id": message_id,
        "parse_mode": ParseMode.HTML,
        "reply_markup": keyboard,
    }
    try:
        await edited(bot.edit_message_text(text, **where))
    except BadRequest as error:
        if not says(error, A_PICTURE):
            raise
        await edited(bot.edit_message_caption(caption=text, **where))
