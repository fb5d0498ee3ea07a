"""Whether who was recognised is alive: more of the face, close in time, for the nets and the geometry."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.clip import Clip
from pipeline.figures import Figure
from pipeline.liveness import LivenessNets
from pipeline.stopwatch import Stopwatch
from pipeline.types import Sighting


class Living:
    def __init__(self, clip: Clip, nets: LivenessNets | None, watch: Stopwatch) -> None:
        self._clip, self._nets, self._watch = clip, nets, watch

    def with_life(self, sightings: Sequence[Sighting], tracks: Sequence[Sequence[Figure]]) -> list[Sighting]:
        return list(sightings)
