"""Blind: no camera's history was read for ten minutes, whatever the reason.

Mostly the reason is an outage that was told at its start. Then this is more of that very outage, and not a
second one: one message more says since when nothing is seen, and one says that both are over.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta, tzinfo

from bot.health import alarm_words as words
from bot.outages import Outage
from pipeline.ports import Clock
from storage.metrics import Metric, Metrics

ABOUT = "Eyes"
BLIND = 600.0
"""Seconds."""


class Blindness:
    """`causes`: outages that may explain it; the first that is open is told on with it. `own`: none does.

    `after` so many seconds.
    """

    def __init__(
        self, causes: Sequence[Outage], own: Outage, clock: Clock, zone: tzinfo, after: float = BLIND
    ) -> None:
        self._causes, self._own, self._clock, self._zone, self._after = causes, own, clock, zone, after
        self._read_before: datetime | None = None
        self._told_with: Outage | None = None
        self.since: datetime | None = None
        """None: it sees."""

    async def resume(self, metrics: Metrics) -> None:
        """When the run before last read anything; what it told of being blind is not told again."""
        newest = await metrics.newest(Metric.HISTORY_AGE, self._clock.now())
        if newest is None:
            return
        at, age = newest
        self._read_before = since = at - timedelta(seconds=age)
        if age >= self._after:
            self.since = since
            for outage in (*self._causes, self._own):
                outage.further, outage.afterwards = self._further(since), self._afterwards(since)
            self._own.further = None

    async def judge(self, age: float, ever: bool) -> None:
        """`age`: seconds since a history was read, or since the start where this run has not (`ever`)."""
        if age >= self._after:
            await self._is_blind(self.since or self._last_read(age, ever))
        elif ever and (self.since is not None or not self._own.settled):
            await self._sees()

    def age(self, age: float, ever: bool) -> float:
        """As it is kept in the ring: a restart does not make it young."""
        return (self._clock.now() - self._last_read(age, ever)).total_seconds()

    def _last_read(self, age: float, ever: bool) -> datetime:
        began = self._clock.now() - timedelta(seconds=age)
        return began if ever or self._read_before is None else min(began, self._read_before)

    async def _is_blind(self, since: datetime) -> None:
        cause = next((one for one in self._causes if one.reason is not None), self._own)
        if not self._is_told_with(cause):
            self._told_with = None
            if await self._told(cause, since):
                self._told_with = cause
        self.since = since

    def _is_told_with(self, cause: Outage) -> bool:
        """What a cause was told with ends with it, also where it has begun anew since."""
        return cause is self._told_with and (cause is self._own or cause.further is not None)

    async def _told(self, cause: Outage, since: datetime) -> bool:
        """False where the cause has just ended: the next look finds another, or the same begun anew."""
        if cause is not self._own:
            return await cause.adds(self._further(since), self._afterwards(since))
        self._own.afterwards = self._afterwards(since)
        await self._own.failed(self._further(since), certain=True)
        return True

    async def _sees(self) -> None:
        # The cause, where there is one, has told its end with the very reading that ended this.
        await self._own.worked()
        for outage in self._causes:
            outage.further = outage.afterwards = None
        self.since, self._told_with = None, None

    def _further(self, since: datetime) -> Callable[[], str]:
        return lambda: words.blind(since, self._zone)

    def _afterwards(self, since: datetime) -> Callable[[], str]:
        return lambda: words.was_blind(since, self._clock.now(), self._zone)
