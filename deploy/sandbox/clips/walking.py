"""The visitor on her way: where she is at a second, and how the lens sees her there."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from math import pi, sin

import cv2
import numpy as np

from deploy.sandbox.clips import visitor
from deploy.sandbox.clips.layer import Image, Shares, as_image, over
from deploy.sandbox.clips.light import Light, lit
from deploy.sandbox.clips.porch import FOCAL, HEIGHT, PIXELS_PER_METRE, WIDTH, ground

_STRIDE = 1.1
"""Metres for two steps."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Where she is at a second of the take: metres right of the middle, metres from the door."""

    second: float
    across: float
    distance: float


def walk(picture: Image, marks: tuple[Mark, ...], second: float, light: Light) -> None:
    """Draws her into the view."""
    across, distance, speed = _place(marks, second)
    walked = (marks[0].distance - distance) / _STRIDE
    walking = min(1.0, abs(speed) / 0.8)
    scale = FOCAL / (distance * PIXELS_PER_METRE)
    across += walking * 0.03 * sin(2 * pi * walked) + (1 - walking) * 0.008 * sin(2.1 * second)
    x, y = ground(across, distance)
    y -= walking * 26 * scale * abs(sin(2 * pi * walked))
    _shadow(picture, across, distance)
    lean = 0.9 * sin(1.3 * second + 0.4) + walking * 1.1 * sin(2 * pi * walked)
    _lay(picture, *_sized(scale, walked), scale, (x, y), lean, lit(light, distance))


def _place(marks: tuple[Mark, ...], second: float) -> tuple[float, float, float]:
    """Metres across, metres away, metres a second."""

    def at(moment: float) -> tuple[float, float]:
        for start, end in itertools.pairwise(marks):
            if moment <= end.second:
                share = max(0.0, (moment - start.second) / (end.second - start.second))
                eased = share * share * (3 - 2 * share)
                across = start.across + (end.across - start.across) * eased
                return across, start.distance + (end.distance - start.distance) * eased
        return marks[-1].across, marks[-1].distance

    across, distance = at(second)
    return across, distance, (at(second - 0.05)[1] - at(second + 0.05)[1]) / 0.1


def _sized(scale: float, walked: float) -> tuple[Image, float]:
    """The picture of her next above the size that is wanted, and how much smaller it is than the whole."""
    her = visitor.figure()
    if scale <= 0.25:
        return her.strides[int(walked * visitor.PHASES) % visitor.PHASES], 0.25
    level = 1 if scale <= 0.5 else 0
    return her.near[level], 0.5**level


def _lay(picture: Image, figure: Image, size: float, scale: float, foot: tuple[float, float], lean: float,
         shares: Shares) -> None:  # fmt: skip
    middle = (visitor.FOOT[0] * size, visitor.FOOT[1] * size)
    turn = np.asarray(cv2.getRotationMatrix2D(middle, lean, scale / size), np.float64)
    turn[:, 2] += np.array(foot) - middle
    half = 380 * scale + 40
    left, right = max(0, int(foot[0] - half)), min(WIDTH, int(foot[0] + half))
    top, bottom = max(0, int(foot[1] - 1960 * scale)), min(HEIGHT, int(foot[1] + 60 * scale) + 1)
    if left >= right or top >= bottom:
        return
    turn[:, 2] -= np.array((left, top))
    laid = cv2.warpAffine(figure, turn, (right - left, bottom - top))
    over(picture[top:bottom, left:right], as_image(laid), shares)


def _shadow(picture: Image, across: float, distance: float) -> None:
    x, y = ground(across, distance)
    wide, high = int(0.34 * FOCAL / distance), int(0.10 * FOCAL / distance)
    left, right, top = max(0, int(x) - 2 * wide), min(WIDTH, int(x) + 2 * wide), max(0, int(y) - 2 * high)
    bottom = min(HEIGHT, int(y) + 2 * high)
    if left >= right or top >= bottom:
        return
    shade = np.zeros((bottom - top, right - left), np.uint8)
    cv2.ellipse(shade, (int(x) - left, int(y) - top), (wide, high), 0, 0, 360, 120, -1)
    soft = cv2.bitwise_not(cv2.blur(shade, (wide | 1, high | 1)))
    part = picture[top:bottom, left:right]
    part[:] = cv2.multiply(part, cv2.merge([soft] * 3), scale=1 / 255)
