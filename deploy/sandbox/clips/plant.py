"""The potted plant in the near corner: leaves that bend in the wind."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from deploy.sandbox.clips.layer import Image, as_image
from deploy.sandbox.clips.light import Colour, Light

_TOP, _LEFT, _HEIGHT, _WIDTH = 400, 770, 320, 510
PATCH = (slice(_TOP, _TOP + _HEIGHT), slice(_LEFT, _LEFT + _WIDTH))
"""The part of the view in which leaves move."""
_POT = (1090.0 - _LEFT, 742.0 - _TOP)
_LEAVES = 26
_STEPS = 16
_SHIFT = 4
"""Bits of a pixel's fraction, so that slow leaves glide."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Plant:
    """Each array has a row for each leaf."""

    roots: Floats
    """Pixels right of the pot's middle."""
    angles: Floats
    """Radians, 0 to the right, up is negative."""
    lengths: Floats
    reaches: Floats
    """Radians that a light wind turns it."""
    phases: Floats
    tones: tuple[Colour, ...]


def plant(light: Light) -> Plant:
    chance = np.random.default_rng(61)
    shine = np.array(light.ambient) * 0.9 + 0.3 * light.lamp * np.array((0.3, 0.75, 0.7))
    shades = np.array((56, 122, 78)) * chance.uniform(0.7, 1.2, (_LEAVES, 1)) * shine
    spread = np.linspace(-58, 58, _LEAVES) + chance.normal(0, 5, _LEAVES)
    return Plant(
        roots=chance.normal(0, 16, _LEAVES),
        angles=np.deg2rad(spread - 90),
        lengths=chance.uniform(150, 290, _LEAVES),
        reaches=np.deg2rad(chance.uniform(1.2, 3.2, _LEAVES)),
        phases=chance.uniform(0, 6, _LEAVES),
        tones=tuple((int(blue), int(green), int(red)) for blue, green, red in np.clip(shades, 0, 255)),
    )


def sway(leaves: Plant, second: float, strength: float) -> Image:
    """The plant at a second, in PATCH: premultiplied BGRA."""
    layer = np.zeros((_HEIGHT, _WIDTH, 4), np.uint8)
    ribs, edges = _shapes(leaves, second, strength)
    for rib, edge, (blue, green, red) in zip(ribs, edges, leaves.tones, strict=True):
        cv2.fillPoly(layer, [edge], (blue, green, red, 255), cv2.LINE_AA, _SHIFT)
        lighter = (min(255, blue * 5 // 4), min(255, green * 5 // 4), min(255, red * 5 // 4), 255)
        cv2.polylines(layer, [rib], False, lighter, 2, cv2.LINE_AA, _SHIFT)
    return as_image(cv2.GaussianBlur(layer, (0, 0), 1.4))


def _shapes(leaves: Plant, second: float, strength: float) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Middle lines and outlines of all leaves, in fractions of a pixel of PATCH."""
    turn = leaves.reaches * strength * np.sin(1.6 * second + leaves.phases)
    along = np.linspace(0, 1, _STEPS)
    # Each leaf hangs over to its own side.
    bend = (leaves.angles + turn)[:, None] + 0.9 * np.sign(np.cos(leaves.angles))[:, None] * along**2
    forward = np.stack([np.cos(bend), np.sin(bend)], axis=2)
    steps = forward * (leaves.lengths / _STEPS)[:, None, None]
    ribs = np.cumsum(steps, axis=1) + np.array(_POT)
    ribs[..., 0] += leaves.roots[:, None]
    width = 15 * np.sin(np.pi * np.clip(along * 0.93 + 0.07, 0, 1)) + 1
    aside = np.stack([-forward[..., 1], forward[..., 0]], axis=2) * width[None, :, None]
    edges = np.concatenate([ribs + aside, (ribs - aside)[:, ::-1]], axis=1)
    return _fixed(ribs), _fixed(edges)


def _fixed(points: Floats) -> NDArray[np.int32]:
    return np.round(points * (1 << _SHIFT)).astype(np.int32)
