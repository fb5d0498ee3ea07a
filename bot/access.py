"""Who may do what. The earliest handler group: an unknown sender gets silence, but may know the code."""

from __future__ import annotations

import functools
import logging
from collections.abc import Awaitable, Callable, Coroutine
from datetime import datetime
from typing import Any, TypeAlias

from telegram import Message, Update, User
from telegram.constants import ChatMemberStatus, ChatType
from telegram.ext import ApplicationHandlerStop

from bot import groups
from bot.callbacks import answer
from bot.command_list import RANKS
from bot.context import Context
from bot.handlers.start import greet
from bot.joining import joined
from bot.knocks import knocked
from bot.names import user_name
from bot.texts import language_of, plain, speak
from pipeline.elapsed import elapsed
from pipeline.errors import StoreError
from storage.access import Access, Role

log = logging.getLogger(__name__)

Handler: TypeAlias = Callable[[Update, Context], Coroutine[Any, Any, None]]

NEEDED: dict[Handler, Role] = {}
"""The role that each handler asks for, where it asks: compared with `bot/command_list.py` by a test."""


async def gate(update: Update, context: Context) -> None:
    """Lets known people pass, with what they do themselves; everything else ends here, without an answer."""
    try:
        passes = await _passes(update, context)
    except Exception as error:
        # PTB would go on with the next group: who cannot be told apart from a stranger is one.
        await context.application.process_error(update, error)
        raise ApplicationHandlerStop from error
    if not passes:
        raise ApplicationHandlerStop


async def _passes(update: Update, context: Context) -> bool:
    words = update.message or update.edited_message
    if not (words or update.callback_query or update.my_chat_member):
        # No other kind is asked for, nor means anything here, whoever it comes from.
        return False
    await groups.follow(update, context)
    user = update.effective_user
    role = await context.services.store.access.role(user.id) if user else None
    speak(user.language_code if user else None)
    if user is None or role is None:
        await _stranger(update, context)
        return False
    if words and second_hand(words):
        await _say_why(words, role)
        return False
    await _met(user, context)
    await _reachable_again(update, context)
    return True


async def _stranger(update: Update, context: Context) -> None:
    if await joined(update, context):
        await greet(update, context)
    elif not await groups.hears(update.effective_chat, context):
        if update.message or update.callback_query:
            await knocked(update, context.services)
    elif update.callback_query:
        # Whoever sits in such a group sees the buttons; anywhere else a stranger gets silence.
        await answer(update.callback_query, plain("not-for-you", role=str(Role.GUEST)), alert=True)


def second_hand(message: Message) -> bool:
    """Not its sender's own word: forwarded, from another bot, or in the name of a chat. Forwarded pictures
    are welcome: they ask for nothing but a name."""
    if message.via_bot or message.sender_chat or message.sender_business_bot or message.is_automatic_forward:
        return True
    return message.forward_origin is not None and not (message.photo or message.document)


async def _say_why(message: Message, role: Role) -> None:
    if message.chat.type == ChatType.PRIVATE and role is not Role.GUEST:
        await message.reply_text(plain("second-hand"))


async def _met(user: User, context: Context) -> None:
    services = context.services
    access = services.store.access
    try:
        spoken = await access.language(user.id)
        await access.met(user.id, user_name(user), user.language_code, services.now())
        if language_of(spoken) != language_of(user.language_code):
            await services.owner.reword()
    except StoreError as error:
        log.warning("a contact could not be noted: %s", error)


async def _reachable_again(update: Update, context: Context) -> None:
    chat, change = update.effective_chat, update.my_chat_member
    if chat is None or chat.type != ChatType.PRIVATE:
        return
    if change is not None and change.new_chat_member.status == ChatMemberStatus.BANNED:
        return  # by which Telegram means that this user has just blocked the bot
    services = context.services
    services.heard[chat.id] = elapsed()
    try:
        if await services.store.access.set_reachable(chat.id, True, services.now()):
            services.wake_teller()
    except StoreError as error:
        log.warning("that chat %d is reachable could not be noted: %s", chat.id, error)


def needs(
    least: Role, *, moves_the_door: bool = False, locks_the_door: bool = False
) -> Callable[[Handler], Handler]:
    """The handler runs only for this role or a higher one, asked of the store at that moment.

    `moves_the_door`: and only who may open and lock now: a guest inside a pass. `locks_the_door`: it is
    enough to have been let in by that pass.
    """

    def right(access: Access) -> Callable[[int, datetime], Awaitable[bool]]:
        return access.may_lock_the_door if locks_the_door else access.may_move_the_door

    def decorate(handler: Handler) -> Handler:
        @functools.wraps(handler)
        async def checked(update: Update, context: Context) -> None:
            user = update.effective_user
            access, now = context.services.store.access, context.services.now()
            role = await access.role(user.id) if user else None
            if user is None or role is None:
                return
            if RANKS[role] < RANKS[least]:
                await _refuse(update, plain("not-for-you", role=str(least)))
            elif (moves_the_door or locks_the_door) and not await right(access)(user.id, now):
                await _refuse(update, _no_right(role))
            else:
                await handler(update, context)

        NEEDED[checked] = least
        return checked

    return decorate


def _no_right(role: Role) -> str:
    return plain("pass-needed") if role is Role.GUEST else plain("door-right-withdrawn")


async def _refuse(update: Update, text: str) -> None:
    if update.callback_query:
        await answer(update.callback_query, text, alert=True)
    elif update.effective_message:
        await update.effective_message.reply_text(text)
