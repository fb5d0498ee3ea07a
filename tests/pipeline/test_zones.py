"""Who stands in a zone is ignored; who stands before one is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.types import Box, Camera
from pipeline.zones import Point, Zone, holds, ignored, read_zones

FRAME = (1920, 1080)
STREET = Zone("Front Door", ((0, 0), (1, 0), (1, 0.3), (0, 0.3)))
FLOWERS = Zone("Front Door", ((0, 0.6), (1, 0.6), (1, 1), (0, 1)))
L_SHAPE = ((0.1, 0.1), (0.9, 0.1), (0.9, 0.3), (0.3, 0.3), (0.3, 0.9), (0.1, 0.9))
fractions = st.floats(0, 1)


def box(x1: float, y1: float, x2: float, y2: float) -> Box:
    """From fractions of the frame."""
    return Box(x1 * FRAME[0], y1 * FRAME[1], x2 * FRAME[0], y2 * FRAME[1])


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        (box(0.4, 0.05, 0.45, 0.28), True),
        (box(0.4, 0.0, 0.6, 0.31), False),
        (box(0.4, 0.02, 0.7, 0.95), False),
    ],
    ids=["on the street", "at the kerb", "at the door, covering the street"],
)
def test_the_feet_decide(seen: Box, expected: bool) -> None:
    assert ignored(seen, FRAME, [STREET]) is expected


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        (box(0.3, 0.1, 0.7, 1.0), False),
        (box(0.3, 0.1, 0.7, 0.95), True),
        (box(0.3, 0.7, 0.7, 1.0), True),
    ],
    ids=["a visitor so close that the frame cuts them off", "feet in the flowers", "a cat in the flowers"],
)
def test_a_box_cut_off_below_needs_its_centre_inside_too(seen: Box, expected: bool) -> None:
    assert ignored(seen, FRAME, [FLOWERS]) is expected


def test_no_zone_ignores_nothing_and_any_of_several_ignores() -> None:
    seen = box(0.4, 0.05, 0.45, 0.28)
    assert not ignored(seen, FRAME, [])
    assert ignored(seen, FRAME, [FLOWERS, STREET])


def test_a_zone_of_the_whole_frame_holds_its_edges() -> None:
    whole = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))
    assert all(holds(whole, (x, y)) for x in (0, 0.5, 1) for y in (0, 0.5, 1))


@pytest.mark.parametrize(
    ("point", "expected"),
    [((0.2, 0.2), True), ((0.8, 0.2), True), ((0.2, 0.8), True), ((0.6, 0.6), False), ((0.05, 0.5), False)],
)
def test_a_bent_zone_holds_what_lies_in_its_arms(point: Point, expected: bool) -> None:
    assert holds(L_SHAPE, point) is expected


@given(fractions, fractions, fractions, fractions, fractions, fractions)
def test_a_rectangle_holds_what_lies_between_its_sides(
    x1: float, y1: float, x2: float, y2: float, x: float, y: float
) -> None:
    (left, right), (top, bottom) = sorted((x1, x2)), sorted((y1, y2))
    rectangle = ((left, top), (right, top), (right, bottom), (left, bottom))
    inside = left + 1e-5 < x < right - 1e-5 and top + 1e-5 < y < bottom - 1e-5
    outside = x < left - 1e-5 or x > right + 1e-5 or y < top - 1e-5 or y > bottom + 1e-5
    held = holds(rectangle, (x, y))
    assert held or not inside
    assert not held or not outside


@given(st.lists(st.tuples(fractions, fractions), min_size=3, max_size=8), fractions, fractions)
def test_where_a_zone_begins_and_which_way_it_turns_does_not_matter(
    polygon: list[Point], x: float, y: float
) -> None:
    point = (x, y)
    assert holds(polygon, point) == holds(polygon[1:] + polygon[:1], point)
    assert holds(polygon, point) == holds(polygon[::-1], point)


def test_zones_are_read_as_they_are_written() -> None:
    read = read_zones("Front Door: 0,0 1,0 1,0.3 0,0.3; Front Door: 0,0.6 1,0.6 1,1 0,1;1002: 0,0 1,0 1,1;")
    assert read[:2] == (STREET, FLOWERS)
    assert read[2] == Zone("1002", ((0, 0), (1, 0), (1, 1)))


def test_a_camera_is_meant_by_its_name_or_its_id() -> None:
    door = Camera("1001", "Front Door")
    assert [Zone(name, ()).of(door) for name in ("front door", "1001", "Garden", "1002")] == [
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("0,0 1,0 1,1", "no camera is named"),
        (": 0,0 1,0 1,1", "no camera is named"),
        ("Door: 0,0 1,0", "has no area"),
        ("Door: 0,0 0.5,0.5 1,1", "has no area"),
        ("Door: 0,0 1,1 1,0 0,1", "in order"),
        ("Door: 0,0 1,0 1;1", "'1' of 'Door' is no point"),
        ("Door: 0,0 1,0 a,b", "'a,b' of 'Door' is no point"),
        ("Door: 0,0 1920,0 1920,1080", "outside 0 to 1"),
        ("Door: 0,0 1,0 nan,1", "outside 0 to 1"),
    ],
)
def test_what_is_no_zone_is_told(text: str, told: str) -> None:
    with pytest.raises(ValueError, match=told) as caught:
        read_zones(text)
    assert "fractions of the frame" in str(caught.value)
