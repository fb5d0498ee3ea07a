"""Repeated jobs, where the machine's clock is put on by years."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.steady import Steady

NOON = datetime(2026, 2, 25, 12, tzinfo=UTC)


def runs(trigger: Steady, first: datetime, now: datetime) -> list[datetime]:
    """As APScheduler's jobs count them, but not for ever."""
    due: datetime | None = first
    found: list[datetime] = []
    while due is not None and due <= now and len(found) < 10:
        found.append(due)
        due = trigger.get_next_fire_time(due, now)
    return found


@pytest.mark.parametrize("behind", [timedelta(seconds=2), timedelta(hours=3), timedelta(days=3650)])
def test_what_was_missed_counts_once(behind: timedelta) -> None:
    trigger = Steady(seconds=1, start_date=NOON, timezone=UTC)
    missed = runs(trigger, NOON, NOON + behind)
    assert missed == [NOON, NOON + behind]


def test_in_time_it_runs_as_ever() -> None:
    trigger = Steady(seconds=10, start_date=NOON, timezone=UTC)
    assert trigger.get_next_fire_time(None, NOON) == NOON
    for late in (0, 3, 9.9):
        now = NOON + timedelta(seconds=late)
        assert trigger.get_next_fire_time(NOON, now) == NOON + timedelta(seconds=10)
    assert runs(trigger, NOON, NOON + timedelta(seconds=10)) == [NOON, NOON + timedelta(seconds=10)]
