"""What was gathered of everybody who was followed, as it leaves the worker."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from pipeline.faces import FoundFace
from pipeline.figures import Figure
from pipeline.identity import distances, for_opening, identify
from pipeline.image import jpeg
from pipeline.life import Life
from pipeline.people import SURE
from pipeline.rules import Rules
from pipeline.sightings import faceless_seconds, unseen_seconds
from pipeline.types import Face, Gallery, Identity, Recognised, Sighting

CROPS_EACH = 3


def sighting_of(track: Sequence[Figure], identity: Identity, gallery: Gallery, rules: Rules) -> Sighting:
    """Without pictures. The faces in order of time; those name that are close enough by themselves."""
    compared = compared_faces(track)
    named = _named(compared, identity, gallery, rules.name_tolerance)
    return Sighting(
        frames=tuple(figure.frame for figure in track),
        unseen_seconds=unseen_seconds(track),
        sure=any(figure.confidence >= SURE for figure in track),
        identity=identity,
        faces=tuple(named),
        faceless_seconds=faceless_seconds(track),
        opening=_for_opening(compared, identity, gallery, rules.name_tolerance),
    )


def _for_opening(
    compared: Sequence[FoundFace], identity: Identity, gallery: Gallery, tolerance: float
) -> Recognised | None:
    """None where every photo counts, or nobody is named."""
    if gallery.opens is None or identity.name is None:
        return None
    opening = for_opening(gallery, identity.name)
    proven = identify([face.embedding for face in compared], opening, tolerance)
    if proven.name != identity.name:
        proven = replace(proven, name=None)
    return Recognised(proven, tuple(_named(compared, proven, opening, tolerance)))


def compared_faces(track: Sequence[Figure]) -> list[FoundFace]:
    return [face for figure in track for face in figure.faces if face.embedding]


def _named(
    compared: Sequence[FoundFace], identity: Identity, gallery: Gallery, tolerance: float
) -> Iterable[Face]:
    faces = [Face(one.frame, one.box, embedding=one.embedding) for one in compared]
    if not faces or not gallery.names:
        return faces
    people, table = distances(np.array([face.embedding for face in faces]), gallery)
    nearest = [people[number] for number in table.argmin(axis=1)]
    return [
        replace(
            face,
            distance=float(row.min()),
            name=identity.name if name == identity.name and row.min() <= tolerance else None,
        )
        for face, name, row in zip(faces, nearest, table, strict=True)
    ]


def nobody_twice(sightings: Sequence[Sighting]) -> list[Sighting]:
    """Nobody is on one frame twice: of two sightings at once with one name the closer one keeps it."""
    return [unnamed(one) if any(_outdone(one, other) for other in sightings) else one for one in sightings]


def _outdone(one: Sighting, other: Sighting) -> bool:
    same = other is not one and one.identity.name is not None and one.identity.name == other.identity.name
    if not same or not set(one.frames) & set(other.frames):
        return False
    return (other.identity.distance or 0.0, other.frames) < (one.identity.distance or 0.0, one.frames)


def unnamed(sighting: Sighting) -> Sighting:
    """As a stranger's."""
    faces = tuple(replace(face, name=None) for face in sighting.faces)
    return replace(sighting, identity=replace(sighting.identity, name=None), faces=faces, opening=None)


def with_pictures(sighting: Sighting, track: Sequence[Figure]) -> Sighting:
    """The best few faces with their crop."""
    found = compared_faces(track)
    best = {id(one) for one in sorted(found, key=lambda one: -one.merit)[:CROPS_EACH]}
    return replace(
        sighting,
        faces=tuple(
            replace(face, crop=jpeg(one.portrait)) if id(one) in best else face
            for face, one in zip(sighting.faces, found, strict=True)
        ),
    )


def with_life(sighting: Sighting, life: Life | None) -> Sighting:
    """None: it was not looked at."""
    if life is None:
        return sighting
    faces = tuple(replace(face, live=life.live, liveness=life.score) for face in sighting.faces)
    return replace(sighting, live=life.live, liveness=life.score, life=life.reasons, faces=faces)
