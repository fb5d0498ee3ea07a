"""Who may do what. The earliest handler group: an unknown sender gets silence, but may know the code."""

from __future__ import annotations

import functools
import logging
import re
from collections.abc import Callable, Coroutine
from typing import Any, TypeAlias

from telegram import Update, User
from telegram.constants import ChatMemberStatus, ChatType
from telegram.ext import ApplicationHandlerStop

from bot.callbacks import answer
from bot.context import Context
from bot.handlers.start import start
from bot.names import user_name
from bot.texts import plain, speak
from pipeline.errors import StoreError
from storage.access import Role

log = logging.getLogger(__name__)

Handler: TypeAlias = Callable[[Update, Context], Coroutine[Any, Any, None]]

CODE = re.compile(r"[A-Za-z0-9]{8}")

RANKS = {Role.GUEST: 0, Role.RESIDENT: 1, Role.OWNER: 2}


async def gate(update: Update, context: Context) -> None:
    """Lets known people pass; everybody else ends here, without an answer."""
    user, access = update.effective_user, context.services.store.access
    if user is None or await access.role(user.id) is None:
        if await _paired(update, context):
            speak(user.language_code if user else None)
            await start(update, context)
        raise ApplicationHandlerStop
    speak(user.language_code)
    await _met(user, context)
    await _reachable_again(update, context)


async def _met(user: User, context: Context) -> None:
    services = context.services
    try:
        await services.store.access.met(user.id, user_name(user), user.language_code, services.now())
    except StoreError as error:
        log.warning("a contact could not be noted: %s", error)


async def _paired(update: Update, context: Context) -> bool:
    """Whether this message brought the pairing code and made its sender the owner."""
    message, user = update.message, update.effective_user
    if message is None or user is None or message.chat.type != ChatType.PRIVATE or not message.text:
        return False
    access = context.services.store.access
    code = _code_in(message.text)
    if code is None or await access.owner() is not None:
        return False
    if not await access.try_code(user.id, code, context.services.now()):
        return False
    await access.make_owner(user.id, user_name(user), context.services.now())
    log.info("Telegram user %d is the owner now", user.id)
    return True


def _code_in(text: str) -> str | None:
    """What follows /start, or a text that looks like a code: other words are no wrong try."""
    words = text.split()
    if len(words) == 2 and words[0] == "/start":
        return words[1]
    return words[0] if len(words) == 1 and CODE.fullmatch(words[0]) else None


async def _reachable_again(update: Update, context: Context) -> None:
    chat, change = update.effective_chat, update.my_chat_member
    if chat is None or chat.type != ChatType.PRIVATE:
        return
    if change is not None and change.new_chat_member.status == ChatMemberStatus.BANNED:
        return  # by which Telegram means that this user has just blocked the bot
    if await context.services.store.access.set_reachable(chat.id, True, context.services.now()):
        context.services.wake_teller()


def needs(least: Role, *, moves_the_door: bool = False) -> Callable[[Handler], Handler]:
    """The handler runs only for this role or a higher one, asked of the store at that moment.

    `moves_the_door`: and only for whom the right to open and lock was not withdrawn.
    """

    def decorate(handler: Handler) -> Handler:
        @functools.wraps(handler)
        async def checked(update: Update, context: Context) -> None:
            user = update.effective_user
            access = context.services.store.access
            role = await access.role(user.id) if user else None
            if user is None or role is None:
                return
            if RANKS[role] < RANKS[least]:
                await _refuse(update, plain("not-for-you", role=str(least)))
            elif moves_the_door and not await access.may_move_the_door(user.id):
                await _refuse(update, plain("door-right-withdrawn"))
            else:
                await handler(update, context)

        return checked

    return decorate


async def _refuse(update: Update, text: str) -> None:
    if update.callback_query:
        await answer(update.callback_query, text, alert=True)
    elif update.effective_message:
        await update.effective_message.reply_text(text)
