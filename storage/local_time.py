"""UTC quarter hours by a household's own clock, across every clock change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

QUARTER = 900
"""Seconds. Every local hour of every time zone in use is made of whole quarter hours."""

QUARTERS_A_DAY = 96

_YEAR = 366 * QUARTERS_A_DAY

Numbers = NDArray[np.int64]


def offsets(quarters: Numbers, tz: tzinfo) -> Numbers:
    """Seconds east of UTC in each of these quarter hours since the epoch, in any order."""
    if not quarters.size:
        return np.zeros(quarters.shape, dtype=np.int64)
    years = range(int(quarters.min()) // _YEAR, int(quarters.max()) // _YEAR + 1)
    starts, east = zip(*(one for year in years for one in _stretches(year, tz)), strict=True)
    known = np.array(east, dtype=np.int64)
    return known[np.searchsorted(np.array(starts), quarters, side="right") - 1]


# Asked for with every chart, and the same for as long as the zone's rules are.
@lru_cache(maxsize=128)
def _stretches(year: int, tz: tzinfo) -> tuple[tuple[int, int], ...]:
    """(first quarter hour, seconds east of UTC) of every stretch with one offset."""
    return tuple(_walked(year * _YEAR, (year + 1) * _YEAR, tz))


def _walked(start: int, end: int, tz: tzinfo) -> Iterator[tuple[int, int]]:
    offset = _offset(start, tz)
    yield start, offset
    for day in range(start, end, QUARTERS_A_DAY):
        after = _offset(day + QUARTERS_A_DAY, tz)
        if after != offset:
            yield _change(day, day + QUARTERS_A_DAY, offset, tz), after
            offset = after


def _change(low: int, high: int, offset: int, tz: tzinfo) -> int:
    """The first quarter hour after `low` whose offset is not `offset`."""
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _offset(middle, tz) == offset else (low, middle)
    return high


def _offset(quarter: int, tz: tzinfo) -> int:
    offset = datetime.fromtimestamp(quarter * QUARTER, UTC).astimezone(tz).utcoffset()
    return 0 if offset is None else int(offset.total_seconds())
