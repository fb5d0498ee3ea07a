"""What nobody caught: logged first, then said in the chat; the bot goes on."""

from __future__ import annotations

import logging

from telegram import Update
from telegram.error import Conflict, InvalidToken, NetworkError, TelegramError

from bot.context import Context
from pipeline.errors import LatchkeyError

log = logging.getLogger(__name__)

SORRY = "Something went wrong here, and it is in the log. Please try again."


async def on_error(update: object, context: Context) -> None:
    error = context.error
    if update is None and isinstance(error, TelegramError):
        await _polling(error, context)
        return
    log.error("an update could not be handled", exc_info=error)
    if isinstance(update, Update):
        await _apologise(update, str(error) if isinstance(error, LatchkeyError) else SORRY)


async def _polling(error: TelegramError, context: Context) -> None:
    """Getting updates failed; PTB goes on trying."""
    services = context.services
    if isinstance(error, Conflict):
        reason = (
            "another program is polling with the same bot token; stop it, or make a new token with @BotFather"
        )
        await services.polling_trouble.failed(reason, certain=True)
    elif isinstance(error, InvalidToken):
        reason = (
            "the bot token was refused; put the one from @BotFather into TELEGRAM_BOT_TOKEN and start again"
        )
        await services.telegram_trouble.failed(reason, certain=True)
    elif isinstance(error, NetworkError):
        await services.telegram_trouble.failed("Telegram does not answer; trying again until it does")
    else:
        log.error("getting updates failed: %s", error)


async def _apologise(update: Update, text: str) -> None:
    try:
        if update.callback_query:
            await update.callback_query.answer(text[:200], show_alert=True)
        elif update.effective_chat:
            await update.effective_chat.send_message(text)
    except TelegramError as error:
        log.warning("the apology could not be sent: %s", error)
