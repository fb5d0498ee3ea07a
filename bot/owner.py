"""Lines to the owner, whoever that is now; they wait in the outbox until Telegram takes them."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field

from markupsafe import Markup
from telegram import Bot
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot.texts import speaking
from pipeline.errors import StoreError
from pipeline.ports import Clock
from storage.store import Store

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Owner:
    """Texts are asked for in the owner's language. `wake` is called when there is something to send."""

    store: Store
    clock: Clock
    wake: Callable[[], None]

    async def tell(self, text: Callable[[], Markup]) -> None:
        owner = await self.store.access.owner()
        if owner is not None:
            await self.store.outbox.notify([owner], await self._said(owner, text), self.clock.now())
            self.wake()

    async def outage(self, about: str, text: Callable[[], Markup]) -> None:
        """Replaces what was not told of this outage yet."""
        owner = await self.store.access.owner()
        if owner is not None:
            said = await self._said(owner, text)
            await self.store.outbox.outage(owner, about, said, self.clock.now())
            self.wake()

    async def outage_over(self, about: str, text: Callable[[], Markup]) -> None:
        """Also of one that began before a restart; told to whoever was told of it."""
        owner = await self.store.access.owner()
        if owner is not None:
            said = await self._said(owner, text)
            await self.store.outbox.outage_over(about, said, self.clock.now())
            self.wake()

    async def _said(self, owner: int, text: Callable[[], Markup]) -> str:
        with speaking(await self.store.access.language(owner)):
            return str(text())


@dataclass(frozen=True, slots=True)
class OwnerAtOnce(Owner):
    """Of the store's own trouble: that cannot wait in the store."""

    bot: Bot
    told: set[str] = field(default_factory=set)

    async def outage(self, about: str, text: Callable[[], Markup]) -> None:
        if await self._sent(text):
            self.told.add(about)

    async def outage_over(self, about: str, text: Callable[[], Markup]) -> None:
        if about in self.told and await self._sent(text):
            self.told.discard(about)

    async def _sent(self, text: Callable[[], Markup]) -> bool:
        try:
            owner = await self.store.access.owner()
            if owner is not None:
                said = await self._said(owner, text)
                await self.bot.send_message(owner, said, parse_mode=ParseMode.HTML)
        except (StoreError, TelegramError) as error:
            log.warning("the owner could not be told: %s", error)
            return False
        return owner is not None
