"""Arithmetic of boxes. Pure, no heavy imports: used by the workers and by the decision."""

from __future__ import annotations

from pipeline.types import Box


def shared_area(one: Box, other: Box) -> float:
    width = min(one.x2, other.x2) - max(one.x1, other.x1)
    height = min(one.y2, other.y2) - max(one.y1, other.y1)
    return max(0.0, width) * max(0.0, height)


def overlap(one: Box, other: Box) -> float:
    """Intersection over union, 0..1."""
    shared = shared_area(one, other)
    return shared / (one.area + other.area - shared) if shared else 0.0


def inside(small: Box, large: Box) -> float:
    """The share of the small box that lies in the large one, 0..1."""
    return shared_area(small, large) / small.area if small.area else 0.0


def shifted(box: Box, right: float, down: float) -> Box:
    return Box(box.x1 + right, box.y1 + down, box.x2 + right, box.y2 + down)


def enlarged(box: Box, share: float) -> Box:
    """By this share of its sides, on each side; it may then lie partly outside the frame."""
    across, down = box.width * share, box.height * share
    return Box(box.x1 - across, box.y1 - down, box.x2 + across, box.y2 + down)
