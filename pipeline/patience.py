"""How long an answer is waited for: longer once one was late, since a cloud that is slow is still a cloud."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable
from typing import TypeVar

T = TypeVar("T")

AT_MOST = 4.0
"""Times the first wait."""


class Patience:
    """`seconds` at first, twice as long after each answer that was too late, up to `AT_MOST` times as long.

    As at first again once one comes within that.
    """

    def __init__(self, seconds: float) -> None:
        self._first, self.seconds = seconds, seconds

    @property
    def longest(self) -> float:
        return self._first * AT_MOST

    async def within(self, answer: Awaitable[T]) -> T:
        """TimeoutError where it comes too late."""
        began = time.monotonic()
        try:
            async with asyncio.timeout(self.seconds):
                given = await answer
        except TimeoutError:
            self.seconds = min(self.longest, 2 * self.seconds)
            raise
        if time.monotonic() - began <= self._first:
            self.seconds = self._first
        return given
