"""Looking at a clip as the product does: dlib's boxes, both nets, and the pairs of views it compares."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.face_library import Found, locate
from pipeline.image import Image
from pipeline.life import Glance
from pipeline.liveness import LivenessNets, daylight
from pipeline.living import reliefs_of
from pipeline.relief import Relief, View, view_of

SURE = 0.1
"""HOG's score: less is often a leaf."""


def faces_on(frames: Sequence[Image], rate: float, every: float) -> list[tuple[int, Found]]:
    """The surest face of a frame every so many seconds."""
    step = max(1, round(rate * every))
    seen = ((number, locate(frames[number])) for number in range(0, len(frames), step))
    return [(number, found[0]) for number, found in seen if found and found[0].score > SURE]


def glances(nets: LivenessNets, frames: Sequence[Image], faces: Sequence[tuple[int, Found]]) -> list[Glance]:
    return [
        Glance(
            nets.score(frames[number], one.box),
            one.box.width,
            daylight(frames[number], one.box),
        )
        for number, one in faces
    ]


def reliefs(frames: Sequence[Image], faces: Sequence[tuple[int, Found]], rate: float) -> list[Relief]:
    views: list[View] = [view_of(frames[number], one.box, number, number / rate) for number, one in faces]
    return reliefs_of(views)
