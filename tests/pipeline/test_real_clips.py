"""The clips of ../shared: filmed by other people, for other purposes."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.analyse import Eyes
from pipeline.decide import decide
from pipeline.gallery import build_gallery
from pipeline.photos import faces_of
from pipeline.types import Gallery


@pytest.fixture(scope="module")
def gallery(shared: Path) -> Gallery:
    (face,) = faces_of(shared / "photos" / "faces" / "lin-manuel-miranda.png")
    return build_gallery([("lin-manuel", face.embedding)])


@pytest.mark.slow
def test_the_man_is_named_though_others_are_seen_too(eyes: Eyes, shared: Path, gallery: Gallery) -> None:
    analysis = eyes.analyse(shared / "clips" / "hamilton.mp4", gallery)
    decision = decide(analysis)
    assert decision.identity == "lin-manuel"
    assert sum(face.name == "lin-manuel" for face in analysis.faces) >= 2
    assert decision.strangers >= 1
    assert analysis.frames_inferred <= 0.04 * analysis.frames_total


def test_one_man_alone_is_one_man(eyes: Eyes, shared: Path, gallery: Gallery) -> None:
    decision = decide(eyes.analyse(shared / "clips" / "lin-manuel-shot.mp4", gallery))
    assert (decision.identity, decision.strangers) == ("lin-manuel", 0)


def test_cars_are_no_visit(eyes: Eyes, shared: Path, gallery: Gallery) -> None:
    decision = decide(eyes.analyse(shared / "clips" / "car-detection.mp4", gallery))
    assert decision.alert is False
    assert "car" in decision.others


def test_people_from_above_are_not_named(eyes: Eyes, shared: Path, gallery: Gallery) -> None:
    decision = decide(eyes.analyse(shared / "clips" / "one-by-one-person-detection.mp4", gallery))
    assert (decision.person, decision.identity, decision.strangers) == (True, None, 1)


def test_without_a_detector_nobody_is_made_up(poorer_eyes: Eyes, shared: Path, gallery: Gallery) -> None:
    analysis = poorer_eyes.analyse(shared / "clips" / "car-detection.mp4", gallery)
    assert (analysis.faces, analysis.most_people_at_once) == ((), 0)
