"""What is repeated, also after the machine's clock was put on by years."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from apscheduler.triggers.interval import IntervalTrigger
from telegram.ext import JobQueue

Callback: TypeAlias = Callable[[Any], Coroutine[Any, Any, None]]

# A job that is late because the loop was busy is run late, not dropped.
PATIENT = {"misfire_grace_time": None, "coalesce": True}


class Steady(IntervalTrigger):  # type: ignore[misc]
    """What was missed counts once. The scheduler goes through each run that a clock put on has left out:
    for a poll of every second and a year these are 31 million, and the bot stands still meanwhile.
    """

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime | None:
        following: datetime | None = super().get_next_fire_time(previous_fire_time, now)
        if previous_fire_time is None or following is None or following > now:
            return following
        latest: datetime = following + (now - following) // self.interval * self.interval
        return latest


def steadily(
    queue: JobQueue[Any],
    callback: Callback,
    every: float | timedelta,
    *,
    name: str,
    first: float | None = None,
) -> None:
    """As JobQueue.run_repeating."""
    job = queue.run_repeating(callback, every, first, name=name, job_kwargs=PATIENT).job
    usual = job.trigger
    seconds = usual.interval.total_seconds()
    job.modify(trigger=Steady(seconds=seconds, start_date=usual.start_date, timezone=usual.timezone))
