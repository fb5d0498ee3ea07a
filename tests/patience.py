"""How long a test waits for what has to come.

Waiting costs nothing where it comes at once, and on a busy machine everything may take long: a limit is
there for what hangs alone. It is below the one at which pytest ends the whole run.
"""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Awaitable, Callable
from typing import TypeVar, overload

from deploy.sandbox.telegram.people import PATIENCE

__all__ = ["PATIENCE", "until"]

Answer = TypeVar("Answer")


@overload
async def until(what: Callable[[], Awaitable[Answer]], within: float = PATIENCE) -> Answer: ...
@overload
async def until(what: Callable[[], Answer], within: float = PATIENCE) -> Answer: ...
async def until(what: Callable[[], object], within: float = PATIENCE) -> object:
    """What is asked again and again, since it has no event to wait for: the first answer that is true.

    Raises TimeoutError after `within` seconds.
    """
    async with asyncio.timeout(within):
        while not (answer := await _answer(what)):  # noqa: ASYNC110 - that is what it is for
            await asyncio.sleep(0.02)
        return answer


async def _answer(what: Callable[[], object]) -> object:
    answer = what()
    return await answer if inspect.isawaitable(answer) else answer
