"""What is for one person alone is not said in a group."""

from __future__ import annotations

from telegram import Update
from telegram.constants import ChatType

from bot.texts import plain


async def in_private(update: Update) -> bool:
    """In a group, whoever asked is told to come along."""
    private = update.effective_chat is not None and update.effective_chat.type == ChatType.PRIVATE
    if not private and update.effective_message:
        await update.effective_message.reply_text(plain("in-private"))
    return private
