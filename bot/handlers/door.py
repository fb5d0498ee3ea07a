"""/door and /lock: how it is, and locking, which needs no confirmation."""

from __future__ import annotations

import asyncio
import logging

from markupsafe import Markup
from telegram import CallbackQuery, Chat, Update
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot import door_words, lockdown_words
from bot.access import needs
from bot.away_words import is_away
from bot.callbacks import answer
from bot.context import Context
from bot.door_messages import no_lock, tell
from bot.doorman import Doorman
from bot.error_words import spoken
from bot.services import Services
from bot.texts import plain, say
from pipeline.errors import LockError
from storage.access import RESIDENTS, Role
from storage.locks import LOCK, LockCommand

log = logging.getLogger(__name__)


@needs(Role.GUEST)
async def door(update: Update, context: Context) -> None:
    services = context.services
    doorman = services.doorman
    if update.effective_message is None:
        return
    if doorman is None:
        await update.effective_message.reply_text(plain("door-none"))
        return
    text = await _how_it_is(doorman, services)
    absence = await services.store.away.current(services.now())
    if absence is not None and await _is_resident(update, context):
        text += Markup("\n") + is_away(absence, services.now(), services.settings.zone)
    if in_force := await services.store.lockdown.in_force():
        text += Markup("\n") + lockdown_words.standing(in_force, services.now(), services.settings.zone)
    await update.effective_message.reply_text(text, parse_mode=ParseMode.HTML)


async def _how_it_is(doorman: Doorman, services: Services) -> Markup:
    now, zone = services.now(), services.settings.zone
    last = doorman.last
    try:
        status = await doorman.status()
    except LockError as error:
        lines = [Markup.escape(spoken(error))]
        if last is not None:
            lines.append(door_words.last_look(*last, now, zone))
        return Markup("\n").join(lines)
    lines, standing = [door_words.state(status)], await doorman.standing()
    if standing is not None and standing.state is status.state:
        lines.append(say("door-since", since=door_words.since(standing, now, zone)))
    return Markup("\n").join(lines)


async def _is_resident(update: Update, context: Context) -> bool:
    user = update.effective_user
    return user is not None and await context.services.store.access.role(user.id) in RESIDENTS


@needs(Role.GUEST, locks_the_door=True)
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
    if services.doorman is None:
        await no_lock(chat, query)
        return
    saying = asyncio.create_task(_locking(chat, query))
    command = LockCommand(services.doorman.lock.id, LOCK, "button" if query else "command", user.id)
    try:
        moved = await services.doorman.move(command)
    finally:
        message_id = await saying
    await tell(context, chat.id, message_id, door_words.outcome(moved, services.settings.zone))


async def _locking(chat: Chat, query: CallbackQuery | None) -> int | None:
    """The message that says so, None where it could not be said: the door is locked all the same."""
    if query:
        await answer(query)
    try:
        return (await chat.send_message(plain("door-locking"))).message_id
    except TelegramError as error:
        log.info("that the door is being locked could not be said: %s", error)
        return None
