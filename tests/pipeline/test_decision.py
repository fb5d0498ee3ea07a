from dataclasses import replace
from datetime import UTC, datetime

import pytest

from pipeline.decide import decide
from pipeline.rules import Situation
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
        (analysis(at_once=0), "nobody seen on 8 frames: no alert"),
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


@pytest.mark.parametrize(
    ("at_once", "frames", "told"),
    [
        (1, 4, "1 person seen, 4 frames looked at: alert"),
        (3, 1, "3 people seen at once, 1 frame looked at: alert"),
    ],
)
def test_how_many_people_were_seen_is_told_in_plain_words(at_once: int, frames: int, told: str) -> None:
    assert decide(replace(analysis(at_once=at_once), frames_inferred=frames)).reasons[0] == told


def test_a_ring_is_told_although_nobody_was_seen_and_why_says_so() -> None:
    now = datetime(2026, 2, 25, 10, 30, tzinfo=UTC)
    decision = decide(analysis(at_once=0), situation=Situation(now, now, now, rang=True))
    assert (decision.person, decision.alert) == (False, True)
    assert decision.reasons == ("nobody seen on 8 frames; told because somebody rang",)


def test_a_dog_alone_is_no_alert() -> None:
    decision = decide(analysis(at_once=0, detections=(detection("dog", 0.9),)))
    assert (decision.alert, decision.others) == (False, ("dog",))
