"""Whether who was followed is alive: more of the face, close in time, for the nets and the geometry.

A few frames 0.4 s apart around the best face: near enough that a print held in a hand has hardly moved
otherwise than as a plane, far enough that a living head has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.boxes import enlarged, overlap
from pipeline.clip import Clip, Frame
from pipeline.faces import FoundFace, faces_in, head_of
from pipeline.figures import Figure
from pipeline.life import Glance, Life, judge
from pipeline.liveness import LivenessNets, daylight
from pipeline.relief import Relief, View, compare, view_of
from pipeline.reporting import compared_faces
from pipeline.shots import Scene
from pipeline.stopwatch import Stopwatch
from pipeline.types import Box, Sighting

STEP_SECONDS = 0.3
STEPS = (-3, -2, -1, 0, 1, 2, 3)
MOST_MOMENTS = 2
"""Faces around which frames are looked at until it is settled, APART_SECONDS from each other."""

APART_SECONDS = 1.5
MOST_PEOPLE = 2
"""Whose life is looked at in one clip: the closest to somebody known."""

_AROUND = 0.8
_SAME_FACE = 0.1


class Living:
    """Without nets nothing is looked at and nobody is proven alive."""

    def __init__(self, clip: Clip, nets: LivenessNets | None, watch: Stopwatch) -> None:
        self._clip, self._nets, self._watch = clip, nets, watch

    def with_life(self, sightings: Sequence[Sighting], tracks: Sequence[Sequence[Figure]]) -> list[Sighting]:
        """The sightings, each with what is known of its life. `tracks` are theirs, in the same order."""
        if self._nets is None:
            return list(sightings)
        looked_at = set(worth_a_look(sightings))
        return [
            self._alive(one, track, self._nets) if number in looked_at else one
            for number, (one, track) in enumerate(zip(sightings, tracks, strict=True))
        ]

    def _alive(self, sighting: Sighting, track: Sequence[Figure], nets: LivenessNets) -> Sighting:
        with self._watch.part("liveness"):
            life = self._life_of(track, nets)
        faces = tuple(replace(face, live=life.live, liveness=life.score) for face in sighting.faces)
        return replace(sighting, live=life.live, liveness=life.score, life=life.reasons, faces=faces)

    def _life_of(self, track: Sequence[Figure], nets: LivenessNets) -> Life:
        glances: list[Glance] = []
        reliefs: list[Relief] = []
        for face in moments(track):
            closeups = self._closeups(face, nets)
            glances += [glance for glance, _ in closeups]
            reliefs += _reliefs([view for _, view in closeups])
            if judge(glances, reliefs).live is not None:
                break
        return judge(glances, reliefs)

    def _closeups(self, face: FoundFace, nets: LivenessNets) -> list[tuple[Glance, View]]:
        """The same face on the frames around; nothing beyond a cut, or where it is turned away."""
        closeups: list[tuple[Glance, View]] = []
        near, scene = face.box, None
        for frame in self._clip.read(self._places(face)):
            here = Scene(frame.image, [enlarged(near, 1.0)])
            if scene is not None and not scene.alike(here):
                if frame.index > face.frame:
                    break
                closeups.clear()
            scene, again = here, _again(frame, near)
            if again is not None:
                near = again
                closeups.append(_closeup(frame, again, nets))
        return closeups

    def _places(self, face: FoundFace) -> list[int]:
        timeline = self._clip.timeline
        step = max(1, round(STEP_SECONDS * timeline.per_second))
        first = max(0, min(face.frame + STEPS[0] * step, timeline.last - (len(STEPS) - 1) * step))
        return [place for number in range(len(STEPS)) if (place := first + number * step) <= timeline.last]


def worth_a_look(sightings: Sequence[Sighting]) -> list[int]:
    """Numbers of those with faces, the closest to somebody known first; one who is nobody opens nothing."""
    named = [number for number, one in enumerate(sightings) if one.identity.name is not None]
    return sorted(named, key=lambda number: sightings[number].identity.distance or 0.0)[:MOST_PEOPLE]


def moments(track: Sequence[Figure]) -> list[FoundFace]:
    """The best faces of a track, far enough from each other to show other motions."""
    seconds = {figure.frame: figure.seconds for figure in track}
    chosen: list[FoundFace] = []
    for face in sorted(compared_faces(track), key=lambda face: -face.merit):
        apart = (abs(seconds[face.frame] - seconds[other.frame]) for other in chosen)
        if all(gap >= APART_SECONDS for gap in apart) and len(chosen) < MOST_MOMENTS:
            chosen.append(face)
    return chosen


def _closeup(frame: Frame, face: Box, nets: LivenessNets) -> tuple[Glance, View]:
    score = nets.score(frame.image, face)
    glance = Glance(score, face.width, daylight(frame.image, face))
    return glance, view_of(frame.image, face, frame.index, frame.seconds)


def _reliefs(views: Sequence[View]) -> list[Relief]:
    """Of each and the next."""
    compared = (compare(one, other) for one, other in pairwise(views))
    return [relief for relief in compared if relief is not None]


def _again(frame: Frame, near: Box) -> Box | None:
    """The face that is nearest to where it was, on this frame."""
    found = faces_in(frame.index, head_of(frame.image, enlarged(near, _AROUND)))
    best = max((face.box for face in found), key=lambda box: overlap(box, near), default=None)
    return best if best is not None and overlap(best, near) >= _SAME_FACE else None
