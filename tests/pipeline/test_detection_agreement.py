"""The same weights give the boxes that ultralytics gives (../shared/reference/detections.json)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import av
import numpy as np
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
EXTRA = 0.45
CLIPS = ("bottle-detection.mp4", "car-detection.mp4", "hamilton.mp4", "one-by-one-person-detection.mp4")


@pytest.fixture
def reference(shared: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((shared / "reference" / "detections.json").read_text())
    return told


@dataclass
class Table:
    """What was compared, and what deviates from it by more than is allowed."""

    boxes: int = 0
    least_overlap: float = 1.0
    most_confidence_off: float = 0.0
    unmet: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    extra: list[tuple[str, Detection]] = field(default_factory=list)

    def compare(self, name: str, found: list[Detection], expected: list[dict[str, Any]]) -> None:
        """Each reference box is met by a box of its own, the closest that is left."""
        left = list(found)
        for one in sorted(expected, key=lambda one: -one["confidence"]):
            near = max(left, key=lambda box: closeness(box, one), default=None)
            if near is not None and closeness(near, one) >= IOU:
                left.remove(near)
            if one["confidence"] >= LEAST:
                self._judge(name, near, one)
        self.extra += [(name, one) for one in left if one.confidence > EXTRA]

    def _judge(self, name: str, near: Detection | None, one: dict[str, Any]) -> None:
        overlapping = closeness(near, one) if near else 0.0
        off = abs(near.confidence - one["confidence"]) if near else 1.0
        self.boxes += 1
        self.least_overlap = min(self.least_overlap, overlapping)
        self.most_confidence_off = max(self.most_confidence_off, off)
        if overlapping < IOU or off > CONFIDENCE:
            self.unmet.append((name, one))


def closeness(found: Detection, expected: dict[str, Any]) -> float:
    return overlap(found.box, Box(*expected["xyxy"])) if found.label == expected["label"] else 0.0


@pytest.mark.parametrize("size", [320, pytest.param(640, marks=pytest.mark.slow)])
def test_every_photo(detector: Detector, shared: Path, reference: dict[str, Any], size: int) -> None:
    table = Table()
    for name, expected in reference["images"].items():
        found = detector.detect(read_photo(shared / "photos" / name), size=size)
        table.compare(name, found, expected[str(size)])
    assert (table.unmet, table.extra) == ([], [])
    assert table.boxes > 50


@pytest.mark.parametrize("clip", CLIPS)
def test_every_clip(detector: Detector, shared: Path, reference: dict[str, Any], clip: str) -> None:
    table = Table()
    wanted = reference["clip_frames"][clip]
    for number, picture in frames(shared / "clips" / clip):
        table.compare(f"{clip} {number}", detector.detect(picture), wanted.pop(str(number))["320"])
    assert (table.unmet, table.extra) == ([], [])
    assert wanted == {}, "every frame of the reference was compared"


def test_every_clip_of_the_reference_is_compared(reference: dict[str, Any]) -> None:
    assert set(reference["clip_frames"]) == set(CLIPS)


def test_the_table_of_a_fixed_export(
    shared: Path, reference: dict[str, Any], record_property: Callable[[str, object], None]
) -> None:
    """Its input is square where the reference's is not: the boxes agree, the confidences only nearly."""
    export = Detector(read_export(shared / "models" / "yolov8n_320_ncnn_model"))
    table = Table()
    for name, expected in reference["images"].items():
        table.compare(name, export.detect(read_photo(shared / "photos" / name)), expected["320"])
    for told in ("boxes", "least_overlap", "most_confidence_off"):
        record_property(told, getattr(table, told))
    record_property("unmet", len(table.unmet))
    record_property("extra", len(table.extra))
    assert table.least_overlap >= 0.85
    assert table.most_confidence_off <= 0.1


def test_a_fixed_export_agrees_with_the_same_network_at_any_size(detector: Detector, shared: Path) -> None:
    """A square picture fills both inputs alike: only half-precision arithmetic is left between them."""
    export = Detector(read_export(shared / "models" / "yolov8n_320_ncnn_model"))
    picture = read_photo(shared / "photos" / "scenes" / "bus.jpg")[:810]
    expected = detector.detect(picture, confidence=LEAST)
    found = export.detect(picture, confidence=LEAST)
    assert [one.label for one in found] == [one.label for one in expected]
    assert len(found) >= 4
    for one, other in zip(found, expected, strict=True):
        assert overlap(one.box, other.box) >= 0.98
        assert one.confidence == pytest.approx(other.confidence, abs=0.01)


def test_what_an_extract_gave_outlives_the_next(detector: Detector, shared: Path) -> None:
    """The numbers are ncnn's own memory: it must not be written again while they are held."""
    held, copies = [], []
    for name in ("bus", "busstop", "zidane"):
        picture = read_photo(shared / "photos" / "scenes" / f"{name}.jpg")
        held.append(detector.extract(detector.input(detector.letterbox(picture, 320).apply(picture))))
        copies.append(held[-1].copy())
    assert all(np.array_equal(one, copy) for one, copy in zip(held, copies, strict=True))


def frames(clip: Path) -> Iterator[tuple[int, Image]]:
    """Every 50th, all of them decoded, as the reference was made."""
    with av.open(str(clip)) as container:
        container.streams.video[0].thread_type = "AUTO"
        for number, frame in enumerate(container.decode(video=0)):
            if number % 50 == 0:
                yield number, as_image(frame.to_ndarray(format="bgr24"))
