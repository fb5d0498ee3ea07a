"""One face found and encoded, against face_recognition's defaults on the full frame; and whether it lives."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from pipeline import face_library
from pipeline.analyse import open_detector
from pipeline.bench.footage import visitors_frame
from pipeline.bench.row import Bench, Rival, Row
from pipeline.bench.turns import in_turns, timed
from pipeline.errors import ModelError
from pipeline.faces import embed, faces_in, head_of
from pipeline.image import Image
from pipeline.liveness import LivenessNets, find_liveness
from pipeline.models import find_yolo
from pipeline.types import Box
from pipeline.worker import threads_for

TURNS = 5
"""The full frame takes a second."""


def face_rows(bench: Bench) -> Iterator[Row]:
    picture = visitors_frame()
    face_library.warm_up()
    person = _person(bench, picture)
    turns = min(TURNS, bench.turns)
    times = in_turns(
        {"ours": timed(lambda: _ours(picture, person)), "naive": timed(lambda: _naive(picture))}, turns
    )
    rival = Rival("face_recognition", times["naive"] * 1000)
    yield Row("face, found and encoded", times["ours"] * 1000, "ms", rival=rival, note=f"{turns} turns")
    yield _liveness(bench, picture, _ours(picture, person))


def _liveness(bench: Bench, picture: Image, face: Box) -> Row:
    try:
        nets = LivenessNets(find_liveness(bench.models_dir), threads_for(1))
    except ModelError as error:
        return Row("face, alive or a picture", None, "ms", note=str(error))
    seconds = in_turns({"ours": timed(lambda: nets.score(picture, face))}, bench.turns)["ours"]
    return Row("face, alive or a picture", seconds * 1000, "ms")


def _person(bench: Bench, picture: Image) -> Box:
    """By the detector; without one, all of the frame below the visitor's head."""
    try:
        detector = open_detector(find_yolo(bench.models_dir))
    except ModelError:
        (face,) = face_library.locate(picture, 0.5, least=0.4)
        return Box(
            face.box.x1 - face.box.width, face.box.y1 - face.box.width, face.box.x2 + face.box.width, 1080
        )
    return max(
        (one.box for one in detector.detect(picture) if one.label == "person"), key=lambda box: box.area
    )


def _ours(picture: Image, person: Box) -> Box:
    face, *_ = faces_in(0, head_of(picture, person))
    embed(face)
    return face.box


def _naive(picture: Image) -> None:
    library = face_library.library()
    rgb = np.ascontiguousarray(picture[:, :, ::-1])
    library.face_encodings(rgb, library.face_locations(rgb))
