"""Points followed from one picture to another, and the plane motions that fit them.

Points are n x 2, in pixels of whichever frame the caller speaks of; matrices are 3 x 3.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

Grey: TypeAlias = NDArray[np.uint8]
Points: TypeAlias = NDArray[np.float64]
Matrix: TypeAlias = NDArray[np.float64]

NO_POINTS: Points = np.zeros((0, 2))

_THERE_AND_BACK = 0.3
"""Pixels: a point that does not come back this close was lost."""

_MARGIN = 3
_LEVELS = 3
_CRITERIA = (cv2.TERM_CRITERIA_COUNT | cv2.TERM_CRITERIA_EPS, 30, 0.01)


@dataclass(frozen=True, slots=True)
class Track:
    """Where each point went, whether it can be trusted, and how unlike the two patches are."""

    later: Points
    found: NDArray[np.bool_]
    unlike: NDArray[np.float64]


def moved_by(points: Points, matrix: Matrix) -> Points:
    if not len(points):
        return NO_POINTS
    carried = np.column_stack([points, np.ones(len(points))]) @ matrix.T
    return np.asarray(carried[:, :2] / carried[:, 2:])


def left_over(points: Points, later: Points, matrix: Matrix) -> NDArray[np.float64]:
    """How far each point ended from where the matrix takes it."""
    return np.asarray(np.linalg.norm(later - moved_by(points, matrix), axis=1))


def corners(grey: Grey, mask: Grey, most: int, apart: float) -> Points:
    found = cv2.goodFeaturesToTrack(grey, most, 0.01, max(3.0, apart), mask=mask, blockSize=5)
    return NO_POINTS if found is None else np.asarray(found, np.float64).reshape(-1, 2)


def follow(before: Grey, after: Grey, points: Points, window: int) -> Track:
    """Pyramidal Lucas-Kanade there and back. `window` in pixels; made odd."""
    if not len(points):
        return Track(NO_POINTS, np.zeros(0, bool), np.zeros(0))
    size = (window | 1, window | 1)
    start = points.astype(np.float32).reshape(-1, 1, 2)
    there, there_status, unlike = _flow(before, after, start, size)
    back, back_status, _ = _flow(after, before, there, size)
    # OpenCV leaves what it did not find as it lay in memory.
    later, unlike = (np.nan_to_num(values.astype(np.float32)) for values in (there.reshape(-1, 2), unlike))
    height, width = after.shape
    inside = (later > _MARGIN).all(axis=1) & (later < (width - _MARGIN, height - _MARGIN)).all(axis=1)
    near = np.linalg.norm((back - start).reshape(-1, 2), axis=1) < _THERE_AND_BACK
    found = (there_status > 0) & (back_status > 0) & near & inside
    return Track(later.astype(np.float64), found, unlike.astype(np.float64))


def _flow(
    before: Grey, after: Grey, points: NDArray[np.float32], size: tuple[int, int]
) -> tuple[NDArray[np.float32], NDArray[np.uint8], NDArray[np.float32]]:
    later, status, error = cv2.calcOpticalFlowPyrLK(
        before,
        after,
        points,
        np.empty_like(points),
        winSize=size,
        maxLevel=_LEVELS,
        criteria=_CRITERIA,
    )
    return (
        np.asarray(later, np.float32),
        np.asarray(status, np.uint8).ravel(),
        np.asarray(error, np.float32).ravel(),
    )


def warped(grey: Grey, matrix: Matrix, shape: tuple[int, ...]) -> Grey:
    """The picture as seen through `matrix`, which takes pixels of the result to pixels of `grey`."""
    height, width = shape[:2]
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    seen = cv2.warpAffine(grey, matrix[:2], (width, height), flags=flags, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(seen, np.uint8)


def homography(points: Points, later: Points, within: float) -> Matrix | None:
    """Robust: points further off than `within` pixels do not count. None where none fits."""
    if len(points) < 8:
        return None
    middle = points.mean(axis=0)
    there, back = _shift(-middle), _shift(middle)
    # Around their own middle: elsewhere on the frame a homography of a face means nothing.
    matrix, _ = cv2.findHomography(points - middle, later - middle, cv2.USAC_MAGSAC, within)
    around = _sane(matrix)
    return None if around is None else back @ around @ there


def _shift(by: NDArray[np.float64]) -> Matrix:
    return np.array([[1, 0, by[0]], [0, 1, by[1]], [0, 0, 1.0]])


def similarity(points: Points, later: Points, within: float) -> Matrix | None:
    """Shift, turn and scale, robust."""
    if len(points) < 4:
        return None
    matrix, _ = cv2.estimateAffinePartial2D(points, later, method=cv2.RANSAC, ransacReprojThreshold=within)
    return _sane(_square(matrix))


def affine(points: Points, later: Points, within: float) -> Matrix | None:
    if len(points) < 6:
        return None
    matrix, _ = cv2.estimateAffine2D(points, later, method=cv2.RANSAC, ransacReprojThreshold=within)
    return _sane(_square(matrix))


def _square(matrix: object) -> object:
    return None if matrix is None else np.vstack([np.asarray(matrix), [0.0, 0.0, 1.0]])


def _sane(matrix: object) -> Matrix | None:
    """None unless it keeps what it moves about its size, and upright."""
    if matrix is None:
        return None
    array = np.asarray(matrix, np.float64)
    if array.shape != (3, 3) or not np.isfinite(array).all():
        return None
    return array if 0.3 < np.linalg.det(array[:2, :2]) < 3.0 else None
