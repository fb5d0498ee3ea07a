"""A deadline for what the job queue runs again and again."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any, TypeAlias

from bot.context import Context

log = logging.getLogger(__name__)

JOB_SECONDS = 300.0
"""What any of them may take; each cloud that it asks has a shorter deadline of its own."""

Job: TypeAlias = Callable[[Context], Coroutine[Any, Any, None]]


def bounded(job: Job) -> Job:
    """One that hangs is broken off and says so: its next run would wait for it for ever."""

    @wraps(job)
    async def run(context: Context) -> None:
        try:
            async with asyncio.timeout(JOB_SECONDS) as deadline:
                await job(context)
        except TimeoutError:
            if not deadline.expired():
                raise
            log.error("the job %s hung for %g s and was broken off", job.__name__, JOB_SECONDS)

    return run
