"""The door's and the loop's rows of `latchkey bench`: measured from outside, on the real bot."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.door_bench import door_rows
from bot.loop_bench import loop_rows
from pipeline.bench.row import Bench


@pytest.mark.slow
def test_both_ways_are_measured(tmp_path: Path) -> None:
    ready, photo = door_rows(Bench(tmp_path / "models", tmp_path, clip_seconds=1))
    assert ready.value is not None
    assert ready.value > 0
    assert photo.value is not None
    assert photo.value > 0


@pytest.mark.slow
def test_the_loop_is_measured_with_idle_and_with_busy_workers(tmp_path: Path) -> None:
    rows = list(loop_rows(Bench(tmp_path / "models", tmp_path, clip_seconds=8), seconds=4))
    assert [row.name.split(",")[1] for row in rows] == [
        " a command", " poll jitter", " a command", " poll jitter", " a write"
    ]  # fmt: skip
    assert all(row.value is not None and row.value > 0 and row.right for row in rows)
