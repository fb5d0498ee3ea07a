"""How much time has passed, by a clock that nobody sets."""

from __future__ import annotations

import time


def elapsed() -> float:
    """Seconds; where there is such a clock, of one that runs on while the machine sleeps."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()
