"""Which frames of a clip are worth looking at: places (counted from 0), never pictures.

Keyframes first, since each costs one decoded frame, and one near the end; then the widest gaps; then around
a moment. Gaps are of time: a camera that slows down shows as much in few frames.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

from pipeline.timeline import Timeline

FIRST_LEAST, FIRST_MOST = 6, 12
FIRST_EVERY = 2.5
"""Seconds between the frames of the first look, within these bounds; one near the end may be added."""

COARSE = 4
"""Frames, where many clips wait."""

KEYFRAME_GAP = 5.0
"""Keyframes alone are a first look while no gap between them is longer than this many seconds."""

TAIL = 0.5
"""Seconds before the end: who enters last is seen here."""


def first_look(clip: Timeline) -> list[int]:
    """Spread over the whole clip: keyframes where there are enough of them, and one near the end."""
    count = round(min(max(clip.duration / FIRST_EVERY, FIRST_LEAST), FIRST_MOST))
    keys = _thinned(clip.keyframes, count)
    looked = _with_tail(clip, keys)
    gap = max(KEYFRAME_GAP, 1.5 * clip.duration / count)
    if len(keys) >= FIRST_LEAST - 2 and widest_gap(clip, looked) <= gap:
        return looked
    share = clip.duration / count
    even = {clip.place_at((number + 0.5) * share) for number in range(count)}
    return _with_tail(clip, sorted({_snapped(clip, place, share / 4) for place in even}))


def coarse_look(clip: Timeline) -> list[int]:
    """A few of the first look's, spread over the clip, the first and the last among them."""
    return _thinned(first_look(clip), COARSE)


def second_look(clip: Timeline, seen: Collection[int], most: int, every: float = 1.0) -> list[int]:
    """Up to `most` more, each in the middle of the widest gap left, until no gap is over `every` seconds."""
    places = set(seen)
    added: list[int] = []
    while len(added) < most:
        open_gaps = [gap for gap in _gaps(places, clip) if gap[1] - gap[0] > 1]
        before, after = max(open_gaps, key=lambda gap: _length(clip, gap), default=(0, 0))
        if (apart := _length(clip, (before, after))) <= every:
            break
        middle = _middle(clip, before, after)
        key = _snapped(clip, middle, apart / 8)
        middle = middle if key in places else key
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


def widest_gap(clip: Timeline, places: Iterable[int]) -> float:
    """Seconds of the longest stretch without one of these places, the ends of the clip included."""
    return max(_length(clip, gap) for gap in _gaps(places, clip))


def _gaps(places: Iterable[int], clip: Timeline) -> list[tuple[int, int]]:
    return list(pairwise(sorted({-1, *places, clip.frames})))


def _length(clip: Timeline, gap: tuple[int, int]) -> float:
    return clip.seconds_of(gap[1]) - clip.seconds_of(gap[0])


def _middle(clip: Timeline, before: int, after: int) -> int:
    """By time; a frame strictly between, also where none lies in the middle."""
    middle = clip.place_at((clip.seconds_of(before) + clip.seconds_of(after)) / 2)
    return min(max(middle, before + 1), after - 1)


def _with_tail(clip: Timeline, places: Sequence[int]) -> list[int]:
    tail = clip.place_at(clip.duration - TAIL)
    late = clip.duration - clip.seconds_of(places[-1]) > FIRST_EVERY / 2
    return [*places, tail] if late and tail > places[-1] else list(places)


def _thinned(places: Sequence[int], count: int) -> list[int]:
    if len(places) <= count:
        return list(places)
    step = (len(places) - 1) / (count - 1)
    return sorted({places[round(number * step)] for number in range(count)})


def _snapped(clip: Timeline, place: int, reach: float) -> int:
    """The nearest keyframe if it is within so many seconds, else the place."""
    here = clip.seconds_of(place)
    nearest = min(clip.keyframes, key=lambda key: abs(clip.seconds_of(key) - here))
    return nearest if abs(clip.seconds_of(nearest) - here) <= reach else place
