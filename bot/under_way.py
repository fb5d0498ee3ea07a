"""Work under way side by side, at most one task for each key."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Generic, TypeVar

from pipeline.errors import LatchkeyError

log = logging.getLogger(__name__)

AFTER_ERROR = 5.0
"""Seconds for which a key stays taken after its work failed, so that it is not tried in a hot loop."""


K = TypeVar("K", int, str)


class UnderWay(Generic[K]):
    """`wake` is called whenever a key becomes free."""

    def __init__(self, what: str, wake: Callable[[], None], after_error: float = AFTER_ERROR) -> None:
        self._what, self._wake, self._after_error = what, wake, after_error
        self._tasks: dict[K, asyncio.Task[None]] = {}

    def __len__(self) -> int:
        return len(self._tasks)

    @property
    def keys(self) -> frozenset[K]:
        return frozenset(self._tasks)

    def begin(self, key: K, work: Coroutine[None, None, None]) -> None:
        """`key` is free."""
        task = asyncio.create_task(work, name=f"{self._what} {key}")
        self._tasks[key] = task
        task.add_done_callback(lambda done: self._done(key, done))

    def _done(self, key: K, task: asyncio.Task[None]) -> None:
        if task.cancelled() or (error := task.exception()) is None:
            self._free(key)
            return
        # Ours say in a sentence what happened; of anything else the traceback is wanted.
        told, traced = (error, None) if isinstance(error, LatchkeyError) else (type(error).__name__, error)
        log.error("%s %s failed and is left for the next round: %s", self._what, key, told, exc_info=traced)
        task.get_loop().call_later(self._after_error, self._free, key)

    def _free(self, key: K) -> None:
        self._tasks.pop(key, None)
        self._wake()

    async def stop(self, grace_seconds: float = 0.0) -> None:
        """Lets what is under way end by itself for so long, then cancels it. May be called again."""
        tasks = tuple(self._tasks.values())
        if tasks and grace_seconds:
            await asyncio.wait(tasks, timeout=grace_seconds)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
