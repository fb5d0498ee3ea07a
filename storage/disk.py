"""Files on a disk that may hang, as behind a network that is gone, or on a card that dies.

Such a call returns never, and cannot be broken off: it holds its thread for good. So each disk has threads of
its own, few, and when all of them hang the others are told so at once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any, ParamSpec, TypeVar

from storage.background import in_background

P = ParamSpec("P")
R = TypeVar("R")

LONGEST_LOOK = 10.0
"""Seconds, for what is small; a disk that slept takes some to wake."""


class Disk:
    """`most` calls at a time."""

    def __init__(self, most: int = 1) -> None:
        self._most, self._room = most, asyncio.Semaphore(most)
        self._hanging: set[asyncio.Future[Any]] = set()

    async def run(self, seconds: float, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """What the work gives or raises; TimeoutError where there was no answer in that time. It may be done
        all the same, later."""
        if len(self._hanging) == self._most:
            raise _no_answer()
        under_way: asyncio.Future[R] | None = None
        try:
            async with asyncio.timeout(seconds) as deadline:
                await self._room.acquire()
                under_way = self._begun(partial(work, *args, **kwargs))
                return await asyncio.shield(under_way)
        except TimeoutError:
            if not deadline.expired():
                raise
            if under_way is not None and not under_way.done():
                self._hanging.add(under_way)
            raise _no_answer() from None

    def _begun(self, work: Callable[[], R]) -> asyncio.Future[R]:
        try:
            under_way = in_background(work)
        except BaseException:
            self._room.release()
            raise
        under_way.add_done_callback(self._ended)
        return under_way

    def _ended(self, under_way: asyncio.Future[Any]) -> None:
        self._hanging.discard(under_way)
        self._room.release()


def _no_answer() -> TimeoutError:
    return TimeoutError("its disk does not answer")
