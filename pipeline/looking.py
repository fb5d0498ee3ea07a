"""Frames read and people found on them; what was seen so far of one clip."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline import second_look
from pipeline.boxes import enlarged
from pipeline.clip import Clip, Frame
from pipeline.detect import Detector
from pipeline.faces import head_of, search_frame
from pipeline.figures import Figure, Look
from pipeline.image import Image, shrink
from pipeline.people import PERSON, people_on
from pipeline.portraits import THUMBNAIL_PIXELS
from pipeline.shots import Scene
from pipeline.sight_rules import SightRules
from pipeline.stopwatch import Stopwatch
from pipeline.types import Detection

MOST_HEADS = 6
MOST_KEPT, MOST_SHOWN = 14, 6
"""Frames whose people are searched for faces, and that may become the thumbnail."""

BUDGET_SECONDS = 20.0
"""No further frame is asked for once an analysis has taken this long."""


class Looking:
    """`asked` are the places that were asked for; the frames given may lie a little behind them."""

    def __init__(self, clip: Clip, detector: Detector | None, rules: SightRules, watch: Stopwatch) -> None:
        self.clip, self.detector, self.watch = clip, detector, watch
        self._rules = rules
        self.asked: set[int] = set()
        self.detections: list[Detection] = []
        self.size = (0, 0)
        self.blank: Image | None = None
        self.unheeded = False
        """Whether somebody was seen whom the rules leave out."""
        self._looks: dict[int, Look] = {}

    @property
    def looks(self) -> list[Look]:
        """In order of time."""
        return [self._looks[frame] for frame in sorted(self._looks)]

    @property
    def peopled(self) -> list[Look]:
        return [look for look in self.looks if look.figures]

    @property
    def in_time(self) -> bool:
        return self.watch.seconds < BUDGET_SECONDS

    def look(self, places: Sequence[int]) -> None:
        """At the frames at these places, while there is time."""
        self.asked.update(places)
        reading = self.clip.read(places)
        while self.in_time:
            with self.watch.part("decode"):
                frame = next(reading, None)
            if frame is None:
                return
            if frame.index not in self._looks:
                self.asked.add(frame.index)
                self._looks[frame.index] = self._look(frame)
                self._let_go()

    def _let_go(self) -> None:
        """Pictures are kept of the best frames only: a crowd in 4K would fill the memory."""
        ranked = sorted(self.peopled, key=lambda look: -look.promise)
        for look in ranked[MOST_SHOWN:]:
            look.small = None
        for look in ranked[MOST_KEPT:]:
            for figure in look.figures:
                figure.head, figure.searched = None, True

    def _look(self, frame: Frame) -> Look:
        self.size = (frame.image.shape[1], frame.image.shape[0])
        figures = self._people(frame) if self.detector is not None else self._faces(frame)
        small = shrink(frame.image, THUMBNAIL_PIXELS)
        if not figures and self.blank is None:
            self.blank = small
        scene = Scene(frame.image, (figure.box for figure in figures))
        return Look(frame.index, frame.seconds, scene, figures, small if figures else None)

    def _people(self, frame: Frame) -> list[Figure]:
        assert self.detector is not None
        with self.watch.part("detect"):
            everything = second_look.look(self.detector, frame.image, self._rules, frame.index)
        found = self._rules.kept(everything, self.size)
        self.unheeded = self.unheeded or self._rules.unheeded(everything, self.size)
        self.detections += found
        people = people_on(found, self._rules.confidence_of(PERSON))
        figures = [Figure(frame.index, frame.seconds, one.box, one.confidence) for one in people]
        for figure in figures[: MOST_HEADS if frame.whole else 0]:
            figure.head = head_of(frame.image, figure.box)
        return figures

    def _faces(self, frame: Frame) -> list[Figure]:
        """The poorer mode. Each face found on the frame must be found again on its own crop."""
        with self.watch.part("faces"):
            boxes = [enlarged(box, 1.0) for box in search_frame(frame.image)]
        return [
            Figure(frame.index, frame.seconds, box, 1.0, head_of(frame.image, box))
            for box in boxes[:MOST_HEADS]
        ]
