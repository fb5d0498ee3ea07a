"""How long pictures are kept: by age, and by what all of them take; starred events keep theirs.

The rows stay, so that history and charts reach back as far as the store does. A row loses its path first, in
a small transaction; then the file goes. What a crash leaves in between is a file without a row
(`storage/orphans.py`).
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from storage.database import Database
from storage.pictures import picture_files
from storage.rows import change, id_list, many
from storage.thumbnails import Thumbnails
from storage.timestamps import to_text
from storage.views import Gone

AT_ONCE = 50
"""Events a transaction."""

PAUSE = 0.05
"""Seconds between two, in which everybody else may write."""


OLDEST = """
SELECT id FROM events INDEXED BY events_with_pictures
  WHERE thumbnail_path IS NOT NULL AND starred = 0 AND state <> 'seen' AND recorded_at < ?
  ORDER BY recorded_at LIMIT ?
"""

_A_CROP = "crop_path IS NOT NULL AND (:why = 'size' OR person_id IS NOT NULL OR embedding IS NULL)"
"""A stranger's goes by STRANGER_DAYS, with what was measured of the face."""

OLDEST_CROPS = f"""
SELECT DISTINCT event_id FROM faces INDEXED BY faces_with_crops JOIN events ON events.id = event_id
  WHERE {_A_CROP.replace(":why", "'age'")} AND starred = 0 AND state <> 'seen' AND recorded_at < ? LIMIT ?
"""

BY_AGE = """
SELECT id FROM (SELECT id, recorded_at FROM events INDEXED BY events_with_pictures
    WHERE thumbnail_path IS NOT NULL AND starred = 0 AND state <> 'seen'
  UNION SELECT events.id, recorded_at FROM faces INDEXED BY faces_with_crops
    JOIN events ON events.id = event_id WHERE crop_path IS NOT NULL AND starred = 0 AND state <> 'seen')
  ORDER BY recorded_at
"""

# Once more inside the transaction: somebody may have given one of them a star.
_THESE = """
(SELECT id FROM events WHERE starred = 0 AND state <> 'seen' AND id IN (SELECT value FROM json_each(:ids)))
"""
_PATHS = f"""
SELECT thumbnail_path FROM events WHERE thumbnail_path IS NOT NULL AND id IN {_THESE}
UNION ALL SELECT crop_path FROM faces WHERE {_A_CROP} AND event_id IN {_THESE}
"""
_NO_THUMBNAIL = f"""
UPDATE events SET thumbnail_path = NULL, picture_gone = :why
  WHERE thumbnail_path IS NOT NULL AND id IN {_THESE}
"""
_NO_CROPS = f"UPDATE faces SET crop_path = NULL WHERE {_A_CROP} AND event_id IN {_THESE}"


class Retention:
    def __init__(self, db: Database, thumbnails: Thumbnails) -> None:
        self._db, self._thumbnails = db, thumbnails

    async def by_age(self, before: datetime) -> int:
        """The pictures of every event recorded before, but starred ones: how many files went."""
        return sum([await self._all_of(query, to_text(before)) for query in (OLDEST, OLDEST_CROPS)])

    async def by_size(self, most_bytes: int) -> tuple[int, int]:
        """As many of the oldest pictures go as it takes for the rest to have room.

        How many files went, and how many bytes are too many still: those of starred events stay.
        """
        sizes = await self._thumbnails.aside(_sizes, self._thumbnails.folder)
        spare, gone = most_bytes - sum(sizes.values()), 0
        oldest = await self._ids(BY_AGE) if spare < 0 else []
        for first in range(0, len(oldest), AT_ONCE):
            going = []
            for event_id in oldest[first : first + AT_ONCE]:
                if spare < 0:
                    going.append(event_id)
                    spare += sizes[event_id]
            gone += await self._take_out(going, Gone.SIZE)
        return gone, max(0, -spare)

    async def _all_of(self, query: str, before: str) -> int:
        gone = 0
        while taken := await self._take_out(await self._ids(query, before, AT_ONCE), Gone.AGE):
            gone += taken
        return gone

    async def _ids(self, query: str, *values: object) -> list[int]:
        return await self._db.view(lambda store: [row[0] for row in many(store, query, *values)])

    async def _take_out(self, event_ids: Sequence[int], why: Gone) -> int:
        """Their pictures, in one transaction; how many files."""
        if not event_ids:
            return 0
        paths = await self._db.change(lambda store: _without(store, event_ids, why))
        for path in paths:
            await self._thumbnails.delete(path)
        await asyncio.sleep(PAUSE)
        return len(paths)


def _without(store: sqlite3.Connection, event_ids: Sequence[int], why: Gone) -> list[str]:
    values = {"ids": id_list(event_ids), "why": why}
    paths = [row[0] for row in many(store, _PATHS, **values)]
    change(store, _NO_THUMBNAIL, **values)
    change(store, _NO_CROPS, **values)
    return paths


def _sizes(folder: Path) -> Counter[int]:
    """Bytes by event."""
    sizes: Counter[int] = Counter()
    for file in picture_files(folder):
        if file.event_id is not None:
            sizes[file.event_id] += file.size
    return sizes
