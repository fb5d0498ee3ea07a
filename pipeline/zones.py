"""Parts of a camera's view that do not count: the street behind the gate, a poster. Pure.

Whoever *stands* in a zone is ignored: what decides is the foot point, the middle of a box's lower side.
Somebody at the door in front of a zone is higher than it and stands outside, so they count, though most
of their box may cover it. Where the frame cuts a box off below, its feet are not to be seen; then its
centre must lie in the zone too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.types import Box, Camera

Point = tuple[float, float]

WANTED = "zones such as `Front Door: 0,0 1,0 1,0.2 0,0.2; Garden: ...`, points as fractions of the frame"

_CUT_OFF = 0.99
_EDGE = 1e-6
_LEAST_AREA = 1e-4


@dataclass(frozen=True, slots=True)
class Zone:
    """`camera`: its name or id. `polygon`: x, y as fractions of the frame, 0,0 the top left."""

    camera: str
    polygon: tuple[Point, ...]

    def of(self, camera: Camera) -> bool:
        """Names are compared regardless of case, ids exactly."""
        if self.camera == camera.id:
            return True
        return self.camera.casefold() in {name.strip().casefold() for name in camera.names}


def ignored(box: Box, frame_size: tuple[int, int], zones: Iterable[Zone]) -> bool:
    """Whether what the box holds stands in one of the zones. `frame_size` is (width, height) in pixels."""
    width, height = frame_size
    across = (box.x1 + box.x2) / 2 / width
    marks = [(across, box.y2 / height)]
    if box.y2 >= _CUT_OFF * height:
        marks.append((across, (box.y1 + box.y2) / 2 / height))
    return any(all(holds(zone.polygon, mark) for mark in marks) for zone in zones)


def holds(polygon: Sequence[Point], point: Point) -> bool:
    """Even-odd: what a polygon that crosses itself covers twice lies outside."""
    # A point on the very edge of the frame belongs to the zones that reach this edge.
    x, y = (min(max(side, _EDGE), 1 - _EDGE) for side in point)
    crossed = False
    for (x1, y1), (x2, y2) in pairwise([*polygon, polygon[0]]):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
            crossed = not crossed
    return crossed


def read_zones(text: str) -> tuple[Zone, ...]:
    """`camera: x,y x,y x,y; camera: ...`. ValueError with what would do."""
    return tuple(_zone(part) for part in text.split(";") if part.strip())


def _zone(text: str) -> Zone:
    camera, colon, points = (part.strip() for part in text.rpartition(":"))
    if not colon or not camera:
        raise ValueError(f"{WANTED}; no camera is named in {text.strip()!r}")
    polygon = tuple(_point(point, camera) for point in points.split())
    if len(polygon) < 3 or _area(polygon) < _LEAST_AREA:
        raise ValueError(
            f"{WANTED}; that of {camera!r} has no area: it needs three corners or more, in order"
        )
    return Zone(camera, polygon)


def _point(text: str, camera: str) -> Point:
    try:
        x, y = map(float, text.split(","))
    except ValueError:
        raise ValueError(f"{WANTED}; {text!r} of {camera!r} is no point") from None
    if not (0 <= x <= 1 and 0 <= y <= 1):
        raise ValueError(f"{WANTED}; {text!r} of {camera!r} lies outside 0 to 1")
    return x, y


def _area(polygon: Sequence[Point]) -> float:
    """The shoelace formula: corners given in a wrong order, so that sides cross, leave little or nothing."""
    sides = pairwise([*polygon, polygon[0]])
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in sides)) / 2
