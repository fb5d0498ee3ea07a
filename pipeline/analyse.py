"""The chain, run inside a worker: a clip's path in, a small Analysis out. Frames never leave."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pipeline.clip import Clip
from pipeline.detect import Detector
from pipeline.errors import ModelError
from pipeline.examination import Examination
from pipeline.golden import check_detector
from pipeline.liveness import LivenessNets, find_liveness
from pipeline.models import YoloModel, first_usable
from pipeline.rules import Rules
from pipeline.sight_rules import SightRules
from pipeline.stopwatch import Stopwatch
from pipeline.types import Analysis, Gallery

T = TypeVar("T")


class Eyes:
    """Everything loaded. One analysis at a time. Without `nets` nobody is ever proven alive."""

    def __init__(
        self, detector: Detector | None, nets: LivenessNets | None = None, rules: Rules | None = None
    ) -> None:
        self.detector, self.nets = detector, nets
        self.rules = rules or Rules()

    def analyse(
        self,
        clip: Path,
        gallery: Gallery,
        sight: SightRules | None = None,
        *,
        everyone: bool = False,
        coarse: bool = False,
    ) -> Analysis:
        """`sight` says which detections count. ClipError when not one frame of the clip can be used.

        `everyone`: life is looked at of those too who are not recognised. It decides nothing; it measures.
        `coarse`: on few frames and for nobody's life, where many clips wait. It never opens.
        """
        watch = Stopwatch()
        with Clip(clip) as opened:
            examination = Examination(
                opened, self.detector, self.nets, gallery, self.rules, sight or SightRules(), watch
            )
            return examination.run_coarsely() if coarse else examination.run(everyone)


@dataclass(frozen=True, slots=True)
class Lacks:
    """What could not be opened, and why; None where it could."""

    detector: ModelError | None = None
    liveness: ModelError | None = None


def open_eyes(models_dir: Path, rules: Rules | None = None, threads: int = 1) -> tuple[Eyes, Lacks]:
    """With what there is: the poorer mode without a detector, nobody proven alive without the nets."""
    detector, no_detector = _opened(lambda: open_first(models_dir, threads))
    nets, no_nets = _opened(lambda: LivenessNets(find_liveness(models_dir), threads))
    return Eyes(detector, nets, rules), Lacks(no_detector, no_nets)


def _opened(opening: Callable[[], T]) -> tuple[T | None, ModelError | None]:
    try:
        return opening(), None
    except ModelError as error:
        # Its frames would keep what was half loaded.
        return None, error.with_traceback(None)


def open_first(models_dir: Path, threads: int = 1) -> Detector:
    """The first detector that can be loaded and passes its golden image. ModelError if none does."""
    return first_usable(models_dir, lambda model: open_detector(model, threads))


def open_detector(model: YoloModel, threads: int = 1) -> Detector:
    """Loaded and checked by its golden image. ModelError otherwise."""
    detector = Detector(model, threads)
    check_detector(detector)
    return detector
