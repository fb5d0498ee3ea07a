"""A line to the owner, whoever that is now; it waits in the outbox until Telegram takes it."""

from __future__ import annotations

from pipeline.ports import Clock
from storage.store import Store


async def tell_owner(store: Store, clock: Clock, html: str) -> None:
    owner = await store.access.owner()
    if owner is not None:
        await store.outbox.notify([owner], html, clock.now())
