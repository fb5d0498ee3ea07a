"""The cameras the house has known, and the last picture of each."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pipeline.types import Camera
from storage.announcements import notify
from storage.database import Database
from storage.rows import change, first, many
from storage.timestamps import from_text, to_text

LAST_FRAME = """
SELECT thumbnail_path, recorded_at FROM events
  WHERE camera_id = ? AND thumbnail_path IS NOT NULL ORDER BY recorded_at DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class LastFrame:
    path: str
    """Relative to THUMBNAILS_DIR."""
    at: datetime


_RENAMED = """
SELECT cameras.id, cameras.name FROM cameras JOIN json_each(:listed) AS one
  ON one.key = cameras.id WHERE one.value <> cameras.name
"""
_FORMER = """
INSERT INTO camera_names (camera_id, name, until_at) SELECT id, name, :now FROM cameras
  WHERE id = :id AND name <> :name
  ON CONFLICT (camera_id, name) DO UPDATE SET until_at = excluded.until_at
"""
_NAME = "UPDATE cameras SET name = :name WHERE id = :id AND name <> :name"


@dataclass(frozen=True, slots=True)
class Renamed:
    camera: Camera
    """As it is called now."""
    before: str


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

    async def renamed(self, cameras: Sequence[Camera]) -> list[Renamed]:
        """Those of these that the store knows by another name."""
        listed = json.dumps({camera.id: camera.name for camera in cameras})
        rows = await self._db.view(lambda store: many(store, _RENAMED, listed=listed))
        before = {row["id"]: row["name"] for row in rows}
        return [Renamed(camera, before[camera.id]) for camera in cameras if camera.id in before]

    async def rename(self, camera: Camera, now: datetime, told: Sequence[tuple[int, str]] = ()) -> None:
        """Its name is another one from now on, and these chats are told so: one transaction.

        Nothing where it has this name already.
        """

        def renamed(store: sqlite3.Connection) -> None:
            if rename(store, camera, now):
                notify(store, told, now)

        await self._db.change(renamed)

    async def former_names(self) -> dict[str, set[str]]:
        """By camera id."""
        found: dict[str, set[str]] = {}
        for row in await self._db.view(lambda store: many(store, "SELECT * FROM camera_names")):
            found.setdefault(row["camera_id"], set()).add(row["name"])
        return found


def rename(store: sqlite3.Connection, camera: Camera, now: datetime) -> bool:
    """What it was called before is remembered. False where it has this name already."""
    values = {"id": camera.id, "name": camera.name}
    change(store, _FORMER, **values, now=to_text(now))
    return bool(change(store, _NAME, **values))
