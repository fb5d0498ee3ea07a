"""Straight lines beside a head: those that go where the head goes are the edge of a print, the frame of a
screen; those that run past its chin on both sides, where shoulders should hide them, are a phone's.

Corners are rarely to be seen on such an edge, and one that hides the background behind it looks different
from frame to frame; a long line's motion across itself can be measured all the same.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.tracks import Grey, Matrix, Points, moved_by

_LONG = 0.7
"""Shares of the face's width."""

_APART = 1.5
"""Pixels between where a line would lie if it stayed and if it went with the head, to be told apart."""

_ALIKE, _BETTER = 0.8, 0.3
"""Correlation of the two strips along a line that went with the head, and how much worse if it had stayed."""

_MOST = 24
_REACH = 4

_CHEEK, _SHOULDER = 0.36, 1.4
"""Face widths from the middle of the face: where to each side the frame of a picture may run."""

_EYES, _NECK, _TALL = 0.25, 0.85, 0.6
"""The same, downwards: it begins above the one and ends below the other, and is at least this tall."""

_UPRIGHT = 0.35
"""How far it may lean: across by down."""

_AT_THE_END = 0.06


def carried_edges(
    before: Grey, if_stayed: Grey, if_carried: Grey, apart: Matrix, mask: Grey, width: float
) -> int:
    """How many lines go with the head.

    The two later pictures are moved back under either guess, so that what obeys it lies where it lay before.
    `apart` is the motion between the guesses, `mask` where lines count, `width` the face's, in pixels.
    """
    return sum(
        _carried(before, if_stayed, if_carried, apart, start, end)
        for start, end in _lines(before, mask, _LONG * width)
    )


def cut_off(grey: Grey, x: float, y: float, width: float) -> bool:
    """Whether an upright line runs from beside the face down past its chin, on either side of it.

    Whoever stands there has shoulders, which hide what is behind them; a picture of a head ends at its frame.
    `x`, `y` are the middle of the face and `width` its width, in pixels of `grey`.
    """
    ends = (_segments(grey) - (x, y)) / width
    across, down = ends[..., 0], ends[..., 1]
    tall = np.ptp(down, axis=1)
    lowest = min(_NECK, (grey.shape[0] - 1 - y) / width - _AT_THE_END)
    upright = (tall >= _TALL) & (np.ptp(across, axis=1) <= _UPRIGHT * tall)
    passing = upright & (down.min(axis=1) <= _EYES) & (down.max(axis=1) >= lowest)
    beside = across.mean(axis=1)[passing]
    left, right = ((side * beside > _CHEEK) & (side * beside < _SHOULDER) for side in (-1, 1))
    return bool(left.any() and right.any())


def _segments(grey: Grey) -> Points:
    """Both ends of every straight line: n x 2 x 2."""
    found = cv2.createLineSegmentDetector().detect(grey)[0]
    return np.zeros((0, 2, 2)) if found is None else np.asarray(found, np.float64).reshape(-1, 2, 2)


def _lines(grey: Grey, mask: Grey, long: float) -> list[tuple[Points, Points]]:
    """The longest first."""
    ends = _segments(grey)
    lengths = np.linalg.norm(ends[:, 1] - ends[:, 0], axis=1)
    order = [row for row in np.argsort(-lengths) if lengths[row] >= long and _on(mask, ends[row])]
    return [(ends[row][0], ends[row][1]) for row in order[:_MOST]]


def _on(mask: Grey, ends: Points) -> bool:
    places = ends[0] + np.linspace(0, 1, 9)[:, None] * (ends[1] - ends[0])
    rows = np.clip(places[:, 1].astype(int), 0, mask.shape[0] - 1)
    columns = np.clip(places[:, 0].astype(int), 0, mask.shape[1] - 1)
    return bool((mask[rows, columns] > 0).mean() >= 0.8)


def _carried(before: Grey, stayed: Grey, carried: Grey, apart: Matrix, start: Points, end: Points) -> bool:
    along = (end - start) / np.linalg.norm(end - start)
    across = np.array([-along[1], along[0]])
    middle = (start + end)[None] / 2
    if abs(float((moved_by(middle, apart) - middle)[0] @ across)) < _APART:
        return False
    strips = [_strip(picture, start, end, across) for picture in (before, stayed, carried)]
    return (likeness := _likeness(strips[0], strips[2])) >= _ALIKE and likeness - _likeness(
        strips[0], strips[1]
    ) >= _BETTER


def _strip(picture: Grey, start: Points, end: Points, across: Points) -> NDArray[np.float64]:
    """The pixels along a line, a few to each side."""
    steps = np.linspace(0.05, 0.95, 24)[:, None, None]
    offsets = np.arange(-_REACH, _REACH + 1)[None, :, None]
    places = (start + steps * (end - start) + offsets * across).astype(np.float32)
    seen = cv2.remap(
        picture, places[..., 0], places[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(seen, np.float64)


def _likeness(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """Correlation of the mean profiles across the line, -1..1."""
    first, second = one.mean(axis=0), other.mean(axis=0)
    first, second = first - first.mean(), second - second.mean()
    size = float(np.linalg.norm(first) * np.linalg.norm(second))
    return float(first @ second) / size if size > 1e-6 else 0.0
