"""Pictures for the demo's made-up past: drawn people and animals on the porch, as the bot would box them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from deploy.sandbox.clips.layer import Image, as_image, over
from deploy.sandbox.clips.light import Colour, Light, lit
from deploy.sandbox.clips.plant import PATCH, sway
from deploy.sandbox.clips.porch import FOCAL, HEIGHT, WIDTH, ground, porch

Corners = list[tuple[int, int]]
_GREEN, _BLUE = (80, 200, 60), (210, 150, 60)
_TALL, _WIDE = 940, 520
_METRE = 500.0
"""Pixels of a drawn figure for one metre."""


@dataclass(frozen=True, slots=True)
class Coat:
    """How somebody is dressed, and whether they carry a parcel."""

    coat: Colour
    trousers: Colour
    hair: Colour
    cap: Colour | None = None
    parcel: bool = False


COATS = {
    "green": Coat((78, 104, 62), (52, 46, 44), (38, 52, 74)),
    "red": Coat((58, 54, 168), (84, 66, 50), (60, 96, 150)),
    "blue": Coat((142, 92, 48), (60, 58, 60), (130, 138, 144)),
    "grey": Coat((110, 104, 98), (40, 40, 46), (30, 34, 40), cap=(52, 48, 46)),
    "black": Coat((52, 46, 44), (70, 62, 56), (26, 30, 36)),
    "courier": Coat((40, 120, 190), (54, 60, 78), (34, 44, 58), cap=(36, 92, 150), parcel=True),
}


@dataclass(frozen=True, slots=True)
class Passer:
    """`who`: a name of COATS, "dog" or "cat", `across` metres right of the middle, `distance` metres away."""

    who: str
    across: float
    distance: float


@dataclass(frozen=True, slots=True)
class Shown:
    """Label and box in the picture's pixels (left, top, right, bottom)."""

    label: str
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Seen:
    """A drawn picture and whom it shows where, as they were asked for."""

    jpeg: bytes
    shown: tuple[Shown, ...]


def passers(figures: Sequence[Passer], light: Light, seed: int = 0) -> Seen:
    """Who is nearer stands before who is farther away."""
    view = porch(light)
    picture = view.still.copy()
    boxes = {one: _placed(picture, one, light) for one in sorted(figures, key=lambda one: -one.distance)}
    over(picture[PATCH], sway(view.plant, float(seed), 1.0))
    small = cv2.resize(picture, (WIDTH // 2, HEIGHT // 2), interpolation=cv2.INTER_AREA)
    noise = np.random.default_rng(seed).normal(0, 3, small.shape)
    small = as_image(np.clip(small + noise, 0, 255))
    shown = tuple(_boxed(small, one.who, boxes[one]) for one in figures)
    _, data = cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, 80])
    return Seen(data.tobytes(), shown)


def _placed(picture: Image, one: Passer, light: Light) -> tuple[float, float, float, float]:
    draw: Callable[[Image], None] = _ANIMALS.get(one.who) or _dressed(COATS[one.who])
    figure = np.zeros((_TALL, _WIDE, 4), np.uint8)
    draw(figure)
    return _stand(picture, figure, one.across, one.distance, light)


def _boxed(small: Image, who: str, box: tuple[float, float, float, float]) -> Shown:
    """`box` lies in the picture that is twice as wide."""
    label = who if who in _ANIMALS else "person"
    left, top, right, bottom = (side / 2 for side in box)
    tone = _GREEN if label == "person" else _BLUE
    cv2.rectangle(small, (round(left), round(top)), (round(right), round(bottom)), tone, 2, cv2.LINE_AA)
    return Shown(label, (left, top, right, bottom))


def _stand(
    picture: Image, figure: Image, across: float, distance: float, light: Light
) -> tuple[float, float, float, float]:
    """Lays a figure, feet on its lowest row, on the ground; its box in the view."""
    scale = FOCAL / distance / _METRE
    x, y = ground(across, distance)
    left, top = x - _WIDE * scale / 2, y - (_TALL - 6) * scale
    move = np.array([[scale, 0, left], [0, scale, top]], np.float64)
    soft = cv2.GaussianBlur(figure, (0, 0), max(1.0, 0.5 / scale))
    over(picture, as_image(cv2.warpAffine(soft, move, (WIDTH, HEIGHT))), lit(light, distance))
    rows, columns = np.nonzero(figure[..., 3])
    right, bottom = left + columns.max() * scale, min(HEIGHT - 2.0, y)
    return float(left + columns.min() * scale), float(top + rows.min() * scale), float(right), float(bottom)


def _fill(figure: Image, tone: Colour, corners: Corners) -> None:
    cv2.fillPoly(figure, [np.array(corners, np.int32)], (*tone, 255), cv2.LINE_AA)


def _oval(figure: Image, tone: Colour, middle: tuple[int, int], size: tuple[int, int], turn: int = 0) -> None:
    cv2.ellipse(figure, middle, size, turn, 0, 360, (*tone, 255), -1, cv2.LINE_AA)


def _dressed(coat: Coat) -> Callable[[Image], None]:
    def draw(figure: Image) -> None:
        _legs(figure, coat)
        _upper(figure, coat)
        _head(figure, coat)
        if coat.parcel:
            _fill(figure, (96, 138, 176), [(176, 330), (346, 330), (346, 462), (176, 462)])
            _fill(figure, (70, 110, 150), [(252, 330), (270, 330), (270, 462), (252, 462)])

    return draw


def _legs(figure: Image, coat: Coat) -> None:
    for left in (206, 268):
        _fill(figure, coat.trousers, [(left, 500), (left + 58, 500), (left + 52, 890), (left + 6, 890)])
        _oval(figure, (30, 32, 36), (left + 28, 912), (36, 22))


def _upper(figure: Image, coat: Coat) -> None:
    darker = tuple(int(part * 0.82) for part in coat.coat)
    for side in (-1, 1):
        arm = [(260 + side * 84, 236), (260 + side * 118, 262), (260 + side * 130, 520),
               (260 + side * 96, 524)]  # fmt: skip
        _fill(figure, (darker[0], darker[1], darker[2]), arm)
        _oval(figure, (120, 146, 198), (260 + side * 113, 536), (18, 24))
    _fill(figure, coat.coat, [(222, 206), (298, 206), (352, 238), (346, 540), (174, 540), (168, 238)])
    cv2.line(figure, (260, 214), (260, 538), (darker[0], darker[1], darker[2], 255), 4, cv2.LINE_AA)


def _head(figure: Image, coat: Coat) -> None:
    _fill(figure, (104, 130, 184), [(240, 180), (280, 180), (284, 216), (236, 216)])
    _oval(figure, coat.hair, (260, 128), (56, 66))
    _oval(figure, (124, 152, 204), (260, 146), (46, 54))
    _fill(figure, coat.hair, [(212, 128), (218, 96), (260, 78), (302, 96), (308, 128), (260, 108)])
    if coat.cap is not None:
        _oval(figure, coat.cap, (260, 100), (60, 38))
        # The peak hides most of the face.
        _oval(figure, coat.cap, (260, 132), (66, 18))


def _dog(figure: Image) -> None:
    tone, dark = (56, 96, 142), (40, 70, 104)
    for left in (160, 196, 306, 340):
        _fill(figure, dark, [(left, 800), (left + 26, 800), (left + 22, 934), (left + 2, 934)])
    _oval(figure, tone, (262, 770), (122, 58))
    _oval(figure, tone, (374, 690), (50, 44))
    _oval(figure, dark, (420, 708), (34, 20))
    _oval(figure, dark, (346, 684), (16, 40), 16)
    cv2.line(figure, (148, 750), (96, 670), (*tone, 255), 18, cv2.LINE_AA)


def _cat(figure: Image) -> None:
    tone = (44, 48, 56)
    for left in (196, 226, 296, 322):
        _fill(figure, tone, [(left, 850), (left + 18, 850), (left + 16, 934), (left + 2, 934)])
    _oval(figure, tone, (262, 838), (84, 38))
    _oval(figure, tone, (346, 796), (36, 32))
    for left in (320, 350):
        _fill(figure, tone, [(left, 784), (left + 12, 744), (left + 26, 780)])
    cv2.line(figure, (184, 826), (132, 760), (*tone, 255), 14, cv2.LINE_AA)
    cv2.line(figure, (132, 760), (140, 716), (*tone, 255), 14, cv2.LINE_AA)


_ANIMALS: dict[str, Callable[[Image], None]] = {"dog": _dog, "cat": _cat}
