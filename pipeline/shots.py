"""Where a clip cuts from one scene to another: the frames before and after are two shots. Pure.

A doorbell never cuts, but a clip may: a recording stitched together, a camera that was turned.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.image import Image
from pipeline.types import Box

_COLUMNS, _ROWS = 32, 18
ALIKE = 0.4
"""Correlation of two frames' backgrounds, brightness and contrast left out, from which they are one scene.

Two frames of a fixed camera lie above 0.55 even with a crowd passing, two scenes around 0.
"""

_LEAST_BACKGROUND = 0.2


class Scene:
    """A frame reduced to 32 x 18 grey cells, those with people on them left out."""

    def __init__(self, image: Image, people: Iterable[Box] = ()) -> None:
        grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
        cells = cv2.resize(grey, (_COLUMNS, _ROWS), interpolation=cv2.INTER_AREA)
        self._cells: NDArray[np.float64] = np.asarray(cells, dtype=np.float64)
        self._background = np.ones((_ROWS, _COLUMNS), dtype=bool)
        height, width = image.shape[:2]
        for box in people:
            across, down = _COLUMNS / width, _ROWS / height
            rows = slice(max(0, int(box.y1 * down)), max(0, int(np.ceil(box.y2 * down))))
            columns = slice(max(0, int(box.x1 * across)), max(0, int(np.ceil(box.x2 * across))))
            self._background[rows, columns] = False

    def alike(self, other: Scene) -> bool:
        """Whether both may be of one shot. Where people hide nearly all of the background: yes."""
        both = self._background & other._background
        if both.mean() < _LEAST_BACKGROUND:
            return True
        return _correlation(self._cells[both], other._cells[both]) >= ALIKE


def _correlation(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """-1 to 1. Two even surfaces are alike."""
    one, other = one - one.mean(), other - other.mean()
    scale = float(np.sqrt((one * one).sum() * (other * other).sum()))
    return float((one * other).sum()) / scale if scale > 1.0 else 1.0


def shots_of(scenes: Sequence[Scene]) -> list[int]:
    """The number of the shot of each of these frames, which are in order of time; counted from 0."""
    shots = [0] if scenes else []
    for before, after in pairwise(scenes):
        shots.append(shots[-1] + (not before.alike(after)))
    return shots
