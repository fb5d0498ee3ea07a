"""The command menus: each chat shows what its user may say, groups a short one, strangers none."""

from __future__ import annotations

import logging

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
)
from telegram.error import TelegramError

from bot.command_list import COMMANDS, allowed
from bot.context import App, Context
from bot.texts import LANGUAGES, speaking
from storage.access import Role

log = logging.getLogger(__name__)


def refresh(application: App) -> None:
    """Soon, beside everything else: at the start, and when roles were changed from outside the chat."""
    queue = application.job_queue
    assert queue is not None
    queue.run_once(_set_all, 0, name="command menus", job_kwargs={"misfire_grace_time": None})


async def _set_all(context: Context) -> None:
    # A default menu would be shown to strangers, who get no answers.
    await _set(context.bot, BotCommandScopeDefault(), ())
    await _set(context.bot, BotCommandScopeAllGroupChats(), [one.name for one in COMMANDS if one.in_groups])
    for member in await context.services.store.household.members():
        await set_menu(context.bot, member.user_id, None if member.suspended else member.role)


async def set_menu(bot: Bot, user_id: int, role: Role | None) -> None:
    """Of a private chat. None: whoever has no role any more has no menu either."""
    names = [] if role is None else [one.name for one in allowed(role) if one.in_menu]
    await _set(bot, BotCommandScopeChat(user_id), names)


async def _set(bot: Bot, scope: BotCommandScope, names: list[str] | tuple[()]) -> None:
    try:
        for language in LANGUAGES:
            # The first one is for whoever speaks none of the others.
            code = "" if language == LANGUAGES[0] else language
            if names:
                await bot.set_my_commands(_entries(names, language), scope, code)
            else:
                await bot.delete_my_commands(scope, code)
    except TelegramError as error:
        # Only the menu is missing then, as for whoever has not pressed Start yet: what is typed works.
        log.info("a command menu could not be set: %s", error)


def _entries(names: list[str], language: str) -> list[BotCommand]:
    with speaking(language):
        return [BotCommand(one.name, one.line()) for one in COMMANDS if one.name in names]
