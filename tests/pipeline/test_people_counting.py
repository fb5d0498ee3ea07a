"""Everyone known is named, the rest counted: as few strangers as the pictures prove."""

import pytest

from pipeline.decide import decide
from pipeline.people import most_at_once, people_on
from pipeline.types import Box, Detection
from tests.pipeline.likeness import analysis, face, person


def test_one_known_person_who_turns_away_is_not_also_a_stranger() -> None:
    seen = analysis(
        face(1, 0, name="ada", distance=0.4, off=0.4),
        face(2, 0, distance=0.62, off=0.62),
        face(3, 0, distance=0.68, off=0.68),
    )
    decision = decide(seen)
    assert [match.name for match in decision.known] == ["ada"]
    assert decision.strangers == 0


def test_two_at_once_one_of_them_known() -> None:
    decision = decide(analysis(face(1, 0, name="ada", distance=0.4), at_once=2))
    assert (decision.identity, decision.strangers) == ("ada", 1)


def test_a_stranger_who_comes_after_the_known_one_left_counts() -> None:
    seen = analysis(face(1, 0, name="ada", distance=0.3), face(9, 3, distance=0.85))
    assert decide(seen).strangers == 1


def test_several_strangers_one_after_the_other() -> None:
    seen = analysis(face(1, 1, distance=0.85), face(2, 1, distance=0.9, off=0.2), face(5, 2, distance=0.8))
    assert decide(seen).strangers == 2


def test_a_tiny_face_proves_no_further_person() -> None:
    tiny = Box(0, 0, 30, 30)
    seen = analysis(face(1, 0, name="ada", distance=0.3), face(2, 3, distance=0.85, box=tiny))
    assert decide(seen).strangers == 0


def test_two_faces_on_one_frame_are_two_people_however_alike() -> None:
    assert decide(analysis(face(1, 1, distance=0.8), face(1, 1, distance=0.8), at_once=1)).strangers == 2


def test_two_known_people_are_both_named_closest_first() -> None:
    seen = analysis(
        face(1, 0, name="ada", distance=0.45), face(1, 1, name="grace", distance=0.3),
        face(4, 0, name="ada", distance=0.41), at_once=2,
    )  # fmt: skip
    decision = decide(seen)
    assert [(match.name, match.distance) for match in decision.known] == [("grace", 0.3), ("ada", 0.41)]
    assert decision.identity == "grace"
    assert decision.strangers == 0


def test_nobody_known_and_no_face_is_one_stranger() -> None:
    decision = decide(analysis())
    assert (decision.person, decision.identity, decision.strangers) == (True, None, 1)


def test_an_empty_porch() -> None:
    decision = decide(analysis(at_once=0))
    assert (decision.person, decision.alert, decision.strangers, decision.known) == (False, False, 0, ())


def test_without_a_detector_a_face_is_a_person() -> None:
    decision = decide(analysis(face(1, 1), at_once=1, detector="faces"))
    assert decision.alert
    assert any("no detector" in reason for reason in decision.reasons)


@pytest.mark.parametrize(
    ("boxes", "count"),
    [
        ([person(1, 0.9)], 1),
        ([person(1, 0.9), person(1, 0.8, left=400)], 2),
        ([person(1, 0.9), person(2, 0.8)], 1),
        ([person(1, 0.4)], 0),
        ([person(1, 0.4), person(5, 0.36)], 1),
        ([person(1, 0.3), person(5, 0.3)], 0),
        ([Detection(1, "dog", 0.95, Box(0, 0, 300, 300))], 0),
    ],
)
def test_how_many_people_boxes_make(boxes: list[Detection], count: int) -> None:
    assert most_at_once(boxes) == count


def test_a_part_of_a_person_is_no_second_person() -> None:
    whole = Detection(1, "person", 0.9, Box(0, 0, 200, 600))
    head = Detection(1, "person", 0.6, Box(20, 0, 180, 180))
    beside = Detection(1, "person", 0.6, Box(150, 100, 400, 600))
    assert people_on([head, whole, beside]) == [whole, beside]
