"""This machine's clock, watched by one that nobody sets: a Pi without a battery starts hours behind, and NTP
puts it right in one jump.

Spans go on as they were; what was put off by a clock that ran ahead is due; times of day stay as they are.
What has run out by the clock as it was stays over.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from apscheduler.job import Job
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger
from telegram.ext import JobQueue

from pipeline.elapsed import elapsed
from pipeline.ports import Clock
from storage.lapses import Lapses
from storage.waits import Waits

log = logging.getLogger(__name__)

EVERY = 1.0
"""Seconds between two looks."""

JUMP = timedelta(seconds=20)
"""Less is nothing that anybody would notice."""


class ClockWatch:
    """`look` is run by one pump; `jumped` is told by how much the clock was put on."""

    def __init__(
        self,
        clock: Clock,
        waits: Waits,
        lapses: Lapses,
        jobs: JobQueue[Any],
        jumped: Callable[[timedelta], None],
        elapsed: Callable[[], float] = elapsed,
    ) -> None:
        self._clock, self._waits, self._lapses, self._jobs = clock, waits, lapses, jobs
        self._tell, self._elapsed = jumped, elapsed
        self._wall, self._at = clock.now(), elapsed()
        self._owed = timedelta(0)
        """By how much the store is still to be put right."""
        self._to_pull = True
        self._latest = self._wall
        """The latest time it was since the store last closed what has run out."""

    async def look(self) -> float:
        wall, at = self._clock.now(), self._elapsed()
        jump = (wall - self._wall) - timedelta(seconds=at - self._at)
        jumped = abs(jump) >= JUMP
        self._wall, self._at = wall, at
        self._latest = max(self._latest, wall - jump if jumped else wall)
        if jumped:
            way = "on" if jump > timedelta(0) else "back"
            log.warning("this machine's clock was put %s by %s", way, abs(jump))
            move_jobs(self._jobs, jump)
            self._owed, self._to_pull = self._owed + jump, True
            self._tell(jump)
        await self._put_right(wall)
        return EVERY

    async def _put_right(self, now: datetime) -> None:
        """What the store does not take now is made up for with the next look."""
        # First, by the clock as it was before the jump.
        await self._lapses.close(self._latest)
        self._latest = now
        if self._owed:
            await self._waits.shift(now, self._owed)
            self._owed = timedelta(0)
        if self._to_pull:
            # Also at the start: the run before may have had another clock.
            await self._waits.pull_in(now)
            self._to_pull = False


def move_jobs(jobs: JobQueue[Any], jump: timedelta) -> None:
    """The job queue goes by this machine's clock: put back by hours, it would do nothing for hours."""
    for job in jobs.scheduler.get_jobs():
        if isinstance(job.trigger, CronTrigger):
            job.reschedule(job.trigger)
        elif job.next_run_time is not None:
            job.modify(next_run_time=_moved(job, jump))


def _moved(job: Job, jump: timedelta) -> datetime:
    """What has run since the clock was set, before that was noticed, goes by the new one already: put on by
    the same hours once more it would not run for so long. Nothing waits longer than from one run to the next.
    """
    moved: datetime = job.next_run_time + jump
    if not isinstance(job.trigger, IntervalTrigger):
        return moved
    now = datetime.now(UTC)
    # Nor does it begin in the past: the scheduler would go through each run since.
    latest: datetime = now + job.trigger.interval
    return max(now, min(moved, latest))
