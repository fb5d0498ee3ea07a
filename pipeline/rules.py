"""What a decision is measured against: thresholds, and what the house knows besides the clip."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from pipeline.types import Grants, Pass


@dataclass(frozen=True, slots=True)
class Rules:
    """Opening is stricter than naming in every one. Distances of embeddings, shares 0..1, seconds.

    `lone_bonus`: so much closer than `open_tolerance` a face must be where there is nobody to compare it
    with: one person enrolled, no stranger ever seen. `open_unseen_seconds`: a sighting with a longer gap
    between two frames might be of two people.
    """

    name_tolerance: float = 0.5
    open_tolerance: float = 0.45
    open_margin: float = 0.08
    lone_bonus: float = 0.05
    open_faces: int = 2
    open_agreement: float = 0.6
    open_unseen_seconds: float = 2.0


@dataclass(frozen=True, slots=True)
class Situation:
    """What else is known when an event is decided. Times are UTC, `now` by the doorbell's own clock.

    `rang`: somebody pressed the button, which is always told. `first_hand` False: found late, again, or
    after a restart. `dry_run`: everything is told, nothing opens.
    """

    now: datetime
    clip_ends_at: datetime
    grants: Grants = field(default_factory=Grants)
    rang: bool = False
    camera_may_open: bool = False
    within_hours: bool = True
    first_hand: bool = True
    cooldown: timedelta = timedelta(seconds=30)
    max_age: timedelta = timedelta(seconds=60)
    dry_run: bool = False

    def may(self, name: str) -> bool:
        return name in self.grants.may_open or self.pass_of(name) is not None

    def pass_of(self, name: str) -> Pass | None:
        """The last to end."""
        own = (one for one in self.grants.passes if one.person == name and one.valid(self.now))
        return max(own, key=lambda one: one.ends_at, default=None)


@dataclass(frozen=True, slots=True)
class Check:
    """One reason, and whether it speaks for opening. `text` says what was measured against what."""

    passed: bool
    text: str


def all_passed(checks: Iterable[Check]) -> bool:
    return all(check.passed for check in checks)
