"""A photo that was sent, with its faces numbered, to choose one of them."""

from __future__ import annotations

from pathlib import Path

from pipeline.drawing import FACE_COLOUR, draw_boxes
from pipeline.image import jpeg, shrink
from pipeline.photo_types import PhotoSeen
from pipeline.photos import faces_on, read_photo

MOST_NUMBERED = 12
SHOWN_PIXELS = 1280
NUMBER_SHARE = 1 / 12
"""Of the picture's shorter side: a phone shows it at a third of its size."""


def look_at(photo: Path) -> PhotoSeen:
    """The faces, and the photo with them boxed, the good ones numbered. PhotoError as `faces_of`."""
    image = read_photo(photo)
    faces = faces_on(image)
    shown = shrink(image, SHOWN_PIXELS)
    numbered = [face for face in faces if face.flaw is None][:MOST_NUMBERED]
    boxes = [(face.box, str(numbered.index(face) + 1) if face in numbered else "") for face in faces]
    drawn = draw_boxes(shown, boxes, FACE_COLOUR, shown.shape[1] / image.shape[1], NUMBER_SHARE)
    return PhotoSeen(tuple(faces), tuple(numbered), jpeg(drawn))
