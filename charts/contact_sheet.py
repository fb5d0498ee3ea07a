"""The pictures of a page side by side, each with its number; JPEGs in, a JPEG out."""

from __future__ import annotations

import io
import logging
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont

log = logging.getLogger(__name__)

Box = tuple[int, int, int, int]

WIDTH, GAP = 800, 6
"""Pixels; a phone shows it at about half that width."""

LETTERS = 34
STRIP: Box = (0, 0, WIDTH, 180)

RATIO = 9 / 16
QUALITY = 82
GROUND, EMPTY, FAINT = "#17191c", "#2b2f34", "#8a929b"
BADGE, DIGIT = "#ffd166", "#17191c"
BADGE_SIZE = 46


def contact_sheet(pictures: Sequence[bytes | None], absent: str) -> bytes:
    """Numbered from 1; None, and what is no picture, is an empty field that says `absent`.

    Two a row; of an odd number the first is as wide as two. Without any, a strip with the word alone.
    """
    boxes = _boxes(len(pictures)) or [STRIP]
    sheet = Image.new("RGB", (WIDTH, boxes[-1][3]), GROUND)
    for number, (picture, box) in enumerate(zip(pictures or [None], boxes, strict=True), start=1):
        _paste(sheet, box, picture, absent)
        if pictures:
            _number(sheet, box, number)
    buffer = io.BytesIO()
    sheet.save(buffer, "JPEG", quality=QUALITY)
    return buffer.getvalue()


def _boxes(count: int) -> list[Box]:
    half, wide = (WIDTH - GAP) // 2, count % 2
    tall = round(WIDTH * RATIO)
    boxes = [(0, 0, WIDTH, tall)] if wide else []
    top = tall + GAP if wide else 0
    for place in range(count - wide):
        left, down = (place % 2) * (half + GAP), top + place // 2 * (round(half * RATIO) + GAP)
        boxes.append((left, down, left + half, down + round(half * RATIO)))
    return boxes


def _paste(sheet: Image.Image, box: Box, picture: bytes | None, absent: str) -> None:
    size = box[2] - box[0], box[3] - box[1]
    shown = _fitted(picture, size) if picture is not None else None
    if shown is not None:
        sheet.paste(shown, (box[0] + (size[0] - shown.width) // 2, box[1] + (size[1] - shown.height) // 2))
        return
    draw = ImageDraw.Draw(sheet)
    draw.rectangle(box, fill=EMPTY)
    middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    draw.text(middle, absent, fill=FAINT, anchor="mm", font=ImageFont.load_default(LETTERS))


def _fitted(picture: bytes, size: tuple[int, int]) -> Image.Image | None:
    """Whole, however it was shaped: who stands at the edge of a tall picture is not cut off."""
    try:
        image = Image.open(io.BytesIO(picture))
        # A JPEG is read at about the size that is needed.
        image.draft("RGB", size)
        scale = min(size[0] / image.width, size[1] / image.height)
        shape = max(1, round(image.width * scale)), max(1, round(image.height * scale))
        return image.convert("RGB").resize(shape, Image.Resampling.BILINEAR)
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        log.warning("a thumbnail is no picture: %s", error)
        return None


def _number(sheet: Image.Image, box: Box, number: int) -> None:
    draw = ImageDraw.Draw(sheet)
    left, top = box[0] + 10, box[1] + 10
    draw.rounded_rectangle((left, top, left + BADGE_SIZE, top + BADGE_SIZE), 12, fill=BADGE)
    middle = (left + BADGE_SIZE / 2, top + BADGE_SIZE / 2)
    draw.text(middle, str(number), fill=DIGIT, anchor="mm", font=ImageFont.load_default(30))
