"""Too many clips at once: told once when it starts and once when it ends, and looked at coarsely meanwhile.

Rings come first, then the newest motion, always. Where many wait, motion that has waited for a while is
looked at on few frames; where far too many do, the oldest motion is told without having been looked at.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import timedelta

from bot.failed_words import TOO_MANY
from bot.outages import Outage
from bot.texts import plain
from pipeline.ports import Clock
from pipeline.types import EventKind, PendingEvent
from storage.events import Events
from storage.queue import MOST_WAITING

log = logging.getLogger(__name__)

MANY, FEW = 20, 5
"""Live events that wait: where it starts, and where it ends."""

FRESH = timedelta(minutes=1)
"""Motion that has waited for less is looked at as ever."""


class Backlog:
    """`given_up` hears of those that are not looked at, by their ids."""

    def __init__(
        self, events: Events, clock: Clock, trouble: Outage, given_up: Callable[[Iterable[int]], None]
    ) -> None:
        self._events, self._clock, self._trouble, self._given_up = events, clock, trouble, given_up

    async def look(self) -> None:
        """At how many wait."""
        waiting = await self._events.crowd(self._clock.now())
        if waiting > MANY:
            await self._trouble.failed(lambda: plain("supervision-queue-many"), certain=True)
        elif waiting <= FEW:
            await self._trouble.worked()
        if waiting > MOST_WAITING:
            given_up = await self._events.give_up_beyond(MOST_WAITING, TOO_MANY, self._clock.now())
            self._given_up(given_up)
            log.warning("%d clips wait: %d of the oldest are not looked at", waiting, len(given_up))

    @property
    def crowded(self) -> bool:
        """Many wait, and that was told."""
        return self._trouble.reason is not None

    def coarse(self, event: PendingEvent) -> bool:
        """Whether this one is looked at on few frames."""
        waited = self._clock.now() - event.created_at
        rang = event.recording.kind is EventKind.DING
        return self.crowded and not rang and waited >= FRESH
