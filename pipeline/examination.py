"""One clip under the eyes: what to look at next, and when it is enough.

First a look over the whole clip: frames spread over it, people found on each. Nobody seen: a second
look into the gaps. Somebody seen: each is followed through the shot, their faces are found and compared,
until it is settled who it is. Then more frames, only while they may change the decision: around a face
that is missing or nearly recognised, and into the gaps in which somebody else might have come, where
nothing else speaks against opening. Last, whether who is recognised is alive.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from pipeline import frames
from pipeline.clip import Clip
from pipeline.detect import Detector
from pipeline.errors import ClipError
from pipeline.figures import Figure, Look
from pipeline.liveness import LivenessNets
from pipeline.living import Living
from pipeline.looking import Looking
from pipeline.opening import recognised
from pipeline.people import most_at_once
from pipeline.portraits import thumbnail
from pipeline.recognising import Recognising, promise_of
from pipeline.reporting import nobody_twice, sighting_of, with_life, with_pictures
from pipeline.rules import Rules, all_passed
from pipeline.sight_rules import SightRules
from pipeline.stopwatch import Stopwatch
from pipeline.types import Analysis, Box, Face, Gallery

Track = Sequence[Figure]

FACES_ONLY = "faces"
"""`Analysis.detector` in the poorer mode: a person is whoever shows a face."""

SECOND_LOOK = 16
SECOND_LOOK_BY_FACES = 8
"""Without a detector a frame costs ten times as much."""

CLOSER_LOOKS = 3
CLOSER_FRAMES = 4
FILLING_FRAMES = 32
FILLED_SECONDS = 1.8
"""The gaps in which nobody may come unseen before a face opens; up to so many frames, three times."""

MOST_ALIVE = 2
"""Whose life is looked at in one clip."""

NEARLY = 0.12
"""A face this much beyond the tolerance is nearly recognised: a better frame may settle it."""


class Examination:
    def __init__(
        self,
        clip: Clip,
        detector: Detector | None,
        nets: LivenessNets | None,
        gallery: Gallery,
        rules: Rules,
        sight: SightRules,
        watch: Stopwatch,
    ) -> None:
        self._clip, self._rules, self._gallery = clip, rules, gallery
        self._looking = Looking(clip, detector, sight, watch)
        self._people = Recognising(self._looking, gallery, rules)
        self._living = Living(clip, nets, watch)

    def run(self, everyone: bool = False) -> Analysis:
        """ClipError when not one frame can be decoded. `everyone`: as `Eyes.analyse` says."""
        self._survey()
        self._people.go_on()
        self._look_while(self._wanted_for_naming)
        if everyone:
            self._look_alive(self._people.tracks)
        if self._may_matter():
            self._people.go_on()
            self._look_while(self._wanted_for_opening)
        return self._told()

    def run_coarsely(self) -> Analysis:
        """Who is to be seen on a few frames, and no more. ClipError as `run`."""
        self._looking.look(frames.coarse_look(self._clip.timeline))
        self._something_was_seen()
        self._people.go_on()
        return replace(self._told(), coarse=True)

    def _look_while(self, wanted: Callable[[Sequence[Track]], list[int]]) -> None:
        for _ in range(CLOSER_LOOKS):
            places = wanted(self._people.tracks) if self._looking.in_time else []
            if not places:
                break
            self._looking.look(places)
            self._people.go_on()

    def _may_matter(self) -> bool:
        """Whether more could open a door: somebody is named and alive, and nobody else is surely there."""
        tracks = self._people.tracks
        best = self._best(tracks)
        if best is None or self._somebody_else(best, tracks):
            return False
        named = [track for track in tracks if self._people.identity(track).name is not None]
        self._people.proving = self._look_alive(named)
        return self._people.proving

    def _look_alive(self, tracks: Sequence[Track]) -> bool:
        """Whether one of the few most promising is."""
        lives = [self._living.look_at(track) for track in sorted(tracks, key=promise_of)[-MOST_ALIVE:]]
        return any(life is not None and life.live for life in lives)

    def _survey(self) -> None:
        self._looking.look(frames.first_look(self._clip.timeline))
        if not self._looking.peopled:
            most = SECOND_LOOK if self._looking.detector else SECOND_LOOK_BY_FACES
            self._looking.look(frames.second_look(self._clip.timeline, self._looking.asked, most))
        self._something_was_seen()

    def _something_was_seen(self) -> None:
        if not self._looking.looks:
            raise ClipError(f"{self._clip.path.name}: not one frame can be decoded")

    # More?

    def _wanted_for_naming(self, tracks: Sequence[Track]) -> list[int]:
        """Around a face that is missing or nearly recognised."""
        near = self._worth_a_closer_look(tracks)
        places = [place for track in near[:2] for place in self._best_places(track)]
        return frames.around(self._clip.timeline, places, self._looking.asked, CLOSER_FRAMES)

    def _worth_a_closer_look(self, tracks: Sequence[Track]) -> list[Track]:
        """Nobody's face was seen; or somebody is nearly recognised who is nowhere recognised better."""
        identities = [self._people.identity(track) for track in tracks]
        if not any(identity.faces for identity in identities):
            return sorted(tracks, key=promise_of, reverse=True)
        settled = {one.name for one in identities if one.name is not None and one.agreeing > 1}
        return [
            track
            for track, identity in zip(tracks, identities, strict=True)
            if identity.nearest not in settled
            and identity.distance is not None
            and identity.distance <= self._rules.name_tolerance + NEARLY
            and not self._people.settled(track)
        ]

    def _best_places(self, track: Track) -> list[int]:
        """Around the best faces, else around the most promising frames."""
        return [figure.frame for figure in sorted(track, key=_best, reverse=True)[:2]]

    def _wanted_for_opening(self, tracks: Sequence[Track]) -> list[int]:
        """More faces of one who is named not surely enough, then where somebody might have come unseen."""
        best = self._best(tracks)
        if best is None or self._somebody_else(best, tracks):
            return []
        if not self._may_open(best) and not self._people.thorough:
            self._people.thorough = True
            places, asked = self._best_places(best), self._looking.asked
            return frames.around(self._clip.timeline, places, asked, CLOSER_FRAMES)
        return self._blind() if self._may_open(best) else []

    def _best(self, tracks: Sequence[Track]) -> Track | None:
        """Who is named by the most faces."""
        named = [track for track in tracks if self._people.identity(track).name is not None]
        return max(named, key=lambda track: self._people.identity(track).agreeing, default=None)

    def _blind(self) -> list[int]:
        """Where somebody might have come and gone, in the whole clip."""
        seen = self._looking.asked | {look.frame for look in self._looking.looks}
        return frames.second_look(self._clip.timeline, seen, FILLING_FRAMES, FILLED_SECONDS)

    def _may_open(self, track: Track) -> bool:
        sighting = sighting_of(track, self._people.identity(track), self._gallery, self._rules)
        return sighting.identity.name is not None and all_passed(recognised(sighting, self._rules))

    def _somebody_else(self, best: Track, tracks: Sequence[Track]) -> bool:
        """Beside them on a frame, or with another face: no further frame takes that away."""
        at_once = {figure.frame for figure in best}
        others = [track for track in tracks if track is not best and not self._may_open(track)]
        return any(
            at_once & {figure.frame for figure in track} or self._another_face(track, best)
            for track in others
        )

    def _another_face(self, track: Track, best: Track) -> bool:
        identity = self._people.identity(track)
        if identity.distance is None:
            return identity.faces > 0
        far = identity.distance > self._rules.name_tolerance + NEARLY
        return far or identity.nearest != self._people.identity(best).nearest

    # Telling

    def _told(self) -> Analysis:
        tracks, looking = self._people.tracks, self._looking
        bare = [
            sighting_of(track, self._people.identity(track), self._gallery, self._rules) for track in tracks
        ]
        sightings = [
            with_life(with_pictures(one, track), self._living.life_of(track))
            for one, track in zip(nobody_twice(bare), tracks, strict=True)
        ]
        faces = [face for one in sightings for face in one.faces]
        return Analysis(
            frames_total=self._clip.frames_total,
            frames_decoded=self._clip.decoded,
            frames_inferred=len(looking.looks),
            detections=tuple(looking.detections),
            faces=tuple(faces),
            most_people_at_once=self._at_once(faces),
            thumbnail=self._thumbnail(faces),
            timings_ms=looking.watch.timings(),
            detector=looking.detector.name if looking.detector else FACES_ONLY,
            damage=self._clip.damage,
            looked_at=tuple(look.frame for look in looking.looks),
            frame_size=looking.size,
            sightings=tuple(sightings),
            seconds=self._clip.timeline.duration,
            blind_seconds=frames.widest_gap(self._clip.timeline, (look.frame for look in looking.looks)),
            unheeded=looking.unheeded,
        )

    def _at_once(self, faces: Sequence[Face]) -> int:
        by_frame = [face.frame for face in faces]
        most = max((by_frame.count(frame) for frame in by_frame), default=0)
        return max(most_at_once(self._looking.detections), most)

    def _thumbnail(self, faces: Sequence[Face]) -> bytes | None:
        """Of the frame with the most names, then faces, then promise; people boxed."""
        shown = [look for look in self._looking.peopled if look.small is not None]
        best = max(shown, key=lambda look: _rank(look, faces), default=None)
        width = self._looking.size[0]
        if best is not None and best.small is not None:
            return thumbnail(best.small, self._boxes(best, faces), width)
        return None if self._looking.blank is None else thumbnail(self._looking.blank, [], width)

    def _boxes(self, look: Look, faces: Sequence[Face]) -> list[Box]:
        """In the poorer mode the faces: nobody knows how large the people are."""
        if self._looking.detector is None:
            return [face.box for face in faces if face.frame == look.frame]
        return [figure.box for figure in look.figures]


def _best(figure: Figure) -> tuple[float, float]:
    return max((face.merit for face in figure.faces), default=0.0), figure.promise


def _rank(look: Look, faces: Sequence[Face]) -> tuple[int, int, float]:
    here = [face for face in faces if face.frame == look.frame]
    return sum(face.name is not None for face in here), len(here), look.promise
