"""A question with **Confirm** and **Cancel** about anything but opening: for its asker, in its chat, in time.

Once: whatever the verb of its **Confirm** does takes the question in the same transaction.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, cast

from markupsafe import Markup
from telegram import Bot, InlineKeyboardMarkup, Update
from telegram.constants import ParseMode
from telegram.error import TelegramError
from telegram.ext import Job, JobQueue

from bot.access import needs
from bot.callbacks import button, pressed
from bot.context import Context
from bot.editing import reworded
from bot.texts import plain, say, speaking
from storage.access import Role
from storage.proofs import Asked
from storage.questions import Question

log = logging.getLogger(__name__)

SECONDS = 30


async def begin(
    context: Context,
    kind: str,
    chat_id: int,
    user_id: int,
    payload: Mapping[str, object] | None = None,
    seconds: float = SECONDS,
) -> Question:
    """The question on record, with the moment on the monotonic clock when it is over."""
    services = context.services
    question = await services.store.questions.ask(
        kind, asker=user_id, chat_id=chat_id, now=services.now(), valid_seconds=seconds, payload=payload
    )
    services.deadlines[question.id] = time.monotonic() + seconds
    return question


async def ask(context: Context, question: Question, text: Markup, verb: str) -> None:
    """`verb`: of **Confirm**."""
    keyboard = confirm_keyboard(question.id, verb, "drop")
    try:
        sent = await context.bot.send_message(
            question.chat_id, text, parse_mode=ParseMode.HTML, reply_markup=keyboard
        )
    except TelegramError:
        await forget(context, Asked(question.id, question.asker, question.chat_id))
        raise
    await shown(context, question, sent.message_id)


async def shown(context: Context, question: Question, message_id: int) -> None:
    """In this message; it says so when the question is over."""
    await context.services.store.questions.attach_message(question.id, message_id)
    left = context.services.deadlines[question.id] - time.monotonic()
    cast(JobQueue[Any], context.job_queue).run_once(
        _expire,
        timedelta(seconds=max(0.0, left)),
        data=(question, message_id),
        job_kwargs={"misfire_grace_time": None},
    )


def confirm_keyboard(question_id: int, confirm: str, cancel: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        [
            [
                button(plain("button-confirm"), confirm, question_id),
                button(plain("button-cancel"), cancel, question_id),
            ]
        ]
    )


async def _expire(context: Context) -> None:
    question, message_id = cast(tuple[Question, int], cast(Job[Context], context.job).data)
    if not await forget(context, Asked(question.id, question.asker, question.chat_id)):
        return
    with speaking(await context.services.store.access.language(question.asker)):
        text = say("asking-too-late")
    try:
        await reworded(context.bot, question.chat_id, message_id, text)
    except TelegramError as error:
        log.info("that question %d is over could not be said: %s", question.id, error)


async def forget(context: Context, asked: Asked) -> bool:
    """Nobody can confirm it any more. False if it was over already, or is not theirs."""
    services = context.services
    dropped = await services.store.questions.drop(
        asked.id, user_id=asked.user_id, chat_id=asked.chat_id, now=services.now()
    )
    if dropped:
        await over(context, asked.id)
    return dropped


async def over(context: Context, question_id: int) -> None:
    """Nothing of it is kept in memory, and no secret in the chat."""
    services = context.services
    services.deadlines.pop(question_id, None)
    services.keypads.pop(question_id, None)
    codes = services.new_codes.pop(question_id, None)
    if codes is not None:
        await deleted(context.bot, codes.asked.chat_id, codes.message_id)


async def deleted(bot: Bot, chat_id: int, message_id: int) -> bool:
    """False where Telegram does not do it: in a group only an administrator may."""
    try:
        return await bot.delete_message(chat_id, message_id)
    except TelegramError as error:
        log.info("message %d of chat %d stays: %s", message_id, chat_id, error)
        return False


def in_time(context: Context, question_id: int) -> bool:
    return context.services.deadlines.get(question_id, 0.0) > time.monotonic()


@needs(Role.GUEST)
async def cancel(update: Update, context: Context) -> None:
    press = pressed(update)
    if not await forget(context, Asked(press.press.number(), press.user.id, press.chat.id)):
        await press.answer(plain("asking-over"), alert=True)
        return
    await press.answer()
    await press.show(say("asking-cancelled"))
