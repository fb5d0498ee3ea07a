"""What happens in a storm, drawn from its seed alone: who comes, who presses what, and who is killed when.

The same seed gives the same storm: these events at these seconds, these deeds and kills, and in the clouds
the same failure of the n-th call of each method. How far the bot has come at such an instant, and so how many
calls it makes, is up to the machine.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import count, takewhile
from random import Random

PEOPLE = ("near", "closer")
NOBODY = ("empty", "windy")
"""Clips of the studio."""

PERSON_SHARE, RING_SHARE = 0.45, 0.12
"""Of the visits."""
MOST_EVENTS = 6
"""Of one planned visit."""
SECONDS_AN_EVENT = 0.4
"""Over all cameras: the whole storm lasts so long for each of its events."""
LATE_SHARE, LATE_SECONDS = 0.1, 2.5
"""Of the recordings: Ring's history lists them, or has the clip, only after a while."""
DEED_EVERY = 6.0
WORKER_KILL_EVERY = 9.0


class Instant(StrEnum):
    STARTING = "starting"
    """`seconds` after the process began, whatever it does then."""
    WORKING = "working"
    """`seconds` after it began to listen to Telegram: polling, fetching, analysing."""
    SENDING = "sending"
    """`seconds` after its `nth` message or edit since then came to the chat: before its record, maybe."""


class Deed(StrEnum):
    OPEN = "open"
    HESITATE = "hesitate"
    CANCEL = "cancel"
    CLIP = "clip"
    DOOR = "door"
    SNOOZE = "snooze"


DEEDS = (Deed.OPEN, Deed.OPEN, Deed.OPEN, Deed.HESITATE, Deed.CANCEL, Deed.CLIP, Deed.DOOR)


@dataclass(frozen=True, slots=True)
class PlannedEvent:
    """`second` since the storm began. `camera`: its place among the cameras."""

    second: float
    camera: int
    clip: str
    ding: bool
    listed_after: float
    available_after: float

    @property
    def person(self) -> bool:
        return self.clip in PEOPLE


@dataclass(frozen=True, slots=True)
class Kill:
    instant: Instant
    seconds: float
    nth: int = 1


@dataclass(frozen=True, slots=True)
class PlannedDeed:
    """`user`: 0 is the owner, 1 a resident."""

    second: float
    user: int
    deed: Deed
    camera: int


@dataclass(frozen=True, slots=True)
class WorkerKill:
    """`which`: 0..1, of those that run then."""

    second: float
    which: float


@dataclass(frozen=True, slots=True)
class Plan:
    seed: int
    events: tuple[PlannedEvent, ...]
    kills: tuple[Kill, ...]
    deeds: tuple[PlannedDeed, ...]
    worker_kills: tuple[WorkerKill, ...]

    @property
    def mark(self) -> str:
        """The same for the same plan."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:8]


def storm_plan(seed: int, events: int, cameras: int, kills: int) -> Plan:
    span = events * SECONDS_AN_EVENT
    return Plan(
        seed,
        tuple(_events(Random(f"{seed} events"), events, cameras, span)),
        tuple(_kills(Random(f"{seed} kills"), kills)),
        tuple(_deeds(Random(f"{seed} deeds"), cameras, span)),
        tuple(_worker_kills(Random(f"{seed} workers"), span)),
    )


def _events(chance: Random, events: int, cameras: int, span: float) -> Sequence[PlannedEvent]:
    drawn = [one for camera in range(cameras) for one in _camera(chance, camera, events // cameras)]
    drawn += _camera(chance, 0, events - len(drawn))
    last = max((one.second for one in drawn), default=1.0)
    return sorted((_at(one, one.second / last * span) for one in drawn), key=lambda one: one.second)


def _camera(chance: Random, camera: int, events: int) -> list[PlannedEvent]:
    """Visits of a few events, one after another."""
    drawn: list[PlannedEvent] = []
    second = chance.uniform(0, 3)
    while len(drawn) < events:
        size = min(chance.randint(1, MOST_EVENTS), events - len(drawn))
        visit = list(_visit(chance, camera, second, size))
        drawn += visit
        second = visit[-1].second + chance.uniform(1.5, 4)
    return drawn


def _visit(chance: Random, camera: int, second: float, size: int) -> Iterator[PlannedEvent]:
    person, rings = chance.random() < PERSON_SHARE, chance.random() < RING_SHARE
    for place in range(size):
        somebody = person and (place == 0 or chance.random() < 0.6)
        clip = chance.choice(PEOPLE if somebody else NOBODY)
        listed, available = _late(chance), _late(chance)
        yield PlannedEvent(second, camera, clip, rings and place == 0, listed, available)
        second += chance.uniform(0.1, 0.8)


def _late(chance: Random) -> float:
    share, seconds = chance.random(), chance.uniform(0.2, LATE_SECONDS)
    return round(seconds, 3) if share < LATE_SHARE else 0.0


def _at(event: PlannedEvent, second: float) -> PlannedEvent:
    return PlannedEvent(
        round(second, 3), event.camera, event.clip, event.ding, event.listed_after, event.available_after
    )


def _kills(chance: Random, kills: int) -> Iterator[Kill]:
    for _ in range(kills):
        match chance.choices(list(Instant), (0.3, 0.35, 0.35))[0]:
            case Instant.STARTING:
                yield Kill(Instant.STARTING, round(chance.uniform(0.05, 2.2), 3))
            case Instant.WORKING:
                yield Kill(Instant.WORKING, round(chance.uniform(0.2, 6.0), 3))
            case _:
                yield Kill(Instant.SENDING, round(chance.expovariate(1 / 0.01), 4), chance.randint(1, 5))


def _deeds(chance: Random, cameras: int, span: float) -> Iterator[PlannedDeed]:
    """One snooze, by the resident alone, in the first half: it has to be over in the end."""
    yield PlannedDeed(round(span / 4, 3), 1, Deed.SNOOZE, chance.randrange(cameras))
    for second in _times(chance, span, DEED_EVERY):
        yield PlannedDeed(second, chance.randrange(2), chance.choice(DEEDS), chance.randrange(cameras))


def _worker_kills(chance: Random, span: float) -> Iterator[WorkerKill]:
    for second in _times(chance, span, WORKER_KILL_EVERY):
        yield WorkerKill(second, chance.random())


def _times(chance: Random, span: float, every: float) -> Iterator[float]:
    times = (round(place * every + chance.uniform(0, every), 3) for place in count())
    return takewhile(lambda second: second < span, times)
