"""What would move the lock is taken up once, and what would open it only while it is fresh."""

from __future__ import annotations

import functools
import logging

from telegram import Update

from bot.access import Handler
from bot.callbacks import answer
from bot.context import Context
from bot.ears import Ears
from bot.texts import plain

log = logging.getLogger(__name__)

FRESH_SECONDS = 30.0


def once(handler: Handler) -> Handler:
    """An update that Telegram delivers again, after a crash say, does nothing any more."""

    @functools.wraps(handler)
    async def taken(update: Update, context: Context) -> None:
        services = context.services
        if await services.store.updates_taken.take(update.update_id, services.now()):
            await handler(update, context)
        else:
            log.warning("update %d was taken up before: nothing is done", update.update_id)

    return taken


def fresh(handler: Handler) -> Handler:
    """What is older than 30 s, or may be, opens nothing, and says so."""

    @functools.wraps(handler)
    async def taken(update: Update, context: Context) -> None:
        if _age(update, context) <= FRESH_SECONDS:
            await handler(update, context)
        else:
            await _refuse(update, context)

    return taken


def _age(update: Update, context: Context) -> float:
    bot = context.bot
    assert isinstance(bot, Ears)  # see bot/app.py
    return bot.hearing.age(update)


async def _refuse(update: Update, context: Context) -> None:
    log.warning("update %d is too old to open anything", update.update_id)
    message = update.message
    if update.callback_query is not None:
        await answer(update.callback_query, plain("door-press-too-old"), alert=True)
    elif message is not None:
        sent = message.date.astimezone(context.services.settings.zone)
        await message.reply_text(plain("door-message-too-old", sent=f"{sent:%H:%M:%S}"))
