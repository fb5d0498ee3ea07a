"""face_recognition behind a door: imported once, in a worker, with its habits kept in.

At import it calls `quit()` when `pkg_resources` is missing, prints to stdout, and switches Pillow to
accepting truncated images for the whole process. Its models take more than a second to load.
"""

from __future__ import annotations

import contextlib
import sys
import warnings
from functools import lru_cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import ImageFile

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
    return face_recognition


def locate(image: Image, scale: float = 1.0) -> list[Box]:
    """Frontal faces on a picture that is scaled first; boxes in pixels of the picture given.

    At scale 1 faces of about 55 px and more are found, at 2 of 28 px. The time grows with the scaled area.
    """
    width, height = round(image.shape[1] * scale), round(image.shape[0] * scale)
    if min(width, height) < _HOG_WINDOW:
        return []
    if scale != 1:
        image = resized(image, width, height, cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    found = library().face_locations(_rgb(image), number_of_times_to_upsample=0, model="hog")
    return [Box(*(side / scale for side in (left, top, right, bottom))) for top, right, bottom, left in found]


def encode(image: Image, box: Box) -> NDArray[np.float64]:
    """The 128-D embedding of the face in this box. About 100 ms, the GIL held."""
    location = (int(box.y1), int(box.x2), int(box.y2), int(box.x1))
    (embedding,) = library().face_encodings(_rgb(image), [location], num_jitters=1, model=LANDMARKS)
    return np.asarray(embedding, dtype=np.float64)


def _rgb(image: Image) -> Image:
    """dlib takes contiguous RGB bytes; anything else is a RuntimeError or a picture read askew."""
    return as_image(image[:, :, ::-1])


def warm_up() -> None:
    """Loads the models and touches them once, so that the first clip is not the slow one."""
    blank = np.full((160, 160, 3), 128, np.uint8)
    locate(blank)
    encode(blank, Box(40, 40, 120, 120))
