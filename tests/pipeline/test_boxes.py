"""The arithmetic of boxes, on boxes of any size and place."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.boxes import enlarged, inside, overlap, shared_area, shifted
from pipeline.image import cut
from pipeline.types import Box

places = st.floats(-5000, 5000)
lengths = st.floats(0, 5000)
shares = st.floats(0, 3)


@st.composite
def boxes(draw: st.DrawFn, least: float = 0.0) -> Box:
    x, y = draw(places), draw(places)
    return Box(x, y, x + least + draw(lengths), y + least + draw(lengths))


def test_known_overlaps() -> None:
    whole = Box(0, 0, 10, 10)
    assert overlap(whole, whole) == 1
    assert overlap(whole, Box(5, 0, 15, 10)) == pytest.approx(1 / 3)
    assert overlap(whole, Box(10, 0, 20, 10)) == 0
    assert inside(Box(2, 2, 4, 4), whole) == 1
    assert inside(whole, Box(0, 0, 10, 5)) == 0.5


@given(boxes(), boxes())
def test_an_overlap_is_a_share_and_the_same_from_both_sides(one: Box, other: Box) -> None:
    assert 0 <= overlap(one, other) <= 1 + 1e-9
    assert overlap(one, other) == pytest.approx(overlap(other, one))
    assert shared_area(one, other) <= min(one.area, other.area) * (1 + 1e-9) + 1e-6


@given(boxes(least=1.0), boxes(least=1.0), places, places)
def test_moving_both_changes_nothing(one: Box, other: Box, right: float, down: float) -> None:
    moved = overlap(shifted(one, right, down), shifted(other, right, down))
    assert moved == pytest.approx(overlap(one, other), abs=1e-6)


@given(boxes(least=1.0), shares)
def test_what_is_enlarged_holds_what_it_was(box: Box, share: float) -> None:
    large = enlarged(box, share)
    assert inside(box, large) == pytest.approx(1)
    assert large.width == pytest.approx(box.width * (1 + 2 * share))
    assert (large.x1 + large.x2) / 2 == pytest.approx((box.x1 + box.x2) / 2, abs=1e-6)


@given(boxes(), boxes())
def test_an_empty_box_overlaps_nothing(one: Box, other: Box) -> None:
    empty = Box(one.x1, one.y1, one.x1, one.y2)
    assert overlap(empty, other) == 0
    assert inside(empty, other) == 0


@given(st.integers(1, 60), st.integers(1, 60), boxes(), shares)
def test_what_is_cut_out_lies_inside_the_picture(height: int, width: int, box: Box, padding: float) -> None:
    picture = np.arange(height * width, dtype=np.uint16).reshape(height, width, 1).view(np.uint8)
    crop, (left, top) = cut(picture, box, padding)
    assert left >= 0
    assert top >= 0
    tall, wide = crop.shape[:2]
    assume(tall and wide)
    assert np.array_equal(crop, picture[top : top + tall, left : left + wide])
    assert left + wide <= width
    assert top + tall <= height
