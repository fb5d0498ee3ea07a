"""A cut is seen by what lies behind the people."""

import cv2
import numpy as np
import pytest

from pipeline.image import Image, as_image
from pipeline.shots import Scene, shots_of
from pipeline.types import Box
from tests.pipeline.footage import porch


def other_place() -> Image:
    cells = np.random.default_rng(5).integers(0, 255, (6, 10, 3)).astype(np.uint8)
    return as_image(cv2.resize(cells, (1280, 720), interpolation=cv2.INTER_CUBIC))


def with_a_visitor(picture: Image, box: Box) -> Image:
    shown = picture.copy()
    shown[int(box.y1) : int(box.y2), int(box.x1) : int(box.x2)] = (30, 30, 220)
    return shown


@pytest.mark.parametrize(
    "changed",
    [
        as_image(porch() // 2),
        as_image(np.clip(porch().astype(int) + 40, 0, 255)),
        as_image(cv2.GaussianBlur(porch(), (31, 31), 0)),
    ],
    ids=["darker", "brighter", "blurred"],
)
def test_light_and_focus_are_no_cut(changed: Image) -> None:
    assert Scene(porch()).alike(Scene(changed))


def test_another_place_is_a_cut() -> None:
    scenes = [Scene(porch()), Scene(porch()), Scene(other_place()), Scene(other_place()), Scene(porch())]
    assert shots_of(scenes) == [0, 0, 1, 1, 2]


def test_a_visitor_who_fills_half_of_the_view_is_no_cut() -> None:
    box = Box(300, 0, 1000, 720)
    assert Scene(porch()).alike(Scene(with_a_visitor(porch(), box), [box]))


def test_who_hides_everything_is_no_cut() -> None:
    box = Box(0, 0, 1280, 720)
    assert Scene(porch()).alike(Scene(other_place(), [box]))


def test_an_even_wall_is_like_itself() -> None:
    wall = Scene(np.full((720, 1280, 3), 90, np.uint8))
    assert wall.alike(wall)


def test_no_frames() -> None:
    assert shots_of([]) == []
