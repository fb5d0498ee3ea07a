from dataclasses import replace

import pytest

from pipeline.decide import decide
from pipeline.types import Analysis, Box, Detection
from tests.pipeline.likeness import analysis, face


def test_a_known_person_is_told_with_the_distance() -> None:
    decision = decide(analysis(face(1, 0, name="ada", distance=0.412)))
    assert decision.alert
    assert "ada: distance 0.41 <= 0.50" in decision.reasons


@pytest.mark.parametrize(
    ("seen", "told"),
    [
        (analysis(), "no face was seen"),
        (analysis(face(1, 0, distance=0.58)), "the nearest known person is 0.58 away > 0.50: not named"),
        (analysis(face(1, 0)), "nobody is enrolled: not named"),
        (analysis(at_once=0), "no person on 8 frames looked at: no alert"),
    ],
)
def test_why_nobody_is_named(seen: Analysis, told: str) -> None:
    assert told in decide(seen).reasons


def test_damage_is_a_reason() -> None:
    seen = replace(analysis(), damage="the file breaks off")
    assert "the clip is damaged: the file breaks off" in decide(seen).reasons


def detection(label: str, confidence: float) -> Detection:
    return Detection(1, label, confidence, Box(0, 0, 100, 100))


def test_animals_and_vehicles_are_told_once_surest_first() -> None:
    detections = [("cat", 0.6), ("dog", 0.7), ("cat", 0.9), ("dog", 0.3), ("person", 0.9)]
    seen = analysis(detections=tuple(detection(*one) for one in detections))
    assert decide(seen).others == ("cat", "dog")


def test_a_dog_alone_is_no_alert() -> None:
    decision = decide(analysis(at_once=0, detections=(detection("dog", 0.9),)))
    assert (decision.alert, decision.others) == (False, ("dog",))
