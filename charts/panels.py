"""What a sheet of small charts below each other shows; known without loading what draws it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """`points` are (seconds, value), oldest first; `now` is the newest value as it is written."""

    points: tuple[tuple[float, float], ...]
    now: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """At most two lines. The scale goes from `floor` to `top`, further where a value does.

    `limit`: a dashed line, where the scale goes so far. `dots`: each point by itself, since nothing is known
    between them.
    """

    title: str
    lines: tuple[Line, ...]
    top: float
    floor: float = 0.0
    limit: float | None = None
    dots: bool = False
