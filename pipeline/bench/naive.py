"""The pipeline that people write first, whole: what Latchkey's is compared with. Run in a process of its own:

    python -m pipeline.bench.naive CLIP PHOTOS MODELS_DIR [--part N]

Every frame is decoded with OpenCV; every fifth goes through ultralytics, and through face_recognition with
its defaults, on the full frame. Where ultralytics is not installed our own detector stands in for it, which
is faster and smaller: the comparison then flatters the naive pipeline. Loading the models is not counted.

PHOTOS is a folder of one person's photos, its name is theirs. It prints one JSON object.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import sys
import warnings
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter
from typing import Any

import cv2

from pipeline.bench.machine import peak_memory
from pipeline.image import Image, as_image

EVERY = 5
TOLERANCE = 0.6
"""face_recognition's own default."""


@dataclass(frozen=True, slots=True)
class Finder:
    """What finds people on a frame, and what to call it."""

    find: Callable[[Image], object]
    name: str
    ultralytics: bool = False


@dataclass(frozen=True, slots=True)
class NaiveRun:
    """`seconds` are for the whole clip: reckoned, unless all `frames_due` were looked at."""

    seconds: float
    frames_total: int
    frames_due: int
    frames_looked_at: int
    identity: str | None
    detector: str
    ultralytics: bool
    """Or something that stands in for it."""
    peak_mib: float | None


def naive(clip: Path, photos: Path, people: Finder, part: int = 1) -> NaiveRun:
    """Looks at one in `part` of the frames that are due."""
    import face_recognition

    known = [
        face_recognition.face_encodings(face_recognition.load_image_file(str(photo)))[0]
        for photo in sorted(photos.iterdir())
    ]
    names: Counter[str | None] = Counter()
    total = due = looked_at = 0
    looking = 0.0
    started = perf_counter()
    video = cv2.VideoCapture(str(clip))
    while True:
        there, frame = video.read()
        if not there:
            break
        if total % EVERY == 0:
            if due % part == 0:
                began = perf_counter()
                people.find(as_image(frame))
                rgb = cv2.cvtColor(frame, cv2.COLOR_BGR2RGB)
                places = face_recognition.face_locations(rgb)
                for encoding in face_recognition.face_encodings(rgb, places):
                    near = face_recognition.face_distance(known, encoding).min() <= TOLERANCE
                    names[photos.name if near else None] += 1
                looking += perf_counter() - began
                looked_at += 1
            due += 1
        total += 1
    decoding = perf_counter() - started - looking
    seconds = decoding + looking * due / max(1, looked_at)
    identity = names.most_common(1)[0][0] if names else None
    return NaiveRun(seconds, total, due, looked_at, identity, people.name, people.ultralytics, peak_memory())


def people_finder(models_dir: Path) -> Finder:
    """ultralytics where it is installed and has weights; else ours; else nothing."""
    from pipeline.models import export_folders

    weights = [*sorted(models_dir.glob("*.pt")), *export_folders(models_dir)]
    if find_spec("ultralytics") and weights:
        from ultralytics import YOLO

        model = YOLO(str(weights[0]), task="detect")
        name = f"ultralytics with {weights[0].name}"
        return Finder(lambda frame: model(frame, verbose=False), name, ultralytics=True)
    return _stand_in(models_dir)


def _stand_in(models_dir: Path) -> Finder:
    from pipeline.analyse import open_detector
    from pipeline.errors import ModelError
    from pipeline.models import find_yolo

    why = "which has no weights here" if find_spec("ultralytics") else "which is not installed"
    try:
        detector = open_detector(find_yolo(models_dir), os.cpu_count() or 1)
    except ModelError:
        return Finder(lambda frame: None, f"nothing in place of ultralytics, {why}")
    return Finder(detector.detect, f"our detector in place of ultralytics, {why}")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m pipeline.bench.naive")
    for name in ("clip", "photos", "models_dir"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--part", type=int, default=1, help="look at one in N of the frames that are due")
    args = parser.parse_args(arguments)
    with contextlib.redirect_stdout(sys.stderr), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        people = people_finder(args.models_dir)
        people.find(_blank())
        found: dict[str, Any] = asdict(naive(args.clip, args.photos, people, args.part))
    print(json.dumps(found))
    return 0


def _blank() -> Image:
    """A first picture takes longer than all that follow."""
    import numpy as np

    return np.zeros((1080, 1920, 3), np.uint8)


if __name__ == "__main__":
    sys.exit(main())
