"""How a clip's frames lie in time: what is known of it before anything is decoded."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Timeline:
    """`frames` that are there, the places of the keyframes among them (counted from 0), the average rate."""

    frames: int
    keyframes: tuple[int, ...]
    per_second: float

    @property
    def last(self) -> int:
        return self.frames - 1
