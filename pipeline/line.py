"""A line before something scarce: whoever is urgent first, then in the order in which they came."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Generic, TypeVar

T = TypeVar("T")


class Line(Generic[T]):
    def __init__(self) -> None:
        self._free: deque[T] = deque()
        self._urgent: deque[asyncio.Future[T]] = deque()
        self._others: deque[asyncio.Future[T]] = deque()

    def __len__(self) -> int:
        """How many are waiting."""
        return sum(not one.done() for one in (*self._urgent, *self._others))

    def give(self, one: T) -> None:
        """It is free (again): to whoever is next."""
        for line in (self._urgent, self._others):
            while line:
                waiting = line.popleft()
                if not waiting.done():
                    waiting.set_result(one)
                    return
        self._free.append(one)

    async def take(self, *, urgent: bool = False) -> T:
        """Whoever is cancelled while waiting takes nothing with them."""
        if self._free:
            return self._free.popleft()
        waiting: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        (self._urgent if urgent else self._others).append(waiting)
        try:
            return await waiting
        except asyncio.CancelledError:
            if waiting.done() and not waiting.cancelled():
                self.give(waiting.result())
            waiting.cancel()
            raise
