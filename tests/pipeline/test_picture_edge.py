"""Straight lines on both sides of a head: a phone's frame, or a door behind somebody who has shoulders."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from pipeline.image import Image
from pipeline.picture_edge import cut_off
from pipeline.tracks import Grey

X, Y, WIDTH = 200.0, 195.0, 100.0
"""The middle and the width of the face."""

Line = tuple[tuple[int, int], tuple[int, int]]


def view(*lines: Line, shoulders: bool = False, high: int = 300) -> Grey:
    """A head before a wall; lines from corner to corner are the edges of what is dark beyond them."""
    picture: Image = np.full((300, 400, 3), 150, np.uint8)
    for (left, top), (right, bottom) in lines:
        cv2.rectangle(picture, (left, top), (right, bottom), (20, 20, 20), -1)
    if shoulders:
        cv2.ellipse(picture, (200, 330), (170, 70), 0, 0, 360, (90, 60, 60), -1)
    cv2.ellipse(picture, (200, 190), (55, 75), 0, 0, 360, (120, 150, 190), -1)
    return cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)[:high].astype(np.uint8)


LEFT, RIGHT = ((100, 20), (112, 299)), ((288, 20), (300, 299))


def test_a_frame_beside_the_head_cuts_it_off() -> None:
    assert cut_off(view(LEFT, RIGHT), X, Y, WIDTH)


def test_a_frame_that_the_view_ends_before_does_too() -> None:
    """The lower edge of the frame of the film: no more of the phone is to be seen."""
    assert cut_off(view(LEFT, RIGHT, high=260), X, Y, WIDTH)


def test_shoulders_hide_a_door_frame() -> None:
    assert not cut_off(view(LEFT, RIGHT, shoulders=True), X, Y, WIDTH)


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param([], id="nothing"),
        pytest.param([LEFT], id="one side alone"),
        pytest.param([LEFT, ((100, 10), (300, 20))], id="a lintel"),
        pytest.param([((20, 20), (32, 299)), ((368, 20), (380, 299))], id="far from the head"),
        pytest.param([((100, 20), (112, 200)), ((288, 20), (300, 200))], id="they end above the chin"),
    ],
)
def test_other_lines_do_not(lines: list[Line]) -> None:
    assert not cut_off(view(*lines), X, Y, WIDTH)
