"""Whether who was followed is alive: more of the face, for the nets and the geometry.

First a burst of frames 0.2 s apart around the best face: near enough for its points to be followed from one
to the next, far enough that a living head has turned or spoken. Then, where the nets say living and the burst
says too little, frames spread over the seconds around it: who hardly moves within a second does in four.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from pipeline.boxes import enlarged, overlap
from pipeline.clip import Clip, Frame
from pipeline.faces import FoundFace, faces_in, head_of
from pipeline.figures import Figure
from pipeline.life import Glance, Life, judge, may_yet_live
from pipeline.liveness import LivenessNets, daylight
from pipeline.relief import Relief, View, compare, view_of
from pipeline.reporting import compared_faces
from pipeline.shots import Scene
from pipeline.stopwatch import Stopwatch
from pipeline.types import Box
from pipeline.whereabouts import Whereabouts

Track = Sequence[Figure]

STEP_SECONDS = 0.2
BURST = 8
FURTHER = 3
"""Steps: in 0.6 s a head that turns or speaks shows two or three times what it shows in 0.2 s."""

MOST_MOMENTS = 3
"""Faces around which a burst is looked at until it is settled, APART_SECONDS from each other."""

APART_SECONDS = 1.5

SPREAD, SPREAD_SECONDS, SPREAD_STEP = 12, 6.0, 0.5
"""Frames in a spread, over how long at most, and how close together at least."""

SPREAD_APART, SPREAD_PAIRS = 0.9, 24
"""Seconds between two of them that are compared, at least; and how many such pairs at most."""

_AROUND = 0.8
_SAME_FACE = 0.1


@dataclass(frozen=True, slots=True)
class Burst:
    glances: list[Glance]
    reliefs: list[Relief]


class Living:
    """Without nets nothing is looked at and nobody is proven alive."""

    def __init__(self, clip: Clip, nets: LivenessNets | None, watch: Stopwatch) -> None:
        self._clip, self._nets, self._watch = clip, nets, watch
        self._bursts: dict[FoundFace, Burst] = {}
        self._spreads: dict[FoundFace, Burst] = {}

    def look_at(self, track: Track) -> Life | None:
        """Around the best faces, until it is settled. None without nets."""
        if self._nets is None:
            return None
        for face in moments(track):
            self._look_around(face, track, self._nets)
            if self._settled(track):
                break
        return self.life_of(track)

    def _look_around(self, face: FoundFace, track: Track, nets: LivenessNets) -> None:
        with self._watch.part("liveness"):
            if face not in self._bursts:
                self._bursts[face] = self._burst(face, track, nets)
            if not self._spread_of(track) and not self._settled(track) and self._may_yet_live(track):
                self._spreads[face] = self._spread(face, track, nets)

    def life_of(self, track: Track) -> Life | None:
        """By what was looked at so far; None where that is nothing."""
        bursts, spreads = self._bursts_of(track), self._spread_of(track)
        if not bursts:
            return None
        glances = [glance for burst in (*bursts, *spreads) for glance in burst.glances]
        near, apart = ([relief for one in some for relief in one.reliefs] for some in (bursts, spreads))
        return judge(glances, near, apart)

    def _bursts_of(self, track: Track) -> list[Burst]:
        return [self._bursts[face] for face in compared_faces(track) if face in self._bursts]

    def _spread_of(self, track: Track) -> list[Burst]:
        return [self._spreads[face] for face in compared_faces(track) if face in self._spreads]

    def _settled(self, track: Track) -> bool:
        life = self.life_of(track)
        return life is not None and life.live is not None

    def _may_yet_live(self, track: Track) -> bool:
        return may_yet_live([glance for burst in self._bursts_of(track) for glance in burst.glances])

    def _burst(self, face: FoundFace, track: Track, nets: LivenessNets) -> Burst:
        """The costlier geometry only where the nets have not made up their mind."""
        closeups = self._closeups(face, track, self._places(face), nets)
        glances = [glance for glance, _ in closeups]
        pictured = judge(glances, []).live is False
        return Burst(glances, [] if pictured else reliefs_of([view for _, view in closeups]))

    def _spread(self, face: FoundFace, track: Track, nets: LivenessNets) -> Burst:
        closeups = self._closeups(face, track, self._spread_places(face), nets)
        return Burst([glance for glance, _ in closeups], reliefs_apart([view for _, view in closeups]))

    def _closeups(
        self, face: FoundFace, track: Track, places: Sequence[int], nets: LivenessNets
    ) -> list[tuple[Glance, View]]:
        """The same face on the frames around; nothing beyond a cut, or where it is turned away."""
        closeups: list[tuple[Glance, View]] = []
        where, scene = Whereabouts(track, face), None
        for frame in self._clip.read(places):
            near = where.at(frame.seconds)
            here = Scene(frame.image, [enlarged(near, 1.0)])
            if scene is not None and not scene.alike(here):
                if frame.index > face.frame:
                    break
                closeups.clear()
            scene, again = here, _again(frame, near)
            if again is not None:
                where.found(frame.seconds, again)
                closeups.append(_closeup(frame, again, nets))
        return closeups

    def _places(self, face: FoundFace) -> list[int]:
        return self._around(face, BURST, STEP_SECONDS)

    def _spread_places(self, face: FoundFace) -> list[int]:
        seconds = min(self._clip.timeline.duration, SPREAD_SECONDS)
        return self._around(face, SPREAD, max(SPREAD_STEP, seconds / (SPREAD - 1)))

    def _around(self, face: FoundFace, count: int, step: float) -> list[int]:
        """Frames so many seconds apart around a face; within the clip, if need be fewer."""
        timeline = self._clip.timeline
        before = timeline.seconds_of(face.frame) - count // 2 * step
        first = max(0.0, min(before, timeline.duration - (count - 1) * step))
        return sorted({timeline.place_at(first + number * step) for number in range(count)})


def moments(track: Track) -> list[FoundFace]:
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


def reliefs_of(views: Sequence[View]) -> list[Relief]:
    """Of each and the next, for heads that move fast, and the one `FURTHER` on, for those that hardly do."""
    return _compared([*pairwise(views), *zip(views, views[FURTHER:], strict=False)])


def reliefs_apart(views: Sequence[View]) -> list[Relief]:
    """Of pairs that lie seconds apart, evenly chosen among all such."""
    pairs = [
        (one, other) for one, other in combinations(views, 2) if other.seconds - one.seconds >= SPREAD_APART
    ]
    return _compared(pairs[:: -(-len(pairs) // SPREAD_PAIRS) or 1])


def _compared(pairs: Sequence[tuple[View, View]]) -> list[Relief]:
    compared = (compare(one, other) for one, other in pairs)
    return [relief for relief in compared if relief is not None]


def _again(frame: Frame, near: Box) -> Box | None:
    """The face that is nearest to where it was, on this frame."""
    found = faces_in(frame.index, head_of(frame.image, enlarged(near, _AROUND)))
    best = max((face.box for face in found), key=lambda box: overlap(box, near), default=None)
    return best if best is not None and overlap(best, near) >= _SAME_FACE else None
