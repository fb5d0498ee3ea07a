"""Who comes to the demo's door, when and how: a take is a short film shot on the drawn porch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np

from deploy.sandbox.clips.framed import hold_up
from deploy.sandbox.clips.layer import Image, as_image, over
from deploy.sandbox.clips.light import Light
from deploy.sandbox.clips.plant import PATCH, sway
from deploy.sandbox.clips.porch import HEIGHT, WIDTH, porch
from deploy.sandbox.clips.walking import Mark, walk

RATE = 15
"""Frames a second."""


@dataclass(frozen=True, slots=True)
class Take:
    """`marks` empty: nobody comes. `held_from`: the second at which hands begin to lift the print."""

    name: str
    seconds: float
    marks: tuple[Mark, ...] = ()
    held_from: float | None = None
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
PRINT = Take("print", 7.0, held_from=0.8, seed=5)
TAKES = (STRANGER, LATER, RING, EMPTY, PRINT)


def frames(take: Take, light: Light) -> Iterator[Image]:
    """The take's frames, BGR, RATE a second."""
    view = porch(light)
    grain = _grain(take.seed)
    for number in range(round(take.seconds * RATE)):
        second = number / RATE
        picture = view.still.copy()
        if take.marks:
            walk(picture, take.marks, second, light)
        if take.held_from is not None:
            hold_up(picture, second - take.held_from, light)
        over(picture[PATCH], sway(view.plant, second, take.wind))
        yield _as_seen(picture, grain, number)


def _grain(seed: int) -> tuple[Image, Image]:
    """A small camera's noise, larger than the view so that it can be shifted."""
    noise = np.random.default_rng(seed).normal(0, 2.6, (HEIGHT + 64, WIDTH + 64, 3))
    return np.clip(noise, 0, 255).astype(np.uint8), np.clip(-noise, 0, 255).astype(np.uint8)


def _as_seen(picture: Image, grain: tuple[Image, Image], number: int) -> Image:
    x, y = number * 37 % 64, number * 23 % 64
    more, less = (part[y : y + HEIGHT, x : x + WIDTH] for part in grain)
    return as_image(cv2.subtract(cv2.add(picture, more), less))
