"""The numbers of one span, all of one moment: for /stats, the digest and `latchkey stats`."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from storage.activity import (
    EVERYBODY,
    STRANGER,
    counts,
    days,
    first_event_at,
    new_strangers,
    total,
    totals,
)
from storage.rows import first, many
from storage.timestamps import to_text
from storage.views import Totals

WEEK = timedelta(days=7)
LEAST_WEEKS, USUAL_WEEKS = 2, 8

Named = tuple[str, str, int]
"""What the store calls it, what people call it, and its visits."""


@dataclass(frozen=True, slots=True)
class FaceTally:
    """How often something was decided about somebody whose face may open."""

    opened: int = 0
    would: int = 0
    """On trial."""
    late: int = 0
    asked: int = 0
    """In doubt: residents were asked."""


NO_FACES = FaceTally()


@dataclass(frozen=True, slots=True)
class Summary:
    """Visits with a person in [since, until), widened to whole quarter hours. `before`: in as long a period
    before; None where the history does not reach back so far, or none was asked for."""

    since: datetime
    until: datetime
    grid: Sequence[Sequence[int]]
    """[weekday][hour], Monday first, local."""
    totals: Totals
    people: Sequence[Named]
    """By visits, most first."""
    cameras: Sequence[Named]
    days: Sequence[tuple[date, int, int]]
    """Every local date of the span: visits without a stranger, visits with one."""
    before: int | None
    usual: float | None
    """Visits in a week of those before `since`, at most eight; None where there are fewer than two."""
    new_strangers: int
    faces: FaceTally = NO_FACES


def summary(
    store: sqlite3.Connection, since: datetime, until: datetime, tz: tzinfo, before: datetime | None = None
) -> Summary:
    """`before`: where the period before `since` begins."""
    counted = totals(store, since, until)
    first = first_event_at(store)
    reaches = before is not None and first is not None and first <= before
    return Summary(
        since=since,
        until=until,
        grid=counts(store, since, until, tz),
        totals=counted,
        people=_named(counted.by_person, _names(store, "SELECT name, display_name FROM persons")),
        cameras=_named(counted.by_camera, _names(store, "SELECT id, name FROM cameras")),
        days=_days(store, since, until, tz),
        before=total(store, before, since) if reaches and before is not None else None,
        usual=_usual(store, since, first),
        new_strangers=new_strangers(store, since, until),
        faces=_faces(store, since, until),
    )


FACES = """
SELECT count(*) FILTER (WHERE outcome = 'granted' AND EXISTS (SELECT 1 FROM lock_actions AS a
      WHERE a.event_id = fd.event_id AND a.how = 'face' AND a.sent = 1)) AS opened,
    count(*) FILTER (WHERE outcome = 'would') AS would, count(*) FILTER (WHERE outcome = 'late') AS late,
    count(*) FILTER (WHERE outcome = 'doubt') AS asked
  FROM face_decisions AS fd WHERE at >= ? AND at < ?
"""


def _faces(store: sqlite3.Connection, since: datetime, until: datetime) -> FaceTally:
    row = first(store, FACES, to_text(since), to_text(until))
    return FaceTally(*row) if row is not None else FaceTally()


def _usual(store: sqlite3.Connection, since: datetime, first: datetime | None) -> float | None:
    weeks = 0 if first is None else min(USUAL_WEEKS, (since - first) // WEEK)
    return total(store, since - weeks * WEEK, since) / weeks if weeks >= LEAST_WEEKS else None


def _named(counted: Sequence[tuple[str, int]], names: Mapping[str, str]) -> list[Named]:
    return [(key, names.get(key, key), visits) for key, visits in counted]


def _names(store: sqlite3.Connection, sql: str) -> dict[str, str]:
    return {row[0]: row[1] for row in many(store, sql)}


def _days(
    store: sqlite3.Connection, since: datetime, until: datetime, tz: tzinfo
) -> list[tuple[date, int, int]]:
    everybody = days(store, since, until, tz, EVERYBODY)
    strangers = days(store, since, until, tz, STRANGER)
    first, last = since.astimezone(tz).date(), until.astimezone(tz).date()
    every = (first + timedelta(days=number) for number in range((last - first).days + 1))
    # A visit may have been told as a stranger's and not as a person's by rows that came from elsewhere.
    return [
        (day, max(0, everybody.get(day, 0) - strangers.get(day, 0)), strangers.get(day, 0)) for day in every
    ]
