"""Where Telegram asks to wait or fails, who is being answered waits a moment, and nobody else with them.

PTB's own limiter would hold back every other call meanwhile. What is told without being asked for is not
waited for here: the outbox postpones it. What may have arrived is not said again, but for what is the same
said twice.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine
from contextvars import ContextVar
from datetime import timedelta
from typing import Any

from telegram.error import RetryAfter, TelegramError
from telegram.ext import AIORateLimiter

from bot.arrival import may_have_arrived
from bot.log_noise import is_away
from pipeline.jitter import later

log = logging.getLogger(__name__)

Json = dict[str, Any]

answering: ContextVar[bool] = ContextVar("answering", default=False)
"""Whether this task answers an update."""

LONGEST = 5.0
"""Seconds. Nobody waits longer for an answer without being told why."""

PAUSES = (0.5, 1.0)
"""Seconds before it is tried again where Telegram failed or was not to be reached."""

STREAMED = ("sendVideo",)
"""These are read as they leave: there is nothing left to send again."""


class Limiter(AIORateLimiter):
    def __init__(self, group_max_rate: float = 20, group_time_period: float = 60) -> None:
        """As AIORateLimiter, without retries of its own: one of them would hold back every other call."""
        super().__init__(max_retries=0, group_max_rate=group_max_rate, group_time_period=group_time_period)

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, bool | Json | list[Json]]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> bool | Json | list[Json]:
        began = time.monotonic()
        for planned in (*map(_never_in_step, PAUSES), None):
            try:
                return await super().process_request(callback, args, kwargs, endpoint, data, rate_limit_args)
            except TelegramError as error:
                pause = _pause(error, planned, endpoint, time.monotonic() - began)
                if pause is None:
                    raise
                log.info("%s is tried again in %.1f s: %s", endpoint, pause, error)
                await asyncio.sleep(pause)
        raise AssertionError("the last try returns or raises")


def _never_in_step(pause: float) -> float:
    return later(timedelta(seconds=pause)).total_seconds()


def _pause(error: TelegramError, planned: float | None, endpoint: str, tried: float) -> float | None:
    """Seconds until the same is said again; None: it is not. `tried` so many seconds by now."""
    if planned is None or not answering.get() or endpoint in STREAMED:
        return None
    if isinstance(error, RetryAfter):
        return seconds(error) if seconds(error) <= LONGEST else None
    if not is_away(error) or tried + planned > LONGEST:
        return None
    return None if may_have_arrived(error) and not _is_the_same_twice(endpoint) else planned


def _is_the_same_twice(endpoint: str) -> bool:
    """That it is "not modified" is no trouble to whoever edits (bot/editing.py)."""
    return endpoint.startswith("edit") or endpoint == "answerCallbackQuery"


def seconds(error: RetryAfter) -> float:
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
