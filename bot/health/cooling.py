"""A hot machine rests between clips: looking at them is what heats it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from pipeline.types import EventKind, PendingEvent

REST = 5.0
"""Seconds after each clip of a motion."""


class Cooling:
    """While it is hot, motions are looked at one by one, with a rest behind each; who rings never waits."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._rested_at = 0.0
        self.hot = False

    def allowed(self, due: Sequence[PendingEvent], under_way: int) -> list[PendingEvent]:
        """Which of those that are due may be begun now, while others are `under_way`."""
        if not self.hot:
            return list(due)
        now = self._monotonic()
        if under_way:
            self._rested_at = now + REST
        rested = not under_way and now >= self._rested_at
        dings = [one for one in due if one.recording.kind is EventKind.DING]
        return dings or [one for one in due if rested][:1]
