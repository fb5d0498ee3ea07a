"""What runs in an analysing process. Everything heavy is imported here, inside the functions: the bot's
own process imports this module only to name them."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import LatchkeyError, WorkerError
from pipeline.photo_types import PhotoFace, PhotoSeen
from pipeline.process import step_back
from pipeline.rules import Rules
from pipeline.sight_rules import SightRules
from pipeline.types import Analysis, Gallery

if TYPE_CHECKING:
    from pipeline.analyse import Eyes
    from pipeline.models import YoloModel

NICE = 10
"""How far the workers step back behind everything else, in the system's steps, unless told otherwise."""


def threads_for(workers: int) -> int:
    """ncnn's threads in each of so many workers, one core left to everybody else.

    Its threads wait for each other spinning: with one thread more than there are free cores a frame was
    seen to take two seconds instead of 13 ms.
    """
    return max(1, min(4, ((os.cpu_count() or 1) - 1) // workers))


@dataclass(frozen=True, slots=True)
class WorkerSettings:
    """`threads` ncnn may use in one worker."""

    models_dir: Path
    rules: Rules = field(default_factory=Rules)
    nice: int = NICE
    threads: int = 1


@dataclass(frozen=True, slots=True)
class Reservations:
    """`unpinned`: nobody pinned the checksums of what is used. `passed_over`: what came before it."""

    unpinned: bool
    passed_over: tuple[LatchkeyError, ...] = ()

    def __str__(self) -> str:
        others = "; ".join(map(str, self.passed_over))
        if not self.unpinned:
            return others
        taken = "an export: taken on its structure and the golden image, its checksums are not pinned"
        return f"{taken}; used instead of another: {others}" if others else taken


@dataclass(frozen=True, slots=True)
class WorkerReport:
    """What a worker can do. `detector` is "faces" in the poorer mode, "none" if it can do nothing.

    `because`: why it is poorer, or what is to be said of a detector that is used all the same; else None.
    `no_liveness`: why nobody can be proven alive; None where that can be.
    """

    detector: str
    because: LatchkeyError | Reservations | None
    no_liveness: str | None = None

    @property
    def why(self) -> str | None:
        """`because`, as the log has it."""
        return None if self.because is None else str(self.because)


_eyes: Eyes | None = None
_report: WorkerReport | None = None


def start(settings: WorkerSettings) -> None:
    """The initializer: models are loaded once a process. It must not raise, or the pool is broken."""
    step_back(settings.nice)
    global _eyes, _report
    try:
        _eyes, _report = _open(settings)
    except LatchkeyError as error:
        _report = WorkerReport("none", error)


def report() -> WorkerReport:
    if _report is None:
        raise WorkerError("the worker was not started")
    return _report


def analyse(clip: Path, gallery: Gallery, sight: SightRules | None = None, coarse: bool = False) -> Analysis:
    return _open_eyes().analyse(clip, gallery, sight, coarse=coarse)


def still(clip: Path) -> bytes:
    from pipeline.still import still as still_of

    return still_of(clip)


def faces_of(photo: Path) -> list[PhotoFace]:
    from pipeline.photos import faces_of as faces_on_photo

    return faces_on_photo(photo)


def look_at(photo: Path) -> PhotoSeen:
    from pipeline.photo_seen import look_at as look_at_photo

    return look_at_photo(photo)


def _open(settings: WorkerSettings) -> tuple[Eyes, WorkerReport]:
    import cv2

    from pipeline import face_library
    from pipeline.analyse import open_eyes

    cv2.setNumThreads(settings.threads)
    eyes, lacks = open_eyes(settings.models_dir, settings.rules, settings.threads)
    face_library.warm_up()
    detector, no_liveness = eyes.detector, str(lacks.liveness) if lacks.liveness else None
    if detector is None:
        return eyes, WorkerReport("faces", lacks.detector, no_liveness)
    return eyes, WorkerReport(detector.name, _reservations(detector.model), no_liveness)


def _reservations(model: YoloModel) -> Reservations | None:
    if model.known and not model.passed_over:
        return None
    return Reservations(not model.known, model.passed_over)


def _open_eyes() -> Eyes:
    if _eyes is None:
        raise WorkerError(report().why or "the worker was not started")
    return _eyes
