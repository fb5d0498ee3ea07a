"""face_recognition behind a door: imported once, in a worker, with its habits kept in.

At import it calls `quit()` when `pkg_resources` is missing, prints to stdout, and switches Pillow to
accepting truncated images for the whole process. Its models take more than a second to load.
"""

from __future__ import annotations

import contextlib
import sys
import warnings
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import ImageFile

from pipeline.allocator import give_back
from pipeline.errors import ModelError
from pipeline.image import Image, as_image, resized
from pipeline.types import Box

LANDMARKS = "small"
"""The landmark model faces are encoded with. Encodings of the other one lie 0.08 off: never mix them."""

_HOG_WINDOW = 80
"""Pixels: dlib's detector sees nothing in a smaller picture."""


@lru_cache(maxsize=1)
def library() -> Any:
    """The module `face_recognition`. ModelError where it or its models cannot be loaded."""
    truncated = ImageFile.LOAD_TRUNCATED_IMAGES
    try:
        with warnings.catch_warnings(), contextlib.redirect_stdout(sys.stderr):
            # setuptools announces the end of pkg_resources; the version that ends it is pinned away.
            warnings.simplefilter("ignore")
            import face_recognition
    except (ImportError, NameError, SystemExit, OSError, RuntimeError) as error:
        raise ModelError(
            "face recognition cannot be loaded (face_recognition, its models and setuptools below 82 are "
            f"needed): {error!r}"
        ) from error
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = truncated
    _unload_what_is_not_used(face_recognition)
    return face_recognition


def _unload_what_is_not_used(module: Any) -> None:
    """The predictor of the other landmarks is loaded at import, and takes 70 MiB of every worker."""
    module.api.pose_predictor_68_point = None
    give_back()


@dataclass(frozen=True, slots=True)
class Found:
    """A face on a picture. `score` is HOG's: 0.5 to 2.5 for most faces, less for what only looks like one.

    `box` is the part inside the picture of `whole`, which sticks out where the face is cut off.
    """

    box: Box
    score: float
    whole: Box


def locate(image: Image, scale: float = 1.0, least: float = 0.0) -> list[Found]:
    """Frontal faces on a picture that is scaled first, surest first; boxes in pixels of the picture given.

    At scale 1 faces of about 55 px and more are found, at 2 of 28 px. The time grows with the scaled area.
    """
    width, height = round(image.shape[1] * scale), round(image.shape[0] * scale)
    if min(width, height) < _HOG_WINDOW:
        return []
    if scale != 1:
        image = resized(image, width, height, cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    # What face_locations calls, with the scores that it drops.
    rectangles, scores, _ = library().api.face_detector.run(_rgb(image), 0, least)
    found = [
        Found(_within(rectangle, width, height, scale), float(score), _whole(rectangle, scale))
        for rectangle, score in zip(rectangles, scores, strict=True)
    ]
    return sorted(found, key=lambda one: -one.score)


def _within(rectangle: Any, width: int, height: int, scale: float) -> Box:
    """Inside the picture: dlib's rectangles may stick out."""
    left, top = max(0, rectangle.left()), max(0, rectangle.top())
    right, bottom = min(width, rectangle.right()), min(height, rectangle.bottom())
    return Box(left / scale, top / scale, right / scale, bottom / scale)


def _whole(rectangle: Any, scale: float) -> Box:
    sides = (rectangle.left(), rectangle.top(), rectangle.right(), rectangle.bottom())
    return Box(*(side / scale for side in sides))


def turn(image: Image, box: Box) -> float:
    """How far the face in this box is turned aside: 0 is towards the camera.

    The way of the nose from the middle between the eyes, in distances of the eyes; 0.3 is about 40 degrees.
    """
    (marks,) = library().face_landmarks(_rgb(image), [_location(box)], model=LANDMARKS)
    left, right = (np.mean(marks[eye], axis=0) for eye in ("left_eye", "right_eye"))
    across = right - left
    return abs(float((marks["nose_tip"][0] - left) @ across / max(1.0, across @ across)) - 0.5)


def encode(image: Image, box: Box) -> NDArray[np.float64]:
    """The 128-D embedding of the face in this box. About 100 ms, the GIL held."""
    (embedding,) = library().face_encodings(_rgb(image), [_location(box)], num_jitters=1, model=LANDMARKS)
    return np.asarray(embedding, dtype=np.float64)


def _location(box: Box) -> tuple[int, int, int, int]:
    return int(box.y1), int(box.x2), int(box.y2), int(box.x1)


def _rgb(image: Image) -> Image:
    """dlib takes contiguous RGB bytes; anything else is a RuntimeError or a picture read askew."""
    return as_image(image[:, :, ::-1])


def warm_up() -> None:
    """Loads the models and touches them once, so that the first clip is not the slow one."""
    blank = np.full((160, 160, 3), 128, np.uint8)
    locate(blank)
    encode(blank, Box(40, 40, 120, 120))
