"""What a YOLOv8 head puts out, made boxes: only rows above the threshold are decoded."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import ModelError

BINS = 16
STRIDES = (8, 16, 32)


@dataclass(frozen=True, slots=True)
class Candidates:
    """Boxes (n x 4, x1 y1 x2 y2 in input pixels), scores 0..1 and class numbers, before suppression."""

    boxes: NDArray[np.float32]
    scores: NDArray[np.float32]
    classes: NDArray[np.intp]


def decode_dfl(
    output: NDArray[np.float32], size: tuple[int, int], confidence: float, classes: int
) -> Candidates:
    """A raw head: one row an anchor, 4 x 16 distance bins (left, top, right, bottom), then class logits.

    The distances are the expectation of a softmax over the bins, in strides (Li et al. 2020,
    "Generalized Focal Loss"). ModelError when the shape or the numbers are not those of such a head.
    """
    anchors, strides = anchor_grid(size)
    _require(output, (len(anchors), 4 * BINS + classes))
    logits = output[:, 4 * BINS :]
    best = logits.max(axis=1)
    _require_finite(best)
    rows = np.flatnonzero(best > _logit(confidence))
    boxes = _boxes(output[rows, : 4 * BINS], anchors[rows], strides[rows])
    return Candidates(boxes, _sigmoid(best[rows]), logits[rows].argmax(axis=1))


def decode_export(
    output: NDArray[np.float32], size: tuple[int, int], confidence: float, classes: int
) -> Candidates:
    """An ultralytics export: one column an anchor, centre x, centre y, width, height, then class scores."""
    anchors, _ = anchor_grid(size)
    _require(output, (4 + classes, len(anchors)))
    best = output[4:].max(axis=0)
    _require_finite(best)
    if best.max() > 1.001 or best.min() < -0.001:
        raise ModelError("the model computes scores outside 0..1: it is damaged or not a detector")
    columns = np.flatnonzero(best > confidence)
    chosen = output[:, columns]
    half = chosen[2:4] / 2
    boxes = np.concatenate([chosen[:2] - half, chosen[:2] + half]).T
    _require_finite(boxes)
    return Candidates(boxes, best[columns], chosen[4:].argmax(axis=0))


@lru_cache(maxsize=16)
def anchor_grid(size: tuple[int, int]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Centres (n x 2, x y, in strides) and strides (n x 1) of an input of `size` (height, width)."""
    centres, strides = [], []
    for stride in STRIDES:
        y, x = np.mgrid[0 : size[0] // stride, 0 : size[1] // stride].astype(np.float32) + np.float32(0.5)
        centres.append(np.stack([x.ravel(), y.ravel()], axis=1))
        strides.append(np.full((x.size, 1), stride, np.float32))
    return np.concatenate(centres), np.concatenate(strides)


def _boxes(
    bins: NDArray[np.float32], anchors: NDArray[np.float32], strides: NDArray[np.float32]
) -> NDArray[np.float32]:
    bins = bins.reshape(-1, 4, BINS)
    weights = np.exp(bins - bins.max(axis=2, keepdims=True))
    distances = (weights / weights.sum(axis=2, keepdims=True)) @ np.arange(BINS, dtype=np.float32)
    _require_finite(distances)
    return np.hstack([anchors - distances[:, :2], anchors + distances[:, 2:]]) * strides


def _logit(probability: float) -> float:
    probability = min(max(probability, 1e-6), 1 - 1e-6)
    return math.log(probability / (1 - probability))


def _sigmoid(values: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(1 / (1 + np.exp(-values)), dtype=np.float32)


def _require(output: NDArray[np.float32], shape: tuple[int, int]) -> None:
    if output.shape != shape:
        raise ModelError(f"the model's output is {output.shape} instead of {shape}: another model or size")


def _require_finite(values: NDArray[np.float32]) -> None:
    # A sum is finite only where everything summed is: one pass instead of two.
    if not math.isfinite(values.sum(dtype=np.float64)):
        raise ModelError("the model computes numbers that are not finite: its weights are damaged")
