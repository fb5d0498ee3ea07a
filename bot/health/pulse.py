"""When polls begin, beside when they should."""

from __future__ import annotations

import time
from collections.abc import Callable


class Pulse:
    """`every`: seconds between two polls."""

    def __init__(self, every: float, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._every, self._monotonic = every, monotonic
        self._last: float | None = None
        self._started = monotonic()
        self.worst: float | None = None
        """By how many milliseconds a poll began beside its time, since `taken` was asked last."""

    @property
    def every(self) -> float:
        return self._every

    def beat(self) -> None:
        """A poll begins."""
        now = self._monotonic()
        if self._last is not None:
            self.worst = max(self.worst or 0.0, 1000 * abs(now - self._last - self._every))
        self._last = now

    def taken(self) -> float | None:
        worst, self.worst = self.worst, None
        return worst

    @property
    def silent_for(self) -> float:
        """Seconds since a poll began, or since the start."""
        return self._monotonic() - (self._started if self._last is None else self._last)
