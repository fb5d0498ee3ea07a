"""The chain, run inside a worker: a clip's path in, a small Analysis out. Frames never leave."""

from __future__ import annotations

from pathlib import Path

from pipeline.clip import Clip
from pipeline.detect import Detector
from pipeline.errors import ModelError
from pipeline.examination import Examination
from pipeline.golden import check_detector
from pipeline.models import YoloModel, find_yolo
from pipeline.stopwatch import Stopwatch
from pipeline.types import Analysis, Gallery


class Eyes:
    """Everything loaded. One analysis at a time. `tolerance` is the largest distance that gives a name."""

    def __init__(self, detector: Detector | None, tolerance: float = 0.5) -> None:
        self.detector = detector
        self.tolerance = tolerance

    def analyse(self, clip: Path, gallery: Gallery) -> Analysis:
        """ClipError when not one frame of it can be used."""
        watch = Stopwatch()
        with Clip(clip) as opened:
            return Examination(opened, self.detector, gallery, self.tolerance, watch).run()


def open_eyes(models_dir: Path, tolerance: float = 0.5, threads: int = 1) -> tuple[Eyes, str | None]:
    """Eyes, and why they have no detector (None where they have one)."""
    try:
        return Eyes(open_detector(find_yolo(models_dir), threads), tolerance), None
    except ModelError as error:
        return Eyes(None, tolerance), str(error)


def open_detector(model: YoloModel, threads: int = 1) -> Detector:
    """Loaded and checked by its golden image. ModelError otherwise."""
    detector = Detector(model, threads)
    check_detector(detector)
    return detector
