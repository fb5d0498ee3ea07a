"""The clock is set, and the job queue runs before anybody notices: no job waits for hours because of that."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from apscheduler.schedulers.base import BaseScheduler
from apscheduler.triggers.date import DateTrigger
from apscheduler.triggers.interval import IntervalTrigger
from telegram.ext import JobQueue

from bot.clock_watch import move_jobs

HOURS, EVERY = timedelta(hours=3), timedelta(seconds=3)


def nothing() -> None:
    """Is never run here."""


@pytest.mark.parametrize("jump", [HOURS, -HOURS])
def test_a_repeated_job_comes_within_its_interval(jump: timedelta) -> None:
    jobs: JobQueue[Any] = JobQueue()
    scheduler: BaseScheduler = jobs.scheduler
    now = datetime.now(UTC)
    by_the_new_clock, by_the_old_one = now + EVERY, now - jump + EVERY / 2
    ran = scheduler.add_job(nothing, IntervalTrigger(seconds=3), next_run_time=by_the_new_clock)
    waits = scheduler.add_job(nothing, IntervalTrigger(seconds=3), next_run_time=by_the_old_one)
    once = scheduler.add_job(nothing, DateTrigger(now), next_run_time=by_the_old_one)
    move_jobs(jobs, jump)
    latest = datetime.now(UTC) + EVERY
    assert ran.next_run_time <= latest
    assert waits.next_run_time == once.next_run_time == now + EVERY / 2
