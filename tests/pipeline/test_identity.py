"""Whom the faces of one sighting show: over all of them, with agreement and margin."""

import numpy as np
import pytest

from pipeline.gallery import build_gallery
from pipeline.identity import identify
from pipeline.types import Gallery
from tests.pipeline.likeness import embedding

ADA, GRACE, NOBODY = 0, 1, 2
BOTH = build_gallery([("ada", embedding(ADA)), ("grace", embedding(GRACE))])
ADA_ALONE = build_gallery([("ada", embedding(ADA))])


@pytest.mark.parametrize(("off", "name"), [(0.0, "ada"), (0.49, "ada"), (0.51, None)])
def test_a_name_up_to_the_tolerance_and_a_distance_always(off: float, name: str | None) -> None:
    found = identify([embedding(ADA, off)], BOTH, 0.5)
    assert (found.name, found.nearest) == (name, "ada")
    assert found.distance == pytest.approx(off)


def test_the_closest_of_somebodys_photos_counts() -> None:
    gallery = build_gallery([("ada", embedding(ADA, 0.9)), ("ada", embedding(ADA, 0.1))])
    assert identify([embedding(ADA)], gallery, 0.5).distance == pytest.approx(0.1)


def test_how_many_of_the_faces_agree() -> None:
    faces = [embedding(ADA, 0.2), embedding(ADA, 0.45), embedding(ADA, 0.7)]
    found = identify(faces, BOTH, 0.5)
    assert (found.name, found.agreeing, found.faces) == ("ada", 2, 3)


def test_one_lucky_likeness_among_many_faces_is_no_name() -> None:
    strange = [embedding(NOBODY, 0.1 * number) for number in range(5)]
    found = identify([embedding(ADA, 0.48), *strange], BOTH, 0.5)
    assert found.name is None


def test_the_margin_is_to_the_second_best_person() -> None:
    found = identify([embedding(ADA)], BOTH, 0.5)
    assert found.second == "grace"
    assert found.margin == pytest.approx(0.6 * 2**0.5)


def test_between_two_who_look_alike_nobody_is_named() -> None:
    twins = build_gallery([("ada", embedding(ADA, 0.20)), ("grace", embedding(ADA, 0.21))])
    found = identify([embedding(ADA, 0.1)], twins, 0.5)
    assert (found.name, found.nearest, found.second) == (None, "ada", "grace")
    assert found.margin == pytest.approx(0.01)


def test_with_one_person_enrolled_the_margin_is_to_the_nearest_stranger_ever_seen() -> None:
    strangers = np.array([embedding(NOBODY), embedding(ADA, 0.6)])
    gallery = Gallery(ADA_ALONE.names, ADA_ALONE.embeddings, strangers)
    found = identify([embedding(ADA, 0.2)], gallery, 0.5)
    assert found.second is None
    assert found.margin == pytest.approx(0.2)


def test_with_one_person_and_no_stranger_there_is_no_margin() -> None:
    assert identify([embedding(ADA, 0.2)], ADA_ALONE, 0.5).margin is None


def test_nobody_enrolled_and_no_face() -> None:
    nobody = build_gallery([])
    assert identify([embedding(ADA)], nobody, 0.5).nearest is None
    assert identify([embedding(ADA)], nobody, 0.5).faces == 1
    assert identify([], BOTH, 0.5).name is None


def test_faces_turned_away_do_not_move_the_name_to_another() -> None:
    """The closer half decides whom they show; the rest lies far from everybody."""
    gallery = build_gallery([("ada", embedding(ADA)), ("grace", embedding(NOBODY, 0.3))])
    faces = [embedding(ADA, 0.1), embedding(ADA, 0.3), embedding(NOBODY, 0.9)]
    assert identify(faces, gallery, 0.5).name == "ada"
