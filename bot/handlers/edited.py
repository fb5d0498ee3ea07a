"""What somebody edits after sending it: nothing is done by an edit, and they are told so."""

from __future__ import annotations

from telegram import Message, Update
from telegram.constants import ChatType

from bot.context import Context
from bot.handlers import keypad
from bot.lengths import cut
from bot.texts import say


async def edited(update: Update, context: Context) -> None:
    """In a group only a command that names this bot: the rest may be meant for anybody."""
    message = update.edited_message
    user = update.effective_user
    if message is None or user is None or not message.text or not _for_us(message, context):
        return
    if await keypad.edited(message, user.id, context):
        return
    await message.reply_html(say("edited", text=cut(message.text)))


def _for_us(message: Message, context: Context) -> bool:
    if message.chat.type == ChatType.PRIVATE:
        return True
    command = (message.text or "").split(maxsplit=1)[0].lower()
    return command.startswith("/") and command.endswith(f"@{context.bot.username.lower()}")
