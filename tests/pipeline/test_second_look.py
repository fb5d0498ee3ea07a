"""A frame is looked at larger only where the first look leaves it open whether somebody is there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from pipeline.detect import Detector
from pipeline.image import Image, as_image, resized
from pipeline.models import read_export
from pipeline.second_look import joined, look, unsure
from pipeline.sight_rules import SightRules
from pipeline.types import Box, Detection
from pipeline.zones import Zone

LEFT, RIGHT = Box(0, 0, 100, 200), Box(300, 0, 400, 200)


def seen(confidence: float, label: str = "person", box: Box = LEFT) -> Detection:
    return Detection(0, label, confidence, box)


@pytest.mark.parametrize(
    ("detections", "expected"),
    [
        ([], False),
        ([seen(0.19)], False),
        ([seen(0.2)], True),
        ([seen(0.49)], True),
        ([seen(0.5)], False),
        ([seen(0.3), seen(0.9, box=RIGHT)], False),
        ([seen(0.3, "dog")], False),
        ([seen(0.3), seen(0.9, "dog")], True),
    ],
)
def test_unsure_is_somebody_doubtful_and_nobody_sure(detections: list[Detection], expected: bool) -> None:
    assert unsure(detections) is expected


def test_what_both_looks_saw_is_told_once_by_the_surer() -> None:
    first = [seen(0.4), seen(0.3, box=RIGHT)]
    second = [seen(0.8, box=Box(2, 1, 101, 205)), seen(0.25, box=RIGHT), seen(0.6, "dog", RIGHT)]
    assert joined(first, second) == [second[0], second[2], first[1]]


def test_two_people_close_together_in_one_look_stay_two() -> None:
    behind = seen(0.6, box=Box(20, 0, 120, 200))
    assert joined([], [seen(0.9), behind]) == [seen(0.9), behind]


@pytest.fixture
def far(portrait: Image) -> Image:
    """The portrait, small on a plain wall: the first look finds something, and is not sure."""
    picture = np.full((1080, 1920, 3), 90, np.uint8)
    picture[500:700, 900:1071] = resized(portrait, 171, 200, cv2.INTER_AREA)
    return as_image(picture)


def test_a_doubtful_frame_is_settled_by_the_larger_look(detector: Detector, far: Image) -> None:
    doubtful = [one for one in detector.detect(far, confidence=0.2) if one.label == "person"]
    rules, size = SightRules(), (far.shape[1], far.shape[0])
    (person,) = rules.kept(look(detector, far, rules, frame=7), size)
    assert unsure(doubtful)
    assert person.confidence > max(one.confidence for one in doubtful)
    assert person.confidence >= 0.5
    assert person.frame == 7


def passes(detector: Detector, image: Image, rules: SightRules) -> list[int]:
    """The input's width in every pass of the real network."""
    widths = []

    class Counting(Detector):
        def __init__(self) -> None:
            self.__dict__ = detector.__dict__

        def detect(
            self, image: Image, *, frame: int = 0, size: int = 320, confidence: float = 0.25
        ) -> list[Detection]:
            widths.append(size)
            return super().detect(image, frame=frame, size=size, confidence=confidence)

    look(Counting(), image, rules)
    return widths


def test_only_doubt_that_counts_costs_a_second_pass(detector: Detector, portrait: Image, far: Image) -> None:
    rules = SightRules()
    everywhere = Zone("any", ((0, 0), (1, 0), (1, 1), (0, 1)))
    assert passes(detector, far, rules) == [320, 640]
    assert passes(detector, portrait, rules) == [320]
    assert passes(detector, np.zeros_like(far), rules) == [320]
    assert passes(detector, far, replace(rules, zones=(everywhere,))) == [320]
    assert passes(detector, far, replace(rules, least_height={"person": 0.5})) == [320]


def test_an_export_of_one_size_cannot_look_larger(shared: Path, far: Image) -> None:
    export = Detector(read_export(shared / "models" / "yolov8n_320_ncnn_model"))
    assert passes(export, far, SightRules()) == [320]
