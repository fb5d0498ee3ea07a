"""The cameras that were ever polled, as the household calls them."""

from __future__ import annotations

from pipeline.types import Camera
from storage.database import Database
from storage.rows import many


class Cameras:
    def __init__(self, db: Database) -> None:
        self._db = db

    async def all(self) -> list[Camera]:
        """By name. Also those that Ring does not show any more."""
        sql = "SELECT id, name FROM cameras ORDER BY name, id"
        return [Camera(row["id"], row["name"]) for row in await self._db.view(lambda store: many(store, sql))]
