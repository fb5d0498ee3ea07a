"""With which eyes the bot sees: said at the start, and when it changes."""

from __future__ import annotations

import logging

from bot.owner import Owner
from bot.texts import say
from pipeline.pool import Pool, PoolState

log = logging.getLogger(__name__)

LOOK_AGAIN = 30.0
"""Seconds."""

POORER_MODE = "People are found by their faces alone: the person detector cannot be used."


class Eyes:
    """`look` is run by a pump; it waits until the models are loaded."""

    def __init__(self, pool: Pool, owner: Owner) -> None:
        self._pool, self._owner = pool, owner
        self._said: tuple[str, bool] | None = None

    async def look(self) -> float | None:
        state = await self._pool.ready()
        if self._said != (state.detector, state.poorer):
            self._said = (state.detector, state.poorer)
            await self._say(state)
        return LOOK_AGAIN

    async def _say(self, state: PoolState) -> None:
        if state.no_liveness:
            log.warning("nobody can be proven alive, so no face opens the door: %s", state.no_liveness)
        if not state.poorer:
            log.info("people are found by %s%s", state.detector, f" ({state.why})" if state.why else "")
            return
        log.warning("poorer mode: %s %s", POORER_MODE, state.why)
        await self._owner.tell(lambda: say("outage-poorer", reason=state.why or ""))
