"""One picture whose content is known, run whenever a model is loaded.

ncnn answers code 0 and plausible nonsense for zeroed or swapped weights; a portrait in which nobody is
found tells them apart from a detector. The picture is the public-domain portrait of Grace Hopper that
matplotlib ships: nothing to keep in this repository, nothing to fetch.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import cv2

from pipeline.detect import Detector
from pipeline.errors import ModelError
from pipeline.image import as_image
from pipeline.types import Detection

_WHERE = Path("mpl-data", "sample_data", "grace_hopper.jpg")
_CONFIDENT = 0.5
_MOST_BOXES = 10
_LEAST_COVER = 0.4


def golden_image() -> Path:
    """Where the portrait lies. matplotlib is found, not imported: importing it costs a second."""
    spec = find_spec("matplotlib")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        path = Path(folder) / _WHERE
        if path.is_file():
            return path
    raise ModelError("the golden image (matplotlib's sample portrait) is missing: install Latchkey again")


def check_detector(detector: Detector) -> None:
    """ModelError unless the detector finds the one person on the golden image, and little else."""
    picture = cv2.imread(str(golden_image()))
    if picture is None:
        raise ModelError(f"the golden image {golden_image()} cannot be read: install Latchkey again")
    image = as_image(picture)
    found = detector.detect(image, confidence=_CONFIDENT)
    area = image.shape[0] * image.shape[1]
    people = [one for one in found if one.label == "person" and one.box.area >= _LEAST_COVER * area]
    if len(people) != 1 or len(found) > _MOST_BOXES:
        told = f"the model {detector.name} fails its golden image"
        raise ModelError(f"{told}: {_told(found)} instead of one person")


def _told(found: list[Detection]) -> str:
    labels = ", ".join(one.label for one in found[:3])
    return f"{len(found)} boxes ({labels} ...)" if found else "it finds nothing"
