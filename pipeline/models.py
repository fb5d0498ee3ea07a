"""The model files: where they are, what they must be, whether they are.

Two layouts of a detector are understood, in this order:

- `MODELS_DIR/yolov8n/yolov8n.ncnn.{param,bin}`: any input size, checksums pinned below;
- MODELS_DIR or any folder in it with `model.ncnn.{param,bin}` and `metadata.yaml`: what
  `yolo export format=ncnn` writes. Its checksums cannot be known beforehand: such a model is taken
  on its structure and on the golden image of `pipeline.golden`, and `YoloModel.known` is False.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from pipeline.coco import LABELS
from pipeline.errors import ModelError, ModelNotPinned, ModelsMissing

T = TypeVar("T")

FETCH_HINT = "bring the pinned files with: latchkey models fetch"
EXPORT_FILES = ("model.ncnn.param", "model.ncnn.bin", "metadata.yaml")
_PARAM_MAGIC = "7767517"


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A pinned file. It is itself if its SHA-256 or its git blob id is one of these."""

    name: str
    address: str
    sha256: frozenset[str] = frozenset()
    blob_id: str | None = None


@dataclass(frozen=True, slots=True)
class KnownModel:
    name: str
    purpose: str
    licence: str
    files: tuple[KnownFile, ...]


_NCNN_ASSETS = (
    "https://raw.githubusercontent.com/nihui/ncnn-assets/9489f876aebdaa846af3786f70ea5da6be198243/models/"
)
_MINIVISION = (
    "https://raw.githubusercontent.com/minivision-ai/Silent-Face-Anti-Spoofing-APK/"
    "83329c97ba1153e2bbdd374dee1b5d33a7367dc7/engine/src/main/assets/live/"
)


def _minifasnet(name: str, sha256: str) -> KnownFile:
    return KnownFile(name, _MINIVISION + name, frozenset({sha256}))


YOLOV8N = KnownModel(
    "yolov8n",
    "finds people, animals and vehicles",
    "AGPL-3.0",
    (
        KnownFile(
            "yolov8n.ncnn.param",
            _NCNN_ASSETS + "yolov8n.ncnn.param",
            frozenset({"bb2f26ccdb0981f4e8aed01b531079d3924b877e17ec1bfcfc45e9b7fb4f8d1a"}),
        ),
        KnownFile(
            "yolov8n.ncnn.bin",
            _NCNN_ASSETS + "yolov8n.ncnn.bin",
            # The same weights, packed differently from upstream's file, which is known by its blob id.
            frozenset({"fe9014433707c728c542c0a5257d533c7cda71873bc79973587c5dc42f81c996"}),
            "15c2a80e50d3c42be588bfb03c4b46085de36c36",
        ),
    ),
)
MINIFASNET = KnownModel(
    "minifasnet",
    "tells a living face from a picture of one",
    "Apache-2.0",
    (
        _minifasnet("model_1.param", "88d3202267126ba3733ac4b606830d125fa0089449173b38b333dd15d4cef8d2"),
        _minifasnet("model_1.bin", "60ba49675c24bc3533ccdc997499389955d3c8f7a9244ecee8bce929eea23509"),
        _minifasnet("model_2.param", "bfb10dec01036d2515779e604b00b7311e9a67d0777a8c43974f5e9735cd27b0"),
        _minifasnet("model_2.bin", "03318b9102e16321f171bf308609ce070d1c2d715c6b9213cdde4e0748a4421a"),
    ),
)
CATALOGUE: tuple[KnownModel, ...] = (YOLOV8N, MINIFASNET)


@dataclass(frozen=True, slots=True)
class YoloModel:
    """A detector's files, found and checked but not loaded.

    `fixed_size` is (height, width) for an export made for one size; None takes any multiple of 32.
    `known` says that the files are byte for byte the pinned ones. `passed_over`: why those that come
    before it cannot be used.
    """

    name: str
    param: Path
    bin: Path
    labels: tuple[str, ...] = field(default=LABELS, repr=False)
    fixed_size: tuple[int, int] | None = None
    known: bool = False
    passed_over: tuple[ModelError, ...] = field(default=(), compare=False)


def find_yolo(models_dir: Path) -> YoloModel:
    """The detector to use. ModelError when there is none whose files are what they must be."""
    return first_usable(models_dir, lambda model: model)


def first_usable(models_dir: Path, use: Callable[[YoloModel], T]) -> T:
    """What `use` makes of the first detector that it, too, does not refuse by ModelError.

    ModelError where there is none: that of the first.
    """
    refusals: list[ModelError] = []
    for read in detectors(models_dir):
        try:
            return use(replace(read(), passed_over=tuple(refusals)))
        except ModelError as error:
            refusals.append(error.with_traceback(None))
    if refusals:
        raise refusals[0]
    raise ModelsMissing(f"There is no detector in {models_dir}; {FETCH_HINT}", str(models_dir))


def detectors(models_dir: Path) -> Iterator[Callable[[], YoloModel]]:
    """Readers of all that are there, in the order of preference. Each may raise ModelError."""
    pinned = models_dir / YOLOV8N.name
    if any((pinned / known.name).exists() for known in YOLOV8N.files):
        yield partial(_pinned_yolo, pinned)
    for folder in export_folders(models_dir):
        yield partial(read_export, folder)


def _pinned_yolo(folder: Path) -> YoloModel:
    for known in YOLOV8N.files:
        check_file(folder / known.name, known)
    param, weights = (folder / known.name for known in YOLOV8N.files)
    return YoloModel(YOLOV8N.name, param, weights, known=True)


def check_file(path: Path, known: KnownFile) -> None:
    """ModelError unless the file is there and is the pinned one."""
    if not path.is_file():
        raise ModelsMissing(f"{path} is missing: {FETCH_HINT}", str(path))
    if not is_known(read_bytes(path), known):
        told = f"{path} is not the file it should be (its checksum differs): {FETCH_HINT}"
        raise ModelNotPinned(told, str(path))


def is_known(content: bytes, known: KnownFile) -> bool:
    if hashlib.sha256(content).hexdigest() in known.sha256:
        return True
    return known.blob_id is not None and git_blob_id(content) == known.blob_id


def git_blob_id(content: bytes) -> str:
    """The name under which git keeps this content: SHA-1 of `blob <size>\\0` and the content."""
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ModelError(f"{path} cannot be read: {error.strerror}") from error


def export_folders(models_dir: Path) -> Iterator[Path]:
    """Folders that hold an ultralytics NCNN export, models_dir itself first, then by name."""
    inside = sorted(path for path in models_dir.iterdir() if path.is_dir()) if models_dir.is_dir() else []
    for folder in (models_dir, *inside):
        if (folder / "model.ncnn.param").exists():
            yield folder


def read_export(folder: Path) -> YoloModel:
    """An ultralytics export, checked for its structure only: nobody can know its checksum."""
    param, weights, metadata = (folder / name for name in EXPORT_FILES)
    for path in (param, weights, metadata):
        if not path.is_file() or path.stat().st_size == 0:
            raise ModelError(f"{path} is missing or empty: export the model again")
    _check_param(param)
    size, labels = _read_metadata(metadata)
    return YoloModel(folder.name.removesuffix("_ncnn_model"), param, weights, labels, size)


def _check_param(param: Path) -> None:
    lines = read_bytes(param).decode("ascii", errors="replace").splitlines()
    words = {word for line in lines[2:] for word in line.split()}
    if not lines or lines[0].strip() != _PARAM_MAGIC or not {"in0", "out0"} <= words:
        raise ModelError(f"{param} is not the graph of an NCNN detector with in0 and out0")


def _read_metadata(path: Path) -> tuple[tuple[int, int], tuple[str, ...]]:
    """(height, width) and labels of an export.

    Ultralytics dumps one flat mapping in block style: three patterns read it without a YAML library.
    """
    text = read_bytes(path).decode("utf-8", errors="replace")
    size = re.search(r"^imgsz:\n- (\d+)\n- (\d+)$", text, re.MULTILINE)
    names = re.search(r"^names:\n((?: +\d+: .+\n?)+)", text, re.MULTILINE)
    if size is None or names is None:
        raise ModelError(f"{path} does not tell the image size and the labels: export the model again")
    plain = re.search(r"^task: detect$", text, re.MULTILINE)
    if not plain or re.search(r"^end2end: true$", text, re.MULTILINE):
        raise ModelError(f"{path}: only plain detectors are understood (task detect, end2end false)")
    height, width = int(size[1]), int(size[2])
    if min(height, width) < 32 or max(height, width) > 4096 or height % 32 or width % 32:
        raise ModelError(f"{path}: {height}x{width} is not a size a detector takes")
    return (height, width), tuple(_labels(names[1], path))


def _labels(block: str, path: Path) -> Iterator[str]:
    for expected, (number, label) in enumerate(re.findall(r"^ +(\d+): (.+)$", block, re.MULTILINE)):
        if int(number) != expected:
            raise ModelError(f"{path}: label {expected} is missing")
        yield label.strip().strip("'\"")


@dataclass(frozen=True, slots=True)
class ModelState:
    """One line of `latchkey models`. `state`: verified, unpinned, missing or unusable; `why` in words."""

    name: str
    purpose: str
    licence: str
    folder: Path
    state: str
    why: str


def survey(models_dir: Path) -> list[ModelState]:
    """Every model known to Latchkey or lying in models_dir, and what can be said of it."""
    pinned = [_survey_known(model, models_dir / model.name) for model in CATALOGUE]
    return pinned + [_survey_export(folder) for folder in export_folders(models_dir)]


def _survey_known(model: KnownModel, folder: Path) -> ModelState:
    state, why = "verified", "the checksums are the pinned ones"
    if not any((folder / known.name).exists() for known in model.files):
        state, why = "missing", FETCH_HINT
    else:
        try:
            for known in model.files:
                check_file(folder / known.name, known)
        except ModelError as error:
            state, why = "unusable", str(error)
    return ModelState(model.name, model.purpose, model.licence, folder, state, why)


def _survey_export(folder: Path) -> ModelState:
    state, why = "unpinned", "an export: its checksum cannot be known, a golden image is run before use"
    try:
        read_export(folder)
    except ModelError as error:
        state, why = "unusable", str(error)
    return ModelState(folder.name, YOLOV8N.purpose, "the exporter's", folder, state, why)
