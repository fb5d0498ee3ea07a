"""`latchkey analyze`: the JSON that others read."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image as Pillow

from bot.cli import main
from pipeline.golden import golden_image
from tests.pipeline.footage import porch, visit, write_clip

KEYS = {
    "frames_total",
    "frames_decoded",
    "frames_inferred",
    "detections",
    "faces",
    "decision",
    "timings_ms",
}


@pytest.fixture(autouse=True)
def no_models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The poorer mode, in an empty working directory."""
    monkeypatch.setenv("MODELS_DIR", str(tmp_path / "models"))
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def clip(tmp_path: Path) -> str:
    portrait = np.asarray(Pillow.open(golden_image()).convert("RGB"))[:, :, ::-1]
    write_clip(tmp_path / "visit.mp4", visit(np.ascontiguousarray(portrait), 60, porch()), rate=15)
    return "visit.mp4"


@pytest.fixture
def known(tmp_path: Path) -> str:
    (tmp_path / "people" / "grace").mkdir(parents=True)
    shutil.copyfile(golden_image(), tmp_path / "people" / "grace" / "navy.jpg")
    return "people"


def analyze(*arguments: str, capsys: pytest.CaptureFixture[str], code: int = 0) -> dict[str, Any]:
    assert main(["analyze", *arguments, "--json"]) == code
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    return told


def test_the_whole_contract(clip: str, known: str, capsys: pytest.CaptureFixture[str]) -> None:
    told = analyze(clip, "--known", known, capsys=capsys)[clip]
    assert set(told) == KEYS
    assert told["frames_total"] == 60
    assert set(told["timings_ms"]) == {"decode", "detect", "faces", "liveness", "total"}
    assert told["timings_ms"]["liveness"] == 0
    decision = told["decision"]
    assert set(decision) == {"person", "identity", "alert", "unlock", "reasons"}
    assert (decision["person"], decision["identity"], decision["alert"]) == (True, "grace", True)
    assert decision["unlock"] is False
    assert "not proven alive" in decision["reasons"][-1]
    assert decision["reasons"][-1].endswith("nothing is opened")
    for face in told["faces"]:
        assert set(face) == {"frame", "xyxy", "name", "distance", "confidence", "live", "liveness"}
        assert (face["live"], face["liveness"]) == (None, None)
        assert face["confidence"] == pytest.approx(1 - face["distance"], abs=1e-3)


@pytest.mark.slow
def test_without_known_people_nobody_is_named(clip: str, capsys: pytest.CaptureFixture[str]) -> None:
    told = analyze(clip, capsys=capsys)[clip]
    assert (told["decision"]["identity"], told["decision"]["alert"]) == (None, True)
    assert {face["name"] for face in told["faces"]} == {None}


@pytest.mark.slow
def test_a_bad_clip_is_told_and_the_others_go_on(
    clip: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "page.mp4").write_text("<html>")
    os.mkfifo("pipe.mp4")
    told = analyze("page.mp4", "gone.mp4", "pipe.mp4", "/tmp", clip, capsys=capsys, code=1)
    assert list(told) == ["page.mp4", "gone.mp4", "pipe.mp4", "/tmp", clip]
    assert told["pipe.mp4"]["error"] == "pipe.mp4 is no file"
    assert told["/tmp"]["error"] == "/tmp is a folder: give the clips in it"
    assert "not a video" in told["page.mp4"]["error"]
    assert "no such file" in told["gone.mp4"]["error"]
    assert told[clip]["decision"]["alert"] is True


@pytest.mark.slow
def test_the_poorer_mode_and_unusable_photos_are_told_on_stderr(
    clip: str, known: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Pillow.new("RGB", (300, 300), "green").save(tmp_path / known / "grace" / "lawn.png")
    (tmp_path / known / "grace" / "broken.jpg").write_text("nothing")
    assert main(["analyze", clip, "--known", known]) == 0
    captured = capsys.readouterr()
    assert "a person is whoever shows a face" in captured.err
    assert "grace/lawn.png is not used: no face can be found" in captured.err
    assert "broken.jpg is not used: it is not a photo" in captured.err
    assert captured.out.startswith("visit.mp4: grace")


@pytest.mark.slow
def test_annotated_frames_are_written(
    clip: str, known: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = analyze(clip, "--known", known, "--frames", "shown", capsys=capsys)[clip]
    written = sorted(path.name for path in (tmp_path / "shown").iterdir())
    assert len(written) == told["frames_inferred"]
    frames = {int(name.removesuffix(".jpg").rpartition("-")[2]) for name in written}
    assert {face["frame"] for face in told["faces"]} <= frames
    with Pillow.open(tmp_path / "shown" / written[0]) as image:
        assert image.size == (1280, 720)


def test_a_missing_folder_of_known_people(clip: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyze", clip, "--known", "nowhere"]) == 1
    assert "nowhere: there is no such folder" in capsys.readouterr().err


@pytest.fixture
def hamilton(shared: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A clip with a man in it, and the detector."""
    monkeypatch.setenv("MODELS_DIR", str(shared / "models"))
    return str(shared / "clips" / "hamilton.mp4")


def test_what_the_household_does_not_want_told_is_not_told(
    hamilton: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LABEL_RULES", "person:0.99")
    told = analyze(hamilton, capsys=capsys)[hamilton]
    assert (told["detections"], told["decision"]["person"]) == ([], False)


@pytest.mark.parametrize(
    ("camera", "alert"), [(["--camera", "front door"], False), (["--camera", "11"], True), ([], True)]
)
def test_the_zones_are_those_of_the_camera_that_is_named(
    hamilton: str,
    camera: list[str],
    alert: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("IGNORE_ZONES", "Front Door: 0,0 1,0 1,1 0,1; Garden: 0,0 1,0 1,1 0,1")
    assert main(["analyze", hamilton, "--json", *camera]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out)[hamilton]["decision"]["alert"] is alert
    assert ("IGNORE_ZONES has none for the camera 11" in told.err) is (camera == ["--camera", "11"])


@pytest.mark.slow
def test_a_real_clip_with_the_detector(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MODELS_DIR", str(shared / "models"))
    (tmp_path / "known" / "lin").mkdir(parents=True)
    shutil.copyfile(
        shared / "photos" / "faces" / "lin-manuel-miranda.png", tmp_path / "known" / "lin" / "one.png"
    )
    clip = str(shared / "clips" / "hamilton.mp4")
    told = analyze(clip, "--known", "known", capsys=capsys)[clip]
    assert told["decision"]["identity"] == "lin"
    assert all(set(one) == {"frame", "label", "confidence", "xyxy"} for one in told["detections"])
    assert told["timings_ms"]["detect"] > 0
