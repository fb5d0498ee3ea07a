"""The benchmark measures what it says; how fast this machine is, no test asserts."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.benchmarks import Bench, Row, clip_rows, frame_rows, pool_rows


@pytest.fixture(scope="module")
def one_second(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """No models; a clip is made once."""
    folder = tmp_path_factory.mktemp("bench")
    return Bench(folder / "models", folder, clip_seconds=1)


def test_a_frame_is_compared_with_the_bare_network(models_dir: Path, tmp_path: Path) -> None:
    rows = {row.name: row for row in frame_rows(Bench(models_dir, tmp_path, turns=3))}
    for name in ("frame, yolov8n at 320x192", "frame, yolov8n_320 at 320x320"):
        ours, bare = rows[f"{name}: ours"].value, rows[f"{name}: bare ncnn"].value
        assert ours is not None
        assert bare is not None
        assert rows[name].value == pytest.approx(ours / bare)
        assert (rows[name].unit, rows[name].bound) == ("x bare", 1.15)


def test_without_a_model_a_frame_is_not_measured_and_says_why(tmp_path: Path) -> None:
    (row,) = frame_rows(Bench(tmp_path, tmp_path))
    assert row.value is None
    assert "no detector" in row.note


def test_a_clip_counts_only_when_it_is_decided_rightly(one_second: Bench) -> None:
    rows = list(clip_rows(one_second))
    assert [row.name for row in rows] == [
        "clip, 1 s 1080p, a keyframe every 4 s",
        "clip, 1 s 1080p, a single keyframe",
    ]
    assert all(row.note.startswith("decided rightly") and row.note.endswith("no detector") for row in rows)


def test_the_pools_start_and_a_workers_memory(one_second: Bench) -> None:
    start, memory = pool_rows(one_second)
    assert start.value is not None
    assert start.value > 0
    assert isinstance(memory, Row)
    assert memory.value is None or 100 < memory.value < 1000
