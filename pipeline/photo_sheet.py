"""Pictures made of photos, to be chosen from in the chat: faces numbered on one, or many side by side."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np

from pipeline.drawing import FACE_COLOUR, OTHER_COLOUR, draw_boxes, write
from pipeline.errors import PhotoError
from pipeline.image import Image, as_image, jpeg, shrink
from pipeline.photos import faces_on, read_photo
from pipeline.types import Box, PhotoSeen

SHOWN_PIXELS = 1280
CELL = 320
COLUMNS = 3
MOST = 9
"""Photos on one sheet."""

NUMBER_SHARE = 1 / 12
"""Of the picture's shorter side: a phone shows it at a third of its size."""

_GAP = 8
_GROUND = 24


def look_at(photo: Path) -> PhotoSeen:
    """The faces, and the photo with them boxed, the good ones numbered. PhotoError as `faces_of`."""
    image = read_photo(photo)
    faces = faces_on(image)
    shown = shrink(image, SHOWN_PIXELS)
    numbers = itertools.count(1)
    boxes = [(face.box, "" if face.flaw else str(next(numbers))) for face in faces]
    drawn = draw_boxes(shown, boxes, FACE_COLOUR, shown.shape[1] / image.shape[1], NUMBER_SHARE)
    return PhotoSeen(tuple(faces), jpeg(drawn))


def sheet(photos: Sequence[Path], *, numbered: bool = False, framed: bool = False) -> bytes:
    """JPEG of up to 9 photos side by side, larger ones shrunk; what cannot be read is an empty place.

    `numbered` from 1; `framed`: the first one has a frame.
    """
    cells = [_cell(photo) for photo in photos[:MOST]]
    for number, cell in enumerate(cells if numbered else [], 1):
        write(cell, str(number), 6, 0, FACE_COLOUR, NUMBER_SHARE)
    if framed and cells:
        cells[0] = draw_boxes(cells[0], [(Box(2, 2, CELL - 3, CELL - 3), "")], OTHER_COLOUR)
    columns = min(COLUMNS, max(1, len(cells)))
    rows = -(-len(cells) // columns) or 1
    ground = _empty(rows * (CELL + _GAP) - _GAP, columns * (CELL + _GAP) - _GAP)
    for place, cell in enumerate(cells):
        top, left = (CELL + _GAP) * (place // columns), (CELL + _GAP) * (place % columns)
        ground[top : top + CELL, left : left + CELL] = cell
    return jpeg(ground)


def _cell(photo: Path) -> Image:
    """A square with the photo in the middle, as large as fits."""
    cell = _empty(CELL, CELL)
    try:
        image = read_photo(photo)
    except PhotoError:
        return cell
    scale = CELL / max(image.shape[:2])
    width, height = (max(1, round(side * scale)) for side in (image.shape[1], image.shape[0]))
    fitted = cv2.resize(
        image, (width, height), interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    )
    top, left = (CELL - height) // 2, (CELL - width) // 2
    cell[top : top + height, left : left + width] = fitted
    return cell


def _empty(height: int, width: int) -> Image:
    return as_image(np.full((height, width, 3), _GROUND))
