"""What `latchkey bench` tells: a line for each thing measured, its rival, and what it must reach."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.bench.machine import board

NOT_INSTALLED = "not installed"
NAIVE_PART = 12
"""By default one in so many of its frames is measured."""


@dataclass(frozen=True, slots=True)
class Goal:
    """For the ratio where something is compared, else for the value. Exactly one of the two is given."""

    at_most: float | None = None
    at_least: float | None = None

    def met(self, number: float) -> bool:
        return number <= self.at_most if self.at_most is not None else number >= (self.at_least or 0.0)


@dataclass(frozen=True, slots=True)
class Rival:
    """What was measured beside it, in the same run and unit. `value` None: not measured, for `why`."""

    name: str
    value: float | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """`value` None: not measured, `note` says why. `right` False: done wrongly, so that no speed counts."""

    name: str
    value: float | None
    unit: str
    goal: Goal | None = None
    rival: Rival | None = None
    note: str = ""
    right: bool = True

    @property
    def ratio(self) -> float | None:
        """How many times as much as the rival; with a goal `at_least` how many times less."""
        if self.rival is None or not self.value or not self.rival.value:
            return None
        share = self.value / self.rival.value
        return 1 / share if self.goal and self.goal.at_least is not None else share

    @property
    def met(self) -> bool | None:
        """None where there is no goal, or nothing to hold against it."""
        number = self.value if self.rival is None else self.ratio
        if self.goal is None or number is None:
            return None
        return self.right and self.goal.met(number)

    def as_json(self) -> dict[str, Any]:
        goal = {"at_most": self.goal.at_most, "at_least": self.goal.at_least} if self.goal else None
        rival = self.rival
        return {
            "name": self.name,
            "value": self.value,
            "unit": self.unit,
            "against": {"name": rival.name, "value": rival.value, "why": rival.why} if rival else None,
            "ratio": self.ratio,
            "goal": goal,
            "met": self.met,
            "right": self.right,
            "note": self.note,
        }


@dataclass(frozen=True, slots=True)
class Bench:
    """`folder` is for what is made and thrown away. `turns`: how often a frame is measured.

    `naive_part`: the naive pipeline looks at one in so many of the frames it would look at, and the rest is
    reckoned from those; 1 runs it whole, which takes minutes.
    """

    models_dir: Path
    folder: Path
    turns: int = 60
    clip_seconds: int = 20
    naive_part: int = NAIVE_PART
    board: str | None = field(default_factory=board)


Measure = Callable[[Bench], Iterator[Row]]
