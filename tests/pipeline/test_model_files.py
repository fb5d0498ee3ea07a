import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.analyse import open_detector, open_eyes, open_first
from pipeline.detect import Detector
from pipeline.errors import ModelError
from pipeline.image import Image
from pipeline.models import find_yolo, git_blob_id, read_export, survey


def test_the_pinned_model_is_taken_first_and_known(models_dir: Path) -> None:
    model = find_yolo(models_dir)
    assert (model.name, model.known, model.fixed_size) == ("yolov8n", True, None)


def test_an_export_is_taken_with_its_own_size_and_labels_but_not_known(own_models: Path) -> None:
    for file in (own_models / "yolov8n").iterdir():
        file.unlink()
    model = find_yolo(own_models)
    assert (model.name, model.known, model.fixed_size) == ("yolov8n_320", False, (320, 320))
    assert model.labels[:3] == ("person", "bicycle", "car")
    assert len(model.labels) == 80


def test_what_is_tampered_with_is_passed_over_for_the_next_and_that_is_said(own_models: Path) -> None:
    with (own_models / "yolov8n" / "yolov8n.ncnn.bin").open("ab") as weights:
        weights.write(b"\0")
    model = find_yolo(own_models)
    assert (model.name, model.known) == ("yolov8n_320", False)
    assert ["checksum differs" in str(one) for one in model.passed_over] == [True]
    eyes, lacks = open_eyes(own_models)
    assert eyes.detector is not None
    assert (eyes.detector.model, lacks.detector) == (model, None)


def test_what_computes_nonsense_is_passed_over_too(own_models: Path) -> None:
    for file in (own_models / "yolov8n").iterdir():
        file.unlink()
    shutil.copytree(own_models / "yolov8n_320_ncnn_model", own_models / "a_first")
    weights = own_models / "a_first" / "model.ncnn.bin"
    weights.write_bytes(bytes(len(weights.read_bytes())))
    detector = open_first(own_models)
    assert detector.model.name == "yolov8n_320"
    assert detector.model.passed_over


def test_an_export_may_be_models_dir_itself(models_dir: Path) -> None:
    assert find_yolo(models_dir / "yolov8n_320_ncnn_model").fixed_size == (320, 320)


def test_both_layouts_find_the_person_on_the_golden_image(own_models: Path, portrait: Image) -> None:
    for model in (find_yolo(own_models), read_export(own_models / "yolov8n_320_ncnn_model")):
        best = open_detector(model).detect(portrait)[0]
        assert best.label == "person"
        assert best.confidence > 0.9


@pytest.mark.parametrize("folder", ["nowhere", "."])
def test_no_model_is_told_with_the_way_to_get_one(tmp_path: Path, folder: str) -> None:
    with pytest.raises(ModelError, match="latchkey models fetch"):
        find_yolo(tmp_path / folder)


@pytest.mark.parametrize("name", ["yolov8n.ncnn.bin", "yolov8n.ncnn.param"])
def test_one_flipped_bit_in_a_pinned_file_is_refused(own_models: Path, name: str) -> None:
    shutil.rmtree(own_models / "yolov8n_320_ncnn_model")
    path = own_models / "yolov8n" / name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(ModelError, match="checksum"):
        find_yolo(own_models)


def test_half_a_pinned_model_is_missing_the_other_half(own_models: Path) -> None:
    shutil.rmtree(own_models / "yolov8n_320_ncnn_model")
    (own_models / "yolov8n" / "yolov8n.ncnn.bin").unlink()
    with pytest.raises(ModelError, match=r"yolov8n\.ncnn\.bin is missing"):
        find_yolo(own_models)


@pytest.fixture
def export(own_models: Path) -> Path:
    return own_models / "yolov8n_320_ncnn_model"


def test_a_truncated_export_does_not_load(export: Path) -> None:
    weights = export / "model.ncnn.bin"
    weights.write_bytes(weights.read_bytes()[:100_000])
    with pytest.raises(ModelError, match="damaged"):
        open_detector(read_export(export))


def test_zeroed_weights_fail_the_golden_image(export: Path) -> None:
    respell(export / "model.ncnn.bin", lambda count: np.zeros(count, np.float16))
    with pytest.raises(ModelError, match="golden image"):
        open_detector(read_export(export))


def test_random_weights_are_refused(export: Path) -> None:
    random = np.random.default_rng(0)
    respell(export / "model.ncnn.bin", lambda count: random.normal(0, 0.05, count).astype(np.float16))
    with pytest.raises(ModelError):
        open_detector(read_export(export))


def respell(weights: Path, values: Callable[[int], NDArray[np.float16]]) -> None:
    """Other weights in a file that ncnn still loads: its marks of half-precision blocks stay."""
    words = np.frombuffer(weights.read_bytes(), "<u4").copy()
    plain = words != 0x01306B47
    words[plain] = np.frombuffer(values(2 * int(plain.sum())).tobytes(), "<u4")
    weights.write_bytes(words.tobytes())


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("metadata.yaml", "imgsz:", "size:"),
        ("metadata.yaml", "- 320", "- 321"),
        ("metadata.yaml", "task: detect", "task: segment"),
        ("metadata.yaml", "end2end: false", "end2end: true"),
        ("metadata.yaml", "  3: motorcycle\n", ""),
        ("model.ncnn.param", "7767517", "7767518"),
        ("model.ncnn.param", "out0", "out9"),
    ],
)
def test_an_export_that_is_something_else_is_refused(export: Path, name: str, old: str, new: str) -> None:
    text = (export / name).read_text()
    assert old in text
    (export / name).write_text(text.replace(old, new))
    with pytest.raises(ModelError, match=name):
        read_export(export)


def test_an_export_whose_labels_are_not_its_heads_is_refused(export: Path) -> None:
    path = export / "metadata.yaml"
    path.write_text(path.read_text().replace("  79: toothbrush\n", ""))
    with pytest.raises(ModelError, match="another model or size"):
        open_detector(read_export(export))


def test_eyes_without_a_detector_say_why(tmp_path: Path) -> None:
    eyes, lacks = open_eyes(tmp_path)
    assert (eyes.detector, eyes.nets) == (None, None)
    assert lacks.detector is not None
    assert "no detector" in str(lacks.detector)
    assert lacks.liveness is not None
    assert "no liveness models" in str(lacks.liveness)


def test_the_survey_tells_every_models_state(own_models: Path) -> None:
    (own_models / "yolov8n" / "yolov8n.ncnn.param").write_text("other")
    states = {one.name: one.state for one in survey(own_models)}
    assert states == {"yolov8n": "unusable", "minifasnet": "missing", "yolov8n_320_ncnn_model": "unpinned"}


def test_a_git_blob_id_is_gits() -> None:
    # `printf hello | git hash-object --stdin`
    assert git_blob_id(b"hello") == "b6fc4c620b67d95f953a5c1c1230aaab5db5a1b0"
    assert git_blob_id(b"hello") != hashlib.sha1(b"hello").hexdigest()


def test_no_picture_is_too_small_or_too_narrow(detector: Detector) -> None:
    for shape in ((1, 1, 3), (1, 500, 3), (700, 2, 3)):
        assert isinstance(detector.detect(np.zeros(shape, np.uint8)), list)
