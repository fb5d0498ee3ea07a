"""Boxes drawn on a picture, for thumbnails and for `analyze --frames`."""

from __future__ import annotations

from collections.abc import Iterable

import cv2

from pipeline.image import Image
from pipeline.types import Box

PERSON_COLOUR = (80, 200, 60)
FACE_COLOUR = (240, 190, 40)
OTHER_COLOUR = (60, 160, 240)


def draw_boxes(
    image: Image,
    boxes: Iterable[tuple[Box, str]],
    colour: tuple[int, int, int] = PERSON_COLOUR,
    scale: float = 1.0,
    text_share: float = 1 / 30,
) -> Image:
    """A copy with each box, and its text where there is one. `scale`: pixels drawn per pixel of the boxes.

    `text_share`: the text's height, of the picture's shorter side.
    """
    drawn = image.copy()
    stroke = max(2, round(min(drawn.shape[:2]) / 240))
    for box, text in boxes:
        corners = [round(value * scale) for value in (box.x1, box.y1, box.x2, box.y2)]
        # A dark line under the bright one is seen on any ground.
        cv2.rectangle(drawn, corners[:2], corners[2:], (20, 20, 20), stroke + 2, cv2.LINE_AA)
        cv2.rectangle(drawn, corners[:2], corners[2:], colour, stroke, cv2.LINE_AA)
        if text:
            _write(drawn, text, corners[0], corners[1], colour, text_share)
    return drawn


def _write(image: Image, text: str, left: int, top: int, colour: tuple[int, int, int], share: float) -> None:
    size = max(12, round(min(image.shape[:2]) * share))
    face = cv2.FontFace("sans")
    height = round(size * 1.3)
    base = top - 4 if top > height else top + height
    width = cv2.getTextSize((0, 0), text, (0, 0), face, size)[2]
    cv2.rectangle(image, (left, base - size), (left + width + 4, base + 5), (20, 20, 20), cv2.FILLED)
    cv2.putText(image, text, (left + 2, base), colour, face, size)
