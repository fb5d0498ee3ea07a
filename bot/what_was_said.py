"""Which update is meant, in a few words: its command or button. What else was written is not said."""

from __future__ import annotations

from telegram import CallbackQuery, InlineKeyboardMarkup, Message, Update

from bot.callbacks import parse
from bot.lengths import cut
from bot.texts import plain
from bot.urgency import command_of

LONGEST = 60
SECRET = ("digit",)
"""Verbs of buttons whose label is nobody's business."""


def what_was_said(update: Update) -> str:
    if update.callback_query is not None:
        return _label(update.callback_query) or plain("inbox-a-press")
    message = update.message
    if message is not None and command_of(message) not in (None, "start"):
        return cut(message.text or "", LONGEST)
    return plain("inbox-a-message")


def _label(query: CallbackQuery) -> str:
    message = query.message
    markup = message.reply_markup if isinstance(message, Message) else None
    if not isinstance(markup, InlineKeyboardMarkup) or parse(query.data or "").verb in SECRET:
        return ""
    buttons = [one for row in markup.inline_keyboard for one in row]
    return next((one.text for one in buttons if one.callback_data == query.data), "")
