"""What charts cost, as rows of `latchkey bench`: the numbers at a busy door and at a quiet one; pictures."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from zoneinfo import ZoneInfo

from bot.easel import Easel
from charts.orders import HeatmapOrder
from pipeline.bench.row import Bench, Goal, Rival, Row
from pipeline.process import Process, step_back
from storage.activity import counts, first_event_at
from storage.file import prepare
from storage.local_time import QUARTERS_A_DAY
from storage.read_only import read_only

BUSY, QUIET = 1_000_000, 1_000
"""Events."""

YEAR = timedelta(days=365)
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Berlin")
TURNS = 40

MOST, AS_DEAR = Goal(at_most=0.020), Goal(at_most=2.0)
"""Seconds; times the same of the quiet door."""

PICTURE = Goal(at_most=1.5)
"""Seconds."""

QUESTIONS = (
    ("heatmap, 7 days", timedelta(days=7), "label:person", ""),
    ("heatmap, 90 days", timedelta(days=90), "label:person", ""),
    ("heatmap, a year", YEAR, "label:person", ""),
    ("heatmap, a year, one camera", YEAR, "label:person", "2"),
    ("heatmap, a year, dogs", YEAR, "label:dog", ""),
    ("heatmap, a year, one person", YEAR, "who:1", ""),
)

# A visit every few seconds or hours, on three cameras in turn; what each counts as is in turn, too.
_EVENTS = """
WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?1)
INSERT INTO events (id, camera_id, recorded_at, event_type, recording_id, created_at, person, visit_id,
    strangers, others)
  SELECT i + 1, CAST(1 + i % 3 AS TEXT), strftime('%Y-%m-%dT%H:%M:%fZ', ?2 + i * ?3, 'unixepoch'), 'motion',
      CAST(i AS TEXT), '2026-11-21T12:00:00.000Z', 1, i + 1, i % 5 = 4, iif((i + 1) % 7, '[]', '["dog"]')
    FROM n
"""

_PERSON = "INSERT INTO persons (id, name, display_name, created_at) VALUES (1, 'grace', 'Grace', '2026')"
_PEOPLE = "INSERT INTO event_people (event_id, person_id) SELECT id, 1 FROM events WHERE id % 4 = 0"

_VISITS = "INSERT INTO visits SELECT id, camera_id, recorded_at, recorded_at, created_at FROM events"

_SUBJECTS = """
INSERT INTO visit_subjects
  SELECT id, subject, camera_id, CAST(strftime('%s', started_at) AS INTEGER) / 900 FROM visits
    JOIN (SELECT 'label:person' AS subject, 1 AS every UNION ALL SELECT 'who:1', 4
      UNION ALL SELECT 'stranger', 5 UNION ALL SELECT 'label:dog', 7) ON id % every = 0
"""

_COUNTED = """
SELECT subject, camera_id, quarter, count(*) FROM visit_subjects GROUP BY 1, 2, 3
  UNION ALL SELECT subject, '', quarter, count(*) FROM visit_subjects GROUP BY 1, 3
"""


def rhythm_rows(bench: Bench) -> Iterator[Row]:
    """Both doors have the same year behind them, in one file each."""
    busy, quiet = (fill(bench.folder / f"{events}.db", events) for events in (BUSY, QUIET))
    for name, span, subject, camera_id in QUESTIONS:
        cost, rival = (_seconds(path, span, subject, camera_id) for path in (busy, quiet))
        yield Row(f"{name}, 1M", cost, "s", MOST)
        yield Row(f"{name}, 1M", cost, "s", AS_DEAR, Rival("with 1,000 events", rival))


def chart_rows(_: Bench) -> Iterator[Row]:
    """From an order to its picture: the first starts the process that draws."""
    first, following = asyncio.run(_pictures())
    yield Row("chart, the first", first, "s", PICTURE)
    yield Row("chart, each further one", following, "s", PICTURE)


async def _pictures() -> tuple[float, float]:
    # The bot's fork server runs since its start.
    await Process(step_back, (0,), int).end()
    easel, week = Easel(), tuple(tuple(range(24)) for _ in range(7))
    spent = []
    try:
        for number in range(8):
            started = time.perf_counter()
            await easel.draw(HeatmapOrder(week, "When your door is busy", f"picture {number}"))
            spent.append(time.perf_counter() - started)
    finally:
        await easel.stop()
    return spent[0], median(spent[1:])


def fill(path: Path, events: int) -> Path:
    """A store with so many events in the year before NOW. As the triggers would, only sooner."""
    prepare(path)
    start, step = int((NOW - YEAR).timestamp()), YEAR.total_seconds() / events
    with closing(sqlite3.connect(path)) as store, store:
        triggers = store.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        counting = [(name, sql) for name, sql in triggers if name == "visit_subjects_added"]
        store.execute("DROP TRIGGER visit_subjects_added")
        store.execute("PRAGMA defer_foreign_keys = 1")
        store.execute(_EVENTS, (events, start, step))
        for sql in (_VISITS, _PERSON, _PEOPLE, _SUBJECTS):
            store.execute(sql)
        store.executemany("INSERT INTO activity VALUES (?, ?, ?, ?)", _packed(store))
        for _, sql in counting:
            store.execute(sql)
    return path


def _packed(store: sqlite3.Connection) -> list[tuple[str, int, str, str]]:
    days: dict[tuple[str, str, int], list[int]] = {}
    for subject, camera_id, quarter, visits in store.execute(_COUNTED):
        day = days.setdefault((subject, camera_id, quarter // QUARTERS_A_DAY), [0] * QUARTERS_A_DAY)
        day[quarter % QUARTERS_A_DAY] = visits
    return [
        (subject, day, camera_id, "".join(f"{visits:04}" for visits in counted))
        for (subject, camera_id, day), counted in days.items()
    ]


def _seconds(path: Path, span: timedelta, subject: str, camera_id: str) -> float:
    """One connection, as the bot keeps them; the first turn warms it up."""
    spent = []
    with read_only(path) as store:
        if first_event_at(store) is None:
            raise ValueError(f"{path} has no events")
        for _ in range(TURNS + 1):
            started = time.perf_counter()
            counts(store, NOW - span, NOW, ZONE, subject, camera_id)
            spent.append(time.perf_counter() - started)
    return median(spent[1:])
