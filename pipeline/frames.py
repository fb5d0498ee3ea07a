"""Which frames of a clip are worth looking at: places (counted from 0), never pictures.

Keyframes first, since each costs one decoded frame; then the widest gaps; then around a moment.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from pipeline.timeline import Timeline

FIRST_LEAST, FIRST_MOST = 6, 12
FIRST_EVERY = 2.5
"""Seconds between the frames of the first look, within the two bounds above."""

KEYFRAME_GAP = 5.0
"""Keyframes alone are a first look while no gap between them is longer than this many seconds."""


def first_look(clip: Timeline) -> list[int]:
    """Spread over the whole clip: keyframes alone where there are enough of them."""
    last = clip.last
    seconds = last / clip.per_second
    count = round(min(max(seconds / FIRST_EVERY, FIRST_LEAST), FIRST_MOST))
    keys = _thinned(clip.keyframes, count)
    gap = max(KEYFRAME_GAP * clip.per_second, 1.5 * last / count)
    if len(keys) >= FIRST_LEAST - 2 and widest_gap(keys, last) <= gap:
        return keys
    even = {round((place + 0.5) * last / count) for place in range(count)}
    return sorted({_snapped(place, clip.keyframes, last / count / 4) for place in even})


def second_look(clip: Timeline, seen: Collection[int], most: int, every: float = 1.0) -> list[int]:
    """Up to `most` more, each in the middle of the widest gap left, until no gap is over `every` seconds."""
    return between(clip, seen, -1, clip.last + 1, most, every)


def between(
    clip: Timeline, seen: Collection[int], low: int, high: int, most: int, every: float = 1.0
) -> list[int]:
    """The same, only after the place `low` and before `high`."""
    places = {place for place in seen if low < place < high}
    added: list[int] = []
    while len(added) < most:
        marks = sorted({low, *places, high})
        before, after = max(pairwise(marks), key=lambda gap: gap[1] - gap[0])
        if after - before <= max(2.0, every * clip.per_second):
            break
        middle = _snapped((before + after) // 2, clip.keyframes, (after - before) / 8)
        places.add(middle)
        added.append(middle)
    return sorted(added)


def around(clip: Timeline, places: Sequence[int], seen: Collection[int], most: int) -> list[int]:
    """Up to `most` frames within a second of the places given, best first, each 0.2 s from any other."""
    step = max(1, round(0.2 * clip.per_second))
    taken = set(seen)
    chosen: list[int] = []
    for distance in range(1, 6):
        for place in places:
            for near in (place + distance * step, place - distance * step):
                free = all(abs(near - other) >= step for other in taken)
                if free and 0 <= near < clip.frames and len(chosen) < most:
                    taken.add(near)
                    chosen.append(near)
    return sorted(chosen)


def widest_gap(places: Sequence[int], last: int) -> int:
    """The longest stretch of frames without one of these places, the ends of the clip included."""
    marks = [0, *places, last]
    return max(after - before for before, after in pairwise(marks))


def _thinned(places: Sequence[int], count: int) -> list[int]:
    if len(places) <= count:
        return list(places)
    step = (len(places) - 1) / (count - 1)
    return sorted({places[round(number * step)] for number in range(count)})


def _snapped(place: int, keyframes: Sequence[int], reach: float) -> int:
    """The nearest keyframe if it is within reach, else the place."""
    nearest = min(keyframes, key=lambda key: abs(key - place))
    return nearest if abs(nearest - place) <= reach else place
