"""The same weights give the boxes that ultralytics gives (../shared/reference/detections.json)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import av
import pytest

from pipeline.boxes import overlap
from pipeline.detect import Detector
from pipeline.image import Image, as_image
from pipeline.models import read_export
from pipeline.photos import read_photo
from pipeline.types import Box, Detection

LEAST = 0.4
IOU = 0.95
CONFIDENCE = 0.01


@pytest.fixture(scope="module")
def reference(shared: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((shared / "reference" / "detections.json").read_text())
    return told


def unmet(found: list[Detection], expected: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        one for one in expected if one["confidence"] >= LEAST and not any(meets(box, one) for box in found)
    ]


def meets(found: Detection, expected: dict[str, Any]) -> bool:
    return (
        found.label == expected["label"]
        and abs(found.confidence - expected["confidence"]) <= CONFIDENCE
        and overlap(found.box, Box(*expected["xyxy"])) >= IOU
    )


def extra(found: list[Detection], expected: list[dict[str, Any]]) -> list[Detection]:
    return [one for one in found if one.confidence > 0.45 and not any(meets(one, box) for box in expected)]


@pytest.mark.parametrize("size", [320, 640])
def test_every_photo(detector: Detector, shared: Path, reference: dict[str, Any], size: int) -> None:
    compared = 0
    for name, expected in reference["images"].items():
        found = detector.detect(read_photo(shared / "photos" / name), size=size)
        assert unmet(found, expected[str(size)]) == [], name
        assert extra(found, expected[str(size)]) == [], name
        compared += len(expected[str(size)])
    assert compared > 60


@pytest.mark.parametrize("clip", ["hamilton.mp4", "car-detection.mp4"])
def test_frames_of_clips(detector: Detector, shared: Path, reference: dict[str, Any], clip: str) -> None:
    wanted = reference["clip_frames"][clip]
    for number, picture in frames(shared / "clips" / clip):
        if str(number) in wanted:
            found = detector.detect(picture)
            assert unmet(found, wanted[str(number)]["320"]) == [], number
            assert extra(found, wanted[str(number)]["320"]) == [], number


def test_a_fixed_export_finds_the_same_people(shared: Path, reference: dict[str, Any]) -> None:
    """Its input is square where the reference's is not: the boxes agree, the confidences only nearly."""
    export = Detector(read_export(shared / "models" / "yolov8n_320_ncnn_model"))
    for name, expected in reference["images"].items():
        found = export.detect(read_photo(shared / "photos" / name))
        for one in expected["320"]:
            if one["label"] == "person" and one["confidence"] >= 0.6:
                near = [box for box in found if overlap(box.box, Box(*one["xyxy"])) >= 0.9]
                assert any(abs(box.confidence - one["confidence"]) < 0.1 for box in near), name


def frames(clip: Path) -> list[tuple[int, Image]]:
    with av.open(str(clip)) as container:
        return [
            (number, as_image(frame.to_ndarray(format="bgr24")))
            for number, frame in enumerate(container.decode(video=0))
            if number % 50 == 0
        ]
