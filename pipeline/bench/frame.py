"""One 1080p frame to boxes, against the network alone and against ultralytics."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from pipeline.analyse import open_detector
from pipeline.bench.children import ultralytics
from pipeline.bench.footage import visitors_frame
from pipeline.bench.machine import PI_FRAME_MS, is_pi_4
from pipeline.bench.row import NOT_INSTALLED, Bench, Goal, Rival, Row
from pipeline.bench.turns import Seconds, in_turns, timed
from pipeline.detect import SIZE, Detector
from pipeline.errors import ModelError, WorkerError
from pipeline.image import Image
from pipeline.models import YoloModel, export_folders, find_yolo, read_export
from pipeline.worker import threads_for

DYNAMIC, EXPORTED = Goal(at_most=1.12), Goal(at_most=1.15)
SOONER = Goal(at_least=1.5)
OURS, BARE, NCNN, PYTORCH = "ours", "bare ncnn", "ultralytics NCNN", "ultralytics PyTorch"


@dataclass(frozen=True, slots=True)
class Weights:
    """What ultralytics is given. `None`: there are none, `why` says so."""

    path: str | None
    why: str = ""
    note: str = ""


def frame_rows(bench: Bench) -> Iterator[Row]:
    picture = visitors_frame()
    try:
        models = [find_yolo(bench.models_dir)]
    except ModelError as error:
        yield Row("frame", None, "ms", rival=Rival(BARE, None), note=str(error))
        return
    models += [read_export(folder) for folder in export_folders(bench.models_dir)]
    for model in dict.fromkeys(models):
        yield from _own_rows(bench, model, picture)
    yield from _other_rows(bench, models[0], picture)


def _own_rows(bench: Bench, model: YoloModel, picture: Image) -> Iterator[Row]:
    """As a worker runs it."""
    threads = threads_for(1)
    detector = open_detector(model, threads)
    goal = DYNAMIC if model.fixed_size is None else EXPORTED
    times = in_turns({OURS: _whole(detector, picture), BARE: _bare(detector, picture)}, bench.turns)
    name = _name(detector, picture, threads)
    yield Row(name, times[OURS] * 1000, "ms", goal, Rival(BARE, times[BARE] * 1000))
    if is_pi_4(bench.board):
        yield Row(f"{name}, on a Pi 4", times[OURS] * 1000, "ms", Goal(at_most=PI_FRAME_MS))


def _other_rows(bench: Bench, model: YoloModel, picture: Image) -> Iterator[Row]:
    """With a thread for each core, as ultralytics takes them."""
    threads = os.cpu_count() or 1
    detector = open_detector(model, threads)
    with ExitStack() as stack:
        there, missing = _others(bench, picture, stack)
        times = in_turns({OURS: _whole(detector, picture), **there}, bench.turns)
    name, ours = _name(detector, picture, threads), times[OURS] * 1000
    for rival in (*(Rival(other, times[other] * 1000) for other in there), *missing):
        yield Row(name, ours, "ms", SOONER, rival)


def _name(detector: Detector, picture: Image, threads: int) -> str:
    height, width = detector.letterbox(picture, SIZE).target
    return f"frame {detector.name} {width}x{height}, {threads} thread{'s' if threads > 1 else ''}"


def _others(bench: Bench, picture: Image, stack: ExitStack) -> tuple[dict[str, Seconds], list[Rival]]:
    """Those that can be measured, loaded and waiting; and those that cannot."""
    there: dict[str, Seconds] = {}
    missing: list[Rival] = []
    for name, weights in (
        (NCNN, _ncnn_weights(bench.models_dir)),
        (PYTORCH, _torch_weights(bench.models_dir)),
    ):
        if weights.path is None:
            missing.append(Rival(name, None, weights.why))
            continue
        try:
            predictor = stack.enter_context(ultralytics(bench, weights.path, picture, SIZE))
        except WorkerError as error:
            missing.append(Rival(name, None, str(error)))
        else:
            there[name + weights.note] = predictor.seconds
    return there, missing


def _ncnn_weights(models_dir: Path) -> Weights:
    if not find_spec("ultralytics"):
        return Weights(None, NOT_INSTALLED)
    for folder in export_folders(models_dir):
        if read_export(folder).fixed_size == (SIZE, SIZE):
            return Weights(str(folder))
    return Weights(None, f"no export at {SIZE} pixels in MODELS_DIR")


def _torch_weights(models_dir: Path) -> Weights:
    """Without a .pt the same graph with random weights: as much work, and nothing to find."""
    if not find_spec("ultralytics"):
        return Weights(None, NOT_INSTALLED)
    path = models_dir / "yolov8n.pt"
    return Weights(str(path)) if path.is_file() else Weights("yolov8n.yaml", note=" (random weights)")


def _whole(detector: Detector, picture: Image) -> Seconds:
    return timed(lambda: detector.detect(picture))


def _bare(detector: Detector, picture: Image) -> Seconds:
    mat = detector.input(detector.letterbox(picture, SIZE).apply(picture))
    return timed(lambda: detector.extract(mat))
