"""The potted plant in the near corner: leaves that bend in the wind."""

from __future__ import annotations

from dataclasses import dataclass
from math import sin

import cv2
import numpy as np
from numpy.typing import NDArray

from deploy.sandbox.clips.layer import Image, as_image
from deploy.sandbox.clips.light import Light

_TOP, _LEFT, _HEIGHT, _WIDTH = 400, 770, 320, 510
PATCH = (slice(_TOP, _TOP + _HEIGHT), slice(_LEFT, _LEFT + _WIDTH))
"""The part of the view in which leaves move."""
_POT = (1090.0, 742.0)
_STEPS = 20
_SHIFT = 4
"""Bits of a pixel's fraction, so that slow leaves glide."""


@dataclass(frozen=True, slots=True)
class Leaf:
    root: float
    """Pixels right of the pot's middle."""
    angle: float
    """Radians, 0 to the right, up is negative."""
    length: float
    tone: tuple[int, int, int]
    reach: float
    """Radians that a light wind turns it."""
    phase: float


def plant(light: Light) -> tuple[Leaf, ...]:
    chance = np.random.default_rng(61)
    shine = np.array(light.ambient) * 0.9 + 0.3 * light.lamp * np.array((0.3, 0.75, 0.7))
    leaves = []
    for step in range(26):
        angle = np.deg2rad(-90 + 58 * (step / 25 * 2 - 1) + chance.normal(0, 5))
        tone = np.clip(np.array((56, 122, 78)) * chance.uniform(0.7, 1.2) * shine, 0, 255).astype(int)
        leaves.append(
            Leaf(
                root=float(chance.normal(0, 16)),
                angle=float(angle),
                length=float(chance.uniform(150, 290)),
                tone=(int(tone[0]), int(tone[1]), int(tone[2])),
                reach=float(np.deg2rad(chance.uniform(1.2, 3.2))),
                phase=float(chance.uniform(0, 6)),
            )
        )
    return tuple(leaves)


def sway(leaves: tuple[Leaf, ...], second: float, strength: float) -> Image:
    """The plant at a second, in PATCH: premultiplied BGRA."""
    layer = np.zeros((_HEIGHT, _WIDTH, 4), np.uint8)
    for leaf in leaves:
        _draw(layer, leaf, leaf.angle + leaf.reach * strength * sin(1.6 * second + leaf.phase))
    return as_image(cv2.GaussianBlur(layer, (0, 0), 1.4))


def _draw(layer: Image, leaf: Leaf, angle: float) -> None:
    along = np.linspace(0, 1, _STEPS)
    bend = angle + 0.9 * np.sign(np.cos(leaf.angle)) * along**2
    x = _POT[0] + leaf.root - _LEFT + np.cumsum(np.cos(bend)) * leaf.length / _STEPS
    y = _POT[1] - _TOP + np.cumsum(np.sin(bend)) * leaf.length / _STEPS
    width = 15 * np.sin(np.pi * np.clip(along * 0.93 + 0.07, 0, 1)) + 1
    aside, along_y = np.sin(bend) * width, np.cos(bend) * width
    edge_x = np.concatenate([x - aside, (x + aside)[::-1]])
    edge_y = np.concatenate([y + along_y, (y - along_y)[::-1]])
    blue, green, red = leaf.tone
    cv2.fillPoly(layer, [_fixed(edge_x, edge_y)], (blue, green, red, 255), cv2.LINE_AA, _SHIFT)
    rib = (min(255, blue * 5 // 4), min(255, green * 5 // 4), min(255, red * 5 // 4), 255)
    cv2.polylines(layer, [_fixed(x, y)], False, rib, 2, cv2.LINE_AA, _SHIFT)


def _fixed(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.int32]:
    return np.round(np.stack([x, y], 1) * (1 << _SHIFT)).astype(np.int32)
