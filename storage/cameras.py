"""The cameras the house has known, and the last picture of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pipeline.types import Camera
from storage.database import Database
from storage.rows import first, many
from storage.timestamps import from_text

LAST_FRAME = """
SELECT thumbnail_path, recorded_at FROM events
  WHERE camera_id = ? AND thumbnail_path IS NOT NULL ORDER BY recorded_at DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class LastFrame:
    path: str
    """Relative to THUMBNAILS_DIR."""
    at: datetime


class Cameras:
    def __init__(self, db: Database) -> None:
        self._db = db

    async def all(self) -> list[Camera]:
        """By name. Also those that Ring does not show, or does not show any more."""
        sql = "SELECT id, name FROM cameras ORDER BY name, id"
        return [Camera(row["id"], row["name"]) for row in await self._db.view(lambda store: many(store, sql))]

    async def last_frame(self, camera_id: str) -> LastFrame | None:
        row = await self._db.view(lambda store: first(store, LAST_FRAME, camera_id))
        return None if row is None else LastFrame(row["thumbnail_path"], from_text(row["recorded_at"]))
