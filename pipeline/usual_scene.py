"""Whether a camera sees what it always sees. A doorbell is fixed: beside whoever stands there its pictures
are alike, while a screen that fills its view shows another place. Pure.

Compared are the directions of edges, which change little with light, on small pictures, and only where
nobody covers either of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from statistics import median

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.image import Image, as_image, resized
from pipeline.types import Box, Picture, UsualScene

MOST_COMPARED = 8
"""Pictures; the newest."""

LEAST_SEEN = 0.1
"""Share of the view that must be seen on both pictures: less may be anything."""

_COLUMNS = 160
_MOVED = 4
"""Pixels of 160 by which a camera may have been jolted since."""

_SOFT = 12.0
"""Gradients well below this are noise, and count for little."""

_LEAST_EDGES = 0.005
"""The mean square of what is compared; a wall without any texture lies below it."""

_COLOURED = 2.0
"""By so much the colours differ over a picture by day. Infrared is grey, or has one tint throughout."""


class View:
    """One picture, reduced to the directions of its edges. `width` is that of the frame `covered` is on."""

    def __init__(self, picture: Image, covered: Iterable[Box], width: int) -> None:
        small = resized(
            picture, _COLUMNS, max(1, round(_COLUMNS * picture.shape[0] / picture.shape[1])), cv2.INTER_AREA
        )
        self.edges = _directions(small)
        self.seen = _uncovered(small.shape[:2], covered, _COLUMNS / width)
        self.coloured = _coloured(small, self.seen)

    def comparable(self, other: View) -> bool:
        """By day and by night, in infrared, a place looks different; and so it does by another camera."""
        return self.coloured == other.coloured and self.edges.shape == other.edges.shape


def view_of(picture: Picture, width: int) -> View | None:
    """None for what is no picture. `width` 0: as wide as the picture is."""
    data = np.frombuffer(picture.jpeg, np.uint8)
    try:
        image = cv2.imdecode(data, cv2.IMREAD_COLOR) if data.size else None
    except cv2.error:
        # A damaged one that says it is larger than any picture.
        return None
    if image is None:
        return None
    return View(as_image(image), picture.covered, width or image.shape[1])


def usual_scene(now: Picture, earlier: Sequence[Picture], width: int) -> UsualScene:
    """`earlier` newest first; `width` of the frames that all of them were made of, in pixels.

    The median counts: half of the earlier pictures must show the same place.
    """
    view = view_of(now, width)
    if view is None or view.seen.mean() < LEAST_SEEN:
        return UsualScene(None, covered=view is not None)
    others = (other for other in (view_of(one, width) for one in earlier) if other is not None)
    compared = list(islice((other for other in others if view.comparable(other)), MOST_COMPARED))
    alike = [found for other in compared if (found := likeness(view, other)) is not None]
    return UsualScene(median(alike) if alike else None, len(alike), covered=not alike and bool(compared))


def likeness(one: View, other: View) -> float | None:
    """0..1, wherever the other lies best within a small shift. None where people hide nearly all of both."""
    both = cv2.erode(one.seen & other.seen, np.ones((3, 3), np.uint8))
    if both.mean() < LEAST_SEEN:
        return None
    inner = (slice(_MOVED, -_MOVED), slice(_MOVED, -_MOVED))
    weight = np.repeat(both[inner][..., None], 2, axis=2).astype(np.float32)
    if not weight.any() or min(_energy(view.edges[inner], weight) for view in (one, other)) < _LEAST_EDGES:
        return 0.0
    found = cv2.matchTemplate(
        other.edges, np.ascontiguousarray(one.edges[inner]), cv2.TM_CCORR_NORMED, mask=weight
    )
    return float(np.clip(np.nan_to_num(found, nan=0.0, posinf=0.0, neginf=0.0).max(), 0.0, 1.0))


def _energy(edges: NDArray[np.float32], weight: NDArray[np.float32]) -> float:
    return float((edges * edges * weight).sum() / weight.sum())


def _directions(small: Image) -> NDArray[np.float32]:
    """Gradients of nearly one length each, whatever the light makes of them: rows x columns x 2."""
    grey = cv2.cvtColor(small, cv2.COLOR_BGR2GRAY)
    across, down = cv2.Sobel(grey, cv2.CV_32F, 1, 0), cv2.Sobel(grey, cv2.CV_32F, 0, 1)
    length = cv2.magnitude(across, down) + _SOFT
    return np.asarray(np.dstack([across / length, down / length]), np.float32)


def _uncovered(shape: tuple[int, ...], covered: Iterable[Box], scale: float) -> Image:
    """1 where nobody is, with a margin for the box that is drawn there."""
    seen = np.ones(shape, np.uint8)
    for box in covered:
        left, top = (max(0, int(side * scale) - 2) for side in (box.x1, box.y1))
        right, bottom = (max(0, int(np.ceil(side * scale)) + 2) for side in (box.x2, box.y2))
        seen[top:bottom, left:right] = 0
    return as_image(seen)


def _coloured(small: Image, seen: Image) -> bool:
    if not seen.any():
        return False
    blue, green, red = np.moveaxis(small[seen > 0].astype(np.float32), 1, 0)
    return float((blue - green).std() + (red - green).std()) >= _COLOURED
