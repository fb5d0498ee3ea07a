"""Plain words: questions about the history, answered in a sentence; whatever else it is gets examples."""

from __future__ import annotations

import re

from telegram import Message, Update
from telegram.constants import ChatType, ParseMode

from bot.access import needs
from bot.answers import answer, understood
from bot.context import Context
from bot.handlers import start
from bot.heard import NotUnderstood, OneAtATime
from bot.history_keyboards import show_keyboard
from bot.question import Question
from bot.question_words import trouble
from bot.suggestions import VERY_ALIKE, nearest
from bot.texts import say
from bot.when import NoSuchTime
from storage.access import Role


async def typed(update: Update, context: Context) -> None:
    """In a group only what is said to the bot: with its name, or as a reply to it."""
    message, user = update.message, update.effective_user
    if message is None or user is None or not _for_us(message, context):
        return
    if await context.services.store.access.role(user.id) is Role.GUEST:
        await start.not_understood(update, context)
    else:
        await _asked(update, context)


@needs(Role.RESIDENT)
async def _asked(update: Update, context: Context) -> None:
    message = update.message
    assert message is not None  # typed() has seen to it
    try:
        question = await understood(context.services, _without_name(message, context))
        _refuse_empty(question, message)
    except NotUnderstood as error:
        # Perhaps only the slash of a command is missing.
        meant = nearest((message.text or "").strip(), Role.RESIDENT, VERY_ALIKE)
        said = say("did-you-mean-command", meant=meant) if meant else trouble(error)
        await message.reply_text(said, parse_mode=ParseMode.HTML)
        return
    except (OneAtATime, NoSuchTime) as error:
        await message.reply_text(trouble(error), parse_mode=ParseMode.HTML)
        return
    services = context.services
    found = await answer(services, question)
    keyboard = None
    if found.shows is not None:
        keyboard = show_keyboard(await services.store.filters.number(found.shows, services.now()))
    await message.reply_text(found.text, parse_mode=ParseMode.HTML, reply_markup=keyboard)


def _refuse_empty(question: Question, message: Message) -> None:
    if not question.asks:
        raise NotUnderstood(message.text or "")


def _for_us(message: Message, context: Context) -> bool:
    if message.chat.type == ChatType.PRIVATE:
        return True
    replied = message.reply_to_message
    to_us = replied is not None and replied.from_user is not None and replied.from_user.id == context.bot.id
    return to_us or _name(context).search(message.text or "") is not None


def _without_name(message: Message, context: Context) -> str:
    return _name(context).sub(" ", message.text or "")


def _name(context: Context) -> re.Pattern[str]:
    return re.compile(rf"@{re.escape(context.bot.username)}\b", re.IGNORECASE)
