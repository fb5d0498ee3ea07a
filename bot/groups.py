"""Groups: who adds the bot, when it has to go, and where a group has moved. Before anybody's rights."""

from __future__ import annotations

import logging
from typing import Any, cast

from telegram import Chat, ChatMemberUpdated, InlineKeyboardMarkup, Message, Update
from telegram.constants import ChatMemberStatus, ChatType, ParseMode
from telegram.error import TelegramError
from telegram.ext import Job, JobQueue

from bot.callbacks import button
from bot.context import Context
from bot.texts import plain, say, speaking
from storage.access import Role

log = logging.getLogger(__name__)

GONE = (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)
MAY_ADD = (Role.OWNER, Role.RESIDENT)
SETTLING_SECONDS = 3.0
"""After coming into a supergroup it may be told that this is a group the bot was in before."""


async def follow(update: Update, context: Context) -> None:
    """What Telegram itself tells of a group, whoever caused it."""
    chat = update.effective_chat
    if chat is None or chat.type == ChatType.PRIVATE:
        return
    if update.message:
        await _renamed_or_moved(update.message, context)
    if update.my_chat_member:
        await _came_or_went(update.my_chat_member, context)


async def hears(chat: Chat | None, context: Context) -> bool:
    """Whether this is a group that the owner lets hear of visits."""
    if chat is None or chat.type == ChatType.PRIVATE:
        return False
    known = await context.services.store.chats.get(chat.id)
    return known is not None and known.listening


async def _renamed_or_moved(message: Message, context: Context) -> None:
    services, chat = context.services, message.chat
    if message.migrate_to_chat_id is not None:
        await services.store.chats.moved(chat.id, message.migrate_to_chat_id)
        services.wake_teller()
    elif message.new_chat_title is not None and await hears(chat, context):
        await services.store.chats.meet(chat.id, message.new_chat_title, services.now())


async def _came_or_went(change: ChatMemberUpdated, context: Context) -> None:
    was_there = change.old_chat_member.status not in GONE
    is_there = change.new_chat_member.status not in GONE
    if was_there and not is_there:
        await context.services.store.chats.left(change.chat.id)
    elif is_there and not was_there and change.chat.type == ChatType.GROUP:
        await _added(change, context)
    elif is_there and not was_there:
        queue = cast(JobQueue[Any], context.job_queue)
        queue.run_once(_settled, SETTLING_SECONDS, data=change, name=f"in group {change.chat.id}")


async def _settled(context: Context) -> None:
    await _added(cast(ChatMemberUpdated, cast(Job[Context], context.job).data), context)


async def _added(change: ChatMemberUpdated, context: Context) -> None:
    """By a stranger or a guest: it goes without a word. Else the group is asked, and the owner answers."""
    services, chat = context.services, change.chat
    if await hears(chat, context):
        return
    if await services.store.access.role(change.from_user.id) not in MAY_ADD or chat.type == ChatType.CHANNEL:
        log.info("added to group %d by somebody who may not: leaving", chat.id)
        await _leave(chat)
        return
    await services.store.chats.meet(chat.id, chat.title, services.now())
    with speaking(change.from_user.language_code):
        await chat.send_message(say("group-ask"), parse_mode=ParseMode.HTML, reply_markup=question())


async def _leave(chat: Chat) -> None:
    try:
        await chat.leave()
    except TelegramError as error:
        # Nothing is told there in any case.
        log.info("group %d could not be left: %s", chat.id, error)


def question() -> InlineKeyboardMarkup:
    """Shall this group hear?"""
    return InlineKeyboardMarkup(
        [[button(plain("group-yes"), "group", 1), button(plain("group-no"), "group", 0)]]
    )
