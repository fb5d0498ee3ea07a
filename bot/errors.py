"""What nobody caught: logged first, then said in the chat; the bot goes on."""

from __future__ import annotations

import logging

from markupsafe import Markup
from telegram import CallbackQuery, Update
from telegram.error import BadRequest, Conflict, InvalidToken, TelegramError

from bot.consequences import Consequence, consequence
from bot.context import Context
from bot.ears import NotTakenIn, TokenRefused
from bot.error_words import spoken
from bot.lengths import cut
from bot.log_noise import is_away
from bot.telling import AWAY
from bot.texts import plain, say, speak
from bot.what_was_said import what_was_said
from pipeline.errors import LatchkeyError
from storage.in_hand import Outcome, in_hand

log = logging.getLogger(__name__)

POP_UP = 200
"""Telegram takes no longer one."""

REFUSED = (
    "Telegram refuses the token: if it was revoked, put the one that @BotFather shows (/token) into "
    "TELEGRAM_BOT_TOKEN and start again; meanwhile it is tried again"
)


async def on_error(update: object, context: Context) -> None:
    error = context.error
    if update is None and context.job is None and isinstance(error, TelegramError):
        await _polling(error, context)
        return
    one = in_hand()
    done = one is not None and one.is_done
    if one is not None and not done:
        one.outcome = Outcome.FAILED
    what = f"the job {context.job.name}" if context.job else "an update"
    # Ours say in a sentence what happened, as does an outage; of anything else the traceback is wanted.
    in_a_sentence = isinstance(error, LatchkeyError | InvalidToken) or is_away(error)
    log.error("%s failed: %s", what, error, exc_info=None if in_a_sentence else error)
    if isinstance(update, Update) and await _known(update, context):
        # Set anew: what failed may have been a task of its own.
        speak(update.effective_user.language_code if update.effective_user else None)
        if not is_away(error):
            sorry = spoken(error) if isinstance(error, LatchkeyError) else plain("something-wrong")
            await _apologise(update, sorry)
        elif done and consequence(update) is not Consequence.MOVES:
            # What the lock does is told by whoever moves it.
            await _tell_later(update, context, say("inbox-unsaid", said=what_was_said(update)))
        else:
            await _tell_later(update, context, say("something-wrong"))


async def _polling(error: TelegramError, context: Context) -> None:
    """Getting updates failed; PTB goes on trying."""
    services = context.services
    if isinstance(error, Conflict):
        await services.polling_trouble.failed(lambda: plain("outage-two-bots"), certain=True)
    elif isinstance(error, TokenRefused):
        await services.token_trouble.failed(REFUSED, certain=True)
    elif isinstance(error, NotTakenIn):
        log.debug("updates wait at Telegram: %s", error)  # told by bot/intake.py, once
    elif is_away(error):
        await services.telegram_trouble.failed(AWAY)
    else:
        log.error("getting updates failed: %s", error)


async def _known(update: Update, context: Context) -> bool:
    """Strangers get silence, also when something goes wrong."""
    user = update.effective_user
    try:
        return user is not None and await context.services.store.access.role(user.id) is not None
    except LatchkeyError:
        return False


async def _apologise(update: Update, text: str) -> None:
    try:
        if update.callback_query and await _popped_up(update.callback_query, cut(text, POP_UP)):
            return
        if update.effective_chat:
            await update.effective_chat.send_message(text)
    except TelegramError as error:
        log.warning("the apology could not be sent: %s", error)


async def _tell_later(update: Update, context: Context, text: Markup) -> None:
    """Telegram just failed over the answer itself: this goes on until it arrives."""
    services, chat = context.services, update.effective_chat
    if chat is None:
        return
    try:
        await services.store.outbox.notify([chat.id], text, services.now(), aside=True)
    except LatchkeyError as failed:
        log.warning("that the answer did not arrive cannot be told: %s", failed)
    services.wake_teller()


async def _popped_up(query: CallbackQuery, text: str) -> bool:
    """False where the press was answered before, or is too old: a press is answered once."""
    try:
        return await query.answer(text, show_alert=True)
    except BadRequest:
        return False
