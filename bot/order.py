"""Order is kept per chat, not over all: a press never waits for another chat's photo or chart.

What is about the lock waits for nothing else of its own chat either.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.flood import answering
from bot.urgency import for_the_lock, is_about_the_lock

MOST_AT_ONCE = 4096
"""Also those that wait in their chat's queue are counted: one chat's must not keep out another's."""


class PerChatOrder(BaseUpdateProcessor):
    def __init__(self, max_concurrent_updates: int = MOST_AT_ONCE) -> None:
        super().__init__(max_concurrent_updates)
        self._queues: dict[tuple[int, bool], tuple[asyncio.Lock, list[object]]] = {}

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        self._queues.clear()

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        urgent = is_about_the_lock(update)
        key = _chat_of(update), urgent
        lock, waiting = self._queues.setdefault(key, (asyncio.Lock(), []))
        waiting.append(update)
        answering.set(True)
        try:
            async with lock:
                with for_the_lock(urgent):
                    await coroutine
        finally:
            waiting.remove(update)
            if not waiting:
                self._queues.pop(key, None)


def _chat_of(update: object) -> int:
    chat = update.effective_chat if isinstance(update, Update) else None
    return chat.id if chat else 0
