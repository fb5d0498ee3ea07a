"""How a clip's frames lie in time: what is known of it before anything is decoded."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Timeline:
    """`frames` that are there, the places of the keyframes among them (counted from 0), the average rate.

    `times` are the seconds of every frame after the first, in order; where it is empty, frames lie evenly.
    Cameras that save power slow down while little moves: a share of the frames is then no share of the time.
    """

    frames: int
    keyframes: tuple[int, ...]
    per_second: float
    times: tuple[float, ...] = ()

    @property
    def last(self) -> int:
        return self.frames - 1

    @property
    def duration(self) -> float:
        """Seconds from the first frame to the last."""
        return self.seconds_of(self.last)

    def seconds_of(self, place: int) -> float:
        """Seconds from the first frame to this one; places outside the clip count as its ends."""
        inside = min(max(place, 0), self.last)
        return self.times[inside] if self.times else inside / self.per_second

    def place_at(self, seconds: float) -> int:
        """The frame nearest to this moment, the earlier of two as near; `place_at(seconds_of(n))` is n."""
        if not self.times:
            return min(max(round(seconds * self.per_second), 0), self.last)
        after = min(bisect_left(self.times, seconds), self.last)
        before = max(after - 1, 0)
        return before if seconds - self.times[before] <= self.times[after] - seconds else after
