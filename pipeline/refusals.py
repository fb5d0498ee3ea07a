"""What a human has said of a face holds against what it looks like. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from pipeline.reporting import unnamed
from pipeline.types import Analysis, Refusal, Sighting

SAME_FACE = 0.5
"""At this distance a face in the same visit is surely the one that was refused."""


def heeded(analysis: Analysis, refusals: Sequence[Refusal]) -> Analysis:
    """Whoever has a face of which somebody said "not Grace" is not named Grace."""
    if not refusals:
        return analysis
    sightings = tuple(unnamed(one) if _refused(one, refusals) else one for one in analysis.sightings)
    faces = tuple(face for one in sightings for face in one.faces)
    return replace(analysis, sightings=sightings, faces=faces)


def _refused(sighting: Sighting, refusals: Sequence[Refusal]) -> bool:
    return any(
        math.dist(face.embedding, refusal.embedding) <= SAME_FACE
        for refusal in refusals
        if refusal.name == sighting.identity.name
        for face in sighting.faces
        if face.embedding
    )
