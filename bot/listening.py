"""PTB's polling, looked after: whatever ends it is told, and it begins again."""

from __future__ import annotations

import asyncio
import itertools
import logging
from typing import Any

from telegram.ext import Updater

from pipeline.jitter import backoff

log = logging.getLogger(__name__)

POLLING = "Updater:start_polling:polling_task"
"""PTB's name for the task that fetches updates."""

LAST_LOOK = 3.0
"""Seconds for telling Telegram which updates were heard."""

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 60.0
"""Seconds before it begins again."""


class LastingUpdater(Updater):
    _watch: asyncio.Task[None] | None = None

    async def start_polling(self, *arguments: Any, **more: Any) -> asyncio.Queue[object]:
        queue = await super().start_polling(*arguments, **more)
        self._watch = asyncio.create_task(self._listen_on(), name="listening")
        return queue

    async def stop(self) -> None:
        """Whatever ended the polling, the bot's own ending goes on."""
        await self._watch_no_more()
        try:
            async with asyncio.timeout(LAST_LOOK):
                await super().stop()
        except Exception as error:
            log.error("the last look for updates failed: %s", error)

    async def _start_polling(self, *arguments: Any, **how: Any) -> None:
        # PTB's own stop and start would not do: a polling that failed cannot be stopped in order.
        self._how = {**how, "ready": None}
        await super()._start_polling(*arguments, **how)

    async def _listen_on(self) -> None:
        """Runs until it is cancelled."""
        for failures in itertools.count():
            log.error("the look for updates has ended (%s); it begins again", await _end_of_polling())
            await asyncio.sleep(backoff(failures, FIRST_PAUSE, LONGEST_PAUSE).total_seconds())
            try:
                await self._start_polling(**self._how)
            except Exception as error:
                log.error("the look for updates could not begin: %s", error)

    async def _watch_no_more(self) -> None:
        watch, self._watch = self._watch, None
        if watch is not None:
            watch.cancel()
            await asyncio.wait([watch])


async def _end_of_polling() -> str:
    """Waits for it; the cause."""
    polling = next((task for task in asyncio.all_tasks() if task.get_name() == POLLING), None)
    if polling is None:
        return "it did not begin"
    await asyncio.wait([polling])
    error = None if polling.cancelled() else polling.exception()
    return "nobody knows why" if error is None else f"{type(error).__name__}: {error}"
