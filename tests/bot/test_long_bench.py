"""`latchkey bench --minutes`: whether looking at clips slows down over a long run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.cli import main
from bot.long_bench import Endurance, Look, parted, told


def run(*frame_ms: float, minutes: float = 10, celsius: float | None = None) -> Endurance:
    """Looks at equal distances."""
    step = minutes * 60 / len(frame_ms)
    looks = [Look(step * (place + 0.5), ms, 10 * ms, celsius) for place, ms in enumerate(frame_ms)]
    return Endurance(tuple(parted(looks, minutes * 60)))


def test_minutes_are_told_by_their_medians() -> None:
    parts = run(*[10, 12, 500] * 10, celsius=61).parts
    assert len(parts) == 10
    assert {(part.frame_ms, part.clip_ms, part.clips, part.celsius) for part in parts} == {(12, 120, 3, 61)}
    assert [part.until_minute for part in parts] == list(range(1, 11))


@pytest.mark.parametrize(("last", "slower", "held"), [(15, 0.5, True), (15.1, 0.51, False), (8, -0.2, True)])
def test_the_last_minute_is_held_against_the_first(last: float, slower: float, held: bool) -> None:
    """What lies between does not count: a machine that recovers is none that slows down."""
    found = run(10, 80, 80, last, minutes=4)
    assert found.slower == pytest.approx(slower)
    assert found.held is held
    assert f"{10:.1f} ms a frame at the beginning, {last:.1f} at the end" in told(found)
    assert told(found).endswith("met" if held else "MISSED")


def test_a_short_run_is_compared_by_its_halves() -> None:
    parts = run(10, 10, 20, 20, minutes=0.1).parts
    assert [(part.until_minute, part.frame_ms) for part in parts] == [(0.05, 10), (0.1, 20)]


def test_what_came_after_the_end_belongs_to_the_last_part() -> None:
    looks = [Look(second, 10, 100, None) for second in (1, 70, 130)]
    assert [part.clips for part in parted(looks, 120)] == [1, 2]


def test_a_run_without_two_parts_proves_nothing() -> None:
    found = Endurance(tuple(parted([Look(5, 10, 100, None)], 1)))
    assert not found.held
    assert "give more --minutes" in told(found)


@pytest.mark.parametrize("minutes", ["0", "-1", "nan", "soon", "99999"])
def test_minutes_must_be_some(minutes: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["bench", "--minutes", minutes])
    assert ended.value.code == 2
    assert "--minutes" in capsys.readouterr().err


@pytest.mark.slow
def test_a_real_run_is_told_as_json(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MODELS_DIR", str(shared / "models"))
    monkeypatch.setenv("ANALYSIS_NICE", "0")
    code = main(["bench", "--minutes", "0.02", "--json"])
    found = json.loads(capsys.readouterr().out)
    assert code == (0 if found["held"] else 1)
    assert found["machine"]["cores"] >= 1
    assert found["parts"][0]["frame_ms"] > 0
    assert sum(part["clips"] for part in found["parts"]) >= 2
