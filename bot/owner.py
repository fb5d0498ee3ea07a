"""Lines to the owner, whoever that is now; they wait in the outbox until Telegram takes them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from pipeline.ports import Clock
from storage.store import Store


@dataclass(frozen=True, slots=True)
class Owner:
    """Texts are plain. `wake` is called when there is something to send."""

    store: Store
    clock: Clock
    wake: Callable[[], None]

    async def tell(self, text: str) -> None:
        owner = await self.store.access.owner()
        if owner is not None:
            await self.store.outbox.notify([owner], escape(text), self.clock.now())
            self.wake()

    async def outage(self, about: str, text: str) -> None:
        """Replaces what was not told of this outage yet."""
        owner = await self.store.access.owner()
        if owner is not None:
            await self.store.outbox.outage(owner, about, escape(text), self.clock.now())
            self.wake()

    async def outage_over(self, about: str, text: str) -> None:
        """Also of one that began before a restart; told to whoever was told of it."""
        await self.store.outbox.outage_over(about, escape(text), self.clock.now())
        self.wake()
