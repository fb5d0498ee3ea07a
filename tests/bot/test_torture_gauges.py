"""What a week may leave behind: the second quarter against the last."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest

from bot.torture.gauges import GAUGES, Sample, growth, sample
from bot.torture.later import ahead, hurried, put_forward

STEADY: Sample = (150.0, 400.0, 4.0, 48.0, 18.0, 4.0, 0.0, 0.0)


def grown(place: int, by: float) -> list[Sample]:
    """Forty samples of which one gauge grows all the time."""
    return [
        tuple(value + (by * number / 40 if at == place else 0) for at, value in enumerate(STEADY))
        for number in range(40)
    ]


def test_what_stays_as_it_is_holds() -> None:
    findings = growth(grown(0, 0))
    assert [finding.holds for finding in findings] == [True] * len(GAUGES)


@pytest.mark.parametrize(
    ("place", "by"), [(0, 60), (1, 250), (2, 5), (3, 20), (4, 10), (5, 12), (6, 20), (7, 20)]
)
def test_what_grows_is_seen(place: int, by: float) -> None:
    wrong = [finding.name for finding in growth(grown(place, by)) if not finding.holds]
    assert wrong == [f"no growth: {GAUGES[place].name}"]


def test_the_beginning_is_for_warming_up() -> None:
    cold = [tuple(value / 2 for value in STEADY)] * 10
    assert all(finding.holds for finding in growth([*cold, *grown(0, 0)[:30]]))


def test_too_few_to_judge_by() -> None:
    assert [finding.holds for finding in growth(grown(0, 0)[:3])] == [False]


def test_a_process_is_read(tmp_path: Path) -> None:
    store, temporary = tmp_path / "events.db", tmp_path / "tmp"
    temporary.mkdir()
    (temporary / "clip.mp4").write_bytes(bytes(2**20))
    (tmp_path / "events.db-wal").write_bytes(bytes(2**21))
    read = sample(os.getpid(), store, temporary)
    assert read is not None
    assert read[0] > 10
    assert read[3] > 2
    assert read[4] >= 1
    assert read[5:] == (2.0, 1.0, 1.0)
    assert sample(2**22 + 1, store, temporary) is None


def test_the_clock_of_the_soak(tmp_path: Path) -> None:
    put_forward(tmp_path / "clock", 43200)
    assert ahead(tmp_path / "clock") == timedelta(hours=12)


def test_rare_jobs_come_oftener_and_frequent_ones_do_not() -> None:
    assert hurried(timedelta(days=1), 1440) == 60
    assert hurried(3600, 1440) == 2.5
    assert hurried(30, 1440) == 30
