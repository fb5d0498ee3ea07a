"""What moved between two views of one head: the head, what is beside it, and the face within itself.

A picture of a face is flat: its points keep to one homography, and what is beside the face on the picture
moves with it. A head before a wall moves against the wall, and its nose, cheeks and mouth move against each
other. Pure: pixels in, shares of the face's width out. `pipeline.life` judges them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.image import Image
from pipeline.picture_edge import carried_edges, cut_off
from pipeline.tracks import (
    NO_POINTS,
    Grey,
    Matrix,
    Points,
    affine,
    corners,
    follow,
    homography,
    left_over,
    moved_by,
    similarity,
    warped,
)
from pipeline.types import Box

VIEW_PIXELS = 400
"""The longer side of a view, and of the frame kept with it, at most; in their own pixels."""

LEAST_FACE = 40.0
"""Frame pixels. In a smaller face the tracking's own noise is as large as what is looked for."""

SOONEST, LATEST = 0.12, 6.0
"""Seconds between two views that can be compared: nearer the tracking's noise is all, further the light has
changed, and the head is another picture."""

_SIDE, _ABOVE, _BELOW = 1.75, 1.95, 1.0
"""How far a view reaches from the middle of the face, in face widths."""

_HAIR, _CROWN, _CHIN = 0.75, 1.0, 0.6
"""What lies beyond is beside the head, in face widths from its middle. Below the chin is the body."""

_NEAR_SIDE, _NEAR_ABOVE = 1.2, 1.4
"""Up to here it is near: the margin of a print, the screen beside a head on a phone."""

UNKNOWN = 1.0
"""`Relief.shaken` where the background shows too little to tell whether the camera moved."""

_LEAST_POINTS = 14
_LEAST_OF_CAMERA = 8
_TELLING = 0.012
"""Share of the face's width: where a head moves less, what goes with it cannot be told from what stays."""

_STAYS, _STAYS_WITH_CAMERA = 0.010, 0.020
"""Share of the face's width a point of the background may seem to move, under a fixed and a moving camera."""


@dataclass(frozen=True, slots=True)
class View:
    """One head on one frame, with what is beside it. At most about 400 KB."""

    frame: int
    seconds: float
    face: Box
    grey: Grey
    corner: tuple[int, int]
    scale: float
    """View pixels per frame pixel, at most 1."""
    wide: Grey
    """The whole frame, small, its contrast evened: for the camera's own motion."""
    wide_scale: float

    @property
    def middle(self) -> tuple[float, float]:
        return (self.face.x1 + self.face.x2) / 2, (self.face.y1 + self.face.y2) / 2

    @property
    def to_frame(self) -> Matrix:
        """View pixels to frame pixels; between pixel middles, as OpenCV resizes."""
        half, grown = 0.5 / self.scale - 0.5, 1 / self.scale
        return np.array([[grown, 0, self.corner[0] + half], [0, grown, self.corner[1] + half], [0, 0, 1.0]])


@dataclass(frozen=True, slots=True)
class Band:
    """How many points on one side of the head stay with the background, go with the head, or neither."""

    fixed: int
    carried: int
    other: int

    @property
    def told(self) -> int:
        return self.fixed + self.carried + self.other


def total(bands: Sequence[Band]) -> Band:
    return Band(*(sum(getattr(band, kind) for band in bands) for kind in ("fixed", "carried", "other")))


@dataclass(frozen=True, slots=True)
class Relief:
    """What two views show. Lengths are shares of the face's width.

    `moved`: the face's points against the background, median. `shaken`: the background against the frame,
    so the camera; UNKNOWN where that cannot be told. `flex`: what is left of the face's points under their
    own best homography, upper quartile, and `typical_flex`, median: 0 for whatever is flat, but for noise.
    `bands`: left, right, above. `near`: the points closest to the head, on all sides. `edges`: straight lines
    that go with the head. `boxed`: straight lines cut it off on both sides, as a phone's frame does.
    """

    frames: tuple[int, int]
    moved: float
    shaken: float
    flex: float
    typical_flex: float
    bands: tuple[Band, Band, Band]
    near: Band
    edges: int
    points: int
    boxed: bool = False


def view_of(image: Image, face: Box, frame: int, seconds: float) -> View:
    """A grey copy of what is around a face. `face` is dlib's box on `image`, the whole frame.

    ValueError where the box is empty or lies outside.
    """
    height, width = image.shape[:2]
    x, y, size = (face.x1 + face.x2) / 2, (face.y1 + face.y2) / 2, face.width
    left, right = max(0, int(x - _SIDE * size)), min(width, int(x + _SIDE * size) + 1)
    top, bottom = max(0, int(y - _ABOVE * size)), min(height, int(y + _BELOW * size) + 1)
    if size < 1 or right - left < 16 or bottom - top < 16:
        raise ValueError(f"no face of {size:.0f} px on a frame of {width}x{height}")
    grey, scale = _reduced(image[top:bottom, left:right])
    wide, wide_scale = _reduced(image)
    return View(frame, seconds, face, grey, (left, top), scale, _evened(wide), wide_scale)


def compare(one: View, other: View) -> Relief | None:
    """None where nothing can be measured: too far apart, too small, too blurred, nothing to follow.

    Both views are of the same head in the same shot; their order does not matter.
    """
    if one.seconds > other.seconds:
        one, other = other, one
    apart = other.seconds - one.seconds
    if min(one.face.width, other.face.width) < LEAST_FACE or not SOONEST <= apart <= LATEST:
        return None
    head = _Head(one, other)
    if not head.found:
        return None
    return head.relief()


def _reduced(image: Image) -> tuple[Grey, float]:
    scale = min(1.0, VIEW_PIXELS / max(image.shape[:2]))
    small: Any = image
    if scale < 1:
        size = (max(1, round(image.shape[1] * scale)), max(1, round(image.shape[0] * scale)))
        small = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), np.uint8), scale


def _evened(grey: Grey) -> Grey:
    """Its contrast evened place by place: a dim wall behind a lit face has corners too."""
    return np.asarray(cv2.createCLAHE(4, (6, 6)).apply(grey), np.uint8)


class _Head:
    """One head in two views, followed. All points are in frame pixels unless said otherwise."""

    def __init__(self, one: View, other: View) -> None:
        self.one, self.other = one, other
        self.width = (one.face.width + other.face.width) / 2
        self.pixels = self.width * one.scale
        self.x, self.y = one.middle
        camera = _camera(one, other, self.width)
        self.known = camera is not None
        self.camera = np.eye(3) if camera is None else camera
        self.points, self.later, self.aligned = self._follow()
        self.alike = similarity(self.points, self.later, 0.02 * self.width)
        self.own = homography(self.points, self.later, 0.01 * self.width)

    @property
    def found(self) -> bool:
        return len(self.points) >= _LEAST_POINTS and self.alike is not None and self.own is not None

    def relief(self) -> Relief:
        assert self.own is not None
        assert self.alike is not None
        flex = left_over(self.points, self.later, self.own) / self.width
        beside, later = self._beside()
        fixed, carried, other = self._sorted(beside, later, self.alike)
        left, right, above, near = (
            Band(*(int((where & kind).sum()) for kind in (fixed, carried, other)))
            for where in self._sides(beside)
        )
        return Relief(
            (self.one.frame, self.other.frame),
            float(np.median(left_over(self.points, self.later, self.camera))) / self.width,
            self._shaken(),
            float(np.percentile(flex, 75)),
            float(np.median(flex)),
            (left, right, above),
            near,
            self._edges(self.alike),
            len(self.points),
            cut_off(self.one.grey, *self._middle(), self.pixels),
        )

    def _seen(self, later: Grey, motion: Matrix) -> Grey:
        """The later view, moved back by `motion`, in the pixels of the first."""
        return warped(
            later, np.linalg.inv(self.other.to_frame) @ motion @ self.one.to_frame, self.one.grey.shape
        )

    def _follow(self) -> tuple[Points, Points, Matrix]:
        """The face's points and where they went, and the motion under which they were found.

        The face's boxes say roughly where it went; each round aligns the later view better, so that in
        the last one only the small differences are left to be measured.
        """
        start = corners(self.one.grey, self._mask(self._is_face), 80, self.pixels / 20)
        grown = self.other.face.width / self.one.face.width
        motion = max((self._by_boxes(1.0), self._by_boxes(grown)), key=lambda guess: self._kept(start, guess))
        points = later = NO_POINTS
        for part, fit in ((3, similarity), (4, affine), (4, affine), (4, None)):
            window = int(max(11, self.pixels / part))
            track = follow(self.one.grey, self._seen(self.other.grey, motion), start, window)
            points = moved_by(start[track.found], self.one.to_frame)
            later = moved_by(moved_by(track.later[track.found], self.one.to_frame), motion)
            if fit is None:
                break
            better = fit(points, later, 0.02 * self.width)
            if better is None:
                return NO_POINTS, NO_POINTS, motion
            motion = better
        return points, later, motion

    def _kept(self, start: Points, guess: Matrix) -> int:
        track = follow(
            self.one.grey, self._seen(self.other.grey, guess), start, int(max(11, self.pixels / 3))
        )
        return int(track.found.sum())

    def _by_boxes(self, grown: float) -> Matrix:
        """dlib's boxes come in steps of a fifth, so how much a face grew is a guess too."""
        x, y = self.other.middle
        return np.array([[grown, 0, x - grown * self.x], [0, grown, y - grown * self.y], [0, 0, 1.0]])

    def _mask(self, wanted: Any) -> Grey:
        (columns, left), (rows, top) = self.one.to_frame[0, [0, 2]], self.one.to_frame[1, [1, 2]]
        high, wide = self.one.grey.shape
        across = (np.arange(wide) * columns + left - self.x) / self.width
        down = (np.arange(high) * rows + top - self.y) / self.width
        return np.asarray(wanted(across[None, :], down[:, None]) * 255, np.uint8)

    def _middle(self) -> tuple[float, float]:
        """Of the face, in pixels of the first view."""
        to_view = np.asarray(np.linalg.inv(self.one.to_frame), np.float64)
        ((x, y),) = moved_by(np.array([[self.x, self.y]]), to_view)
        return float(x), float(y)

    def _in_widths(self, places: Points) -> tuple[Any, Any]:
        return (places[:, 0] - self.x) / self.width, (places[:, 1] - self.y) / self.width

    @staticmethod
    def _is_face(across: Any, down: Any) -> Any:
        return (across / 0.5) ** 2 + ((down - 0.02) / 0.62) ** 2 < 1

    @staticmethod
    def _is_beside(across: Any, down: Any) -> Any:
        return ((np.abs(across) > _HAIR) & (down < _CHIN)) | (down < -_CROWN)

    def _beside(self) -> tuple[Points, Points]:
        """Points beside the head, each under the better of two guesses: it stays, or goes with the head."""
        before, after = _evened(self.one.grey), _evened(self.other.grey)
        start = corners(before, self._mask(self._is_beside), 150, self.pixels / 14)
        window = int(max(9, self.pixels / 7))
        stays, goes = (
            follow(before, self._seen(after, motion), start, window) for motion in (self.camera, self.aligned)
        )
        going = goes.found & (~stays.found | (goes.unlike < stays.unlike))
        known = goes.found | stays.found
        later = np.where(
            going[:, None], self._back(goes.later, self.aligned), self._back(stays.later, self.camera)
        )
        return moved_by(start[known], self.one.to_frame), later[known]

    def _back(self, later: Points, motion: Matrix) -> Points:
        return moved_by(moved_by(later, self.one.to_frame), motion)

    def _sorted(self, beside: Points, later: Points, head: Matrix) -> tuple[Any, Any, Any]:
        """Which stay, which go with the head, which do neither; none of them where that cannot be told."""
        still, gone = moved_by(beside, self.camera), moved_by(beside, head)
        between = np.linalg.norm(gone - still, axis=1) / self.width
        off_still = np.linalg.norm(later - still, axis=1) / self.width
        off_gone = np.linalg.norm(later - gone, axis=1) / self.width
        told = between > _TELLING
        stays = _STAYS_WITH_CAMERA if self._shaken() else _STAYS
        fixed = told & (off_still < np.minimum(stays, between / 2))
        carried = told & ~fixed & (off_gone < np.maximum(0.006, 0.3 * between))
        return fixed, carried, told & ~fixed & ~carried

    def _sides(self, places: Points) -> tuple[Any, Any, Any, Any]:
        across, down = self._in_widths(places)
        low = down > -_CROWN
        near = (np.abs(across) < _NEAR_SIDE) & (down > -_NEAR_ABOVE)
        return low & (across < -_HAIR), low & (across > _HAIR), ~low, near

    def _shaken(self) -> float:
        if not self.known:
            return UNKNOWN
        middle = np.array([[self.x, self.y]])
        return float(left_over(middle, middle, self.camera)[0]) / self.width

    def _edges(self, head: Matrix) -> int:
        grey, later = self.one.grey, self.other.grey
        to_frame = self.one.to_frame
        apart = np.linalg.inv(to_frame) @ np.linalg.inv(self.camera) @ head @ to_frame
        return carried_edges(
            grey,
            self._seen(later, self.camera),
            self._seen(later, head),
            apart,
            self._mask(self._is_beside),
            self.pixels,
        )


def _camera(one: View, other: View, width: float) -> Matrix | None:
    """How the background moved on the frame: not at all, unless most of it moves. None: it cannot be told."""
    scale = one.wide_scale
    start = corners(one.wide, _without_person(one, width), 200, 6)
    track = follow(one.wide, other.wide, start, 15) if one.wide.shape == other.wide.shape else None
    if track is None or track.found.sum() < _LEAST_OF_CAMERA:
        return None
    points, later = start[track.found] / scale, track.later[track.found] / scale
    still: NDArray[np.bool_] = np.linalg.norm(later - points, axis=1) < 0.6 / scale
    if still.mean() >= 0.5:
        return np.eye(3)
    return similarity(points, later, 1.0 / scale)


def _without_person(view: View, width: float) -> Grey:
    mask = np.full(view.wide.shape, 255, np.uint8)
    x, y = view.middle
    left, right = (max(0, int((x + side * 1.1 * width) * view.wide_scale)) for side in (-1, 1))
    mask[max(0, int((y - 1.1 * width) * view.wide_scale)) :, left:right] = 0
    return mask
