"""A pump: does its work when woken or when a due time comes, one run at a time, and survives errors.

A run that hangs is broken off and says so, since nothing would ever wake the pump again.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable
from typing import TypeAlias

from pipeline.errors import LatchkeyError

log = logging.getLogger(__name__)

AFTER_ERROR = 5.0
"""Seconds."""

LONGEST_RUN = 1800.0
"""Seconds, where nothing else is said. The photos of a large household take minutes on a small computer."""

Work: TypeAlias = Callable[[], Awaitable[float | None]]


class Pump:
    """Rests at most `idle_seconds` between two runs, of which none may take longer than `longest_run`."""

    def __init__(self, name: str, idle_seconds: float = 30.0, longest_run: float = LONGEST_RUN) -> None:
        self.name = name
        self.longest_run = longest_run
        self._idle = idle_seconds
        self._woken = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._said: str | None = None
        """What was wrong in the last run."""
        self._round_began: float | None = None

    @property
    def ended(self) -> bool:
        """It was started, and does not run any more."""
        return self._task is not None and self._task.done()

    @property
    def busy_for(self) -> float:
        """Seconds that the round under way lasts; 0 between two rounds."""
        return 0.0 if self._round_began is None else time.monotonic() - self._round_began

    def start(self, work: Work) -> None:
        """`work` returns the seconds until it wants to run again, None for no hurry."""
        self._task = asyncio.create_task(self._run(work), name=f"pump {self.name}")

    def wake(self) -> None:
        self._woken.set()

    async def stop(self) -> None:
        if self._task is None:
            return
        self._task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._task

    async def _run(self, work: Work) -> None:
        while True:
            self._woken.clear()
            self._round_began = time.monotonic()
            pause = await self._once(work)
            self._round_began = None
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(max(0.0, min(pause, self._idle))):
                    await self._woken.wait()

    async def _once(self, work: Work) -> float:
        try:
            async with asyncio.timeout(self.longest_run) as deadline:
                wanted = await work()
        except asyncio.CancelledError:
            if _told_to_end():
                raise
            # Something awaited in there was cancelled, which ends this task just as if it had been meant.
            log.exception("%s was broken off and goes on", self.name)
            return AFTER_ERROR
        except LatchkeyError as error:
            # In a sentence, and not every five seconds the same one.
            if str(error) != self._said:
                log.error("%s failed and goes on: %s", self.name, error)
            self._said = str(error)
            return AFTER_ERROR
        except Exception:
            if deadline.expired():
                log.exception("%s hung for %g s and goes on", self.name, self.longest_run)
                return AFTER_ERROR
            # Whatever it is, the next round comes; a pump that dies silently would be worse.
            log.exception("%s failed and goes on", self.name)
            return AFTER_ERROR
        self._said = None
        return self._idle if wanted is None else wanted


def _told_to_end() -> bool:
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
