"""Embeddings and faces at chosen distances, and analyses of them."""

from __future__ import annotations

from pipeline.types import Analysis, Box, Detection, Face

FACE = Box(100, 100, 180, 180)


def embedding(axis: int, distance: float = 0.0) -> tuple[float, ...]:
    """Of the person with this number (two of them lie 0.85 apart), `distance` away from their photo."""
    values = [0.0] * 128
    values[axis] = 0.6
    values[127] = distance
    return tuple(values)


def face(
    frame: int,
    axis: int,
    *,
    name: str | None = None,
    distance: float | None = None,
    off: float = 0.0,
    box: Box = FACE,
) -> Face:
    return Face(frame, box, name, distance, embedding=embedding(axis, off))


def person(frame: int, confidence: float = 0.9, left: float = 0, height: float = 300) -> Detection:
    return Detection(frame, "person", confidence, Box(left, 0, left + height / 2.5, height))


def analysis(
    *faces: Face, at_once: int = 1, detections: tuple[Detection, ...] = (), detector: str = "yolov8n"
) -> Analysis:
    return Analysis(
        300, 20, 8, detections, faces, most_people_at_once=at_once, detector=detector, frame_size=(1280, 720)
    )
