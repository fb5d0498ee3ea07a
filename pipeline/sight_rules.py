"""Which detections count: their labels, how sure, how large, and where they stand. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from pipeline.coco import LABELS
from pipeline.people import LEAST_HEIGHT, LIKELY, PERSON, SURE
from pipeline.types import Camera, Detection
from pipeline.zones import Zone, ignored

TOLD = (
    *(PERSON, "bicycle", "car", "motorcycle", "bus", "truck"),
    *("bird", "cat", "dog", "horse", "sheep", "cow", "bear"),
)
"""What is told unless the household wants otherwise."""

CONFIDENCE = 0.5
"""Of what is no person. A person counts from LIKELY on: then a second frame must show them too."""

_PARCELS = ("package", "packages", "parcel", "parcels", "packet", "box", "delivery", "mail")

RULES_WANTED = "rules such as person:0.5:0.06,dog:0.6 (least confidence, least share of the frame's height)"


@dataclass(frozen=True, slots=True)
class LabelRule:
    """Both 0..1; `height` is a share of the frame's height."""

    label: str
    confidence: float
    height: float | None = None


@dataclass(frozen=True, slots=True)
class SightRules:
    """`least_confidence` 0..1 and `least_height`, a share of the frame's height, by label.

    A label without its own counts from CONFIDENCE on at any size, a person from LIKELY and LEAST_HEIGHT.
    `zones`: of all cameras; `for_camera` leaves those of one.
    """

    labels: tuple[str, ...] = TOLD
    least_confidence: Mapping[str, float] = field(default_factory=dict)
    least_height: Mapping[str, float] = field(default_factory=dict)
    zones: tuple[Zone, ...] = ()

    def for_camera(self, camera: Camera) -> SightRules:
        return replace(self, zones=tuple(zone for zone in self.zones if zone.of(camera)))

    def kept(self, detections: Iterable[Detection], frame_size: tuple[int, int]) -> list[Detection]:
        """Those that count, in their order. `frame_size` is (width, height) in pixels."""
        seen = self.in_sight(detections, frame_size)
        return [one for one in seen if one.confidence >= self.confidence_of(one.label)]

    def in_sight(self, detections: Iterable[Detection], frame_size: tuple[int, int]) -> list[Detection]:
        """As `kept`, however unsure they are."""
        return [
            one
            for one in detections
            if one.label in self.labels
            and one.box.height >= self.height_of(one.label) * frame_size[1]
            and not ignored(one.box, frame_size, self.zones)
        ]

    def unheeded(self, detections: Iterable[Detection], frame_size: tuple[int, int]) -> bool:
        """Whether somebody is surely there whom these rules do not keep: not told, and yet not nobody."""
        found = [one for one in detections if one.label == PERSON and one.confidence >= SURE]
        kept = self.kept(found, frame_size)
        return any(one.box.height >= LEAST_HEIGHT * frame_size[1] and one not in kept for one in found)

    def confidence_of(self, label: str) -> float:
        return self.least_confidence.get(label, LIKELY if label == PERSON else CONFIDENCE)

    def height_of(self, label: str) -> float:
        return self.least_height.get(label, LEAST_HEIGHT if label == PERSON else 0.0)


def sight_rules(
    labels: Iterable[str] = TOLD, rules: Iterable[LabelRule] = (), zones: Iterable[Zone] = ()
) -> SightRules:
    """The rules as the settings LABELS, LABEL_RULES and IGNORE_ZONES spell them."""
    told = tuple(rules)
    return SightRules(
        tuple(labels),
        {rule.label: rule.confidence for rule in told},
        {rule.label: rule.height for rule in told if rule.height is not None},
        tuple(zones),
    )


def read_labels(text: str) -> tuple[str, ...]:
    """`person, dog, cat`. ValueError for what the network was never taught, and where `person` is missing."""
    labels = tuple(dict.fromkeys(_label(word) for word in text.split(",") if word.strip()))
    if PERSON not in labels:
        raise ValueError("labels with person among them: without it nobody would be seen at the door")
    return labels


def read_label_rules(text: str) -> tuple[LabelRule, ...]:
    """`label:confidence[:height],...`. ValueError with what would do; a label twice is one too."""
    rules = tuple(_rule(part.strip()) for part in text.split(",") if part.strip())
    if len({rule.label for rule in rules}) < len(rules):
        raise ValueError(f"{RULES_WANTED}; one rule a label")
    return rules


def _rule(text: str) -> LabelRule:
    label, *numbers = (part.strip() for part in text.split(":"))
    label = _label(label)
    if not 1 <= len(numbers) <= 2:
        raise ValueError(f"{RULES_WANTED}; {text!r} has {len(numbers)} numbers")
    return LabelRule(label, *(_share(number) for number in numbers))


def _share(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        raise ValueError(f"{RULES_WANTED}; {text!r} is no number") from None
    if not 0 <= value < 1:
        raise ValueError(f"{RULES_WANTED}; {text!r} is not between 0 and 1")
    return value


def _label(word: str) -> str:
    label = " ".join(word.split()).lower()
    if label in LABELS:
        return label
    raise ValueError(f"labels of COCO such as person, dog, car; {_why_not(label)}")


def _why_not(label: str) -> str:
    if label in _PARCELS:
        return f"COCO has no {label!r}, nor any other word for one: a delivery is told by who brings it"
    near = get_close_matches(label, LABELS, n=1)
    return f"{label!r} is none of its 80" + (f": perhaps {near[0]}" if near else "")
