"""Where a head is to be looked for between the moments at which its face was found."""

from __future__ import annotations

from bisect import bisect, insort
from collections.abc import Sequence

from pipeline.faces import FoundFace
from pipeline.figures import Figure
from pipeline.types import Box


class Whereabouts:
    """Of one person in one shot: whoever walks up is on the way from one place to the next."""

    def __init__(self, track: Sequence[Figure], face: FoundFace) -> None:
        """`face` is one of the track's; where a figure shows several, it is the one that counts."""
        self._known: list[tuple[float, tuple[float, ...]]] = []
        for figure in track:
            if figure.faces:
                best = face if face in figure.faces else max(figure.faces, key=lambda one: one.merit)
                self.found(figure.seconds, best.box)

    def found(self, seconds: float, box: Box) -> None:
        insort(self._known, (seconds, (box.x1, box.y1, box.x2, box.y2)))

    def at(self, seconds: float) -> Box:
        """Before the first and after the last place: there."""
        place = bisect(self._known, seconds, key=lambda known: known[0])
        (before, start), (after, end) = (
            self._known[max(place - 1, 0)],
            self._known[min(place, len(self._known) - 1)],
        )
        part = (seconds - before) / (after - before) if after > before else 0.0
        part = min(1.0, max(0.0, part))
        return Box(*(one + part * (other - one) for one, other in zip(start, end, strict=True)))
