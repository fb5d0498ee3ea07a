import numpy as np
import pytest

from pipeline.faces import SeenFace, name_faces, nearest
from pipeline.gallery import build_gallery
from tests.pipeline.likeness import FACE, embedding

GALLERY = build_gallery([("ada", embedding(0)), ("ada", embedding(0, 0.3)), ("grace", embedding(1))])
BLANK = np.zeros((8, 8, 3), np.uint8)


def seen(frame: int, axis: int, off: float = 0.0) -> SeenFace:
    return SeenFace(frame, FACE, np.array(embedding(axis, off)), BLANK, 1.0)


def test_the_nearest_person_by_their_nearest_photo() -> None:
    ranking = nearest(np.array(embedding(0, 0.4)), GALLERY)
    assert [name for name, _ in ranking] == ["ada", "grace"]
    assert ranking[0][1] == pytest.approx(0.1)


@pytest.mark.parametrize(("off", "name"), [(0.0, "grace"), (0.5, "grace"), (0.5001, None), (0.9, None)])
def test_a_name_up_to_the_tolerance_and_a_distance_always(off: float, name: str | None) -> None:
    (face,) = name_faces([seen(3, 1, off)], GALLERY, 0.5)
    assert face.name == name
    assert face.distance == pytest.approx(off)
    assert face.frame == 3


def test_nobody_is_on_one_frame_twice() -> None:
    near, far, later = name_faces([seen(1, 1, 0.2), seen(1, 1, 0.4), seen(2, 1, 0.4)], GALLERY, 0.5)
    assert (near.name, far.name, later.name) == ("grace", None, "grace")


def test_an_empty_gallery_gives_no_name_and_no_distance() -> None:
    (face,) = name_faces([seen(1, 1)], build_gallery([]), 0.5)
    assert (face.name, face.distance, face.confidence) == (None, None, None)
    assert len(face.embedding) == 128


def test_liveness_is_not_known() -> None:
    (face,) = name_faces([seen(1, 1)], GALLERY, 0.5)
    assert (face.live, face.liveness) == (None, None)
