"""Pictures of faces on one sheet, to be compared or chosen from. Beside the loop, and without a worker: these
are our own pictures, and nobody should wait for a clip to see them."""

from __future__ import annotations

import asyncio
import io
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from storage.disk import LONGEST_LOOK, Disk

if TYPE_CHECKING:
    from PIL.Image import Image

log = logging.getLogger(__name__)

CELL = 320
"""Pixels."""

COLUMNS = 3
MOST = 9
GAP = 8
GROUND, INK, FRAME = (24, 24, 24), (40, 190, 240), (240, 160, 60)


async def side_by_side(
    disk: Disk, pictures: Sequence[Path], *, numbered: bool = False, framed: bool = False, alone: int = CELL
) -> bytes:
    """JPEG of up to 9 pictures of a disk, each as large as its place; what cannot be read is an empty place.

    `numbered` from 1; `framed`: the first one has a frame. `alone`: the side of one that is the only one.
    """
    contents = [await _content(disk, path) for path in pictures[:MOST]]
    return await asyncio.to_thread(_drawn, contents, numbered, framed, alone)


async def _content(disk: Disk, path: Path) -> bytes | None:
    try:
        return await disk.run(LONGEST_LOOK, path.read_bytes)
    except OSError as error:
        log.warning("%s cannot be shown: %s", path.name, error.strerror or error)
        return None


def _drawn(pictures: Sequence[bytes | None], numbered: bool, framed: bool, alone: int) -> bytes:
    from PIL import Image, ImageDraw  # only where it is needed: it takes a while to load

    side = alone if len(pictures) == 1 else CELL
    columns = min(COLUMNS, max(1, len(pictures)))
    rows = max(1, -(-len(pictures) // columns))
    sheet = Image.new("RGB", (columns * (side + GAP) - GAP, rows * (side + GAP) - GAP), GROUND)
    draw = ImageDraw.Draw(sheet)
    for place, content in enumerate(pictures):
        left, top = place % columns * (side + GAP), place // columns * (side + GAP)
        picture = _fitted(content, side) if content else None
        if picture is not None:
            sheet.paste(picture, (left + (side - picture.width) // 2, top + (side - picture.height) // 2))
        if framed and place == 0:
            draw.rectangle((left, top, left + side - 1, top + side - 1), outline=FRAME, width=6)
        if numbered:
            draw.rectangle((left, top, left + 40, top + 44), fill=GROUND)
            draw.text((left + 10, top + 4), str(place + 1), fill=INK, font_size=32)
    buffer = io.BytesIO()
    sheet.save(buffer, "JPEG", quality=85)
    return buffer.getvalue()


def _fitted(content: bytes, side: int) -> Image | None:
    """Upright; None for what cannot be read."""
    from PIL import Image, ImageOps

    try:
        with Image.open(io.BytesIO(content)) as photo:
            photo.draft("RGB", (2 * side, 2 * side))
            upright = ImageOps.exif_transpose(photo).convert("RGB")
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        log.warning("a picture cannot be shown: %s", error)
        return None
    scale = side / max(upright.size)
    return upright.resize((max(1, round(upright.width * scale)), max(1, round(upright.height * scale))))
