"""What stands above a chat while something takes a moment: "sending video…"."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from telegram import Bot
from telegram.constants import ChatAction
from telegram.error import TelegramError

log = logging.getLogger(__name__)

SHOWN_SECONDS = 4.5
"""Telegram takes it away after 5."""


@asynccontextmanager
async def showing(bot: Bot, chat_id: int, action: ChatAction) -> AsyncIterator[None]:
    """At once, and for as long as it lasts. Only tidiness: where it cannot be shown, all goes on."""
    task = asyncio.create_task(_show(bot, chat_id, action), name=f"{action} in chat {chat_id}")
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _show(bot: Bot, chat_id: int, action: ChatAction) -> None:
    while True:
        try:
            await bot.send_chat_action(chat_id, action)
        except TelegramError as error:
            log.info("chat %d is not shown what goes on: %s", chat_id, error)
            return
        await asyncio.sleep(SHOWN_SECONDS)
