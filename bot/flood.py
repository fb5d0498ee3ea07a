"""Telegram's "retry after": who is being answered waits a moment, and nobody else waits with them.

PTB's own limiter would hold back every other call meanwhile. What is told without being asked for is not
waited for here: the outbox postpones it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from contextvars import ContextVar
from datetime import timedelta
from typing import Any

from telegram.error import RetryAfter
from telegram.ext import AIORateLimiter

log = logging.getLogger(__name__)

Json = dict[str, Any]

answering: ContextVar[bool] = ContextVar("answering", default=False)
"""Whether this task answers an update."""

LONGEST = 5.0
"""Seconds. Nobody waits longer for an answer without being told why."""

TRIES = 3
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
        for tries_left in reversed(range(TRIES)):
            try:
                return await super().process_request(callback, args, kwargs, endpoint, data, rate_limit_args)
            except RetryAfter as error:
                pause = seconds(error)
                if not (tries_left and answering.get()) or pause > LONGEST or endpoint in STREAMED:
                    raise
                log.info("Telegram asks to wait %.0f s before %s", pause, endpoint)
                await asyncio.sleep(pause)
        raise AssertionError("the last try returns or raises")


def seconds(error: RetryAfter) -> float:
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
