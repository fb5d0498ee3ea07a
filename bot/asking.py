"""A question with **Confirm** and **Cancel**: for its asker, in its chat, in time by a clock that nobody
sets, and that runs on while the machine sleeps.

Once: whatever the verb of its **Confirm** does takes the question.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
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
from bot.services import Services
from bot.texts import plain, say, speaking
from bot.urgency import for_the_lock
from pipeline.elapsed import elapsed
from storage.access import Role
from storage.locks import UNLOCK
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
    event_id: int | None = None,
    visit_id: int | None = None,
) -> Question:
    """The question on record. The wall clock may jump while it stands open; `elapsed` does not."""
    services = context.services
    question = await services.store.questions.ask(
        kind,
        asker=user_id,
        chat_id=chat_id,
        now=services.now(),
        valid_seconds=seconds,
        event_id=event_id,
        visit_id=visit_id,
        payload=payload,
    )
    services.deadlines[question.id] = elapsed() + seconds
    return question


async def ask(context: Context, question: Question, text: Markup, verb: str) -> None:
    """`verb`: of **Confirm**."""
    keyboard = confirm_keyboard(question.id, verb, cancels(question.kind))
    try:
        sent = await context.bot.send_message(
            question.chat_id, text, parse_mode=ParseMode.HTML, reply_markup=keyboard
        )
    except TelegramError:
        # It may have arrived all the same; nobody would ever say there that it is over.
        await forget(context, Asked(question.id, question.asker, question.chat_id))
        raise
    await shown(context, question, sent.message_id)


async def shown(context: Context, question: Question, message_id: int) -> None:
    """In this message; it says so when the question is over."""
    await context.services.store.questions.attach_message(question.id, message_id)
    left = context.services.deadlines[question.id] - elapsed()
    cast(JobQueue[Any], context.job_queue).run_once(
        expire,
        timedelta(seconds=max(0.0, left)),
        data=(question, message_id),
        job_kwargs={"misfire_grace_time": None},
    )


def cancels(kind: str) -> str:
    """The verb of **Cancel**."""
    return "cancel" if kind == UNLOCK else "drop"


def confirm_keyboard(question_id: int, confirm: str, cancel: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        [
            [
                button(plain("button-confirm"), confirm, question_id),
                button(plain("button-cancel"), cancel, question_id),
            ]
        ]
    )


async def expire(context: Context) -> None:
    """A job: nobody has answered in time."""
    question, message_id = cast(tuple[Question, int], cast(Job[Context], context.job).data)
    services = context.services
    if question.id not in services.deadlines:
        return
    await over(services, question.id)
    opening = question.kind == UNLOCK
    if await services.store.questions.lapse(question.id, services.now()):
        await instead(services, question, message_id, lambda: too_late(opening))
    elif opening:
        await instead(services, question, message_id, lambda: say("door-void"))


def too_late(opening: bool) -> Markup:
    return say("door-too-late") if opening else say("asking-too-late")


async def instead(
    services: Services, question: Question, message_id: int | None, text: Callable[[], Markup]
) -> None:
    """A question that is over says so in its place, in the language of whoever was asked."""
    if message_id is None:
        return
    with speaking(await services.store.access.language(question.asker)), for_the_lock():
        words = text()
        try:
            await reworded(services.bot, question.chat_id, message_id, words)
        except TelegramError as error:
            log.info("that question %d is over could not be said: %s", question.id, error)


async def forget(context: Context, asked: Asked) -> bool:
    """Nobody can confirm it any more. False if it was over already, or is not theirs."""
    services = context.services
    dropped = await services.store.questions.drop(
        asked.id, user_id=asked.user_id, chat_id=asked.chat_id, now=services.now()
    )
    if dropped:
        await over(services, asked.id)
    return dropped


async def over(services: Services, question_id: int) -> None:
    """Nothing of it is kept in memory, and no secret in the chat."""
    services.deadlines.pop(question_id, None)
    services.keypads.pop(question_id, None)
    codes = services.new_codes.pop(question_id, None)
    if codes is not None:
        await deleted(services.bot, codes.asked.chat_id, codes.message_id)


async def deleted(bot: Bot, chat_id: int, message_id: int) -> bool:
    """False where Telegram does not do it: in a group only an administrator may."""
    try:
        return await bot.delete_message(chat_id, message_id)
    except TelegramError as error:
        log.info("message %d of chat %d stays: %s", message_id, chat_id, error)
        return False


def in_time(context: Context, question_id: int) -> bool:
    return context.services.deadlines.get(question_id, 0.0) > elapsed()


@needs(Role.GUEST)
async def cancel(update: Update, context: Context) -> None:
    press = pressed(update)
    if not await forget(context, Asked(press.press.number(), press.user.id, press.chat.id)):
        await press.answer(plain("asking-over"), alert=True)
        return
    await press.answer()
    await press.show(say("asking-cancelled"))
