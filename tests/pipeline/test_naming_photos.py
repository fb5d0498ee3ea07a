"""Photos that only name open nothing; whom a human has refused is not named again."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from pipeline.decide import decide
from pipeline.faces import FoundFace
from pipeline.figures import Figure
from pipeline.gallery import build_gallery
from pipeline.identity import for_opening, identify
from pipeline.refusals import heeded
from pipeline.reporting import sighting_of
from pipeline.rules import Rules
from pipeline.types import Box, Gallery, Recognised, Refusal, Sighting
from tests.pipeline.likeness import embedding, face, seen, sighting

ADA, GRACE = 0, 1
RULES = Rules()


def gallery(*opens: bool) -> Gallery:
    """Grace as she is, Grace 0.2 off, Ada."""
    people = [("grace", embedding(GRACE)), ("grace", embedding(GRACE, 0.2)), ("ada", embedding(ADA))]
    return build_gallery(people, opens=opens or None)


def visitor(photos: Gallery, off: float = 0.0) -> Sighting:
    """Three faces of Grace, alive."""
    track = [figure(frame, embedding(GRACE, off)) for frame in range(3)]
    found = sighting_of(track, identify([embedding(GRACE, off)] * 3, photos, 0.5), photos, RULES)
    return replace(found, live=True, liveness=0.97)


def figure(frame: int, known_by: tuple[float, ...]) -> Figure:
    box = Box(100, 100, 180, 180)
    blank = np.zeros((240, 240, 3), np.uint8)
    one = FoundFace(frame, box, 1.0, blank, box, known_by)
    return Figure(frame, frame / 2, Box(60, 80, 220, 700), 0.9, faces=[one], searched=True)


def test_every_photo_names_and_those_that_open_open() -> None:
    assert decide(seen(visitor(gallery()))).unlock, "where nothing is said, all of them count"
    assert decide(seen(visitor(gallery(True, True, False)))).unlock
    assert decide(seen(visitor(gallery(True, False, False)))).unlock


def test_a_photo_that_only_names_opens_nothing() -> None:
    decision = decide(seen(visitor(gallery(False, False, False))))
    assert decision.identity == "grace"
    assert not decision.unlock
    assert "not grace by the photos that may open" in decision.reasons[-1]


@pytest.mark.parametrize(("off", "opens"), [(0.5, True), (0.8, False)])
def test_how_close_is_measured_to_the_photos_that_open(off: float, opens: bool) -> None:
    """The other lies 0.2 nearer, and must not help."""
    near = build_gallery(
        [("grace", embedding(GRACE)), ("grace", embedding(GRACE, off)), ("ada", embedding(ADA))],
        opens=[True, False, False],
    )
    decision = decide(seen(visitor(near, off - 0.1)))
    assert decision.identity == "grace"
    assert decision.unlock is opens


def test_photos_of_others_still_forbid() -> None:
    """Ada's photo opens nothing, and yet it says that the face could be hers."""
    alike = build_gallery([("grace", embedding(GRACE)), ("ada", embedding(GRACE, 0.05))], opens=[True, False])
    assert len(for_opening(alike, "grace").names) == 2
    assert not decide(seen(visitor(alike))).unlock


def test_somebody_beside_whose_photos_only_name_is_not_surely_known() -> None:
    beside = sighting(face(0, ADA, name="ada", distance=0.2), face(1, ADA, name="ada", distance=0.2))
    both = seen(visitor(gallery(True, True, False)), replace(beside, live=True))
    assert decide(both).unlock
    unproven = replace(beside, opening=Recognised(replace(beside.identity, name=None), ()))
    assert not decide(seen(visitor(gallery(True, True, False)), unproven)).unlock


def test_a_refused_face_is_not_named_so_again() -> None:
    grace = sighting(face(0, GRACE, name="grace", distance=0.3), face(1, GRACE, name="grace", distance=0.3))
    told = heeded(seen(grace), [Refusal("grace", embedding(GRACE, 0.4))])
    decision = decide(told)
    assert (decision.identity, decision.strangers) == (None, 1)
    assert [one.name for one in told.faces] == [None, None]


@pytest.mark.parametrize(
    "refusal",
    [
        pytest.param(Refusal("ada", embedding(GRACE)), id="another name"),
        pytest.param(Refusal("grace", embedding(ADA)), id="another face"),
    ],
)
def test_what_was_refused_of_others_changes_nothing(refusal: Refusal) -> None:
    grace = seen(sighting(face(0, GRACE, name="grace", distance=0.3)))
    assert heeded(grace, [refusal]) == grace
    assert heeded(grace, []) is grace
