"""The pictures that are kept of a visit: one thumbnail, and a few crops of each person's face."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.drawing import draw_boxes
from pipeline.faces import SeenFace
from pipeline.image import Image, jpeg
from pipeline.people import group_faces
from pipeline.types import Box, Face

THUMBNAIL_PIXELS = 1280
CROPS_EACH = 3


def thumbnail(small: Image, boxes: Iterable[Box], width: int) -> bytes:
    """JPEG of a shrunk frame with boxes drawn that are given in pixels of the frame, `width` pixels wide."""
    return jpeg(draw_boxes(small, ((box, "") for box in boxes), scale=small.shape[1] / width))


def with_crops(faces: Sequence[Face], seen: Sequence[SeenFace]) -> list[Face]:
    """The faces, those with the best pictures of each person (up to CROPS_EACH) with their crop."""
    pictures = {id(face): one for face, one in zip(faces, seen, strict=True)}
    chosen: set[int] = set()
    for group in group_faces(faces):
        ranked = sorted(group, key=lambda face: -pictures[id(face)].merit)
        chosen.update(id(face) for face in ranked[:CROPS_EACH])
    return [
        replace(face, crop=jpeg(one.image)) if id(face) in chosen else face
        for face, one in zip(faces, seen, strict=True)
    ]
