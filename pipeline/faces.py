"""Faces of people: where they are, who they are.

Faces are searched only in the upper part of person boxes, on the full-resolution crop. A face is named
after the nearest person of the gallery if the distance is within the tolerance.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from pipeline import face_library
from pipeline.boxes import overlap, shifted
from pipeline.image import Image, cut, sharpness, shrink
from pipeline.types import Box, Face, Gallery

CROP_PIXELS = 400
CROP_PADDING = 0.4

SURE_FACE = 0.4
"""HOG's score from which a face needs no person box around it."""

_HEAD_PADDING = 0.1
_HEAD_SHARE = 1.3
"""Of a standing person the top is searched: this many times the box's width."""

_SEARCH_WIDTH = 400
"""Pixels a head crop is scaled to: a face is then large enough for HOG, and the search takes 15 ms."""

_HEAD_PIXELS = 640
"""The longer side of a head that is kept: a face is encoded at 150 pixels."""

_MOST_SCALE = 2.0
_WHOLE_FRAME = 1280
_SAME_PLACE = 0.4


@dataclass(frozen=True, slots=True)
class Head:
    """The part of a frame in which one person's face would be, large ones shrunk.

    `left`, `top`: its corner in the frame; `scale`: its pixels per pixel of the frame, at most 1.
    """

    image: Image
    left: int
    top: int
    scale: float = 1.0

    def on_frame(self, box: Box) -> Box:
        corners = (side / self.scale for side in (box.x1, box.y1, box.x2, box.y2))
        return shifted(Box(*corners), self.left, self.top)


@dataclass(frozen=True, slots=True)
class SeenFace:
    """A face on a frame, before it has a name. `merit` orders faces of one clip: wide and sharp is more."""

    frame: int
    box: Box
    embedding: NDArray[np.float64]
    image: Image
    merit: float


def head_of(image: Image, person: Box) -> Head:
    """A copy, so that the frame itself need not be kept."""
    height = min(person.height, _HEAD_SHARE * person.width)
    crop, (left, top) = cut(image, Box(person.x1, person.y1, person.x2, person.y1 + height), _HEAD_PADDING)
    small = shrink(crop, _HEAD_PIXELS)
    return Head(small.copy(), left, top, small.shape[0] / max(1, crop.shape[0]))


def search_heads(heads: Iterable[Head]) -> list[tuple[Head, Box]]:
    """The faces in these heads of one frame, each once; boxes in pixels of the head's crop."""
    found: list[tuple[Head, Box]] = []
    taken: list[Box] = []
    for head in heads:
        for box in _faces_in(head):
            whole = head.on_frame(box)
            if all(overlap(whole, other) < _SAME_PLACE for other in taken):
                taken.append(whole)
                found.append((head, box))
    return found


def _faces_in(head: Head) -> list[Box]:
    """One person has one face: the surest, and any other only if it is sure (somebody close behind)."""
    found = face_library.locate(head.image, _head_scale(head.image))
    return [one.box for number, one in enumerate(found) if number == 0 or one.score >= SURE_FACE]


def search_frame(image: Image) -> list[Box]:
    """Sure faces anywhere on a frame: for when no detector says where people are."""
    scale = min(_MOST_SCALE, _WHOLE_FRAME / max(image.shape[:2]))
    return [one.box for one in face_library.locate(image, scale, SURE_FACE)]


def embed(frame: int, head: Head, box: Box) -> SeenFace:
    """The costly step, about 100 ms a face."""
    face, _ = cut(head.image, box)
    return SeenFace(
        frame,
        head.on_frame(box),
        face_library.encode(head.image, box),
        shrink(cut(head.image, box, CROP_PADDING)[0], CROP_PIXELS).copy(),
        box.width * min(1.0, sharpness(shrink(face, 100)) / 200),
    )


def nearest(embedding: NDArray[np.float64], gallery: Gallery) -> list[tuple[str, float]]:
    """Everybody in the gallery with the distance of their closest photo, nearest first."""
    closest: dict[str, float] = {}
    if gallery.names:
        for name, distance in zip(gallery.names, _distances(embedding, gallery), strict=True):
            closest[name] = min(distance, closest.get(name, np.inf))
    return sorted(closest.items(), key=lambda pair: pair[1])


def name_faces(faces: Sequence[SeenFace], gallery: Gallery, tolerance: float) -> list[Face]:
    """A Face for each, in the same order. Nobody is on one frame twice: the closer face has the name."""
    named = [_named(face, gallery, tolerance) for face in faces]
    best: dict[tuple[int, str], float] = {}
    for face in named:
        if face.name is not None and face.distance is not None:
            key = (face.frame, face.name)
            best[key] = min(face.distance, best.get(key, np.inf))
    return [_unless_second(face, best) for face in named]


def _named(face: SeenFace, gallery: Gallery, tolerance: float) -> Face:
    ranking = nearest(face.embedding, gallery)
    name, distance = ranking[0] if ranking else (None, None)
    if distance is None or distance > tolerance:
        name = None
    return Face(face.frame, face.box, name, distance, embedding=tuple(map(float, face.embedding)))


def _unless_second(face: Face, best: dict[tuple[int, str], float]) -> Face:
    if face.name is None or face.distance == best[face.frame, face.name]:
        return face
    return replace(face, name=None)


def _distances(embedding: NDArray[np.float64], gallery: Gallery) -> list[float]:
    return [float(distance) for distance in np.linalg.norm(gallery.embeddings - embedding, axis=1)]


def _head_scale(image: Image) -> float:
    return min(_MOST_SCALE, _SEARCH_WIDTH / max(1, int(image.shape[1])))
