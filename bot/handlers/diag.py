"""/diag: a file for whoever is to help, without secrets and without anybody's name."""

from __future__ import annotations

from telegram import Update
from telegram.constants import ChatAction

from bot.access import needs
from bot.acting import acting
from bot.context import Context
from bot.diagnostics import diagnostics
from bot.private_chat import in_private
from bot.texts import plain
from storage.access import Role


@needs(Role.OWNER)
async def diag(update: Update, context: Context) -> None:
    message, services = update.effective_message, context.services
    if message is None or not await in_private(update):
        return
    async with acting(message.chat, ChatAction.UPLOAD_DOCUMENT):
        text = await diagnostics(services)
        name = f"latchkey-diag-{services.now().astimezone(services.settings.zone):%Y-%m-%d-%H%M}.txt"
        await message.reply_document(text.encode(), caption=plain("diag-caption"), filename=name)
