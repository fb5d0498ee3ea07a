"""A photo given for enrolment -> the faces on it. Whatever the file, only PhotoError comes out."""

from __future__ import annotations

import warnings
from pathlib import Path

import numpy as np
from PIL import Image as Pillow
from PIL import ImageOps

from pipeline import face_library
from pipeline.boxes import overlap
from pipeline.errors import PhotoError
from pipeline.faces import CROP_PADDING, CROP_PIXELS
from pipeline.image import Image, as_image, cut, jpeg, shrink
from pipeline.types import Box, PhotoFace

MOST_PIXELS = 60_000_000
LEAST_FACE = 40.0
"""Pixels: narrower faces are hints, not proofs, and not enrolled."""

LEAST_SCORE = 0.2
"""HOG's score: below it lie patterns that are no faces, and faces too poor to enrol."""

_SEARCH_PIXELS = (800, 1600)
_BYSTANDER = 1 / 3
_DAMAGE = (OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, EOFError, MemoryError)
"""Pillow's decoders answer damaged files with any of these."""

_SAME = 0.3


def faces_of(path: Path) -> list[PhotoFace]:
    """The faces, largest first; [] if there is none. PhotoError for a file that is no usable photo.

    Faces narrower than a third of the largest are of bystanders and left out.
    """
    image = read_photo(path)
    boxes = sorted(_locate(image), key=lambda box: -box.width)
    boxes = [box for box in boxes if box.width >= _BYSTANDER * boxes[0].width]
    if boxes and boxes[0].width < LEAST_FACE:
        width = f"{boxes[0].width:.0f} pixels wide, at least {LEAST_FACE:.0f} are needed"
        raise PhotoError(f"{path.name}: the face is {width}")
    return [_face(image, box) for box in boxes]


def read_photo(path: Path) -> Image:
    """Upright BGR, whatever the file's colour mode; see-through parts are white."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Pillow.DecompressionBombWarning)
            warnings.filterwarnings("ignore", category=UserWarning, module="PIL")
            with Pillow.open(path) as photo:
                _refuse_huge(path, photo)
                return _bgr(photo)
    except (Pillow.DecompressionBombWarning, Pillow.DecompressionBombError) as error:
        raise PhotoError(f"{path.name} is too large to be opened: at most 60 megapixels") from error
    except FileNotFoundError as error:
        raise PhotoError(f"{path.name}: there is no such file") from error
    except _DAMAGE as error:
        raise PhotoError(f"{path.name} is not a photo that can be read") from error


def _refuse_huge(path: Path, photo: Pillow.Image) -> None:
    width, height = photo.size
    if width * height > MOST_PIXELS:
        raise PhotoError(f"{path.name} has {width}x{height} pixels: at most 60 megapixels")


def _bgr(photo: Pillow.Image) -> Image:
    upright = ImageOps.exif_transpose(photo)
    if upright.has_transparency_data:
        layer = upright.convert("RGBA")
        upright = Pillow.new("RGBA", layer.size, "white")
        upright.alpha_composite(layer)
    if upright.mode.startswith(("I", "F")):
        upright = _eight_bits(upright)
    return as_image(np.asarray(upright.convert("RGB"))[:, :, ::-1])


def _eight_bits(photo: Pillow.Image) -> Pillow.Image:
    """Deep greys scaled by their range: Pillow's own conversion would cut them off at 255."""
    values = np.nan_to_num(np.asarray(photo, dtype=np.float64))
    span = float(np.ptp(values)) or 1.0
    return Pillow.fromarray(((values - values.min()) / span * 255).astype(np.uint8))


def _locate(image: Image) -> list[Box]:
    """At two scales: large portraits are found faster and surer on a small picture."""
    found: list[Box] = []
    for pixels in _SEARCH_PIXELS:
        scale = min(2.0, pixels / max(image.shape[:2]))
        for one in face_library.locate(image, scale, LEAST_SCORE):
            if all(overlap(one.box, other) < _SAME for other in found):
                found.append(one.box)
    return found


def _face(image: Image, box: Box) -> PhotoFace:
    """Encoded on a crop: dlib would otherwise copy the whole photo."""
    crop, (left, top) = cut(image, box, 0.5)
    within = Box(box.x1 - left, box.y1 - top, box.x2 - left, box.y2 - top)
    embedding = face_library.encode(crop, within)
    picture = jpeg(shrink(cut(image, box, CROP_PADDING)[0], CROP_PIXELS))
    return PhotoFace(box, tuple(map(float, embedding)), picture)
