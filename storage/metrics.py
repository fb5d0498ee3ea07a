"""How the machine and the bot do: a small ring of measurements, which sweeps itself.

An SD card wears out by pages written: a round of measurements is one small transaction on one page at the
table's end, every few minutes, and what is old goes once a day.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from statistics import median

from storage.database import Database
from storage.rows import change, many
from storage.timestamps import from_text, to_text

KEPT = timedelta(days=7)
SWEPT_EVERY = timedelta(days=1)

AHEAD = timedelta(hours=1)
"""What was measured so long after now was measured while the clock was wrong."""


class Metric(StrEnum):
    """With its unit."""

    INFERENCE = "inference_ms"
    """Looking at one frame."""
    QUEUE = "queue_events"
    """Events that wait to be analysed."""
    TEMPERATURE = "temperature_c"
    THROTTLED = "throttled_bits"
    """As a Raspberry Pi's firmware tells them."""
    DISK = "disk_used_percent"
    """Of the fullest disk that is written to."""
    MEMORY = "memory_used_percent"
    """Of the machine's."""
    OWN_MEMORY = "own_memory_mib"
    """Of the bot and its processes."""
    WAL = "wal_mib"
    """The store's write-ahead log."""
    SKEW = "clock_skew_s"
    """This machine's clock less the clouds'."""
    JITTER = "poll_jitter_ms"
    """By how much a poll began beside its time."""
    HISTORY_AGE = "history_age_s"
    """Since a camera's history was last read at Ring."""
    TELEGRAM_AGE = "telegram_age_s"
    """Since Telegram last answered the question for updates."""
    SENT_AGE = "telegram_sent_age_s"
    """Since Telegram last took a message, an answer or news."""
    LOCK_AGE = "lock_age_s"
    """Since the lock's cloud last told its state."""


Point = tuple[datetime, float]

_PUT = "INSERT OR REPLACE INTO metrics (at, name, value) VALUES (?, ?, ?)"
_SWEEP = "DELETE FROM metrics WHERE at < ? OR at > ?"
_BETWEEN = """
SELECT at, name, value FROM metrics
  WHERE at >= ? AND at <= ? AND name IN (SELECT value FROM json_each(?)) ORDER BY at
"""
_NEWEST = """
SELECT at, value FROM metrics WHERE name = ? AND at <= ? ORDER BY at DESC LIMIT 1
"""
_STANDING = """
SELECT DISTINCT about FROM outbox
  WHERE about IN (SELECT value FROM json_each(?)) AND over = 0 AND state <> 'lapsed'
"""


class Metrics:
    def __init__(self, db: Database) -> None:
        self._db = db
        self._swept_at: datetime | None = None

    async def add(self, values: Mapping[Metric, float], now: datetime) -> None:
        """One round. A second one of the same millisecond takes the place of the first."""
        sweeps = self._swept_at is None or abs(now - self._swept_at) >= SWEPT_EVERY

        def added(store: sqlite3.Connection) -> None:
            store.executemany(_PUT, [(to_text(now), name.value, value) for name, value in values.items()])
            if sweeps:
                change(store, _SWEEP, to_text(now - KEPT), to_text(now + AHEAD))

        await self._db.change(added)
        if sweeps:
            self._swept_at = now

    async def series(
        self, names: Collection[Metric], since: datetime, until: datetime
    ) -> dict[Metric, list[Point]]:
        """Oldest first; [] for what was never measured."""
        asked = json.dumps([name.value for name in names])
        rows = await self._db.view(lambda store: many(store, _BETWEEN, to_text(since), to_text(until), asked))
        found: dict[Metric, list[Point]] = {name: [] for name in names}
        for row in rows:
            found[Metric(row["name"])].append((from_text(row["at"]), row["value"]))
        return found

    async def usual(self, name: Metric, since: datetime, until: datetime, least: int) -> float | None:
        """The median; None where it was measured less than `least` times."""
        points = (await self.series([name], since, until))[name]
        return median(value for _, value in points) if len(points) >= least else None

    async def newest(self, name: Metric, now: datetime) -> Point | None:
        rows = await self._db.view(lambda store: many(store, _NEWEST, name.value, to_text(now)))
        return (from_text(rows[0]["at"]), rows[0]["value"]) if rows else None

    async def standing(self, abouts: Collection[str]) -> frozenset[str]:
        """Of these alerts those that the run before has put into the outbox, and not ended."""
        asked = json.dumps(sorted(abouts))
        return frozenset(row[0] for row in await self._db.view(lambda store: many(store, _STANDING, asked)))
