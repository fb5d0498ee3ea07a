"""/quiet understands days and hours as people type them, in English and German."""

from __future__ import annotations

from datetime import time

import pytest

from bot.quiet_wish import quiet_wish
from storage.quiet_hours import Span


def span(starts: str, ends: str) -> Span:
    return Span(time.fromisoformat(starts), time.fromisoformat(ends))


NIGHT = span("22:00", "06:30")


@pytest.mark.parametrize(
    ("typed", "days", "hours"),
    [
        ("weekdays 22:00-6:30", range(5), NIGHT),
        ("Mon-Fri 22:00 - 06:30", range(5), NIGHT),
        ("monday to friday 22 to 6:30", range(5), NIGHT),
        ("22-6.30", range(7), NIGHT),
        ("every night 10pm-6:30am", range(7), NIGHT),
        ("sat sun 23-9", (5, 6), span("23:00", "09:00")),
        ("mon, wed and fri 13:00-15:00", (0, 2, 4), span("13:00", "15:00")),
        ("fri-mon 22-24", (0, 4, 5, 6), span("22:00", "00:00")),
        ("weekend all day", (5, 6), span("00:00", "00:00")),
        ("werktags 22:00-6:30", range(5), NIGHT),
        ("mo–fr 22 uhr bis 6:30 uhr", range(5), NIGHT),
        ("sonntag ganztags", (6,), span("00:00", "00:00")),
        ("sunday off", (6,), None),
        ("sa so aus", (5, 6), None),
        ("off", range(7), None),
    ],
)
def test_days_and_hours(typed: str, days: tuple[int, ...], hours: Span | None) -> None:
    assert quiet_wish(typed) == dict.fromkeys(days, hours)


@pytest.mark.parametrize(
    "typed",
    [
        "22",
        "25-7",
        "22:61-7",
        "13pm-2am",
        "-3h",
        "foo 22-7",
        "fri",
        "mon-foo 22-7",
        "1e9",
        "<b>",
        "2026-03-01",
    ],
)
def test_what_is_none_of_it(typed: str) -> None:
    assert quiet_wish(typed) is None
