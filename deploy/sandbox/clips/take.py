"""Who comes to the demo's door, when and how: a take is a short film shot on the drawn porch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, pi, sin

import cv2
import numpy as np
from numpy.typing import NDArray

from deploy.sandbox.clips import visitor
from deploy.sandbox.clips.framed import framed_print
from deploy.sandbox.clips.layer import over
from deploy.sandbox.clips.light import Light
from deploy.sandbox.clips.plant import PATCH, sway
from deploy.sandbox.clips.porch import FOCAL, HEIGHT, PIXELS_PER_METRE, WIDTH, ground, porch

Image = NDArray[np.uint8]
RATE = 15
"""Frames a second."""
_STRIDE = 1.1
"""Metres for two steps."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Where the visitor is at a second of the take: metres right of the middle, metres from the door."""

    second: float
    across: float
    distance: float


@dataclass(frozen=True, slots=True)
class Take:
    """`marks` empty: nobody comes. `held` seconds: from when to when the print is held up."""

    name: str
    seconds: float
    marks: tuple[Mark, ...] = ()
    held: tuple[float, float] | None = None
    wind: float = 1.0
    seed: int = 1


STRANGER = Take(
    "visitor",
    7.0,
    (Mark(0.0, 0.1, 5.3), Mark(3.0, -0.12, 0.74), Mark(5.0, 0.02, 0.62), Mark(7.0, -0.02, 0.64)),
)
LATER = Take(
    "later",
    7.0,
    (Mark(0.0, -0.25, 4.4), Mark(2.6, 0.2, 0.86), Mark(4.6, 0.12, 0.72), Mark(7.0, 0.16, 0.70)),
    wind=1.4,
    seed=2,
)
RING = Take(
    "ring",
    6.0,
    (Mark(0.0, 0.05, 1.9), Mark(1.4, -0.06, 0.66), Mark(2.4, -0.02, 0.56), Mark(6.0, -0.1, 0.68)),
    seed=3,
)
EMPTY = Take("empty", 6.0, wind=2.6, seed=4)
PRINT = Take("print", 7.0, held=(0.8, 7.5), seed=5)
TAKES = (STRANGER, LATER, RING, EMPTY, PRINT)


def frames(take: Take, light: Light) -> Iterator[Image]:
    """The take's frames, BGR, RATE a second."""
    view = porch(light)
    grain = _grain(take.seed)
    for number in range(round(take.seconds * RATE)):
        second = number / RATE
        picture = view.still.copy()
        if take.marks:
            _visitor(picture, take.marks, second, light)
        if take.held is not None:
            _print(picture, second - take.held[0], light)
        over(picture[PATCH], sway(view.plant, second, take.wind))
        yield _as_seen(picture, grain, number)


def _place(marks: tuple[Mark, ...], second: float) -> tuple[float, float, float]:
    """Metres across, metres away, metres a second."""

    def at(moment: float) -> tuple[float, float]:
        for start, end in zip(marks, marks[1:], strict=False):
            if moment <= end.second:
                share = max(0.0, (moment - start.second) / (end.second - start.second))
                eased = share * share * (3 - 2 * share)
                across = start.across + (end.across - start.across) * eased
                return across, start.distance + (end.distance - start.distance) * eased
        return marks[-1].across, marks[-1].distance

    across, distance = at(second)
    return across, distance, (at(second - 0.05)[1] - at(second + 0.05)[1]) / 0.1


def _visitor(picture: Image, marks: tuple[Mark, ...], second: float, light: Light) -> None:
    across, distance, speed = _place(marks, second)
    walked = (marks[0].distance - distance) / _STRIDE
    walking = min(1.0, abs(speed) / 0.8)
    scale = FOCAL / (distance * PIXELS_PER_METRE)
    across += walking * 0.03 * sin(2 * pi * walked) + (1 - walking) * 0.008 * sin(2.1 * second)
    x, y = ground(across, distance)
    y -= walking * 26 * scale * abs(sin(2 * pi * walked))
    _shadow(picture, across, distance, light)
    lean = 0.9 * sin(1.3 * second + 0.4) + walking * 1.1 * sin(2 * pi * walked)
    _lay(picture, *_sized(scale, walked), scale, (x, y), lean, _lit(light, distance))


def _sized(scale: float, walked: float) -> tuple[Image, float]:
    """The picture of her next above the size that is wanted, and how much smaller it is than the whole."""
    her = visitor.figure()
    if scale <= 0.25:
        return her.strides[int(walked * visitor.PHASES) % visitor.PHASES], 0.25
    level = 1 if scale <= 0.5 else 0
    return her.near[level], 0.5**level


def _lit(light: Light, distance: float) -> NDArray[np.float64]:
    """Farther from the door there is less of the lamp."""
    share = float(np.clip((distance - 0.7) / 4.5, 0, 1)) ** 0.6
    far = np.array(light.ambient) * 1.05
    return np.array(light.on_visitor) * (1 - share) + far * share


def _lay(picture: Image, figure: Image, size: float, scale: float, foot: tuple[float, float], lean: float,
         lit: NDArray[np.float64]) -> None:  # fmt: skip
    middle = (visitor.FOOT[0] * size, visitor.FOOT[1] * size)
    turn = cv2.getRotationMatrix2D(middle, lean, scale / size)
    turn[:, 2] += (foot[0] - middle[0], foot[1] - middle[1])
    half = 380 * scale + 40
    left, right = max(0, int(foot[0] - half)), min(WIDTH, int(foot[0] + half))
    top, bottom = max(0, int(foot[1] - 1960 * scale)), min(HEIGHT, int(foot[1] + 60 * scale) + 1)
    if left >= right or top >= bottom:
        return
    turn[:, 2] -= (left, top)
    laid = cv2.warpAffine(figure, turn, (right - left, bottom - top), flags=cv2.INTER_LINEAR)
    over(picture[top:bottom, left:right], laid, lit)


def _shadow(picture: Image, across: float, distance: float, light: Light) -> None:
    x, y = ground(across, distance)
    wide, high = int(0.34 * FOCAL / distance), int(0.10 * FOCAL / distance)
    left, right, top = max(0, int(x) - 2 * wide), min(WIDTH, int(x) + 2 * wide), max(0, int(y) - 2 * high)
    bottom = min(HEIGHT, int(y) + 2 * high)
    if left >= right or top >= bottom:
        return
    shade = np.zeros((bottom - top, right - left), np.uint8)
    cv2.ellipse(shade, (int(x) - left, int(y) - top), (wide, high), 0, 0, 360, 120, -1)
    shade = cv2.blur(shade, (wide | 1, high | 1))
    part = picture[top:bottom, left:right]
    part[:] = cv2.multiply(part, cv2.merge([255 - shade] * 3), scale=1 / 255)


def _print(picture: Image, second: float, light: Light) -> None:
    if second < 0:
        return
    rise = max(0.0, 1 - second / 0.9) ** 2
    held = framed_print()
    turn = np.deg2rad([5 * sin(1.7 * second), 9 * sin(1.1 * second + 1), 3 * sin(1.4 * second + 2)])
    middle = (640 + 26 * sin(0.9 * second), 384 + 8 * sin(2.3 * second) + 640 * rise)
    size = 0.74 + 0.04 * sin(0.7 * second)
    laid = cv2.warpPerspective(held, _plane(held, turn, middle, size), (WIDTH, HEIGHT), flags=cv2.INTER_LINEAR)
    over(picture, laid, _lit(light, 0.6))


def _plane(held: Image, turn: NDArray[np.float64], middle: tuple[float, float], size: float) -> NDArray[np.float64]:
    """How a flat thing, turned by three small angles (radians), is seen."""
    tilt, pan, roll = turn
    height, width = held.shape[:2]
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float64)
    away = flat - (width / 2, height * 0.42)
    x = away[:, 0] * cos(roll) - away[:, 1] * sin(roll)
    y = away[:, 0] * sin(roll) + away[:, 1] * cos(roll)
    depth = 1 + (x * sin(pan) + y * sin(tilt)) / 900
    seen = np.stack([x * cos(pan) / depth, y * cos(tilt) / depth], 1) * size + middle
    return np.asarray(cv2.getPerspectiveTransform(flat.astype(np.float32), seen.astype(np.float32)))


def _grain(seed: int) -> tuple[Image, Image]:
    """A small camera's noise, larger than the view so that it can be shifted."""
    noise = np.random.default_rng(seed).normal(0, 2.6, (HEIGHT + 64, WIDTH + 64, 3))
    return np.clip(noise, 0, 255).astype(np.uint8), np.clip(-noise, 0, 255).astype(np.uint8)


def _as_seen(picture: Image, grain: tuple[Image, Image], number: int) -> Image:
    x, y = number * 37 % 64, number * 23 % 64
    more, less = (part[y : y + HEIGHT, x : x + WIDTH] for part in grain)
    return np.asarray(cv2.subtract(cv2.add(picture, more), less), np.uint8)
