"""One person followed through one shot, over the few frames that were looked at. Pure.

Trackers that are made for every frame of a video (SORT and its kin) lean on boxes that overlap from one
frame to the next. Here a second may lie between two looks: a person is followed by where somebody on foot
can have got to meanwhile, and by the face.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

from pipeline.figures import Figure, Look
from pipeline.people import DIFFERENT
from pipeline.shots import shots_of
from pipeline.types import Box

SAME_FACE = 0.5
"""Distance of two faces in one shot up to which they are one person's, wherever they stand."""

LONGEST_GAP = 3.0
"""Seconds out of sight after which somebody who comes is somebody else, unless the face says otherwise."""

PACE = 1.0
"""Heights of a person that they go in a second; running is twice that and rare at a door."""

_STEP = 0.4
_NEAR = 0.7
_GROWTH = 1.5


def follow(looks: Sequence[Look]) -> list[list[Figure]]:
    """Who was seen: the figures of each person, in order of time. `looks` are in order of time too.

    Nobody is twice on one frame, and a cut ends a sighting. Someone who is not there on a frame in
    between has left: only their face joins them to who comes later.
    """
    tracks: list[list[Figure]] = []
    for look, shot in zip(looks, shots_of([look.scene for look in looks]), strict=True):
        for figure in look.figures:
            figure.shot = shot
        _extend(tracks, look, _missed(looks, look))
    return tracks


def unseen_seconds(track: Sequence[Figure]) -> float:
    return max((after.seconds - before.seconds for before, after in pairwise(track)), default=0.0)


def faceless_seconds(track: Sequence[Figure]) -> float:
    """The longest that somebody near enough to show a face was followed by their place alone."""
    return max((seconds for _, seconds in followed_blindly(track)), default=0.0)


def followed_blindly(track: Sequence[Figure]) -> list[tuple[Figure, float]]:
    """Who is near without a compared face, and how many seconds from the next frame that has one.

    Near is who is not much smaller than where a face was compared. Nobody, where none was.
    """
    faced = [figure for figure in track if figure.embeddings]
    least = _NEAR * min((figure.box.height for figure in faced), default=math.inf)
    return [
        (figure, min(abs(figure.seconds - other.seconds) for other in faced))
        for figure in track
        if not figure.embeddings and figure.box.height >= least
    ]


def _missed(looks: Sequence[Look], now: Look) -> float:
    """When the frame before this one was looked at."""
    return max((look.seconds for look in looks if look.seconds < now.seconds), default=-math.inf)


def _extend(tracks: list[list[Figure]], look: Look, before: float) -> None:
    """Best pairs first; who fits nobody is new."""
    pairs = [
        (fit, track, figure)
        for track in tracks
        for figure in look.figures
        if (fit := _fit(track, figure, before)) is not None
    ]
    free = set(map(id, look.figures))
    grown: set[int] = set()
    for _, track, figure in sorted(pairs, key=lambda pair: -pair[0]):
        if id(figure) in free and id(track) not in grown:
            track.append(figure)
            free.discard(id(figure))
            grown.add(id(track))
    tracks += [[figure] for figure in look.figures if id(figure) in free]


def _fit(track: Sequence[Figure], figure: Figure, before: float) -> float | None:
    """How well a figure goes on with a track, more is better; None where it cannot be that person."""
    last = track[-1]
    if last.shot != figure.shot:
        return None
    apart = _apart(track, figure)
    if apart is not None and apart <= SAME_FACE:
        return 2.0 - apart
    seconds = figure.seconds - last.seconds
    left = last.seconds < before or seconds > LONGEST_GAP
    if left or (apart is not None and apart > DIFFERENT):
        return None
    way = _way(last.box, figure.box) / (_STEP + PACE * seconds)
    return 1.0 - way if way <= 1.0 and _same_size(last.box, figure.box, seconds) else None


def _apart(track: Iterable[Figure], figure: Figure) -> float | None:
    """The distance of the closest faces; None where one side has none."""
    known = [embedding for one in track for embedding in one.embeddings]
    return min((math.dist(one, other) for one in known for other in figure.embeddings), default=None)


def _way(one: Box, other: Box) -> float:
    """Between the heads, where the boxes are least cut off; in heights of the larger box."""
    across = (one.x1 + one.x2 - other.x1 - other.x2) / 2
    return math.hypot(across, one.y1 - other.y1) / max(one.height, other.height, 1.0)


def _same_size(one: Box, other: Box, seconds: float) -> bool:
    """Somebody who walks towards the camera grows, and one who enters at its edge widens."""
    small, large = sorted((max(one.height, 1.0), max(other.height, 1.0)))
    return large / small <= _GROWTH * (1 + seconds)
