"""Which boxes are people, how many at once, and which faces belong to one person. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from pipeline.boxes import inside
from pipeline.types import Detection, Face

PERSON = "person"
SURE = 0.5
"""Confidence at which one box is a person by itself."""

LIKELY = 0.35
"""Confidence at which a box is a person when seen on a second frame as well."""

LEAST_HEIGHT = 0.06
"""Of the frame's height: smaller people are passers-by far away."""

DIFFERENT = 0.65
"""Embeddings further apart than this are certainly two people; the closest impostor seen lay at 0.63."""

_INSIDE = 0.85
_LEAST_FACE = 40.0


def people_on(detections: Iterable[Detection], least: float = LIKELY) -> list[Detection]:
    """The person boxes that count, most confident first.

    A box nearly inside a more confident one is that person again (a head and shoulders, a leg).
    """
    found: list[Detection] = []
    for one in sorted(detections, key=lambda one: -one.confidence):
        if one.label != PERSON or one.confidence < least:
            continue
        if not any(inside(one.box, other.box) >= _INSIDE for other in found):
            found.append(one)
    return found


def most_at_once(detections: Sequence[Detection]) -> int:
    """The most sure people on one frame; 1 where somebody less sure is seen on two frames."""
    sure = people_on_frames(detections, SURE)
    likely = people_on_frames(detections, LIKELY)
    at_once = max((len(people) for people in sure.values()), default=0)
    return at_once or int(len(likely) >= 2)


def people_on_frames(detections: Sequence[Detection], least: float) -> dict[int, list[Detection]]:
    """By frame, only frames with somebody on them."""
    frames: dict[int, list[Detection]] = {}
    for one in detections:
        frames.setdefault(one.frame, []).append(one)
    counted = {frame: people_on(found, least) for frame, found in frames.items()}
    return {frame: people for frame, people in counted.items() if people}


def group_faces(faces: Sequence[Face]) -> list[list[Face]]:
    """Faces that may be of one person together: by name, and the unnamed by likeness.

    An unnamed face joins the group with the closest face unless that is further than DIFFERENT or the
    group has a face on the same frame.
    """
    groups: list[list[Face]] = []
    for face in sorted(faces, key=lambda face: (face.name is None, face.frame)):
        home = _home(face, groups)
        if home is None:
            groups.append([face])
        else:
            home.append(face)
    return groups


def clearly_strangers(unnamed: Sequence[Face], named: Sequence[Face], tolerance: float) -> int:
    """Different people among the unnamed faces who are certainly nobody of the gallery.

    A known person turned half away gives a face with no name: it is told from a stranger's by its
    likeness to the gallery and to that person's other faces in the clip. Tiny faces prove nothing.
    """
    strange = [face for face in unnamed if _strange(face, named, tolerance)]
    return len(group_faces(strange))


def _strange(face: Face, named: Sequence[Face], tolerance: float) -> bool:
    alike = face.distance is not None and face.distance <= max(DIFFERENT, tolerance)
    if alike or face.box.width < _LEAST_FACE:
        return False
    return all(other.frame == face.frame or _apart(face, other) > DIFFERENT for other in named)


def _home(face: Face, groups: list[list[Face]]) -> list[Face] | None:
    if face.name is not None:
        return next((group for group in groups if group[0].name == face.name), None)
    free = [group for group in groups if all(other.frame != face.frame for other in group)]
    near = min(free, key=lambda group: _nearest(face, group), default=None)
    return near if near is not None and _nearest(face, near) <= DIFFERENT else None


def _nearest(face: Face, group: Sequence[Face]) -> float:
    return min(_apart(face, other) for other in group)


def _apart(one: Face, other: Face) -> float:
    """Two faces without embeddings are not told apart."""
    return math.dist(one.embedding, other.embedding) if one.embedding and other.embedding else 0.0


def same_person(one: Sequence[float], other: Sequence[float], tolerance: float = 0.5) -> bool:
    """Whether two embeddings are surely one person's, at the distance that also gives a name."""
    return bool(one) and bool(other) and math.dist(one, other) <= tolerance
