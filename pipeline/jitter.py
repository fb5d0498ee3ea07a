"""Pauses that are never quite the same: many who wait for one cloud must not come back in step."""

from __future__ import annotations

import random
from datetime import timedelta

SPREAD = 0.25
MOST_DOUBLED = 10


def later(pause: timedelta) -> timedelta:
    """Up to a quarter longer, never shorter: it may be what a cloud asked for."""
    return pause * random.uniform(1.0, 1.0 + SPREAD)


def backoff(failures: int, first: float, longest: float, factor: float = 2.0) -> timedelta:
    """`first` seconds after the first failure, `factor` times as long after each one more up to `longest`;
    each up to a quarter longer. `failures` before this one.
    """
    return later(timedelta(seconds=min(longest, first * factor ** min(failures, MOST_DOUBLED))))
