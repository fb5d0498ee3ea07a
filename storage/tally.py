"""Visits counted for an answer: of one subject, camera and time."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime

from storage.activity import ANYWHERE, counts
from storage.history_filter import PERSON, STRANGER, HistoryFilter, who
from storage.rows import many
from storage.views import EventView, Tally

_FIRST, _LAST = datetime(1970, 1, 2, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)


def count(store: sqlite3.Connection, wanted: HistoryFilter) -> int:
    """Visits of its subject, or with a person, that began in the quarter hours of that time."""
    return _visits(store, wanted.subject or PERSON, wanted)


def tally(store: sqlite3.Connection, wanted: HistoryFilter) -> Tally:
    """The same, and who they were."""
    numbers = [row["id"] for row in many(store, "SELECT id FROM persons")]
    people = [(number, _visits(store, who(number), wanted)) for number in numbers]
    return Tally(
        visits=count(store, wanted),
        people=tuple(sorted(((number, seen) for number, seen in people if seen), key=lambda one: -one[1])),
        strangers=_visits(store, STRANGER, wanted),
    )


def tallied(events: Iterable[EventView]) -> Tally:
    """Of these alone, by the visits they belong to."""
    people: dict[int, set[int | None]] = defaultdict(set)
    strangers, visits = set(), set()
    for event in events:
        visits.add(event.visit_id)
        if event.strangers:
            strangers.add(event.visit_id)
        for person in event.people:
            if person.id is not None:
                people[person.id].add(event.visit_id)
    counted = sorted(((number, len(seen)) for number, seen in people.items()), key=lambda one: -one[1])
    return Tally(visits=len(visits), people=tuple(counted), strangers=len(strangers))


def _visits(store: sqlite3.Connection, subject: str, wanted: HistoryFilter) -> int:
    since, until = wanted.since or _FIRST, wanted.until or _LAST
    # Of a week's hours only their sum is wanted, so any clock will do.
    return sum(map(sum, counts(store, since, until, UTC, subject, wanted.camera_id or ANYWHERE)))
