"""What the door did, said in a chat: now, or as soon as Telegram is back."""

from __future__ import annotations

import logging

from telegram import CallbackQuery, Chat
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot.callbacks import answer, pack
from bot.context import Context
from bot.editing import show
from bot.keyboards import lock_now_keyboard
from bot.texts import plain

log = logging.getLogger(__name__)


async def no_lock(chat: Chat, query: CallbackQuery | None) -> None:
    text = plain("door-none")
    await (answer(query, text, alert=True) if query else chat.send_message(text))


async def tell(
    context: Context, chat_id: int, message_id: int | None, text: str, lock_now: bool = False
) -> None:
    """What the door did (HTML) must be told: while Telegram is away, it waits in the outbox.

    `message_id` None: there is no message to put it into.
    """
    services = context.services
    keyboard = lock_now_keyboard() if lock_now else None
    try:
        if message_id is None:
            await context.bot.send_message(chat_id, text, parse_mode=ParseMode.HTML, reply_markup=keyboard)
        else:
            await show(context.bot, chat_id, message_id, text, keyboard)
    except TelegramError as error:
        log.warning("what the door did is told later: %s", error)
        buttons = [[(plain("button-lock-now"), pack("locknow"))]] if lock_now else []
        await services.store.outbox.notify([chat_id], text, services.now(), buttons, aside=True)
        services.wake_teller()
