"""/start, and what was not understood."""

from __future__ import annotations

from markupsafe import Markup
from telegram import Update
from telegram.constants import ChatType, ParseMode

from bot import camera_names, joining, menus, suggestions
from bot.context import Context
from bot.services import Services
from bot.texts import say
from storage.access import Role
from storage.invites import CODE


async def start(update: Update, context: Context) -> None:
    """Also with a code behind it, of somebody who belongs to the household already."""
    user, chat = update.effective_user, update.effective_chat
    if user is None or chat is None:
        return
    code = context.args[0] if context.args and chat.type == ChatType.PRIVATE else ""
    if CODE.fullmatch(code) and not await joining.let_in(user, code, context):
        await _say(update, say("already-in"))
        return
    await greet(update, context)


async def greet(update: Update, context: Context) -> None:
    """Whoever is in from now on; their chat gets its menu."""
    user, chat = update.effective_user, update.effective_chat
    if user is None or chat is None:
        return
    role = await context.services.store.access.role(user.id)
    if role is None:
        return
    await _say(update, welcome(context.services, role))
    if chat.type == ChatType.PRIVATE:
        await menus.set_menu(context.bot, chat.id, role)


def welcome(services: Services, role: Role) -> Markup:
    if role is Role.GUEST:
        return say("start-welcome-guest")
    return say("start-welcome", state=_state(services))


async def unknown(update: Update, context: Context) -> None:
    """A command that there is not. In a group only if it was meant for this bot."""
    message, user = update.effective_message, update.effective_user
    if message is None or message.text is None or user is None:
        return
    role = await context.services.store.access.role(user.id)
    command, *rest = message.text.split(maxsplit=1)
    typed, _, addressee = command.removeprefix("/").partition("@")
    ours = addressee.lower() == context.bot.username.lower()
    if role is not None and (ours or (message.chat.type == ChatType.PRIVATE and not addressee)):
        await _say(update, suggestions.unknown(typed, "".join(rest), role))


async def not_understood(update: Update, context: Context) -> None:
    message, user = update.effective_message, update.effective_user
    role = await context.services.store.access.role(user.id) if user else None
    if message is not None and role is not None:
        await _say(update, suggestions.not_understood(message.text or "", role))


async def _say(update: Update, text: Markup) -> None:
    if update.effective_message:
        await update.effective_message.reply_text(text, parse_mode=ParseMode.HTML)


def _state(services: Services) -> Markup:
    if reason := services.ring_trouble.trouble():
        return say("trouble", reason=reason)
    if services.camera_trouble.reason:
        return say("start-no-camera")
    if not services.cameras:
        return say("start-connecting")
    return say("start-watching", cameras=camera_names.listed(services.cameras))
