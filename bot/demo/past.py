"""The past 30 days at the demo's door: made up, marked so in every row, and plausible."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

DAYS = 30
LATEST = timedelta(minutes=25)
"""Nothing is made up this close to now: that belongs to the story."""


WORN = {"Maya": "green", "Robin": "red", "Tom": "blue"}
"""Drawn figures of the sandbox."""


@dataclass(frozen=True, slots=True)
class PastVisit:
    """`look`: what the first stranger looks like; `others` are animals beside or instead of people."""

    at: datetime
    look: str
    people: tuple[str, ...] = ()
    strangers: int = 0
    others: tuple[str, ...] = ()
    ding: bool = False

    @property
    def looks(self) -> tuple[str, ...]:
        """Drawn figures, as many as are told of."""
        residents = tuple(WORN[name] for name in self.people)
        strangers = (self.look, "black", "grey")[: self.strangers]
        return residents + strangers + self.others

    @property
    def person(self) -> bool:
        return bool(self.people or self.strangers)


@dataclass(frozen=True, slots=True)
class Habit:
    """Who comes at `hour` (of the local day, 24.5 is half past midnight) give or take `spread` hours."""

    hour: float
    spread: float
    chance: float
    look: str
    people: tuple[str, ...] = ()
    strangers: int = 0
    others: tuple[str, ...] = ()
    ding: float = 0.0
    """The chance that the bell is rung."""


WEEKDAY = (
    Habit(7.6, 0.25, 0.92, "red", ("Robin",)),
    Habit(8.3, 0.3, 0.9, "green", ("Maya",)),
    Habit(12.3, 1.3, 0.7, "courier", strangers=1, ding=0.75),
    Habit(14.5, 1.2, 0.25, "grey", strangers=1, ding=0.2),
    Habit(16.7, 0.6, 0.9, "green", ("Maya",)),
    Habit(18.1, 0.6, 0.9, "red", ("Robin",)),
    Habit(19.6, 0.7, 0.25, "blue", ("Tom",), ding=0.9),
    Habit(21.2, 0.3, 0.6, "green", ("Maya",), others=("dog",)),
    Habit(25.5, 1.6, 0.35, "cat", others=("cat",)),
)
WEEKEND = (
    Habit(9.4, 0.8, 0.9, "green", ("Maya",), others=("dog",)),
    Habit(11.0, 0.9, 0.45, "courier", strangers=1, ding=0.8),
    Habit(12.4, 0.9, 0.6, "blue", ("Tom",), ding=0.9),
    Habit(15.2, 1.2, 0.8, "red", ("Robin", "Maya")),
    Habit(17.6, 0.8, 0.8, "red", ("Robin", "Maya")),
    Habit(19.8, 0.7, 0.45, "grey", strangers=2, ding=0.9),
    Habit(23.4, 0.8, 0.35, "red", ("Robin",)),
    Habit(26.5, 1.5, 0.4, "cat", others=("cat",)),
)


def past_visits(now: datetime, zone: tzinfo, seed: int = 1906) -> list[PastVisit]:
    """In order, 30 days up to shortly before `now` (aware); the same for the same day and seed."""
    today = now.astimezone(zone).date()
    chance = random.Random(seed)
    visits = [
        visit
        for back in range(DAYS, -1, -1)
        for visit in _day(today - timedelta(days=back), zone, chance)
        if now - timedelta(days=DAYS) < visit.at < now - LATEST
    ]
    return sorted(visits, key=lambda visit: visit.at)


def _day(day: date, zone: tzinfo, chance: random.Random) -> Iterator[PastVisit]:
    for habit in WEEKEND if day.weekday() >= 5 else WEEKDAY:
        # Every draw is made, so that a day does not change with what came before it.
        happens, aside, rings = chance.random(), chance.gauss(0, 0.5), chance.random()
        hours = habit.hour + habit.spread * max(-2.0, min(2.0, aside * 2))
        if happens < habit.chance:
            yield PastVisit(
                at=_moment(day, hours, zone),
                look=habit.look,
                people=habit.people,
                strangers=habit.strangers,
                others=habit.others,
                ding=rings < habit.ding,
            )


def _moment(day: date, hours: float, zone: tzinfo) -> datetime:
    """Wall-clock hours after midnight: a clock change does not shift anybody's habits."""
    midnight = datetime.combine(day, time.min)
    return (midnight + timedelta(seconds=round(hours * 3600))).replace(tzinfo=zone)
