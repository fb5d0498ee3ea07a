"""One look at everything: what many looks come to, whose clock is wrong, how long frames take."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.health.frames import FRESH, Frames
from bot.health.picture import ticks_of
from bot.health.pulse import Pulse
from bot.health.vitals import folded, skew
from storage.metrics import Metric

NOON = datetime(2026, 2, 25, 12, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")


def off(**span: float) -> datetime:
    return NOON + timedelta(**span)


@pytest.mark.parametrize(
    ("ring", "telegram", "ahead"),
    [
        (None, None, None),
        (off(seconds=-4), None, 4.0),
        (off(minutes=3), off(minutes=3, seconds=1), -180.0),
        # One of them is wrong, and not this machine.
        (off(hours=1), off(seconds=1), -1.0),
    ],
)
def test_the_nearest_of_the_clouds_tells_how_wrong_the_clock_is(
    ring: datetime | None, telegram: datetime | None, ahead: float | None
) -> None:
    assert skew(NOON, ring, telegram) == ahead


def test_a_round_has_of_loads_the_worst_of_ages_the_last_and_of_times_the_mean() -> None:
    looks = [
        {Metric.QUEUE: 0.0, Metric.HISTORY_AGE: 90.0, Metric.INFERENCE: 10.0, Metric.THROTTLED: 1.0},
        {Metric.QUEUE: 7.0, Metric.HISTORY_AGE: 1.0, Metric.INFERENCE: 20.0, Metric.THROTTLED: 4.0},
        {Metric.QUEUE: 2.0, Metric.HISTORY_AGE: 2.0},
    ]
    assert folded(looks) == {
        Metric.QUEUE: 7,
        Metric.HISTORY_AGE: 2,
        Metric.INFERENCE: 15,
        Metric.THROTTLED: 5,
    }


def test_frames_are_averaged_over_ten_clips_of_late() -> None:
    now = [0.0]
    frames = Frames(lambda: now[0])
    for frame_ms in (900, 900):
        frames.looked(frame_ms)
    assert frames.average is None
    frames.looked(900)
    assert frames.average == 900
    for _ in range(10):
        frames.looked(20)
    assert frames.average == 20
    assert frames.taken() == pytest.approx((3 * 900 + 10 * 20) / 13)
    assert frames.taken() is None
    now[0] = FRESH + 1
    assert frames.average is None


def test_polls_are_held_against_their_schedule() -> None:
    now = [0.0]
    pulse = Pulse(3, lambda: now[0])
    for moment in (10, 13, 16.2, 18.95):
        now[0] = moment
        pulse.beat()
    assert pulse.taken() == pytest.approx(250)
    assert pulse.taken() is None


@pytest.mark.parametrize(
    ("days", "now", "labels"),
    [
        (1, NOON, ["16:00", "20:00", "00:00", "04:00", "08:00", "12:00"]),
        # The hour from two to three is left out in that night.
        (1, datetime(2026, 3, 29, 12, tzinfo=UTC), ["16:00", "20:00", "00:00", "04:00", "08:00", "12:00"]),
        (7, NOON, ["Thu 19", "Fri 20", "Sat 21", "Sun 22", "Mon 23", "Tue 24", "Wed 25"]),
    ],
)
def test_a_chart_is_marked_by_the_households_clock(days: int, now: datetime, labels: list[str]) -> None:
    ticks = ticks_of(days, now - timedelta(days=days), now, BERLIN)
    assert [label for _, label in ticks] == labels
    assert all(f"{datetime.fromtimestamp(at, BERLIN):%M}" == "00" for at, _ in ticks)
