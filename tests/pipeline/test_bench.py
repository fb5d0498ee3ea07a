"""The benchmark measures what it says; how fast this machine is, no test asserts."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest

from pipeline.bench.clip import clip_rows
from pipeline.bench.faces import face_rows
from pipeline.bench.frame import BARE, NCNN, PYTORCH, frame_rows
from pipeline.bench.machine import board, is_pi_4, peak_memory
from pipeline.bench.row import NOT_INSTALLED, Bench, Goal, Rival, Row
from pipeline.bench.turns import BLOCK, in_turns

without_ultralytics = pytest.mark.skipif(
    find_spec("ultralytics") is not None, reason="ultralytics is installed"
)


@pytest.fixture(scope="module")
def one_second(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """No models; the naive pipeline looks at two of its six frames."""
    folder = tmp_path_factory.mktemp("bench")
    return Bench(folder / "models", folder, turns=1, clip_seconds=1, naive_part=3)


@without_ultralytics
@pytest.mark.slow
def test_a_frame_is_compared_with_the_bare_network_and_with_ultralytics(
    models_dir: Path, tmp_path: Path
) -> None:
    rows = list(frame_rows(Bench(models_dir, tmp_path, turns=3)))
    own, others = rows[:2], rows[2:]
    assert [row.name.rsplit(",", 1)[0] for row in own] == [
        "frame yolov8n 320x192",
        "frame yolov8n_320 320x320",
    ]
    for row, bound in zip(own, (1.12, 1.15), strict=True):
        assert row.goal == Goal(at_most=bound)
        assert row.rival is not None
        assert row.rival.name == BARE
        assert row.value
        assert row.rival.value
        assert row.ratio == pytest.approx(row.value / row.rival.value)
    assert [row.rival for row in others] == [Rival(name, None, NOT_INSTALLED) for name in (NCNN, PYTORCH)]
    assert all(row.value and row.met is None for row in others)


def test_on_a_raspberry_pi_4_a_frame_has_its_time(models_dir: Path, tmp_path: Path) -> None:
    bench = Bench(models_dir, tmp_path, turns=1, board="Raspberry Pi 4 Model B Rev 1.5")
    timed = [row for row in frame_rows(bench) if row.name.endswith("on a Pi 4")]
    assert [row.goal for row in timed] == [Goal(at_most=250)] * 2
    assert all(row.met is not None for row in timed)


def test_without_a_model_a_frame_is_not_measured_and_says_why(tmp_path: Path) -> None:
    (row,) = frame_rows(Bench(tmp_path, tmp_path))
    assert row.value is None
    assert "no detector" in row.note


@pytest.mark.slow
def test_a_face_is_compared_with_the_full_frame(models_dir: Path, tmp_path: Path) -> None:
    found, alive = face_rows(Bench(models_dir, tmp_path, turns=1))
    assert found.value
    assert found.rival is not None
    assert found.rival.value
    assert alive.value


@pytest.mark.slow
def test_without_models_a_face_is_found_and_its_life_not_judged(one_second: Bench) -> None:
    found, alive = face_rows(one_second)
    assert found.value
    assert alive.value is None
    assert "no liveness models" in alive.note


@pytest.mark.slow
@without_ultralytics
def test_a_clip_beside_the_naive_pipeline(one_second: Bench) -> None:
    ready, spread, single, peak, share = clip_rows(one_second)
    assert ready.value
    assert [row.name for row in (spread, single)] == [
        "clip 1 s, a keyframe every 4 s",
        "clip 1 s, a single keyframe",
    ]
    for row in (spread, single):
        assert row.right
        assert row.note.startswith("decided rightly")
        assert "looked at 2 of 6 frames, the rest is reckoned" in row.note
        assert row.note.endswith("which is not installed; it says grace")
        assert row.rival is not None
        assert row.rival.value
    assert peak.value is None or 100 < peak.value < 1000
    assert share.goal is None  # against a stand-in nothing is proved


def test_speed_does_not_count_where_the_decision_is_wrong() -> None:
    goal, rival = Goal(at_least=50), Rival("naive", 100.0)
    assert Row("clip", 1.0, "s", goal, rival).met is True
    assert Row("clip", 1.0, "s", goal, rival, right=False).met is False
    assert Row("clip", 3.0, "s", goal, rival).met is False


def test_a_goal_is_held_against_the_ratio_or_the_value() -> None:
    share = Row("memory", 300.0, "MiB", Goal(at_most=0.6), Rival("naive", 600.0))
    assert (share.ratio, share.met) == (0.5, True)
    assert Row("memory", 341.0, "MiB", Goal(at_most=340)).met is False
    assert Row("memory", None, "MiB", Goal(at_most=340)).met is None
    assert Row("frame", 12.0, "ms", Goal(at_least=1.5), Rival("ultralytics", None, NOT_INSTALLED)).met is None


def test_what_is_measured_takes_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.bench.turns.PAUSE_SECONDS", 0)
    asked: list[str] = []

    def counted(name: str, seconds: float) -> float:
        asked.append(name)
        return seconds

    found = in_turns({"a": lambda: counted("a", 1.0), "b": lambda: counted("b", 3.0)}, BLOCK + 2)
    assert found == {"a": 1.0, "b": 3.0}
    assert asked == ["a"] * BLOCK + ["b"] * BLOCK + ["a"] * 2 + ["b"] * 2


def test_a_raspberry_pi_tells_its_name(tmp_path: Path) -> None:
    model = tmp_path / "model"
    model.write_bytes(b"Raspberry Pi 4 Model B Rev 1.5\0")
    assert board(model) == "Raspberry Pi 4 Model B Rev 1.5"
    assert is_pi_4(board(model))
    assert board(tmp_path / "missing") is None
    assert not is_pi_4(None)
    assert not is_pi_4("Raspberry Pi 5 Model B Rev 1.0")


def test_the_memory_of_a_process() -> None:
    own = peak_memory()
    assert own is None or own > 10
    assert peak_memory(2**30) is None
