"""Lines to the owner, whoever that is now; they wait in the outbox until Telegram takes them."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from bot.texts import speaking
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

    async def words_for(self, text: Callable[[], Markup]) -> list[tuple[int, str]]:
        """Whom to tell it, and in which words, for another's transaction; [] while nobody is owner."""
        owner = await self.store.access.owner()
        return [] if owner is None else [(owner, await self._said(owner, text))]

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
