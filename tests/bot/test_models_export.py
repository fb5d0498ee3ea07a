"""`latchkey models export`: only what our own detector has seen working gets a place in MODELS_DIR."""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from bot.cli import main
from pipeline.models import find_yolo
from tests.pipeline.ultralytics_stand_in import put_on_the_path


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """MODELS_DIR, not there yet."""
    folder = tmp_path / "models"
    monkeypatch.setenv("MODELS_DIR", str(folder))
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.fixture
def good(shared: Path) -> Path:
    """What the export gives."""
    return shared / "models" / "yolov8n_320_ncnn_model"


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra `export`, stood in for."""
    folder = tmp_path / "packages"
    folder.mkdir()
    put_on_the_path(folder, monkeypatch)


def weights(folder: Path, content: object) -> str:
    (folder / "mine.pt").write_text(str(content))
    return "mine.pt"


@pytest.mark.skipif(find_spec("ultralytics") is not None, reason="ultralytics is installed")
def test_without_the_extra_one_line_says_what_to_install(
    models: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["models", "export", "yolov8n.pt"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    (line,) = told.err.splitlines()
    assert "needs ultralytics" in line
    assert "pip install '.[export]'" in line
    assert not models.exists()


@pytest.mark.usefixtures("installed")
def test_an_export_is_verified_and_placed(
    models: Path, good: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["models", "export", weights(tmp_path, good)]) == 0
    place = models / "mine_ncnn_model"
    assert capsys.readouterr().out == f"{place}: made, golden image passed\n"
    assert sorted(path.name for path in place.iterdir()) == [
        "metadata.yaml",
        "model.ncnn.bin",
        "model.ncnn.param",
    ]
    assert [path.name for path in models.iterdir()] == ["mine_ncnn_model"]
    assert find_yolo(models).name == "mine"
    assert main(["models", "export", "mine.pt"]) == 0  # in the place of the one before
    assert [path.name for path in models.iterdir()] == ["mine_ncnn_model"]


@pytest.mark.usefixtures("installed")
def test_which_model_the_bot_uses_is_said(
    models: Path, good: Path, shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(shared / "models" / "yolov8n", models / "yolov8n", copy_function=shutil.copyfile)
    assert main(["models", "export", weights(tmp_path, good)]) == 0
    assert f"the bot uses {models / 'yolov8n'} before it" in capsys.readouterr().out


@pytest.mark.usefixtures("installed")
def test_a_model_that_finds_nobody_gets_no_place(
    models: Path, good: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    blind = tmp_path / "blind"
    shutil.copytree(good, blind, copy_function=shutil.copyfile)
    (blind / "model.ncnn.bin").write_bytes(bytes(4 * (good / "model.ncnn.bin").stat().st_size))
    before = models / "mine_ncnn_model"
    shutil.copytree(good, before, copy_function=shutil.copyfile)
    assert main(["models", "export", weights(tmp_path, blind)]) == 1
    assert "fails its golden image" in capsys.readouterr().err
    assert (before / "model.ncnn.bin").read_bytes() == (good / "model.ncnn.bin").read_bytes()
    assert [path.name for path in models.iterdir()] == ["mine_ncnn_model"]


@pytest.mark.usefixtures("installed", "models")
def test_what_ultralytics_refuses_is_told_in_its_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["models", "export", weights(tmp_path, "invalid magic number")]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("latchkey: ultralytics cannot export mine.pt: ")
    assert line.endswith("invalid magic number")


@pytest.mark.usefixtures("installed", "models")
@pytest.mark.parametrize("names", [[], ["a.pt", "b.pt"], ["missing.pt"], ["photo.jpg"]])
def test_it_takes_one_file_that_is_there(names: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", "export", *names]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.slow
@pytest.mark.skipif(find_spec("ultralytics") is None, reason="ultralytics is not installed")
def test_the_real_ultralytics_is_understood(
    models: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Weights nobody has trained: read and run in full, and refused, since they find nobody."""
    make = "import sys; from ultralytics import YOLO; YOLO('yolov8n.yaml').save(sys.argv[1])"
    subprocess.run([sys.executable, "-c", make, tmp_path / "random.pt"], check=True, capture_output=True)
    assert main(["models", "export", "random.pt"]) == 1
    assert "the model random fails its golden image" in capsys.readouterr().err
    assert list(models.iterdir()) == []
