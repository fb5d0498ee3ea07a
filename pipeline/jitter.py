"""Pauses that are never quite the same: many who wait for one cloud must not come back in step."""

from __future__ import annotations

import random
from datetime import timedelta

SPREAD = 0.25


def later(pause: timedelta) -> timedelta:
    """Up to a quarter longer, never shorter: it may be what a cloud asked for."""
    return pause * random.uniform(1.0, 1.0 + SPREAD)
