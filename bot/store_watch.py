"""The store that takes nothing more: told at once, and past the store, since the outbox is in it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup
from telegram.constants import ParseMode
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.error_words import spoken
from bot.outages import Outage
from bot.owner import owners_words
from bot.texts import plain
from pipeline.errors import StoreError
from storage.access import Access
from storage.database import Database

log = logging.getLogger(__name__)

EVERY = 2.0
"""Seconds between two looks; only while something is wrong is anything tried."""


@dataclass(slots=True)
class Directly:
    """Lines to the owner that leave no trace here. What Telegram does not take, the log has."""

    bot: ExtBot[int]
    access: Access
    told: bool = False

    async def outage(self, about: str, text: Callable[[], Markup]) -> None:
        self.told = await self._say(text)

    async def outage_over(self, about: str, text: Callable[[], Markup]) -> None:
        if self.told:
            await self._say(text)
        self.told = False

    async def _say(self, text: Callable[[], Markup]) -> bool:
        try:
            told = await owners_words(self.access, text)
            for owner, said in told:
                await self.bot.send_message(owner, said, parse_mode=ParseMode.HTML)
        except (StoreError, TelegramError) as error:
            log.warning("the owner could not be told: %s", error)
            return False
        return bool(told)


@dataclass(slots=True)
class StoreWatch:
    """`look` is run by a pump; `healed` is called when the store takes things again."""

    db: Database
    trouble: Outage
    healed: Callable[[], None]

    async def look(self) -> float:
        error = self.db.trouble
        if error is None and self.trouble.reason is None:
            return EVERY
        try:
            await self.db.try_writing()
        except StoreError as again:
            said = again
            await self.trouble.failed(lambda: plain("inbox-waits", why=spoken(said)), certain=True)
        else:
            if self.trouble.reason is not None:
                await self.trouble.worked()
                self.healed()
        return EVERY
