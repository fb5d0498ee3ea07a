"""The portrait as a framed print with the two hands that hold it up: flat, and moving as one plane."""

from __future__ import annotations

from functools import lru_cache
from math import cos, sin

import cv2
import numpy as np
from numpy.typing import NDArray

from deploy.sandbox.clips.layer import Image, as_image, over
from deploy.sandbox.clips.light import Light, lit
from deploy.sandbox.clips.porch import HEIGHT
from deploy.sandbox.clips.visitor import portrait

Floats = NDArray[np.float64]

_WIDTH, _HEIGHT = 900, 1300
_MAT, _WOOD = 34, 26
_LEFT, _TOP = 194, 90
_REACH = slice(280, 1010)
"""The columns of the view that the print and the arms never leave."""


@lru_cache(maxsize=1)
def framed_print() -> Image:
    """Premultiplied BGRA; the print's middle lies at 42 % of its height."""
    picture = np.zeros((_HEIGHT, _WIDTH, 4), np.uint8)
    rows, columns = portrait().shape[:2]
    right, bottom = _LEFT + columns, _TOP + rows
    for side in (-1, 1):
        _sleeve(picture, side, bottom)
    edge = _MAT + _WOOD
    picture[_TOP - edge : bottom + edge, _LEFT - edge : right + edge] = (44, 66, 92, 255)
    picture[_TOP - edge + 5 : bottom + edge - 5, _LEFT - edge + 5 : right + edge - 5, :3] = (62, 92, 124)
    picture[_TOP - _MAT : bottom + _MAT, _LEFT - _MAT : right + _MAT, :3] = (212, 222, 226)
    picture[_TOP:bottom, _LEFT:right, :3] = _glazed()
    for side in (-1, 1):
        _thumb(picture, side, bottom)
    return as_image(cv2.GaussianBlur(picture, (0, 0), 0.9))


def _glazed() -> Image:
    """The print behind glass: paler, with a slanting reflection."""
    print_ = portrait().astype(np.float32) * 0.9 + 14
    rows, columns = np.mgrid[0 : print_.shape[0], 0 : print_.shape[1]].astype(np.float32)
    shine = np.exp(-(((columns + 0.6 * rows - 150) / 70) ** 2)) * 16
    return as_image(np.clip(print_ + shine[..., None], 0, 255))


def _at(side: int, x: float, y: float) -> tuple[int, int]:
    return round(_LEFT + 256 + side * x), round(y)


def _shape(picture: Image, corners: list[tuple[int, int]], tone: tuple[int, int, int]) -> None:
    cv2.fillPoly(picture, [np.array(corners, np.int32)], (*tone, 255), cv2.LINE_AA)


def _sleeve(picture: Image, side: int, bottom: int) -> None:
    """Fingers behind the frame, the wrist, and a sleeve down and out of the picture."""
    skin = (116, 142, 198)
    cv2.ellipse(picture, _at(side, 262, bottom - 30), (52, 74), 0, 0, 360, (*skin, 255), -1, cv2.LINE_AA)
    _shape(picture, [_at(side, 232, bottom), _at(side, 312, bottom - 20), _at(side, 330, bottom + 150),
                     _at(side, 250, bottom + 160)], skin)  # fmt: skip
    _shape(picture, [_at(side, 236, bottom + 110), _at(side, 338, bottom + 96), _at(side, 420, _HEIGHT),
                     _at(side, 250, _HEIGHT)], (84, 78, 72))  # fmt: skip
    _shape(picture, [_at(side, 232, bottom + 104), _at(side, 342, bottom + 90), _at(side, 346, bottom + 118),
                     _at(side, 236, bottom + 132)], (104, 98, 90))  # fmt: skip


def _thumb(picture: Image, side: int, bottom: int) -> None:
    middle = _at(side, 258, bottom + 4)
    angle = 62 if side > 0 else 118
    cv2.ellipse(picture, middle, (60, 23), angle, 0, 360, (96, 118, 170, 255), -1, cv2.LINE_AA)
    cv2.ellipse(picture, middle, (57, 20), angle, 0, 360, (124, 150, 208, 255), -1, cv2.LINE_AA)
    nail = _at(side, 240, bottom - 30)
    cv2.ellipse(picture, nail, (15, 11), angle, 0, 360, (150, 172, 222, 255), -1, cv2.LINE_AA)


def hold_up(picture: Image, second: float, light: Light) -> None:
    """Draws it into the view, `second` seconds after the hands began to lift it."""
    if second < 0:
        return
    rise = max(0.0, 1 - second / 0.9) ** 2
    held = framed_print()
    turn = np.deg2rad([5 * sin(1.7 * second), 9 * sin(1.1 * second + 1), 3 * sin(1.4 * second + 2)])
    middle = (640 - _REACH.start + 26 * sin(0.9 * second), 384 + 8 * sin(2.3 * second) + 640 * rise)
    size = 0.74 + 0.04 * sin(0.7 * second)
    laid = cv2.warpPerspective(held, _plane(held, turn, middle, size), (_REACH.stop - _REACH.start, HEIGHT))
    over(picture[:, _REACH], as_image(laid), lit(light, 0.6))


def _plane(held: Image, turn: Floats, middle: tuple[float, float], size: float) -> Floats:
    """How a flat thing, turned by three small angles (radians), is seen."""
    tilt, pan, roll = turn
    height, width = held.shape[:2]
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float64)
    away = flat - (width / 2, height * 0.42)
    x = away[:, 0] * cos(roll) - away[:, 1] * sin(roll)
    y = away[:, 0] * sin(roll) + away[:, 1] * cos(roll)
    depth = 1 + (x * sin(pan) + y * sin(tilt)) / 900
    seen = np.stack([x * cos(pan) / depth, y * cos(tilt) / depth], 1) * size + middle
    flat, seen = flat.astype(np.float32), seen.astype(np.float32)
    return np.asarray(cv2.getPerspectiveTransform(flat, seen), np.float64)
