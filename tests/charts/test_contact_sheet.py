"""The pictures of a page side by side, each with its number."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from charts.contact_sheet import BADGE, EMPTY, contact_sheet


def jpeg(colour: str, size: tuple[int, int] = (640, 360)) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, colour).save(buffer, "JPEG")
    return buffer.getvalue()


def drawn(*pictures: bytes | None) -> Image.Image:
    return Image.open(io.BytesIO(contact_sheet(pictures, "no picture"))).convert("RGB")


def like(pixel: object, colour: str) -> bool:
    wanted = Image.new("RGB", (1, 1), colour).getpixel((0, 0))
    assert isinstance(pixel, tuple)
    assert isinstance(wanted, tuple)
    return all(abs(one - other) < 24 for one, other in zip(pixel, wanted, strict=True))


@pytest.mark.parametrize(("count", "height"), [(0, 180), (1, 450), (2, 223), (3, 679), (4, 452), (5, 908)])
def test_as_wide_as_a_phone_and_as_high_as_needed(count: int, height: int) -> None:
    assert drawn(*[None] * count).size == (800, height)


def test_each_has_its_place_and_a_number() -> None:
    sheet = drawn(jpeg("red"), jpeg("green"), jpeg("blue"))
    assert like(sheet.getpixel((400, 225)), "red")
    assert like(sheet.getpixel((200, 600)), "green")
    assert like(sheet.getpixel((600, 600)), "blue")
    for left, top in ((10, 10), (10, 466), (413, 466)):
        assert like(sheet.getpixel((left + 6, top + 6)), BADGE)


def test_what_is_no_picture_is_an_empty_field(caplog: pytest.LogCaptureFixture) -> None:
    sheet = drawn(b"no picture at all", None)
    for left in (300, 700):
        assert like(sheet.getpixel((left, 40)), EMPTY)
    assert "no picture" in caplog.text


def test_a_tall_picture_is_shown_whole() -> None:
    sheet = drawn(jpeg("red", (300, 900)))
    assert like(sheet.getpixel((400, 5)), "red")
    assert like(sheet.getpixel((400, 445)), "red")
    assert not like(sheet.getpixel((100, 225)), "red")
