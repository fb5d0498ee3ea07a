"""What Telegram refuses for good, and what it takes instead."""

from __future__ import annotations

import logging
from typing import Any

from telegram import Bot, InlineKeyboardMarkup, Message
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.editing import says
from bot.lengths import MESSAGE_LIMIT, cut, plain_text

log = logging.getLogger(__name__)

GONE = ("message to edit not found", "message can't be edited", "message_id_invalid")
UNKNOWN_CHAT = ("chat not found", "peer_id_invalid")
"""What Telegram says, instead of 403, of somebody who never wrote to this bot."""

MUTED = ("not enough rights to send", "chat_write_forbidden", "administrator rights")
"""It is in the group, and may not write there."""

REMOVED = ("was kicked", "not a member", "was deleted")
"""What Telegram says of a group that the bot is not in any more."""

PICTURE = ("photo", "image", "media", "file", "wrong type")
"""Words in what Telegram says of a picture that it does not take."""

BUTTONS = ("button", "keyboard", "reply markup")
"""The same, of what is under a message."""


async def sent_in_words(
    bot: Bot, chat_id: int, text: str, keyboard: InlineKeyboardMarkup | None, **how: Any
) -> Message:
    """`text` is HTML. Refused for how it is written, it is said at once without its markup, as much of it as
    there is room for. Raises TelegramError; BadRequest where that is refused as well."""
    try:
        return await bot.send_message(chat_id, text, parse_mode=ParseMode.HTML, reply_markup=keyboard, **how)
    except BadRequest as error:
        if says(error, UNKNOWN_CHAT + MUTED):
            raise
        log.warning("chat %d is told without markup, since Telegram says: %s", chat_id, error)
        without_buttons = says(error, BUTTONS)
    unmarked, below = cut(plain_text(text), MESSAGE_LIMIT), None if without_buttons else keyboard
    return await bot.send_message(chat_id, unmarked, reply_markup=below, **how)
