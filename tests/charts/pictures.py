"""Charts as a reader gets them: PNG bytes, decoded."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

from PIL import Image

RGB = tuple[int, int, int]


def decoded(png: bytes) -> Image.Image:
    image = Image.open(BytesIO(png))
    assert image.format == "PNG"
    return image.convert("RGB")


def pixel(image: Image.Image, x: float, y: float) -> RGB:
    red, green, blue = image.crop((int(x), int(y), int(x) + 1, int(y) + 1)).tobytes()
    return red, green, blue


def luminance(colour: RGB) -> float:
    """Relative luminance as WCAG 2 defines it, 0..1."""
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def contrast(one: RGB, other: RGB) -> float:
    """WCAG 2's ratio, 1..21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def rgb(name: str) -> RGB:
    return int(name[1:3], 16), int(name[3:5], 16), int(name[5:7], 16)


def shares(image: Image.Image, colours: Iterable[str]) -> list[int]:
    """How many pixels have exactly each colour."""
    counted = {colour: number for number, colour in image.getcolors(image.width * image.height) or []}
    return [counted.get(rgb(colour), 0) for colour in colours]
