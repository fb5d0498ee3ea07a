"""Where somebody's head is looked for between the moments at which it was found."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.faces import FoundFace
from pipeline.figures import Figure
from pipeline.types import Box
from pipeline.whereabouts import Whereabouts


def face(left: float, width: float, merit: float = 1.0) -> FoundFace:
    box = Box(left, 10, left + width, 10 + width)
    return FoundFace(0, box, merit, np.zeros((1, 1, 3), np.uint8), Box(0, 0, 1, 1))


def figure(seconds: float, *faces: FoundFace) -> Figure:
    return Figure(round(30 * seconds), seconds, Box(0, 0, 200, 400), 0.9, faces=list(faces))


def test_on_the_way_it_lies_between_the_places_and_the_sizes() -> None:
    far, near = face(100, 40), face(200, 120)
    where = Whereabouts([figure(1, far), figure(2), figure(3, near)], near)
    assert where.at(2) == Box(150, 10, 230, 90)
    assert where.at(1.5) == Box(125, 10, 185, 70)


@pytest.mark.parametrize(("seconds", "left"), [(0.0, 100), (1.0, 100), (3.0, 200), (9.0, 200)])
def test_before_the_first_and_after_the_last_it_is_there(seconds: float, left: float) -> None:
    far, near = face(100, 40), face(200, 120)
    where = Whereabouts([figure(1, far), figure(3, near)], near)
    assert where.at(seconds).x1 == left


def test_what_is_found_meanwhile_counts() -> None:
    only = face(100, 40)
    where = Whereabouts([figure(1, only)], only)
    where.found(2, Box(300, 10, 340, 50))
    assert where.at(1.5).x1 == 200
    assert where.at(5).x1 == 300


def test_of_several_faces_on_one_figure_it_is_the_one_that_was_asked_for_else_the_best() -> None:
    asked, other = face(100, 40, merit=1), face(10, 40, merit=5)
    assert Whereabouts([figure(1, asked, other)], asked).at(1).x1 == 100
    later = face(50, 40)
    assert Whereabouts([figure(1, asked, other), figure(2, later)], later).at(1).x1 == 10
