"""What is settled and decided about opening by face. Frozen and small, as those of `pipeline.types`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum

DAY = timedelta(days=1)


class FaceOutcome(StrEnum):
    """What came of looking at somebody whose face may open."""

    GRANTED = "granted"
    """Everything speaks for it. Whether a command is sent is asked once more, in the store."""
    WOULD = "would"
    """It would be granted, were it not on trial."""
    LATE = "late"
    """Only the clip is too old: nobody knows whether they still stand there."""
    DOUBT = "doubt"
    """The clip leaves a doubt and the house has nothing against it: somebody may be asked."""
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True)
class FaceVerdict:
    """Of the one person in a clip whose face may open. `reasons` name nobody.

    `distance`: of the closest face, by the photos that count for opening. `trial`: on dry run.
    `late_seconds`: by how much the clip is too old, where it is. `ends_at`: when the clip ended. `at`: the
    doorbell's time by which it was decided; None: that of the store's caller.
    """

    name: str
    outcome: FaceOutcome
    distance: float | None
    reasons: tuple[str, ...]
    ends_at: datetime
    trial: bool = False
    late_seconds: float | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Opening:
    """A face may open the door, once: on record, and the command not sent yet."""

    action_id: int
    """lock_actions.id"""
    head: str
    """Of the audit, as it is shown."""
    event_id: int
    visit_id: int
    clip_ended_at: datetime


@dataclass(frozen=True, slots=True)
class Finished:
    """An event was worked off. `opening`: a face may open the door now; None: nothing is to be opened."""

    opening: Opening | None = None


@dataclass(frozen=True, slots=True)
class DaySpan:
    """Of every day, by the clock on the wall; over midnight where `ends` is not after `starts`.

    The whole day where both are the same.
    """

    starts: time
    ends: time

    def holds(self, moment: datetime, zone: tzinfo) -> bool:
        local = moment.astimezone(zone).time()
        if self.starts < self.ends:
            return self.starts <= local < self.ends
        return local >= self.starts or local < self.ends

    def allows(self, moment: datetime, zone: tzinfo) -> bool:
        """As `holds`, for what it permits: once a day and never longer, also where an hour comes twice."""
        if not self.holds(moment, zone):
            return False
        today = moment.astimezone(zone).date()
        return any(
            start <= moment < end for start, end in (self._on(day, zone) for day in (today - DAY, today))
        )

    def _on(self, day: date, zone: tzinfo) -> tuple[datetime, datetime]:
        """What begins on that day. UTC."""
        last = day + DAY if self.ends <= self.starts else day
        start, end = datetime.combine(day, self.starts, zone), datetime.combine(last, self.ends, zone)
        ends = end.astimezone(UTC)
        # Of two the later, unless it is over by then.
        later = start.replace(fold=1).astimezone(UTC)
        return later if later < ends else start.astimezone(UTC), ends


@dataclass(frozen=True, slots=True)
class DoorRules:
    """What the household has settled about opening by face, for every person.

    `cameras`: names or ids of those whose faces may open. `night`: None, where faces may open at any hour.
    `a_day`: at most so many openings by face from midnight to midnight in `zone`.
    """

    lock_id: str | None = None
    cameras: frozenset[str] = frozenset()
    cooldown: timedelta = timedelta(seconds=30)
    max_age: timedelta = timedelta(seconds=60)
    night: DaySpan | None = DaySpan(time(23), time(6))
    a_day: int = 10
    zone: tzinfo = UTC

    def day_began(self, now: datetime) -> datetime:
        """The last midnight on the wall."""
        return datetime.combine(now.astimezone(self.zone).date(), time(), self.zone).astimezone(UTC)
