"""The frames that were looked at, with what was seen drawn on them: for `analyze --frames`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.clip import Clip
from pipeline.drawing import FACE_COLOUR, OTHER_COLOUR, PERSON_COLOUR, draw_boxes
from pipeline.image import Image, jpeg
from pipeline.people import PERSON
from pipeline.types import Analysis, Box, Face


def annotated(clip: Path, analysis: Analysis) -> Iterator[tuple[int, bytes]]:
    """(frame, JPEG) of each. The clip is read again: the analysis keeps no frames."""
    with Clip(clip) as opened:
        for frame in opened.read(analysis.looked_at):
            yield frame.index, jpeg(_drawn(frame.image, frame.index, analysis), quality=90)


def _drawn(image: Image, frame: int, analysis: Analysis) -> Image:
    people: list[tuple[Box, str]] = []
    others: list[tuple[Box, str]] = []
    for one in analysis.detections:
        if one.frame == frame:
            kind = people if one.label == PERSON else others
            kind.append((one.box, f"{one.label} {one.confidence:.2f}"))
    faces = [(face.box, _told(face)) for face in analysis.faces if face.frame == frame]
    for boxes, colour in ((others, OTHER_COLOUR), (people, PERSON_COLOUR), (faces, FACE_COLOUR)):
        image = draw_boxes(image, boxes, colour)
    return image


def _told(face: Face) -> str:
    distance = "" if face.distance is None else f" {face.distance:.2f}"
    return f"{face.name or '?'}{distance}"
