"""Photos as Telegram makes them: JPEGs in two to four sizes."""

from __future__ import annotations

import io
from dataclasses import dataclass, field

from PIL import Image, ImageOps, UnidentifiedImageError

from .errors import bad_request
from .limits import PHOTO_BYTES, PHOTO_RATIO, PHOTO_SIDES_SUM

# The longer sides, in pixels, that Telegram keeps of a photo.
SIDES = (90, 320, 800, 1280)
THUMBNAIL_SIDE = 320
QUALITY = 87


@dataclass(frozen=True)
class Picture:
    """A JPEG with its size in pixels."""

    data: bytes = field(repr=False)
    width: int
    height: int


def photo_sizes(data: bytes) -> list[Picture]:
    """The sizes of a photo, smallest first, or Telegram's refusal of it."""
    if len(data) > PHOTO_BYTES:
        raise bad_request(
            f"file of size {len(data)} bytes is too big for a photo; the maximum size is {PHOTO_BYTES} bytes"
        )
    image = _opened(data)
    longest = max(image.size)
    sides = [side for side in SIDES if side < longest] + [min(longest, SIDES[-1])]
    return [_scaled(image, side) for side in sorted(set(sides))[-4:]]


def thumbnail(data: bytes) -> Picture | None:
    """A small JPEG of an image; None when it cannot be read."""
    try:
        with Image.open(io.BytesIO(data)) as image:
            return _scaled(image.convert("RGB"), THUMBNAIL_SIDE)
    except (OSError, ValueError, Image.DecompressionBombError):
        return None


def _opened(data: bytes) -> Image.Image:
    try:
        with Image.open(io.BytesIO(data)) as image:
            _check_sides(*image.size)
            turned = ImageOps.exif_transpose(image)
            return turned.convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise bad_request("IMAGE_PROCESS_FAILED") from None


def _check_sides(width: int, height: int) -> None:
    if width + height > PHOTO_SIDES_SUM or max(width, height) > PHOTO_RATIO * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")


def _scaled(image: Image.Image, side: int) -> Picture:
    small = image.copy()
    small.thumbnail((side, side))
    out = io.BytesIO()
    small.save(out, "JPEG", quality=QUALITY)
    return Picture(out.getvalue(), small.width, small.height)
