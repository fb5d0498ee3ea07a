"""Events waiting to be analysed, worked off side by side, dings first."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable

from pipeline.ports import Clock
from pipeline.types import PendingEvent
from pipeline.watch import Watch
from storage.events import Events

log = logging.getLogger(__name__)

LOOK_AGAIN = 0.5
"""Seconds."""


class Workbench:
    """`take` is run by a pump; `places` events are under way at once (fetching costs no worker)."""

    def __init__(
        self, events: Events, watch: Watch, clock: Clock, places: int, wake: Callable[[], None]
    ) -> None:
        self._events, self._watch, self._clock, self._places, self._wake = events, watch, clock, places, wake
        self._under_way: dict[int, asyncio.Task[None]] = {}

    async def take(self) -> float | None:
        free = self._places - len(self._under_way)
        if free <= 0:
            return None
        due = await self._events.due(self._clock.now(), self._places + len(self._under_way))
        for event in [one for one in due if one.id not in self._under_way][:free]:
            self._begin(event)
        return await self._until_next()

    def _begin(self, event: PendingEvent) -> None:
        task = asyncio.create_task(self._watch.work(event), name=f"event {event.id}")
        self._under_way[event.id] = task
        task.add_done_callback(lambda done: self._done(event.id, done))

    def _done(self, event_id: int, task: asyncio.Task[None]) -> None:
        del self._under_way[event_id]
        if not task.cancelled() and (error := task.exception()):
            log.error("event %d is left for the next round", event_id, exc_info=error)
        self._wake()

    async def _until_next(self) -> float | None:
        if self._under_way:
            # Those under way count as due still; look again for new ones in a moment.
            return LOOK_AGAIN
        due = await self._events.next_due_at()
        return None if due is None else max(0.05, (due - self._clock.now()).total_seconds())

    async def stop(self) -> None:
        for task in tuple(self._under_way.values()):
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
