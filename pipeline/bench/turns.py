"""Measuring several things so that they can be compared: in one run, in turns."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping
from time import perf_counter

BLOCK = 10
PAUSE_SECONDS = 0.05

Seconds = Callable[[], float]
"""Does the thing once and says how long it took."""


def timed(work: Callable[[], object]) -> Seconds:
    def seconds() -> float:
        started = perf_counter()
        work()
        return perf_counter() - started

    return seconds


def in_turns(measured: Mapping[str, Seconds], turns: int) -> dict[str, float]:
    """Medians in seconds, in blocks that take turns: what disturbs one for long disturbs all."""
    times: dict[str, list[float]] = {name: [] for name in measured}
    left = turns
    while left > 0:
        for name, seconds in measured.items():
            # Threads that have just finished still spin for the next picture, also another process's.
            time.sleep(PAUSE_SECONDS)
            times[name] += [seconds() for _ in range(min(BLOCK, left))]
        left -= BLOCK
    return {name: statistics.median(taken) for name, taken in times.items()}
