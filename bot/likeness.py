"""How like a face is to the photos of the people who are known."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from bot.face_words import Likeness
from storage.names import folded
from storage.people import CachedPhoto


def likeness(
    embedding: Sequence[float], name: str, photos: Iterable[CachedPhoto], named_within: float
) -> Likeness:
    """Of a face that shall be `name`'s."""
    own: list[tuple[float, str]] = []
    others: list[tuple[float, str]] = []
    for photo in photos:
        if photo.embedding is not None:
            apart = math.dist(embedding, photo.embedding)
            (own if folded(photo.person) == folded(name) else others).append((apart, photo.person))
    nearest = min(others, default=(math.inf, ""))
    return Likeness(min(own)[0] if own else None, nearest[1] if nearest[0] < named_within else None)


def least_like(
    embeddings: Iterable[Sequence[float]], name: str, photos: Sequence[CachedPhoto], named_within: float
) -> Likeness:
    """Of several faces of one person the one that is the least like their photos."""
    measured = [likeness(one, name, photos, named_within) for one in embeddings]
    return max(measured, key=lambda one: one.own or 0.0, default=Likeness(None, None))


def nearest(photo: CachedPhoto, others: Iterable[CachedPhoto]) -> float | None:
    """The distance to the most alike of the other photos; None where there is none."""
    if photo.embedding is None:
        return None
    lying = [
        math.dist(photo.embedding, other.embedding)
        for other in others
        if other.embedding is not None and other.file != photo.file
    ]
    return min(lying, default=None)
