"""A larger look at a frame whose first, fast one left it open whether somebody is there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from pipeline.boxes import overlap
from pipeline.people import PERSON, SURE
from pipeline.sight_rules import SightRules
from pipeline.types import Detection

if TYPE_CHECKING:
    from pipeline.detect import Detector
    from pipeline.image import Image

DOUBTFUL = 0.2
"""Confidence from which on a person box is a reason to look again."""

LARGER = 640
"""Pixels of the longer side of the larger look. It costs four times the first."""

_SAME = 0.5


def look(detector: Detector, image: Image, rules: SightRules, frame: int = 0) -> list[Detection]:
    """Whatever is on a frame from DOUBTFUL on, looked at once more where the rules keep what is unsure.

    An export made for one size cannot look larger: its first look stands.
    """
    size = (image.shape[1], image.shape[0])
    found = detector.detect(image, frame=frame, confidence=DOUBTFUL)
    if detector.model.fixed_size is None and unsure(rules.in_sight(found, size)):
        found = joined(found, detector.detect(image, frame=frame, size=LARGER, confidence=DOUBTFUL))
    return found


def unsure(detections: Iterable[Detection]) -> bool:
    """Whether somebody may be on the frame, and nobody surely is."""
    people = [one.confidence for one in detections if one.label == PERSON]
    return DOUBTFUL <= max(people, default=0.0) < SURE


def joined(first: Sequence[Detection], second: Sequence[Detection]) -> list[Detection]:
    """Two looks at one frame: what both saw once, by the surer of them; nothing is lost.

    A close visitor cut off by the frame is seen better small, a far one better large.
    """
    looks = [(one, 1) for one in first] + [(one, 2) for one in second]
    taken: list[tuple[Detection, int]] = []
    for one, look_number in sorted(looks, key=lambda pair: -pair[0].confidence):
        if not any(number != look_number and _same(one, other) for other, number in taken):
            taken.append((one, look_number))
    return [one for one, _ in taken]


def _same(one: Detection, other: Detection) -> bool:
    return one.label == other.label and overlap(one.box, other.box) >= _SAME
