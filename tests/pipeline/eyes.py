"""What is loaded once for all tests of the eyes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.analyse import Eyes, open_detector
from pipeline.detect import Detector
from pipeline.golden import golden_image
from pipeline.image import Image
from pipeline.models import find_yolo
from pipeline.photos import faces_of, read_photo
from tests.pipeline.footage import porch, visit, write_clip


@pytest.fixture(scope="session")
def models_dir(shared: Path) -> Path:
    return shared / "models"


@pytest.fixture(scope="session")
def detector(models_dir: Path) -> Detector:
    return open_detector(find_yolo(models_dir))


@pytest.fixture(scope="session")
def eyes(detector: Detector) -> Eyes:
    return Eyes(detector)


@pytest.fixture(scope="session")
def poorer_eyes() -> Eyes:
    """No model files: a person is whoever shows a face."""
    return Eyes(None)


@pytest.fixture(scope="session")
def portrait_path() -> Path:
    return golden_image()


@pytest.fixture(scope="session")
def portrait(portrait_path: Path) -> Image:
    return read_photo(portrait_path)


@pytest.fixture(scope="session")
def grace(portrait_path: Path) -> tuple[float, ...]:
    """Her embedding."""
    (face,) = faces_of(portrait_path)
    return face.embedding


@pytest.fixture(scope="session")
def visit_clip(portrait: Image, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """6 s, 720p: an empty porch, then the portrait."""
    path = tmp_path_factory.mktemp("clips") / "visit.mp4"
    return write_clip(path, visit(portrait, 90, porch()), rate=15, keyframe_every=30)


@pytest.fixture(scope="session")
def empty_clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """4 s of a porch on which nothing happens."""
    path = tmp_path_factory.mktemp("clips") / "empty.mp4"
    return write_clip(path, [porch()] * 60, rate=15, keyframe_every=30)


@pytest.fixture
def own_models(models_dir: Path, tmp_path: Path) -> Path:
    """A copy of the pinned detector and of an export, to be spoilt."""
    for name in ("yolov8n", "yolov8n_320_ncnn_model"):
        folder = tmp_path / "models" / name
        folder.mkdir(parents=True)
        for file in (models_dir / name).iterdir():
            shutil.copyfile(file, folder / file.name)
    return tmp_path / "models"
