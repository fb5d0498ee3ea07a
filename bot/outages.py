"""An outage is told once when it starts and once when it ends, in the log and to the owner."""

from __future__ import annotations

import logging
import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.owner import Owner
from pipeline.ports import Clock

log = logging.getLogger(__name__)

LONGEST_PAUSE = 15.0
"""Seconds."""


@dataclass(slots=True)
class Outage:
    """One cloud's trouble. `reason` is None while all is well; `owner` None: the log alone tells of it."""

    what: str
    clock: Clock
    owner: Owner | None
    patience: int = 2
    """Failures in a row before it is told: one lost answer is no outage."""
    reason: str | None = None
    since: datetime | None = None
    failures: int = 0
    last_success: datetime | None = None
    last_failure: datetime | None = None
    not_before: datetime | None = None
    settled: bool = False
    """Nothing is open: not known at the start, since the run before may have ended amid an outage."""

    async def failed(self, reason: str, *, certain: bool = False, retry_after: float | None = None) -> None:
        """`certain`: no second try will help, so it is told at once."""
        self.failures += 1
        self.last_failure = self.clock.now()
        self.not_before = self.clock.now() + self._pause(retry_after)
        if self.reason == reason or (self.failures < self.patience and not certain):
            return
        self.since = self.since or self.clock.now()
        self.reason = reason
        log.error("%s: %s", self.what, reason)
        if self.owner is not None:
            await self.owner.outage(self.what, f"⚠️ {self.what}: {reason}")

    async def worked(self) -> None:
        self.last_success = self.clock.now()
        self.failures, self.not_before = 0, None
        if self.reason is not None:
            log.info("%s: all is well again", self.what)
            self.reason, self.since, self.settled = None, None, False
        if not self.settled and self.owner is not None:
            await self.owner.outage_over(self.what, f"✅ {self.what}: all is well again.")
        self.settled = True

    @property
    def resting(self) -> bool:
        """Whether it is too early for another try."""
        return self.not_before is not None and self.clock.now() < self.not_before

    def _pause(self, retry_after: float | None) -> timedelta:
        """Doubling from 1 s to 15 s, with jitter so that many houses do not come back in step.

        Longer only where a wait was asked for: somebody may be standing at the door.
        """
        backoff = min(LONGEST_PAUSE, 2.0 ** min(self.failures - 1, 6))
        return timedelta(seconds=max(retry_after or 0.0, backoff * random.uniform(0.75, 1.25)))
