"""The rhythm of the door, as the rest of the house asks for it."""

from __future__ import annotations

from datetime import datetime, tzinfo

from pipeline.types import Camera
from storage import activity
from storage.activity import ANYWHERE, EVERYBODY
from storage.database import Database
from storage.rows import many
from storage.summaries import Summary, summary
from storage.views import Totals


class Rhythm:
    """Counted are visits, each once, where it began. A window [since, until) is widened to whole quarter
    hours; `subject` and `camera_id` are as in the table `activity`."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def counts(
        self,
        since: datetime,
        until: datetime,
        tz: tzinfo,
        subject: str = EVERYBODY,
        camera_id: str = ANYWHERE,
    ) -> list[list[int]]:
        """`[weekday][hour]`, 7 x 24, Monday first, hours of `tz`; an hour that a clock change repeats
        counts in its one cell."""
        return await self._db.view(lambda store: activity.counts(store, since, until, tz, subject, camera_id))

    async def totals(self, since: datetime, until: datetime) -> Totals:
        return await self._db.view(lambda store: activity.totals(store, since, until))

    async def summary(
        self, since: datetime, until: datetime, tz: tzinfo, before: datetime | None = None
    ) -> Summary:
        """All the numbers of a span, of one moment. `before`: where the period before it begins."""
        return await self._db.view(lambda store: summary(store, since, until, tz, before))

    async def subjects(self) -> list[str]:
        """All that any visit counts as."""
        return [row["subject"] for row in await self._db.view(lambda store: many(store, activity.SUBJECTS))]

    async def first_event_at(self) -> datetime | None:
        return await self._db.view(activity.first_event_at)

    async def cameras(self) -> list[Camera]:
        """Every one that was ever polled, by name."""
        sql = "SELECT id, name FROM cameras ORDER BY name, id"
        rows = await self._db.view(lambda store: many(store, sql))
        return [Camera(row["id"], row["name"]) for row in rows]
