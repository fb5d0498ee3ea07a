"""With which eyes the bot sees: said at the start, and when it changes."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from bot.eye_words import because
from bot.owner import Owner
from bot.texts import say
from pipeline.pool import PoolState

log = logging.getLogger(__name__)

LOOK_AGAIN = 30.0
"""Seconds."""

POORER_MODE = "People are found by their faces alone: the person detector cannot be used."


ABOUT = "the person detector"
"""What the store knows it by: it is told once, however often the bot starts, and its end once."""


class Eyes:
    """`look` is run by a pump. `ready` returns once the models are loaded."""

    def __init__(self, ready: Callable[[], Awaitable[PoolState]], owner: Owner) -> None:
        self._ready, self._owner = ready, owner
        self._said: tuple[str, bool] | None = None

    async def look(self) -> float | None:
        state = await self._ready()
        if self._said != (state.detector, state.poorer):
            self._said = (state.detector, state.poorer)
            await self._say(state)
        return LOOK_AGAIN

    async def _say(self, state: PoolState) -> None:
        if state.no_liveness:
            log.warning("nobody can be proven alive, so no face opens the door: %s", state.no_liveness)
        if not state.poorer:
            log.info("people are found by %s%s", state.detector, f" ({state.why})" if state.why else "")
            await self._owner.outage_over(ABOUT, lambda: say("outage-poorer-ends"))
            return
        log.warning("poorer mode: %s %s", POORER_MODE, state.why)
        await self._owner.outage(ABOUT, lambda: say("outage-poorer", reason=because(state.because)))
