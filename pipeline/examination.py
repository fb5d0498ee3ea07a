"""One clip under the eyes: what to look at next, and when it is enough.

First a look over the whole clip: frames spread over it, people found on each. Nobody seen: a second
look into the gaps. Somebody seen: faces, the most promising frames first, until it is settled who it
is; then more frames around the best ones, while a face is missing or nearly recognised.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline import frames
from pipeline.boxes import enlarged
from pipeline.clip import Clip, Frame
from pipeline.detect import Detector
from pipeline.errors import ClipError
from pipeline.faces import Head, SeenFace, embed, head_of, name_faces, search_frame, search_heads
from pipeline.image import Image, shrink
from pipeline.people import most_at_once, people_on
from pipeline.portraits import THUMBNAIL_PIXELS, thumbnail, with_crops
from pipeline.stopwatch import Stopwatch
from pipeline.types import Analysis, Box, Detection, Face, Gallery

FACES_ONLY = "faces"
"""`Analysis.detector` in the poorer mode: a person is whoever shows a face."""

SECOND_LOOK = 16
SECOND_LOOK_BY_FACES = 8
"""Without a detector a frame costs ten times as much."""

CLOSER_LOOKS = 2
CLOSER_FRAMES = 4
MOST_HEADS = 6
MOST_FACES = 12
MOST_KEPT = 12
ENOUGH_STRANGE = 3
LATE_CHECKS = 2
"""Faces still looked at, far from those named, once it is settled who came: somebody may enter late."""

NEARLY = 0.12
"""A face this much beyond the tolerance is nearly recognised: a better frame may settle it."""

CLEAR = 0.1
"""A face this much within the tolerance names by itself; otherwise a second one must agree."""

BUDGET_SECONDS = 20.0
"""No further frame is asked for once an analysis has taken this long."""


@dataclass(slots=True)
class Sight:
    """What one frame showed. `promise` orders frames: the larger and surer its largest person, the better.

    `small` is the frame at thumbnail size, kept only where somebody is on it.
    """

    frame: int
    people: list[Detection]
    heads: list[Head]
    promise: float
    small: Image | None
    searched: bool = False


class Examination:
    def __init__(
        self, clip: Clip, detector: Detector | None, gallery: Gallery, tolerance: float, watch: Stopwatch
    ) -> None:
        self._clip, self._detector, self._watch = clip, detector, watch
        self._gallery, self._tolerance = gallery, tolerance
        self._sights: dict[int, Sight] = {}
        self._asked: set[int] = set()
        self._detections: list[Detection] = []
        self._seen: list[SeenFace] = []
        self._faces: list[Face] = []
        self._size = (0, 0)
        self._blank: Image | None = None

    def run(self) -> Analysis:
        """ClipError when not one frame can be decoded."""
        self._look(frames.first_look(self._clip.timeline))
        if not self._peopled():
            most = SECOND_LOOK if self._detector else SECOND_LOOK_BY_FACES
            self._look(frames.second_look(self._clip.timeline, self._asked, most))
        if not self._sights:
            raise ClipError(f"{self._clip.path.name}: not one frame can be decoded")
        self._find_faces()
        for _ in range(CLOSER_LOOKS):
            if not self._worth_a_closer_look():
                break
            self._look(frames.around(self._clip.timeline, self._best_places(), self._asked, CLOSER_FRAMES))
            self._find_faces()
        return self._told()

    # Frames

    def _look(self, places: Sequence[int]) -> None:
        self._asked.update(places)
        reading = self._clip.read(places)
        while self._watch.seconds < BUDGET_SECONDS:
            with self._watch.part("decode"):
                frame = next(reading, None)
            if frame is None:
                return
            if frame.index not in self._sights:
                self._asked.add(frame.index)
                self._sights[frame.index] = self._sight(frame)
                self._let_go()

    def _let_go(self) -> None:
        """Pictures are kept of the best frames only: a crowd in 4K would fill the memory."""
        for sight in sorted(self._peopled(), key=lambda sight: -sight.promise)[MOST_KEPT:]:
            sight.heads, sight.small, sight.searched = [], None, True

    def _sight(self, frame: Frame) -> Sight:
        self._size = (frame.image.shape[1], frame.image.shape[0])
        sight = self._sight_of_faces(frame) if self._detector is None else self._sight_of_people(frame)
        if sight.promise:
            sight.small = shrink(frame.image, THUMBNAIL_PIXELS)
        elif self._blank is None:
            self._blank = shrink(frame.image, THUMBNAIL_PIXELS)
        return sight

    def _sight_of_people(self, frame: Frame) -> Sight:
        assert self._detector is not None
        with self._watch.part("detect"):
            found = self._detector.detect(frame.image, frame=frame.index)
        self._detections += found
        people = people_on(found, frame.image.shape[0])
        heads = [head_of(frame.image, one.box) for one in people[:MOST_HEADS]]
        promise = max((one.confidence * min(one.box.width, one.box.height) for one in people), default=0.0)
        return Sight(frame.index, people, heads, promise, None)

    def _sight_of_faces(self, frame: Frame) -> Sight:
        """The poorer mode. Each face found on the frame must be found again on its own crop."""
        with self._watch.part("faces"):
            boxes = search_frame(frame.image)
        heads = [head_of(frame.image, enlarged(box, 1.0)) for box in boxes[:MOST_HEADS]]
        return Sight(frame.index, [], heads, max((box.width for box in boxes), default=0.0), None)

    # Faces

    def _find_faces(self) -> None:
        checks = 0
        while len(self._seen) < MOST_FACES and self._watch.seconds < BUDGET_SECONDS:
            settled = self._settled()
            sight = self._furthest() if settled else self._most_promising()
            if sight is None or (settled and checks >= LATE_CHECKS):
                return
            with self._watch.part("faces"):
                checks += self._search(sight) and settled

    def _search(self, sight: Sight) -> bool:
        sight.searched = True
        found = search_heads(sight.heads)
        sight.heads = []
        self._seen += [embed(sight.frame, head, box) for head, box in found[: MOST_FACES - len(self._seen)]]
        self._faces = name_faces(self._seen, self._gallery, self._tolerance)
        return bool(found)

    def _peopled(self) -> list[Sight]:
        return [sight for sight in self._sights.values() if sight.promise]

    def _unsearched(self) -> list[Sight]:
        return [sight for sight in self._peopled() if not sight.searched]

    def _most_promising(self) -> Sight | None:
        return max(self._unsearched(), key=lambda sight: sight.promise, default=None)

    def _furthest(self) -> Sight | None:
        """From all searched frames in time."""
        searched = [sight.frame for sight in self._sights.values() if sight.searched]
        return max(
            self._unsearched(),
            key=lambda sight: min(abs(sight.frame - other) for other in searched),
            default=None,
        )

    # Enough?

    def _settled(self) -> bool:
        """Everybody seen at once is known for sure, or there is nobody to know and faces enough."""
        if not self._gallery.names:
            return len(self._seen) >= ENOUGH_STRANGE
        known = self._known_for_sure()
        return bool(known) and len(known) >= self._at_once()

    def _known_for_sure(self) -> set[str]:
        distances: dict[str, list[float]] = {}
        for face in self._faces:
            if face.name is not None and face.distance is not None:
                distances.setdefault(face.name, []).append(face.distance)
        return {
            name
            for name, found in distances.items()
            if len(found) > 1 or min(found) <= self._tolerance - CLEAR
        }

    def _worth_a_closer_look(self) -> bool:
        if not self._peopled() or len(self._seen) >= MOST_FACES:
            return False
        if not self._faces:
            return True
        nearly = self._tolerance + NEARLY
        close = any(face.distance is not None and face.distance <= nearly for face in self._faces)
        return close and not self._known_for_sure()

    def _best_places(self) -> list[int]:
        """Around the face nearest to a known person, else around the most promising frames."""
        near = sorted(self._faces, key=lambda face: face.distance if face.distance is not None else 9.0)
        best = sorted(self._peopled(), key=lambda sight: -sight.promise)
        places = [face.frame for face in near[:2]] + [sight.frame for sight in best[:2]]
        return list(dict.fromkeys(places))[:2]

    # Telling

    def _at_once(self) -> int:
        by_frame = [face.frame for face in self._faces]
        faces = max((by_frame.count(frame) for frame in by_frame), default=0)
        return max(most_at_once(self._detections, self._size[1]), faces)

    def _told(self) -> Analysis:
        faces = with_crops(self._faces, self._seen)
        return Analysis(
            frames_total=self._clip.frames_total,
            frames_decoded=self._clip.decoded,
            frames_inferred=len(self._sights),
            detections=tuple(self._detections),
            faces=tuple(faces),
            most_people_at_once=self._at_once(),
            thumbnail=self._thumbnail(),
            timings_ms=self._watch.timings(),
            detector=self._detector.name if self._detector else FACES_ONLY,
            damage=self._clip.damage,
            looked_at=tuple(sorted(self._sights)),
            frame_size=self._size,
        )

    def _thumbnail(self) -> bytes | None:
        """Of the frame with the most names, then faces, then promise; people boxed, or their faces."""
        shown = [sight for sight in self._peopled() if sight.small is not None]
        best = max(shown, key=self._rank, default=None)
        if best is None or best.small is None:
            return thumbnail(self._blank, [], self._size[0]) if self._blank is not None else None
        boxes: list[Box] = [one.box for one in best.people]
        return thumbnail(best.small, boxes or self._face_boxes(best.frame), self._size[0])

    def _face_boxes(self, frame: int) -> list[Box]:
        return [face.box for face in self._faces if face.frame == frame]

    def _rank(self, sight: Sight) -> tuple[int, int, float]:
        faces = [face for face in self._faces if face.frame == sight.frame]
        named = sum(face.name is not None for face in faces)
        return named, len(faces), sight.promise
