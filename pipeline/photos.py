"""A photo given for enrolment -> the faces on it. Whatever the file, only PhotoError comes out."""

from __future__ import annotations

import io
import warnings
from pathlib import Path

import cv2
import numpy as np
from PIL import Image as Pillow
from PIL import ImageOps

from pipeline import face_library
from pipeline.boxes import overlap, shifted
from pipeline.errors import PhotoError
from pipeline.face_library import Found
from pipeline.faces import CROP_PADDING, CROP_PIXELS
from pipeline.image import Image, as_image, cut, jpeg, resized, sharpness, shrink
from pipeline.photo_types import PhotoFace
from pipeline.types import Box

MOST_PIXELS = 60_000_000
LEAST_FACE = 60.0
"""Pixels: below it photos of one person lie 0.5 apart, as far as the faces of two may."""

LEAST_SCORE = 0.2
"""HOG's score: below it lie patterns that are no faces, and faces too poor to enrol."""

_LEAST_DETAIL = {(100, 25): 0.02, (50, 25): 0.16, (25, 12): 0.2}
"""The least sharpness of a face scaled to the one size over that at the other, which no contrast changes.

One pair alone is not enough: blur that reaches the smaller size makes its ratio rise again. In this order,
sharp photos have 0.05, 0.32, 0.32 and more; blurred by 1 % of its width a face has 0.02, 0.19, 0.25 and more
and lies 0.2 from where it was; by 2 % and more, or made large from 25 pixels, it is below one of them and
lies 0.3 to 0.8 away."""

LEAST_LIGHT = 14.0
"""Mean grey, of 255: such faces lie 0.3 from where they were."""

MOST_HIDDEN = 0.28
"""The share of the face's box beyond the picture: at 0.23 its embedding moves by 0.2, at 0.33 by 0.3."""

MOST_TURN = 0.3
"""As `face_library.turn` has it; about 40 degrees."""

_SEARCH_PIXELS = (800, 1600)
_BYSTANDER = 1 / 3
_DAMAGE = (OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, EOFError, MemoryError)
"""Pillow's decoders answer damaged files with any of these."""

_SAME = 0.3

_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP", "PPM", "JPEG2000", "TGA")
"""Pictures only: Pillow would hand a PostScript file to Ghostscript."""

_KEPT = {"JPEG": ".jpg", "MPO": ".jpg", "PNG": ".png", "WEBP": ".webp"}
"""Pillow's names of what KNOWN_FACES_DIR may hold; MPO is what some phones write into a .jpg."""


def faces_of(path: Path) -> list[PhotoFace]:
    """The faces, largest first; [] if there is none. PhotoError for a file that is no usable photo.

    Faces narrower than a third of the largest are of bystanders and left out. Poor faces have a `flaw`.
    """
    return faces_on(read_photo(path))


def faces_on(image: Image) -> list[PhotoFace]:
    """As `faces_of`, of a photo that was read."""
    found = sorted(_locate(image), key=lambda one: -one.whole.width)
    return [_face(image, one) for one in found if one.whole.width >= _BYSTANDER * found[0].whole.width]


def read_photo(path: Path) -> Image:
    """Upright BGR, whatever the file's colour mode; see-through parts are white.

    PhotoError says of the file what it is ("it is ..."), not its name.
    """
    refuse_other_than_files(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Pillow.DecompressionBombWarning)
            warnings.filterwarnings("ignore", category=UserWarning, module="PIL")
            with Pillow.open(path, formats=_FORMATS) as photo:
                _refuse_huge(photo)
                return _bgr(photo)
    except (Pillow.DecompressionBombWarning, Pillow.DecompressionBombError) as error:
        raise PhotoError("it is too large to be opened: at most 60 megapixels") from error
    except FileNotFoundError as error:
        raise PhotoError("there is no such file") from error
    except _DAMAGE as error:
        raise PhotoError(_unreadable(path)) from error


def refuse_other_than_files(path: Path) -> None:
    """Whoever opens a pipe that nobody writes to waits for ever."""
    if path.is_dir():
        raise PhotoError("it is a folder: give the photos in it")
    if path.exists() and not path.is_file():
        raise PhotoError("it is no file")


def as_kept(path: Path) -> tuple[bytes, str]:
    """A photo as KNOWN_FACES_DIR keeps it, with the suffix: as it is, or as JPEG where it is of another kind.

    PhotoError as `read_photo`, OSError where the file cannot be read.
    """
    content = path.read_bytes()
    with Pillow.open(io.BytesIO(content), formats=_FORMATS) as photo:
        suffix = _KEPT.get(photo.format or "")
    return (content, suffix) if suffix else (jpeg(read_photo(path), 95), ".jpg")


def _unreadable(path: Path) -> str:
    if path.suffix.lower() in (".heic", ".heif"):
        return f"{path.suffix.lower()[1:].upper()} photos cannot be read: save it as JPEG"
    return "it is not a photo that can be read"


def _refuse_huge(photo: Pillow.Image) -> None:
    width, height = photo.size
    if width * height > MOST_PIXELS:
        raise PhotoError(f"it has {width}x{height} pixels: at most 60 megapixels")


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


def _locate(image: Image) -> list[Found]:
    """At two scales: large portraits are found faster and surer on a small picture."""
    found: list[Found] = []
    for pixels in _SEARCH_PIXELS:
        scale = min(2.0, pixels / max(image.shape[:2]))
        for one in face_library.locate(image, scale, LEAST_SCORE):
            if all(overlap(one.box, other.box) < _SAME for other in found):
                found.append(one)
    return found


def _face(image: Image, found: Found) -> PhotoFace:
    """Encoded on a crop: dlib would otherwise copy the whole photo."""
    crop, (left, top) = cut(image, found.box, 0.5)
    # The whole box: with what is cut off, the landmarks lie where they should.
    within = shifted(found.whole, -left, -top)
    embedding = face_library.encode(crop, within)
    picture = jpeg(shrink(cut(image, found.box, CROP_PADDING)[0], CROP_PIXELS))
    flaw = flaw_of(found, *_light_and_detail(image, found.box), face_library.turn(crop, within))
    return PhotoFace(found.box, tuple(map(float, embedding)), picture, flaw)


def _light_and_detail(image: Image, box: Box) -> tuple[float, float]:
    """Mean grey, of 255; and how much of the detail that is needed there is: blurred below 1."""
    face, _ = cut(image, box)
    sizes = {side for pair in _LEAST_DETAIL for side in pair}
    sharp = {side: sharpness(_sized(face, side)) for side in sizes}
    detail = min(
        sharp[large] / max(1e-6, sharp[small]) / least for (large, small), least in _LEAST_DETAIL.items()
    )
    return float(_sized(face, 100).mean()), detail


def _sized(face: Image, side: int) -> Image:
    enlarging = min(face.shape[:2]) < side
    return resized(face, side, side, cv2.INTER_LINEAR if enlarging else cv2.INTER_AREA)


def flaw_of(found: Found, light: float, detail: float, turn: float) -> str | None:
    """Why nobody should be known by this face; None where it is good. `light` and `detail` as measured."""
    hidden = 1 - found.box.area / found.whole.area
    if found.whole.width < LEAST_FACE:
        return f"is {found.whole.width:.0f} pixels wide, at least {LEAST_FACE:.0f} are needed"
    if hidden > MOST_HIDDEN:
        return f"is cut off at the photo's border: {hidden:.0%} of it are missing"
    if light < LEAST_LIGHT:
        return "is too dark"
    if detail < 1:
        return "is blurred"
    if turn > MOST_TURN:
        return "is turned away: give a photo with the face towards the camera"
    return None
