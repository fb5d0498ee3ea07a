"""What is under way at Ring, and how each camera's latest poll went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.outages import Outage
from bot.under_way import UnderWay
from pipeline.errors import DoorbellBusy, DoorbellError, LoginNeeded
from pipeline.types import Camera

LIST = "cameras"
"""The key under which the list of cameras is read; no camera's id."""


@dataclass(frozen=True, slots=True)
class Answer:
    """`seconds` that it took; `error` None: all was read."""

    seconds: float
    error: DoorbellError | None = None

    @property
    def is_rings(self) -> bool:
        """Whichever camera was asked, it would be the same."""
        return isinstance(self.error, LoginNeeded | DoorbellBusy)


@dataclass(slots=True)
class Rounds:
    """`under_way`: by camera id, and LIST."""

    under_way: UnderWay[str]
    slow: Outage
    latest: dict[str, Answer] = field(default_factory=dict)
    """By camera id, and LIST."""
    listed: Sequence[Camera] | None = None
    """As the doorbell gave them and they were taken up, latest."""
    presence: dict[str, Outage] = field(default_factory=dict)
    """By camera id: whether it is there at all."""

    def is_rings(self, answer: Answer) -> bool:
        """Whether this failure is not one camera's alone."""
        of_cameras = [one for key, one in self.latest.items() if key != LIST]
        return answer.is_rings or all(one.error is not None for one in of_cameras)

    @property
    def ring_is_well(self) -> bool:
        return not any(one.is_rings for one in self.latest.values())

    @property
    def quickest(self) -> float | None:
        """Seconds; None where no camera has answered."""
        seconds = [one.seconds for key, one in self.latest.items() if key != LIST and one.error is None]
        return min(seconds, default=None)

    def forget_but(self, camera_ids: set[str]) -> None:
        """Of a camera that left the account."""
        self.latest = {key: one for key, one in self.latest.items() if key in camera_ids | {LIST}}
