"""PTB's application from its first step to its last.

PTB's `run_polling` ends a start that is under way from outside of the loop, by closing its coroutine: one
that awaits Telegram just then cannot be closed so, and the process would fail. Here it is a task that is
cancelled.
"""

from __future__ import annotations

import asyncio
import itertools
import logging
from collections.abc import Callable
from datetime import timedelta

from telegram.error import InvalidToken, RetryAfter, TelegramError

from bot.context import App
from bot.flood import seconds
from bot.routes import KINDS
from pipeline.jitter import backoff, later

log = logging.getLogger(__name__)

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0
"""Seconds between two tries to reach Telegram at the start."""


async def live(application: App, ending: asyncio.Event, stopping: Callable[[], None]) -> None:
    """Until `ending` is set, be it amid the start. What was opened is closed, whatever happens.

    `stopping` is called first: from then on what ends is meant to.
    """
    starting = asyncio.create_task(begin(application), name="starting")
    told = asyncio.create_task(ending.wait(), name="told to end")
    try:
        await asyncio.wait([starting, told], return_when=asyncio.FIRST_COMPLETED)
        if starting.done():
            starting.result()
            await told
    finally:
        stopping()
        await _break_off(starting)
        told.cancel()
        await end(application)


async def begin(application: App) -> None:
    """Retried for ever: after a power cut the router is often slower than the bot."""

    def failed(error: TelegramError) -> None:
        application.create_task(application.process_error(error=error, update=None))

    assert application.updater is not None
    await _initialize(application)
    if application.post_init is not None:
        await application.post_init(application)
    await application.updater.start_polling(
        allowed_updates=KINDS, bootstrap_retries=-1, error_callback=failed
    )
    await application.start()


async def _initialize(application: App) -> None:
    for failures in itertools.count():
        try:
            return await application.initialize()
        except InvalidToken:
            raise
        except TelegramError as error:
            # That Telegram is away is said by the application, once.
            await asyncio.sleep(_pause(error, failures).total_seconds())


def _pause(error: TelegramError, failures: int) -> timedelta:
    if isinstance(error, RetryAfter):
        return later(timedelta(seconds=seconds(error)))
    return backoff(failures, FIRST_PAUSE, LONGEST_PAUSE, 1.5)


async def end(application: App) -> None:
    """As far as it had begun."""
    if application.updater is not None and application.updater.running:
        await application.updater.stop()
    if application.running:
        await application.stop()
        if application.post_stop is not None:
            await application.post_stop(application)
    await application.shutdown()
    if application.post_shutdown is not None:
        await application.post_shutdown(application)


async def _break_off(starting: asyncio.Task[None]) -> None:
    if starting.done():
        return
    starting.cancel()
    await asyncio.wait([starting])
    if not starting.cancelled() and (error := starting.exception()) is not None:
        log.error("ending amid the start, which failed: %s", error)
