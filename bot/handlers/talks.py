"""What is typed while an answer is awaited, /cancel, and conversations that nobody goes on with."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping

from telegram import Message, Update
from telegram.error import TelegramError
from telegram.ext import ApplicationHandlerStop

from bot import question_ends, talks
from bot.access import needs
from bot.bounded import bounded
from bot.callbacks import pressed
from bot.context import Context
from bot.editing import reworded
from bot.handlers import face_rights, keypad, naming, person_changes
from bot.texts import plain, say, speaking
from storage.access import Role
from storage.questions import Question, Talk

log = logging.getLogger(__name__)

ANSWERS: Mapping[str, Callable[[Message, Context, Question], Awaitable[None]]] = {
    Talk.FACE: naming.typed,
    Talk.RENAME: person_changes.renamed,
    Talk.HOURS: face_rights.hours_typed,
}
"""Who takes what is typed in the conversations that await a text."""


async def typed(update: Update, context: Context) -> None:
    """Text while one is awaited; any other text goes on to the next handler."""
    message, user = update.message, update.effective_user
    if message is None or user is None or not message.text:
        return
    if await keypad.typed(message, user.id, context):
        raise ApplicationHandlerStop
    talk = await talks.current(context, message.chat.id, user.id)
    if talk is None or talk.kind not in ANSWERS:
        return
    await _answered(update, context)
    await question_ends.look(update, context)
    raise ApplicationHandlerStop


@needs(Role.RESIDENT)
async def _answered(update: Update, context: Context) -> None:
    message, user = update.message, update.effective_user
    talk = await talks.current(context, message.chat.id, user.id) if message and user else None
    if message is not None and talk is not None:
        await ANSWERS[talk.kind](message, context, talk)


async def cancel(update: Update, context: Context) -> None:
    """/cancel: leaves whatever is being talked about."""
    message, user, services = update.message, update.effective_user, context.services
    if message is None or user is None:
        return
    talk = await services.store.questions.leave(user.id, message.chat.id, services.now())
    await talks.quieten(context, talk)
    await message.reply_text(plain("talk-left") if talk else plain("talk-cancel-nothing"))


async def leave(update: Update, context: Context) -> None:
    """**Cancel** and **Leave them**."""
    press, services = pressed(update), context.services
    number = press.press.number()
    talk = await talks.current(context, press.chat.id, press.user.id)
    if talk is None or talk.id != number:
        await talks.not_yours(press, context)
        return
    await services.store.questions.leave(press.user.id, press.chat.id, services.now())
    await press.answer()
    await press.show(say("face-past-left") if talk.kind == Talk.PAST else say("talk-left"))


@bounded
async def give_up(context: Context) -> None:
    """Run by the job queue: whoever was waited for too long is told so, where they were asked."""
    services = context.services
    for talk in await services.store.questions.give_up(services.now()):
        if talk.message_id is None:
            continue
        with speaking(await services.store.access.language(talk.chat_id)):
            try:
                await reworded(context.bot, talk.chat_id, talk.message_id, say("talk-stopped"))
            except TelegramError as error:
                log.info("that nobody waits any more could not be said in chat %d: %s", talk.chat_id, error)
