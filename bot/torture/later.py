"""`python -m bot.torture.later FILE run`: the real `latchkey run`, to which a week passes in minutes.

FILE holds the seconds that the bot's clock is ahead of this machine's; the soak puts it forward, as a machine
that slept finds it on waking. Jobs that come every ten minutes or more come oftener, by the factor of
FILE.rate. Nothing else differs, and nothing of this is in the bot: whoever could move its clock could more.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from telegram.ext import JobQueue

LONG_SECONDS = 600.0


def ahead(file: Path) -> timedelta:
    return timedelta(seconds=float(file.read_text()))


def put_forward(file: Path, seconds: float) -> None:
    """Whole or not at all, for whoever reads it."""
    part = file.with_suffix(".part")
    part.write_text(str(seconds))
    part.replace(file)


def hurried(interval: float | timedelta, rate: float) -> float:
    """Seconds between two runs of a job."""
    seconds = interval.total_seconds() if isinstance(interval, timedelta) else float(interval)
    return seconds if seconds < LONG_SECONDS else seconds / rate


def change_clock(file: Path, rate: float) -> None:
    from bot import clock_watch
    from bot.services import SystemClock

    def now(_self: SystemClock) -> datetime:
        return datetime.now(UTC) + ahead(file)

    usual = JobQueue.run_repeating

    def run_repeating(queue: Any, callback: Any, interval: Any, *args: Any, **more: Any) -> Any:
        return usual(queue, callback, hurried(interval, rate), *args, **more)

    def run_daily(queue: Any, callback: Any, _time: Any, _days: Any = None, **more: Any) -> Any:
        return usual(queue, callback, timedelta(days=1).total_seconds() / rate, **more)

    setattr(SystemClock, "now", now)  # noqa: B010 - it is not ours to change, and types say so
    # The job queue goes by this machine's own clock, which nobody has put on.
    setattr(clock_watch, "move_jobs", lambda _jobs, _jump: None)  # noqa: B010
    setattr(JobQueue, "run_repeating", run_repeating)  # noqa: B010
    setattr(JobQueue, "run_daily", run_daily)  # noqa: B010


if __name__ == "__main__":
    from bot.cli import main

    clock = Path(sys.argv[1])
    change_clock(clock, float(clock.with_suffix(".rate").read_text()))
    sys.exit(main(sys.argv[2:]))
