"""`latchkey models`: what is there, whether it is right, how it gets there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.cli import main
from pipeline.models import KnownFile, KnownModel


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """MODELS_DIR, empty."""
    folder = tmp_path / "models"
    monkeypatch.setenv("MODELS_DIR", str(folder))
    monkeypatch.chdir(tmp_path)
    return folder


def test_what_is_missing_is_listed_with_the_way_to_get_it(
    models: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["models"]) == 1
    told = capsys.readouterr()
    assert "yolov8n: missing (bring the pinned files with: latchkey models fetch)" in told.out
    assert str(models) in told.out
    (line,) = told.err.splitlines()
    assert line.startswith("latchkey: There is no detector in ")
    assert "latchkey models fetch" in line


def test_real_models_are_verified(models: Path, shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(shared / "models", models, copy_function=shutil.copyfile)
    assert main(["models"]) == 0
    told = capsys.readouterr().out
    assert "yolov8n: verified" in told
    assert "minifasnet: verified" in told
    assert "yolov8n_320_ncnn_model: unpinned" in told
    assert main(["models", "verify"]) == 0
    assert "yolov8n: checksums pinned, golden image passed" in capsys.readouterr().out
    assert main(["models", "fetch"]) == 0
    assert "nothing to fetch" in capsys.readouterr().out


def test_a_tampered_model_fails_verification(
    models: Path, shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(shared / "models" / "yolov8n", models / "yolov8n", copy_function=shutil.copyfile)
    with (models / "yolov8n" / "yolov8n.ncnn.bin").open("ab") as weights:
        weights.write(b"\0")
    assert main(["models", "verify"]) == 1
    assert "checksum differs" in capsys.readouterr().err
    assert main(["models"]) == 1
    told = capsys.readouterr()
    assert "yolov8n: unusable" in told.out
    assert len(told.err.splitlines()) == 1
    assert "checksum differs): bring the pinned files with: latchkey models fetch" in told.err


def test_an_export_serves_where_the_pinned_model_is_tampered_with(
    models: Path, shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(shared / "models", models, copy_function=shutil.copyfile)
    (models / "yolov8n" / "yolov8n.ncnn.bin").write_bytes(b"other weights")
    assert main(["models"]) == 0
    assert "yolov8n: unusable" in capsys.readouterr().out
    assert main(["models", "verify"]) == 1, "what is there is not what it should be"
    told = capsys.readouterr()
    assert "yolov8n_320: an export" in told.out
    assert "checksum differs" in told.err


def test_an_export_alone_is_a_detector(models: Path, shared: Path) -> None:
    name = "yolov8n_320_ncnn_model"
    shutil.copytree(shared / "models" / name, models / name, copy_function=shutil.copyfile)
    assert main(["models"]) == 0


@pytest.mark.usefixtures("models")
def test_an_unknown_name_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", "fetch", "yolov9"]) == 1
    assert "no pinned model is called yolov9" in capsys.readouterr().err


def test_each_bad_model_is_told_and_the_others_are_checked(
    models: Path, shared: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """ncnn's own lines are kept out."""
    shutil.copytree(shared / "models", models, copy_function=shutil.copyfile)
    export = models / "yolov8n_320_ncnn_model" / "model.ncnn.bin"
    export.write_bytes(export.read_bytes()[:1000])
    with (models / "minifasnet" / "model_2.bin").open("ab") as weights:
        weights.write(b"\0")
    assert main(["models", "verify"]) == 1
    told = capfd.readouterr()
    assert told.out.splitlines()[0] == "yolov8n: checksums pinned, golden image passed"
    damaged, changed = told.err.splitlines()
    assert damaged == f"latchkey: {export} cannot be loaded: it is damaged (ncnn code -1)"
    assert "model_2.bin is not the file it should be" in changed


@pytest.mark.usefixtures("models")
@pytest.mark.parametrize("action", ["list", "verify"])
def test_names_that_would_be_ignored_are_refused(action: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", action, "foo", "bar"]) == 1
    assert capsys.readouterr().err == f"latchkey: models {action} takes no names: it tells of all\n"


def test_a_fetch_that_fails_prints_nothing_but_why(
    models: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    file = KnownFile("net.bin", "http://127.0.0.1:9/net.bin", frozenset({"0" * 64}))
    monkeypatch.setattr("bot.commands.models.CATALOGUE", (KnownModel("net", "sees", "none", (file,)),))
    assert main(["models", "fetch"]) == 1
    told = capfd.readouterr()
    assert told.out == ""
    (line,) = told.err.splitlines()
    assert line.startswith("latchkey: net.bin cannot be fetched: ")
