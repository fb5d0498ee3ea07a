"""The picture that is kept of a visit."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.drawing import draw_boxes
from pipeline.image import Image, jpeg
from pipeline.types import Box

THUMBNAIL_PIXELS = 1280


def thumbnail(small: Image, boxes: Iterable[Box], width: int) -> bytes:
    """JPEG of a shrunk frame with boxes drawn that are given in pixels of the frame, `width` pixels wide."""
    return jpeg(draw_boxes(small, ((box, "") for box in boxes), scale=small.shape[1] / width))
