"""Order is kept per chat, not over all: a press never waits for another chat's photo or chart."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.flood import answering


class PerChatOrder(BaseUpdateProcessor):
    def __init__(self, max_concurrent_updates: int = 64) -> None:
        super().__init__(max_concurrent_updates)
        self._queues: dict[int, tuple[asyncio.Lock, list[object]]] = {}

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        self._queues.clear()

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        key = _chat_of(update)
        lock, waiting = self._queues.setdefault(key, (asyncio.Lock(), []))
        waiting.append(update)
        answering.set(True)
        try:
            async with lock:
                await coroutine
        finally:
            waiting.remove(update)
            if not waiting:
                self._queues.pop(key, None)


def _chat_of(update: object) -> int:
    chat = update.effective_chat if isinstance(update, Update) else None
    return chat.id if chat else 0
