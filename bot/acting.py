"""A chat action for as long as something takes: Telegram forgets one after five seconds."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from telegram import Chat
from telegram.constants import ChatAction
from telegram.error import TelegramError

log = logging.getLogger(__name__)

AGAIN_SECONDS = 4.0


@asynccontextmanager
async def acting(chat: Chat, action: ChatAction) -> AsyncIterator[None]:
    """ "is sending a photo…" while the body runs; that it could not be shown is no trouble."""
    showing = asyncio.create_task(_show(chat, action), name="chat action")
    try:
        yield
    finally:
        showing.cancel()
        await asyncio.wait([showing])


async def _show(chat: Chat, action: ChatAction) -> None:
    while True:
        try:
            await chat.send_action(action)
        except TelegramError as error:
            log.debug("no chat action: %s", error)
        await asyncio.sleep(AGAIN_SECONDS)
