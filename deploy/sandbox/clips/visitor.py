"""The demo's visitor: Grace Hopper's portrait (public domain, shipped by matplotlib), cut out, with
the rest of her drawn on: jacket, skirt and legs, for while she is still far away."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cos, pi
from pathlib import Path

import cv2
import numpy as np

from deploy.sandbox.clips.layer import Image, as_image
from deploy.sandbox.clips.light import Colour

# The outline of her head and shoulders on the portrait, in its pixels, clockwise from the hat's top.
_OUTLINE = (
    (258, 23), (275, 26), (288, 33), (298, 41), (315, 45), (330, 54), (342, 66), (349, 77), (353, 87),
    (361, 87), (366, 93), (369, 105), (370, 120), (371, 140), (369, 160), (366, 180), (372, 185),
    (375, 195), (374, 210), (369, 230), (363, 250), (360, 270), (358, 280), (351, 292), (342, 303),
    (335, 305), (331, 313), (340, 323), (352, 333), (365, 342), (380, 347), (400, 356), (420, 365),
    (450, 374), (470, 381), (489, 391), (497, 401), (502, 425), (511, 450), (511, 600), (9, 600),
    (13, 565), (18, 530), (23, 490), (28, 440), (37, 412), (43, 396), (51, 384), (60, 380), (70, 375),
    (90, 367), (130, 359), (165, 344), (180, 336), (192, 326), (201, 314), (202, 305), (198, 298),
    (185, 292), (173, 285), (164, 275), (162, 262), (163, 248), (161, 232), (156, 215), (154, 200),
    (155, 186), (157, 178), (149, 172), (148, 155), (149, 140), (152, 120), (158, 104), (166, 93),
    (175, 86), (177, 73), (185, 61), (197, 50), (209, 43), (219, 40), (223, 34), (233, 28), (245, 24),
)  # fmt: skip

_LEFT, _TOP = 100, 20
"""Where the portrait's corner lies on the figure's canvas."""
_WIDTH, _HEIGHT = 740, 1980
FOOT = (_LEFT + 265.0, 1900.0)
"""Where she stands, in the figure's pixels: between the feet."""
PHASES = 8
"""How many pictures make one stride."""

_CLOTH = (23, 13, 12)
_SKIRT = (19, 11, 10)
_STOCKING = (58, 68, 92)
_SHOE = (16, 14, 14)
_SKIN = (128, 150, 206)


@dataclass(frozen=True, slots=True)
class Figure:
    """Her picture at several sizes, premultiplied BGRA: `near` for standing at the door (full size and
    halves of it), `strides` a quarter of the size, one picture for each phase of a stride."""

    near: tuple[Image, ...]
    strides: tuple[Image, ...]


def portrait_path() -> Path:
    """The portrait that matplotlib ships. Raises FileNotFoundError where it does not."""
    spec = importlib.util.find_spec("matplotlib")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("matplotlib is not installed, and the demo's portrait comes with it")
    path = Path(spec.origin).parent / "mpl-data" / "sample_data" / "grace_hopper.jpg"
    if not path.is_file():
        raise FileNotFoundError(f"matplotlib is here without its sample portrait {path.name}")
    return path


@lru_cache(maxsize=1)
def portrait() -> Image:
    """The whole portrait, BGR, 512 x 600 pixels."""
    picture = cv2.imdecode(np.frombuffer(portrait_path().read_bytes(), np.uint8), cv2.IMREAD_COLOR)
    if picture is None:
        raise ValueError(f"{portrait_path()} cannot be read as a picture")
    return as_image(picture)


@lru_cache(maxsize=1)
def figure() -> Figure:
    standing = _figure(phase=None)
    near = [standing]
    for _ in range(2):
        near.append(_half(near[-1]))
    strides = tuple(_half(_half(_figure(phase=step / PHASES))) for step in range(PHASES))
    return Figure(tuple(near), strides)


def _half(picture: Image) -> Image:
    return as_image(cv2.resize(picture, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA))


def _figure(phase: float | None) -> Image:
    colour, alpha = _body(phase)
    _shade(colour)
    head = _head_mask()
    place = (slice(_TOP, _TOP + head.shape[0]), slice(_LEFT, _LEFT + head.shape[1]))
    weight = head[..., None].astype(np.float32) / 255
    colour[place] = (portrait() * weight + colour[place] * (1 - weight)).astype(np.uint8)
    alpha[place] = np.maximum(alpha[place], head)
    premultiplied = colour.astype(np.uint16) * alpha[..., None] // 255
    return np.dstack([premultiplied.astype(np.uint8), alpha])


@lru_cache(maxsize=1)
def _head_mask() -> Image:
    mask = np.zeros(portrait().shape[:2], dtype=np.uint8)
    cv2.fillPoly(mask, [np.array(_OUTLINE, dtype=np.int32)], 255, lineType=cv2.LINE_AA)
    smaller = cv2.erode(mask, np.ones((2, 2), np.uint8))
    soft = as_image(cv2.GaussianBlur(smaller, (0, 0), 1.3))
    # Her jacket goes on below the portrait: fade its lowest rows into the drawn cloth.
    soft[-60:] = (soft[-60:] * np.linspace(1, 0, 60)[:, None]).astype(np.uint8)
    soft[:, -40:] = (soft[:, -40:] * np.linspace(1, 0, 40)[None, :]).astype(np.uint8)
    return soft


def _body(phase: float | None) -> tuple[Image, Image]:
    colour = np.zeros((_HEIGHT, _WIDTH, 3), dtype=np.uint8)
    colour[:] = _CLOTH
    alpha = np.zeros((_HEIGHT, _WIDTH), dtype=np.uint8)
    lift_left, lift_right = (0.0, 0.0) if phase is None else (_lift(phase), _lift(phase + 0.5))
    _leg(colour, alpha, 165, lift_left)
    _leg(colour, alpha, 365, lift_right)
    _part(colour, alpha, _SKIRT, [(95, 980), (435, 980), (455, 1250), (446, 1420), (84, 1420), (75, 1250)])
    swing = 0.0 if phase is None else 26 * cos(2 * pi * phase)
    _arm(colour, alpha, -1, swing)
    _arm(colour, alpha, 1, -swing)
    _part(colour, alpha, _CLOTH, _TORSO)
    cv2.line(colour, _at(258, 600), _at(262, 1040), (14, 9, 8), 3, cv2.LINE_AA)
    for button in (590, 715, 840, 960):
        cv2.circle(colour, _at(244, button), 13, (60, 125, 165), -1, cv2.LINE_AA)
    return colour, as_image(cv2.GaussianBlur(alpha, (0, 0), 1.6))


_TORSO = [
    (60, 396), (130, 362), (400, 360), (470, 384), (478, 560), (452, 760), (462, 1050), (440, 1066),
    (90, 1066), (70, 1050), (82, 760), (56, 560),
]  # fmt: skip


def _lift(phase: float) -> float:
    """How far a foot is off the ground, in pixels of the figure."""
    return max(0.0, 70 * cos(2 * pi * phase))


def _leg(colour: Image, alpha: Image, x: int, lift: float) -> None:
    up = round(lift)
    calf = [(x - 52, 1400), (x + 52, 1400), (x + 44, 1600 - up), (x + 26, 1830 - up), (x - 26, 1830 - up),
            (x - 44, 1600 - up)]  # fmt: skip
    _part(colour, alpha, _STOCKING, calf)
    shoe = [(x - 34, 1815 - up), (x + 34, 1815 - up), (x + 46, 1880 - up), (x + 30, 1906 - up),
            (x - 30, 1906 - up), (x - 46, 1880 - up)]  # fmt: skip
    _part(colour, alpha, _SHOE, shoe)


def _arm(colour: Image, alpha: Image, side: int, swing: float) -> None:
    def point(x: float, y: float) -> tuple[float, float]:
        return 265 + side * x, y + swing * max(0.0, (y - 500) / 600)

    hand = [point(252, 1040), point(206, 1040), point(200, 1130), point(216, 1180), point(246, 1170),
            point(262, 1110)]  # fmt: skip
    _part(colour, alpha, _SKIN, hand)
    sleeve = [point(150, 372), point(222, 392), point(241, 450), point(258, 560), point(270, 800),
              point(266, 1060), point(196, 1060), point(190, 800), point(170, 560)]  # fmt: skip
    _part(colour, alpha, _CLOTH, sleeve)
    cv2.line(colour, _at(*point(192, 640)), _at(*point(198, 1050)), (12, 8, 8), 5, cv2.LINE_AA)
    cv2.line(colour, _at(*point(198, 985)), _at(*point(266, 985)), (60, 125, 165), 12, cv2.LINE_AA)


def _part(colour: Image, alpha: Image, tone: Colour, points: Sequence[tuple[float, float]]) -> None:
    corners = [np.array([_at(x, y) for x, y in points], dtype=np.int32)]
    cv2.fillPoly(colour, corners, tone, lineType=cv2.LINE_AA)
    cv2.fillPoly(alpha, corners, 255, lineType=cv2.LINE_AA)


def _at(x: float, y: float) -> tuple[int, int]:
    return round(x) + _LEFT, round(y) + _TOP


def _shade(colour: Image) -> None:
    """A little light from the left and the grain of cloth, so that the drawn part sits with the photo."""
    grain = np.random.default_rng(7).normal(0, 3.0, colour.shape[:2])
    light = np.linspace(9, -4, colour.shape[1])[None, :]
    colour[:] = np.clip(colour + (grain + light)[..., None], 0, 255).astype(np.uint8)
