"""What would move the lock is taken up while it is fresh, and never after a start."""

from __future__ import annotations

import functools
import logging

from telegram import Update
from telegram.ext import ApplicationHandlerStop

from bot.access import Handler
from bot.callbacks import answer
from bot.consequences import Consequence, consequence
from bot.context import Context
from bot.ears import Ears
from bot.texts import plain, say
from bot.what_was_said import what_was_said
from storage.in_hand import Outcome, in_hand

log = logging.getLogger(__name__)

FRESH_SECONDS = 30.0


async def not_any_more(update: Update, context: Context) -> None:
    """Behind the gate and before every handler: what a run before this one stored moves no lock."""
    one = in_hand()
    if one is None or not one.again or consequence(update) is not Consequence.MOVES:
        return
    log.warning("update %d came before this start: the lock is not moved", update.update_id)
    one.outcome = Outcome.REFUSED
    services, chat = context.services, update.effective_chat
    if update.callback_query is not None:
        # To end its waiting; after so long Telegram may not show it, so it is said in the chat too.
        await answer(update.callback_query)
    if chat is not None:
        text = say("inbox-not-moved", said=what_was_said(update))
        await services.store.outbox.notify([chat.id], text, services.now())
        services.wake_teller()
    raise ApplicationHandlerStop


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
