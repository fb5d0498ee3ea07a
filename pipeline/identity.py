"""Whom the faces of one sighting show: decided over all of them. Pure.

Distances are Euclidean, of dlib's 128-D embeddings: 0.6 is the library's own limit, the closest
impostor seen in tests lay at 0.63, another photo of the same person mostly below 0.5.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.rules import LEAST_AGREEMENT, NAME_MARGIN
from pipeline.types import Gallery, Identity

Embeddings = NDArray[np.float64]


def identify(embeddings: Sequence[Sequence[float]], gallery: Gallery, tolerance: float) -> Identity:
    """Over all faces of one sighting. `tolerance`: the largest distance at which a face names."""
    faces = np.asarray(embeddings, dtype=np.float64).reshape(-1, 128)
    if not len(faces) or not gallery.names:
        return Identity(None, None, None, None, None, 0, len(faces))
    people, table = distances(faces, gallery)
    best = int(np.argmin([_typical(column) for column in table.T]))
    own = table[:, best]
    naming = (table.argmin(axis=1) == best) & (own <= tolerance)
    second, margin = _margin(table, best, people, faces, gallery)
    agreeing = int(naming.sum())
    named = agreeing >= max(1, LEAST_AGREEMENT * len(faces)) and (margin is None or margin >= NAME_MARGIN)
    return Identity(
        people[best] if named else None, people[best], float(own.min()), margin, second, agreeing, len(faces)
    )


def for_opening(gallery: Gallery, name: str) -> Gallery:
    """Without those photos of `name` that only name. All other people's stay: they can only forbid."""
    if gallery.opens is None:
        return gallery
    keep = gallery.opens | (np.array(gallery.names) != name)
    names = tuple(one for one, kept in zip(gallery.names, keep, strict=True) if kept)
    return Gallery(names, gallery.embeddings[keep], gallery.strangers)


def distances(faces: Embeddings, gallery: Gallery) -> tuple[tuple[str, ...], Embeddings]:
    """The people, sorted, and faces x people: the distance to the closest photo of each."""
    people = tuple(sorted(set(gallery.names)))
    each = between(faces, gallery.embeddings)
    owner = np.array([people.index(name) for name in gallery.names])
    closest = [each[:, owner == number].min(axis=1) for number in range(len(people))]
    return people, np.stack(closest, axis=1)


def between(faces: Embeddings, others: Embeddings) -> Embeddings:
    """Every distance, faces x others."""
    apart = faces[:, None, :] - others[None, :, :]
    return np.asarray(np.sqrt((apart * apart).sum(axis=2)))


def _typical(own: Embeddings) -> float:
    """The mean of the closer half: faces turned away lie far from everybody and tell nothing."""
    return float(np.sort(own)[: (len(own) + 1) // 2].mean())


def _margin(
    table: Embeddings, best: int, people: Sequence[str], faces: Embeddings, gallery: Gallery
) -> tuple[str | None, float | None]:
    """To the second-best person; with one person enrolled to the nearest stranger ever seen."""
    own = _typical(table[:, best])
    others = [(_typical(table[:, number]), people[number]) for number in range(len(people)) if number != best]
    if others:
        distance, name = min(others)
        return name, distance - own
    if gallery.strangers is None or not len(gallery.strangers):
        return None, None
    return None, _typical(between(faces, gallery.strangers).min(axis=1)) - own
