"""Faces of people: where they are, and what they are compared by.

Faces are searched only in the upper part of person boxes, on the full-resolution crop.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline import face_library
from pipeline.boxes import shifted
from pipeline.image import Image, cut, sharpness, shrink
from pipeline.types import Box

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

_FACE_SURROUND = 0.6
"""Of a face's box, kept around it: as much as landmarks and the padded crop need."""

_WIDE_ENOUGH = 150.0
"""Pixels: dlib computes embeddings of 150 x 150 pixels, a wider face tells no more."""


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


@dataclass(slots=True, eq=False)
class FoundFace:
    """A face on a frame, before it has a name.

    `merit` orders the faces of one person: wide, sharp and frontal is more. `picture` is what the embedding
    is computed from, `inside` the face's box in it; `embedding` is () until then.
    """

    frame: int
    box: Box
    merit: float
    picture: Image
    inside: Box
    embedding: tuple[float, ...] = ()

    @property
    def portrait(self) -> Image:
        """The padded face, at most CROP_PIXELS."""
        return shrink(cut(self.picture, self.inside, CROP_PADDING)[0], CROP_PIXELS)


def head_of(image: Image, person: Box) -> Head:
    """A copy, so that the frame itself need not be kept."""
    height = min(person.height, _HEAD_SHARE * person.width)
    crop, (left, top) = cut(image, Box(person.x1, person.y1, person.x2, person.y1 + height), _HEAD_PADDING)
    small = shrink(crop, _HEAD_PIXELS)
    return Head(small.copy(), left, top, small.shape[0] / max(1, crop.shape[0]))


def faces_in(frame: int, head: Head) -> list[FoundFace]:
    """One person has one face: the surest, and any other only if it is sure (somebody close behind)."""
    found = face_library.locate(head.image, _head_scale(head.image))
    sure = [one for number, one in enumerate(found) if number == 0 or one.score >= SURE_FACE]
    return [_found(frame, head, one) for one in sure]


def _found(frame: int, head: Head, one: face_library.Found) -> FoundFace:
    """Of the head only what the embedding needs is kept."""
    picture, (left, top) = cut(head.image, one.whole, _FACE_SURROUND)
    box = head.on_frame(one.box)
    sharp = min(1.0, sharpness(shrink(cut(head.image, one.box)[0], 100)) / 200)
    frontal = min(1.0, max(0.2, one.score))
    merit = min(box.width, _WIDE_ENOUGH) * sharp * frontal
    return FoundFace(frame, box, merit, picture.copy(), shifted(one.whole, -left, -top))


def search_frame(image: Image) -> list[Box]:
    """Sure faces anywhere on a frame: for when no detector says where people are."""
    scale = min(_MOST_SCALE, _WHOLE_FRAME / max(image.shape[:2]))
    return [one.box for one in face_library.locate(image, scale, SURE_FACE)]


def embed(face: FoundFace) -> None:
    """The costly step, about 100 ms a face."""
    face.embedding = tuple(map(float, face_library.encode(face.picture, face.inside)))


def _head_scale(image: Image) -> float:
    return min(_MOST_SCALE, _SEARCH_WIDTH / max(1, int(image.shape[1])))
