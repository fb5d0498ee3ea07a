"""The door's rows of `latchkey bench`: measured from outside, on the real bot."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.door_bench import door_rows
from pipeline.bench.row import Bench


@pytest.mark.slow
def test_both_ways_are_measured(tmp_path: Path) -> None:
    ready, photo = door_rows(Bench(tmp_path / "models", tmp_path, clip_seconds=1))
    assert ready.value is not None
    assert ready.value > 0
    assert photo.value is not None
    assert photo.value > 0
