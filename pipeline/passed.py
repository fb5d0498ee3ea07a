"""Decoded frames that were passed on the way to others, kept while they are likely to be asked for next.

Between keyframes each frame costs the way from the last one, again at every look. After one comes mostly a
look into its gaps, where nobody was seen, or a closer one around its frames.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

import av

from pipeline.timeline import Timeline

MOST_BYTES = 16 << 20
"""Of pictures as the decoder gives them: 12 of 720p, 5 of 1080p. A worker has to stay small."""

_STEPS = (-0.8, -0.6, -0.4, -0.2, 0.0, 0.2, 0.4, 0.6, 0.8)
"""Seconds from a frame that was asked for to others that are likely to be."""

_Kept = tuple[int, int, av.VideoFrame]
"""The places of the frame before and of the frame, and the frame."""


class Passed:
    """Where there are too many, those around a frame go before those between, the oldest first.

    The latest are the farthest from their keyframe, thus the dearest to get again.
    """

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._gaps: set[int] = set()
        self._near: set[int] = set()
        self._between: list[_Kept] = []
        self._around: list[_Kept] = []
        self._bytes = 0

    def expect(self, asked: Sequence[int]) -> None:
        """These places are asked for now, in order."""
        line = self._timeline
        self._gaps = set(chain.from_iterable(self._middles(*gap) for gap in pairwise(asked)))
        self._near = {line.place_at(line.seconds_of(place) + step) for place in asked for step in _STEPS}

    def offer(self, before: int, place: int, frame: av.VideoFrame) -> None:
        """The frame at `place`, which the decoder gave next after the one at `before`."""
        stands_for = range(before + 1, place + 1)
        between = not self._gaps.isdisjoint(stands_for)
        if not (between or not self._near.isdisjoint(stands_for)) or self.find(place):
            return
        (self._between if between else self._around).append((before, place, frame))
        self._bytes += _size(frame)
        while self._bytes > MOST_BYTES:
            _, _, dropped = (self._around or self._between).pop(0)
            self._bytes -= _size(dropped)

    def find(self, place: int) -> tuple[int, av.VideoFrame] | None:
        """What decoding would give for this place, and its own."""
        kept = chain(self._between, self._around)
        return next(((own, frame) for before, own, frame in kept if before < place <= own), None)

    def _middles(self, before: int, after: int) -> Iterator[int]:
        """Of the frames and of the time, which are the same but where the rate varies."""
        line = self._timeline
        yield (before + after) // 2
        yield line.place_at((line.seconds_of(before) + line.seconds_of(after)) / 2)


def _size(frame: av.VideoFrame) -> int:
    return sum(plane.buffer_size for plane in frame.planes)
