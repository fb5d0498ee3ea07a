"""The faces of everybody who was followed: found, the few best compared, until it is settled who it is."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.boxes import enlarged, inside, overlap
from pipeline.faces import FoundFace, embed, faces_in
from pipeline.figures import Figure, Look
from pipeline.identity import identify
from pipeline.looking import Looking
from pipeline.rules import Rules
from pipeline.sightings import follow, followed_blindly
from pipeline.types import Gallery, Identity

SEARCHED_FIRST = 3
"""Frames of one person on which a face is looked for before the best of them is compared."""

MOST_SEARCHED = 8
FACES_EACH, FACES_THOROUGH = 5, 8
ENOUGH_STRANGE = 2
MOST_FACES = 16
"""Compared in one clip, at 100 ms each."""

APART_SECONDS, APART_PROVING = 3.0, 1.5
"""How long somebody near may be followed by place alone before their face is looked for again: another
may have taken their place. The second, while opening hangs on it."""

MOST_AGAIN = 2
"""Frames searched for that, but while opening hangs on it."""

CLEARLY_FAR = 0.15
"""Two faces this much beyond the tolerance are a stranger's; more faces change nothing."""

_SAME_PLACE = 0.4
_HEAD_DOWN = 0.12


class Recognising:
    """`tracks` are the people followed so far, each in order of time."""

    def __init__(self, looking: Looking, gallery: Gallery, rules: Rules) -> None:
        self._looking, self._gallery, self._rules = looking, gallery, rules
        self._compared = self._searched_again = 0
        self.thorough = False
        """More faces of everybody: whether one is sure enough to open hangs on them."""
        self.proving = False
        """Everybody's face again and again: nobody may have taken another's place."""
        self.tracks: list[list[Figure]] = []

    def go_on(self) -> None:
        """With whatever has been looked at since."""
        self.tracks = follow(self._looking.looks)
        while self._looking.in_time and self._step():
            self.tracks = follow(self._looking.looks)

    def identity(self, track: Sequence[Figure]) -> Identity:
        embeddings = [embedding for figure in track for embedding in figure.embeddings]
        return identify(embeddings, self._gallery, self._rules.name_tolerance)

    def settled(self, track: Sequence[Figure]) -> bool:
        """Whether more faces of this person would change nothing."""
        identity = self.identity(track)
        if identity.faces >= (FACES_THOROUGH if self.thorough else FACES_EACH):
            return True
        if not self._gallery.names:
            return identity.faces >= ENOUGH_STRANGE
        far = (identity.distance or 0.0) > self._rules.name_tolerance + CLEARLY_FAR
        if far:
            return identity.faces >= ENOUGH_STRANGE
        return identity.agreeing > self._rules.open_faces and not self.thorough

    def _step(self) -> bool:
        """One frame searched or one face compared. False when there is nothing left worth doing."""
        for track in sorted(self.tracks, key=promise_of, reverse=True):
            if not self.settled(track) and (self._search(track) or self._compare(track)):
                return True
        return any(self._again(track) for track in self.tracks)

    def _again(self, track: Sequence[Figure]) -> bool:
        """The same person still? Their face, where the longest was none."""
        limit = APART_PROVING if self.proving else APART_SECONDS
        blind = [(seconds, figure) for figure, seconds in followed_blindly(track) if seconds > limit]
        for _, figure in sorted(blind, key=lambda pair: -pair[0]):
            if figure.faces and self._compare([figure]):
                return True
            if not figure.searched and self._may_search_again():
                self._search_on(figure)
                return True
        return False

    def _may_search_again(self) -> bool:
        self._searched_again += 1
        return self.proving or self._searched_again <= MOST_AGAIN

    def _search(self, track: Sequence[Figure]) -> bool:
        searched = sum(figure.searched for figure in track)
        waiting = any(not face.embedding for figure in track for face in figure.faces)
        free = [figure for figure in track if not figure.searched]
        if not free or searched >= (SEARCHED_FIRST if waiting else MOST_SEARCHED):
            return False
        self._search_on(max(free, key=lambda figure: figure.promise))
        return True

    def _search_on(self, figure: Figure) -> None:
        look = next(look for look in self._looking.looks if look.frame == figure.frame)
        with self._looking.watch.part("faces"):
            search(look)

    def _compare(self, track: Sequence[Figure]) -> bool:
        waiting = [face for figure in track for face in figure.faces if not face.embedding]
        if not waiting or self._compared >= MOST_FACES:
            return False
        self._compared += 1
        with self._looking.watch.part("faces"):
            embed(max(waiting, key=lambda face: face.merit))
        return True


def promise_of(track: Sequence[Figure]) -> float:
    return max(figure.promise for figure in track)


def search(look: Look) -> None:
    """The faces of everybody on this frame, each given to whom it belongs."""
    found = [face for figure in look.figures for face in _faces_of(figure)]
    for figure in look.figures:
        figure.searched, figure.head = True, None
    for face in _each_once(found):
        owner = _owner(face, look)
        if owner is None:
            # Somebody close behind, in the same box.
            owner = Figure(look.frame, look.seconds, enlarged(face.box, 1.0), 1.0, searched=True)
            look.figures.append(owner)
        owner.faces.append(face)


def _faces_of(figure: Figure) -> list[FoundFace]:
    if figure.searched or figure.head is None:
        return []
    return faces_in(figure.frame, figure.head)


def _each_once(found: Sequence[FoundFace]) -> list[FoundFace]:
    """People who overlap are searched twice where they do."""
    kept: list[FoundFace] = []
    for face in sorted(found, key=lambda face: -face.merit):
        if all(overlap(face.box, other.box) < _SAME_PLACE for other in kept):
            kept.append(face)
    return kept


def _owner(face: FoundFace, look: Look) -> Figure | None:
    """Whose head is nearest, of those around the face that have none yet."""
    around = [one for one in look.figures if not one.faces and inside(face.box, one.box) > 0.5]
    return min(around, key=lambda one: _off_head(face, one), default=None)


def _off_head(face: FoundFace, figure: Figure) -> float:
    """From where the middle of a face should be, in widths of the person."""
    across = (face.box.x1 + face.box.x2 - figure.box.x1 - figure.box.x2) / 2
    down = (face.box.y1 + face.box.y2) / 2 - figure.box.y1 - _HEAD_DOWN * figure.box.height
    return (abs(across) + abs(down)) / max(1.0, figure.box.width)
