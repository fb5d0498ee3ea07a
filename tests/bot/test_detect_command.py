"""`latchkey detect`: the JSON that others read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.cli import main


@pytest.fixture
def models(shared: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """MODELS_DIR with the real ones, the working directory an empty one."""
    monkeypatch.setenv("MODELS_DIR", str(shared / "models"))
    monkeypatch.chdir(tmp_path)
    return shared / "models"


@pytest.mark.usefixtures("models")
def test_boxes_keyed_by_the_argument_as_typed(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bus = f"{shared}/photos/scenes/../scenes/bus.jpg"
    assert main(["detect", bus, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert list(told) == [bus]
    expected = json.loads((shared / "reference" / "detections.json").read_text())["images"]["scenes/bus.jpg"][
        "320"
    ]
    assert len(told[bus]) == len(expected)
    for one, other in zip(told[bus], expected, strict=True):
        assert set(one) == {"label", "confidence", "xyxy"}
        assert one["label"] == other["label"]
        assert one["confidence"] == pytest.approx(other["confidence"], abs=0.01)
        assert one["xyxy"] == pytest.approx(other["xyxy"], abs=3)


@pytest.mark.usefixtures("models")
def test_size_and_confidence_are_obeyed(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    image = str(shared / "photos" / "scenes" / "busstop.jpg")
    counts = []
    for options in (["--size", "320"], ["--size", "640"], ["--size", "640", "--conf", "0.6"]):
        assert main(["detect", image, "--json", *options]) == 0
        counts.append(len(json.loads(capsys.readouterr().out)[image]))
    assert counts == [5, 12, pytest.approx(8, abs=4)]
    assert counts[2] < counts[1]


@pytest.mark.usefixtures("models")
def test_a_bad_picture_is_told_and_the_others_go_on(
    shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "page.jpg").write_text("<html>")
    good = str(shared / "photos" / "scenes" / "zidane.jpg")
    assert main(["detect", "page.jpg", good, "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert "not a photo" in told["page.jpg"]["error"]
    assert len(told[good]) == 2


def test_without_models_it_says_how_to_get_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MODELS_DIR", str(tmp_path))
    assert main(["detect", "x.jpg"]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "latchkey models fetch" in captured.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["x.jpg", "--size", "0"], "'0' is no size: give a multiple of 32"),
        (["x.jpg", "--size", "333"], "'333' is no size: give a multiple of 32"),
        (["x.jpg", "--size", "4096"], "'4096' is no size: give a multiple of 32 from 32 to 2048"),
        (["x.jpg", "--size", "abc"], "'abc' is no size: give a multiple of 32"),
        (["x.jpg", "--conf", "1.5"], "'1.5' is no confidence: give a number between 0 and 1"),
        (["x.jpg", "--conf", "abc"], "'abc' is no confidence: give a number between 0 and 1"),
        (["x.jpg", "--conf", "nan"], "'nan' is no confidence: give a number between 0 and 1"),
        ([], "the following arguments are required: IMAGE"),
    ],
)
def test_wrong_usage_is_exit_code_2_and_says_what_would_do(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["detect", *arguments])
    assert ended.value.code == 2
    assert told in capsys.readouterr().err
