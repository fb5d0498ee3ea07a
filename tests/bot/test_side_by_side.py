"""Pictures on one sheet, beside the loop."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from bot.side_by_side import CELL, GAP, GROUND, MOST, side_by_side
from storage.disk import Disk


def pictures(folder: Path, count: int) -> list[Path]:
    paths = [folder / f"{number}.png" for number in range(count)]
    for path in paths:
        Image.new("RGB", (60, 30), "red").save(path)
    return paths


async def drawn(paths: list[Path], **how: bool) -> Image.Image:
    sheet = Image.open(io.BytesIO(await side_by_side(Disk(), paths, **how)))
    assert sheet.format == "JPEG"
    return sheet


@pytest.mark.parametrize(
    ("count", "columns", "rows"), [(0, 1, 1), (1, 1, 1), (2, 2, 1), (4, 3, 2), (MOST + 3, 3, 3)]
)
async def test_three_in_a_row_and_nine_at_most(tmp_path: Path, count: int, columns: int, rows: int) -> None:
    sheet = await drawn(pictures(tmp_path, count))
    assert sheet.size == (columns * (CELL + GAP) - GAP, rows * (CELL + GAP) - GAP)


async def test_each_as_large_as_its_place(tmp_path: Path) -> None:
    sheet = await drawn(pictures(tmp_path, 2))
    middle, above = sheet.getpixel((CELL // 2, CELL // 2)), sheet.getpixel((CELL // 2, CELL // 8))
    assert isinstance(middle, tuple)
    assert isinstance(above, tuple)
    assert middle[0] > 200
    assert above[0] < 60


async def test_what_cannot_be_read_is_an_empty_place(tmp_path: Path) -> None:
    (tmp_path / "broken.jpg").write_bytes(b"\xff\xd8 no picture")
    sheet = await drawn([tmp_path / "broken.jpg", tmp_path / "gone.jpg", *pictures(tmp_path, 1)])
    for place in (0, 1):
        assert sheet.getpixel((place * (CELL + GAP) + CELL // 2, CELL // 2)) == GROUND


async def test_numbers_and_a_frame_are_drawn(tmp_path: Path) -> None:
    paths = pictures(tmp_path, 2)
    plain = await drawn(paths)
    numbered, framed = await drawn(paths, numbered=True), await drawn(paths, framed=True)
    corner = (0, 0, 44, 48)
    assert numbered.crop(corner).tobytes() != plain.crop(corner).tobytes()
    frame = framed.getpixel((2, CELL // 2))
    assert isinstance(frame, tuple)
    assert frame[0] > 150
