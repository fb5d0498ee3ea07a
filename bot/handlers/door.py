"""/door, /unlock, /lock and **Unlock**: nothing opens without a confirmation."""

from __future__ import annotations

import asyncio
import logging
import time
from datetime import timedelta
from typing import Any, cast

from markupsafe import Markup
from telegram import CallbackQuery, Chat, Message, Update
from telegram.constants import ParseMode
from telegram.error import TelegramError
from telegram.ext import Job, JobQueue

from bot import door_words
from bot.access import needs
from bot.callbacks import Pressed, answer, parse, pressed
from bot.context import Context
from bot.editing import show
from bot.error_words import spoken
from bot.event_words import event_seen
from bot.keyboards import confirm_keyboard, lock_now_keyboard
from bot.names import user_name
from bot.services import Services
from bot.texts import plain, say, speaking
from bot.times import dated
from pipeline.errors import LockError, LockUnreachable
from pipeline.ports import Lock
from pipeline.types import LockState, LockStatus
from storage.access import Role
from storage.questions import Question

log = logging.getLogger(__name__)

VALID_SECONDS = 30


@needs(Role.GUEST)
async def door(update: Update, context: Context) -> None:
    lock = context.services.lock
    if update.effective_message is None:
        return
    if lock is None:
        await update.effective_message.reply_text(plain("door-none"))
        return
    try:
        text = door_words.state(await lock.status())
    except LockError as error:
        text = Markup.escape(spoken(error))
    await update.effective_message.reply_text(text, parse_mode=ParseMode.HTML)


@needs(Role.RESIDENT, moves_the_door=True)
async def unlock(update: Update, context: Context) -> None:
    """Asks; from a command or, with the visit in its data, from a button."""
    query, chat, user = update.callback_query, update.effective_chat, update.effective_user
    if chat is None or user is None:
        return
    visit_id = parse(query.data).number() if query and query.data else None
    lock = context.services.lock
    if lock is None:
        await _no_lock(chat, query)
        return
    if query:
        await answer(query)
    await _ask(context, chat.id, user.id, user_name(user), visit_id)


async def _no_lock(chat: Chat, query: CallbackQuery | None) -> None:
    text = plain("door-none")
    await (answer(query, text, alert=True) if query else chat.send_message(text))


async def _ask(context: Context, chat_id: int, user_id: int, asker_name: str, visit_id: int | None) -> None:
    services = context.services
    visit = await services.store.events.visit(visit_id) if visit_id else None
    question = await services.store.questions.ask(
        "unlock",
        asker=user_id,
        chat_id=chat_id,
        now=services.now(),
        valid_seconds=VALID_SECONDS,
        event_id=visit.events[-1].id if visit else None,
        visit_id=visit_id,
    )
    # The wall clock may jump while the question stands open; the monotonic one does not.
    services.deadlines[question.id] = time.monotonic() + VALID_SECONDS
    text = await _question_text(services, question, asker_name)
    sent = await context.bot.send_message(
        chat_id, text, parse_mode=ParseMode.HTML, reply_markup=confirm_keyboard(question.id)
    )
    await services.store.questions.attach_message(question.id, sent.message_id)
    cast(JobQueue[Any], context.job_queue).run_once(
        expire,
        timedelta(seconds=VALID_SECONDS),
        data=(question, sent),
        job_kwargs={"misfire_grace_time": None},
    )


async def _question_text(services: Services, question: Question, asker_name: str) -> Markup:
    zone = services.settings.zone
    last = (await services.store.events.page(limit=1)).events
    until = f"{question.due_at.astimezone(zone):%H:%M:%S}"
    lines = [say("door-question"), say("door-asked-by", name=asker_name, until=until)]
    if last:
        seen, when = Markup(event_seen(last[0])), dated(last[0].recorded_at, zone)
        lines.append(say("door-last-seen", seen=seen, when=when))
    return Markup("\n").join(lines)


async def expire(context: Context) -> None:
    """A question that nobody answered says so, once."""
    data = cast(Job[Context], context.job).data
    question, sent = cast(tuple[Question, Message], data)
    if context.services.deadlines.pop(question.id, None) is None:
        return
    dropped = await context.services.store.questions.drop(
        question.id, user_id=question.asker, chat_id=question.chat_id, now=context.services.now()
    )
    if dropped:
        with speaking(await context.services.store.access.language(question.asker)):
            await tell(context, sent.chat_id, sent.message_id, say("door-too-late"))


@needs(Role.RESIDENT)
async def cancel(update: Update, context: Context) -> None:
    press, services = pressed(update), context.services
    number = press.press.number()
    dropped = await services.store.questions.drop(
        number, user_id=press.user.id, chat_id=press.chat.id, now=services.now()
    )
    if not dropped:
        await press.answer(plain("door-over"), alert=True)
        return
    services.deadlines.pop(number, None)
    await press.answer()
    await press.show(say("door-cancelled"))


@needs(Role.RESIDENT, moves_the_door=True)
async def confirm(update: Update, context: Context) -> None:
    """The one place from which a command to open is sent."""
    press, services = pressed(update), context.services
    number = press.press.number()
    question = await services.store.questions.take(
        number, user_id=press.user.id, chat_id=press.chat.id, now=services.now()
    )
    # Popped only with the question in hand: a press that is not its asker's must not end it.
    in_time = question is not None and services.deadlines.pop(number, 0.0) > time.monotonic()
    if question is None or services.lock is None:
        await press.answer(plain("door-over"), alert=True)
        return
    if not in_time:
        await press.answer(plain("door-over"), alert=True)
        await tell(context, press.chat.id, press.message_id, say("door-too-late"))
        return
    # Beside the command, not before it: a slow Telegram must not open the door half a minute late.
    saying = asyncio.create_task(_under_way(press))
    try:
        text, unlocked = await _move(
            services, services.lock, "unlock", press.user.id, "button", question.event_id
        )
    finally:
        await saying
    await tell(context, press.chat.id, press.message_id, text, lock_now=unlocked)
    if question.visit_id:
        await services.store.outbox.touch(question.visit_id, services.now())
        services.wake_teller()


async def _under_way(press: Pressed) -> None:
    await press.answer()
    try:
        await press.show(say("door-unlocking"))
    except TelegramError as error:
        log.info("that the door is being opened could not be said: %s", error)


@needs(Role.RESIDENT, moves_the_door=True)
async def lock(update: Update, context: Context) -> None:
    """/lock and **Lock now**: locking needs no confirmation."""
    query, chat, user, services = (
        update.callback_query,
        update.effective_chat,
        update.effective_user,
        context.services,
    )
    if chat is None or user is None:
        return
    if services.lock is None:
        await _no_lock(chat, query)
        return
    saying = asyncio.create_task(_locking(chat, query))
    try:
        how = "button" if query else "command"
        text, _ = await _move(services, services.lock, "lock", user.id, how, None)
    finally:
        message_id = await saying
    await tell(context, chat.id, message_id, text)


async def _locking(chat: Chat, query: CallbackQuery | None) -> int | None:
    """The message that says so, None where it could not be said: the door is locked all the same."""
    if query:
        await answer(query)
    try:
        return (await chat.send_message(plain("door-locking"))).message_id
    except TelegramError as error:
        log.info("that the door is being locked could not be said: %s", error)
        return None


async def _move(
    services: Services, lock: Lock, wanted: str, user_id: int, how: str, event_id: int | None
) -> tuple[str, bool]:
    """Intent, the command once, outcome; returns words for it, and whether the door is open."""
    # Once more: since the press was let through, the right may have been withdrawn.
    if not await services.store.access.may_move_the_door(user_id):
        return say("door-trouble", reason=say("door-right-withdrawn")), False
    action = await services.store.locks.intend(
        now=services.now(), user_id=user_id, how=how, lock_id=lock.id, wanted=wanted, event_id=event_id
    )
    try:
        status = await (lock.unlock() if wanted == "unlock" else lock.lock())
    except LockError as error:
        sent = isinstance(error, LockUnreachable) and error.ambiguous
        log.warning("%s not confirmed: %s", wanted, error)
        success, detail = None if sent else False, _on_record(error, sent)
        await services.store.locks.outcome(
            action, LockState.UNKNOWN, success, detail, services.now(), sent=sent
        )
        return say("door-trouble", reason=" ".join(_what_happened(error, sent))), sent
    return await _told(services, action, wanted, status)


def _what_happened(error: LockError, sent: bool) -> list[str]:
    return [spoken(error), *([plain("door-maybe")] if sent else [])]


def _on_record(error: LockError, sent: bool) -> str:
    """In the store's language, whoever asked."""
    with speaking(None):
        return " ".join(_what_happened(error, sent))


async def _told(services: Services, action: int, wanted: str, status: LockStatus) -> tuple[str, bool]:
    reached = status.state is (LockState.UNLOCKED if wanted == "unlock" else LockState.LOCKED)
    success = True if reached else None if status.state is LockState.UNKNOWN else False
    with speaking(None):
        detail = None if reached else str(door_words.trouble(status.state))
    await services.store.locks.outcome(action, status.state, success, detail, services.now())
    opened = wanted == "unlock"
    if not reached:
        return say("door-trouble", reason=door_words.trouble(status.state)), opened
    return door_words.moved(wanted, services.now(), services.settings.zone), opened


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
        await services.store.outbox.notify([chat_id], text, services.now())
        services.wake_teller()
