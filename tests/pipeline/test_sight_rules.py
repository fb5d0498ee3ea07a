"""Which detections count: by label, confidence, size and place."""

from __future__ import annotations

import pickle

import pytest

from pipeline.sight_rules import (
    LabelRule,
    SightRules,
    read_label_rules,
    read_labels,
    sight_rules,
)
from pipeline.types import Box, Camera, Detection
from pipeline.zones import read_zones

FRAME = (1000, 1000)
DOOR = Camera("1001", "Front Door")


def seen(label: str, confidence: float = 0.9, top: float = 100, bottom: float = 900) -> Detection:
    return Detection(0, label, confidence, Box(400, top, 600, bottom))


def labels_of(rules: SightRules, *detections: Detection) -> list[str]:
    return [one.label for one in rules.kept(detections, FRAME)]


def test_what_is_told_by_default() -> None:
    things = [seen("bird"), seen("person"), seen("chair"), seen("truck"), seen("dog"), seen("tv")]
    assert labels_of(SightRules(), *things) == ["bird", "person", "truck", "dog"]


def test_only_the_labels_asked_for() -> None:
    assert labels_of(sight_rules(["person", "tv"]), seen("tv"), seen("dog"), seen("person")) == [
        "tv",
        "person",
    ]


@pytest.mark.parametrize(("confidence", "kept"), [(0.5, ["person", "dog"]), (0.49, ["person"]), (0.34, [])])
def test_default_confidences(confidence: float, kept: list[str]) -> None:
    """A person counts from 0.35 on: whether that is enough is for a second frame to say."""
    assert labels_of(SightRules(), seen("person", confidence), seen("dog", confidence)) == kept


def test_a_label_has_its_own_confidence_and_size() -> None:
    rules = sight_rules(rules=read_label_rules("person:0.6:0.1,dog:0.8"))
    assert labels_of(rules, seen("person", 0.59), seen("dog", 0.79), seen("cat", 0.5)) == ["cat"]
    assert labels_of(rules, seen("person", 0.6, 100, 199)) == []
    assert labels_of(rules, seen("person", 0.6, 100, 200)) == ["person"]


def test_people_far_away_do_not_count_by_default() -> None:
    assert labels_of(SightRules(), seen("person", 0.9, 100, 159), seen("dog", 0.9, 100, 110)) == ["dog"]


def test_zones_are_those_of_the_camera() -> None:
    rules = sight_rules(zones=read_zones("Front Door: 0,0 1,0 1,0.5 0,0.5; Garden: 0,0 1,0 1,1 0,1"))
    passer_by = seen("person", 0.9, 100, 400)
    visitor = seen("person", 0.9, 100, 900)
    assert rules.for_camera(DOOR).kept([passer_by, visitor], FRAME) == [visitor]
    assert rules.for_camera(Camera("1003", "Shed")).kept([passer_by, visitor], FRAME) == [passer_by, visitor]


def test_in_sight_asks_for_no_confidence() -> None:
    unsure = seen("person", 0.21)
    assert SightRules().in_sight([unsure, seen("chair")], FRAME) == [unsure]


def test_rules_cross_into_a_worker() -> None:
    rules = sight_rules(["person"], read_label_rules("person:0.6:0.1"), read_zones("Door: 0,0 1,0 1,1"))
    assert pickle.loads(pickle.dumps(rules)) == rules


def test_labels_are_read_as_people_write_them() -> None:
    assert read_labels("person, Dog,  fire   hydrant,dog") == ("person", "dog", "fire hydrant")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("person, package", "COCO has no 'package'"),
        ("person, parcel", "COCO has no 'parcel'"),
        ("person, dogg", "'dogg' is none of its 80: perhaps dog"),
        ("person, qqqq", "'qqqq' is none of its 80$"),
        ("dog, cat", "person among them"),
        ("", "person among them"),
    ],
)
def test_labels_that_nobody_taught_are_told(text: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        read_labels(text)


def test_label_rules_are_read() -> None:
    assert read_label_rules("person:0.5:0.06, traffic light : 0.6,") == (
        LabelRule("person", 0.5, 0.06),
        LabelRule("traffic light", 0.6),
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("person", "'person' has 0 numbers"),
        ("person:0.5:0.1:3", "has 3 numbers"),
        ("person:often", "'often' is no number"),
        ("person:50", "'50' is not between 0 and 1"),
        ("person:nan", "'nan' is not between"),
        ("person:0.5:-1", "'-1' is not between"),
        ("persn:0.5", "perhaps person"),
        ("dog:0.5,dog:0.6", "one rule a label"),
    ],
)
def test_rules_that_are_none_are_told(text: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        read_label_rules(text)


def test_a_person_whom_the_rules_leave_out_is_not_nobody() -> None:
    away = read_zones("Front Door: 0,0 1,0 1,1 0,1")
    far, unsure = seen("person", top=100, bottom=140), seen("person", confidence=0.45)
    assert sight_rules(zones=away).unheeded([seen("person")], FRAME)
    assert sight_rules(rules=[LabelRule("person", 0.95)]).unheeded([seen("person")], FRAME)
    assert not SightRules().unheeded([seen("person"), far, unsure], FRAME)
    assert not sight_rules(zones=away).unheeded([seen("dog"), far, unsure], FRAME)
