"""Events waiting to be analysed, side by side, dings first; what is caught up, one by one behind them."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from bot.backlog import Backlog
from bot.health.cooling import Cooling
from bot.under_way import UnderWay
from pipeline.ports import Clock
from pipeline.types import EventKind, PendingEvent
from pipeline.watch import Watch
from storage.events import Events

LOOK_AGAIN = 0.5
"""Seconds."""

FOR_RINGS = 2
"""Places more, which motion never takes: its clips may be slow to come."""
SHORTLY = 0.1
BREATH = 1.0
"""Seconds between two that are caught up: nobody waits for them, and the machine has other things to do."""


class Workbench:
    """`take` is run by a pump; `places` events are under way at once (fetching costs no worker)."""

    def __init__(
        self,
        events: Events,
        watch: Watch,
        clock: Clock,
        places: int,
        wake: Callable[[], None],
        backlog: Backlog,
        cooling: Cooling,
    ) -> None:
        self._events, self._watch, self._clock, self._places = events, watch, clock, places
        self._backlog, self._cooling = backlog, cooling
        self._under_way: UnderWay[int] = UnderWay("event", wake)
        self._breathing_until = 0.0
        """By the monotonic clock."""

    async def take(self) -> float | None:
        # As it was before the store was read: one that ends meanwhile is still read as due.
        busy = self._under_way.keys
        if len(busy) >= self._places + FOR_RINGS:
            return None
        await self._backlog.look()
        due = await self._events.due(self._clock.now(), self._places + FOR_RINGS + len(busy))
        turn = self._turn([one for one in due if one.id not in busy])
        for event in self._cooling.allowed(turn, len(busy)):
            if self._has_place(event):
                self._under_way.begin(event.id, self._gently(event))
        return await self._until_next()

    def _has_place(self, event: PendingEvent) -> bool:
        rang = event.recording.kind is EventKind.DING
        return len(self._under_way) < self._places + (FOR_RINGS if rang else 0)

    def _turn(self, due: Sequence[PendingEvent]) -> Sequence[PendingEvent]:
        """What happens now; one that is caught up only while nothing of that is due or under way."""
        now = [event for event in due if not event.caught_up]
        if now or self._under_way or self._breath() > 0:
            return now
        return due[:1]

    def _breath(self) -> float:
        return self._breathing_until - time.monotonic()

    async def _gently(self, event: PendingEvent) -> None:
        try:
            await self._watch.work(event, coarse=self._backlog.coarse(event))
        finally:
            if event.caught_up:
                self._breathing_until = time.monotonic() + BREATH

    async def _until_next(self) -> float | None:
        if self._under_way or self._cooling.hot:
            # Those under way, or that wait for a rest to end, count as due still; look again in a moment.
            return LOOK_AGAIN
        due = await self._events.next_due_at()
        if due is None:
            return None
        # What happens now may be due sooner than the breath ends.
        pause = min(self._breath(), SHORTLY)
        return max(0.05, pause, (due - self._clock.now()).total_seconds())

    async def stop(self, grace_seconds: float = 0.0) -> None:
        """What is not done in that time stays as it is in the store: waiting, and due."""
        await self._under_way.stop(grace_seconds)
