"""What a decision is measured against: thresholds, and what the house knows besides the clip."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from pipeline.door_types import DoorRules
from pipeline.types import Grants, UsualScene

NAME_MARGIN = 0.03
"""A name needs the second-best person to be this much further away: else it could be either."""

LEAST_AGREEMENT = 0.25
"""A name needs this share of a sighting's faces: one lucky likeness among many faces is none."""

MOST_TOLERANCE = 0.6
"""A distance at which dlib's authors still call two faces one person; beyond it anybody may be anybody."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Opening is stricter than naming in every one, else ValueError. Distances, shares 0..1, seconds.

    `lone_bonus`: so much closer than `open_tolerance` a face must be where there is nobody to compare it
    with: one person enrolled, no stranger ever seen. `open_unseen_seconds`: a sighting with a longer gap
    between two frames might be of two people; `open_faceless_seconds`: and so might one that shows no face
    for longer, near as it is. `open_blind_seconds`: in a longer part of the clip that was not looked at
    somebody might have come and gone. `open_scene`: so much of the camera's usual scene must be seen, known
    by `open_scene_pictures` or more of earlier visits.
    """

    name_tolerance: float = 0.5
    open_tolerance: float = 0.45
    open_margin: float = 0.08
    lone_bonus: float = 0.05
    open_faces: int = 2
    open_agreement: float = 0.6
    open_unseen_seconds: float = 2.0
    open_faceless_seconds: float = 3.0
    open_blind_seconds: float = 2.0
    open_scene: float = 0.4
    open_scene_pictures: int = 3

    def __post_init__(self) -> None:
        stricter = {
            "name_tolerance": self.name_tolerance <= MOST_TOLERANCE,
            "open_tolerance": self.open_tolerance < self.name_tolerance,
            "open_margin": self.open_margin > NAME_MARGIN,
            "open_faces": self.open_faces > 1,
            "open_agreement": self.open_agreement > LEAST_AGREEMENT,
            "lone_bonus": self.lone_bonus >= 0,
            "open_scene": self.open_scene > 0,
            "open_scene_pictures": self.open_scene_pictures > 0,
        }
        if looser := [name for name, holds in stricter.items() if not holds]:
            raise ValueError(f"opening must be stricter than naming: {', '.join(looser)}")


@dataclass(frozen=True, slots=True)
class Situation:
    """What else is known when an event is decided. Times are UTC.

    `now` is this machine's, by which the household said what it allows; `doorbell_now` the doorbell's own,
    by which alone the age of a clip is judged: None where it has not told it, and then nothing opens.
    `rang`: somebody pressed the button, which is always told. `first_hand` False: found late, again, or
    after a restart. `scene` None: the camera's usual scene was not looked for, and then nothing opens.
    """

    now: datetime
    doorbell_now: datetime | None
    clip_ends_at: datetime
    grants: Grants = field(default_factory=Grants)
    door: DoorRules = field(default_factory=DoorRules)
    rang: bool = False
    camera_may_open: bool = False
    first_hand: bool = True
    scene: UsualScene | None = None

    def may(self, name: str) -> bool:
        return self.grants.may(name, self.now)

    @property
    def late_seconds(self) -> float:
        """By how much the clip is too old; 0 where it is not, or where nobody knows."""
        if self.doorbell_now is None:
            return 0.0
        return max(0.0, (self.doorbell_now - self.clip_ends_at - self.door.max_age).total_seconds())


class Kind(StrEnum):
    """What a check that is not passed stands for."""

    FORBIDS = "forbids"
    DOUBT = "doubt"
    """Of who it is, or whether they are alone and alive: somebody who looks may know."""
    LATE = "late"
    TRIAL = "trial"


@dataclass(frozen=True, slots=True)
class Check:
    """One reason, and whether it speaks for opening. `text` says what was measured against what.

    `{}` in it stands for `name`, so that it can be said without.
    """

    passed: bool
    text: str
    kind: Kind = Kind.FORBIDS
    name: str = ""

    @property
    def said(self) -> str:
        return self.text.replace("{}", self.name) if self.name else self.text

    @property
    def nameless(self) -> str:
        return self.text.replace("{}", "somebody")


def all_passed(checks: Iterable[Check]) -> bool:
    return all(check.passed for check in checks)


def told_apart(value: float, limit: float) -> tuple[str, str]:
    """Both with two digits, or with as many as tell them apart: "0.40 > 0.40" would read false."""
    for digits in range(2, 18):
        told, bound = f"{value:.{digits}f}", f"{limit:.{digits}f}"
        if told != bound:
            return told, bound
    return f"{value:.2f}", f"{limit:.2f}"
