"""Pictures without a row and rows without a picture: what a crash, a pulled plug or a hand leaves behind."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import time
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from storage.database import Database
from storage.pictures import PictureFile, drop_empty_days, picture_files
from storage.retention import AT_ONCE, PAUSE
from storage.rows import change, many
from storage.thumbnails import Thumbnails

log = logging.getLogger(__name__)

YOUNG = 3600.0
"""Seconds. A file is written before its row: a younger one may still get one."""

FEW = 20
"""So many may be mended even if they are all there are."""

NAMED = """
SELECT id, thumbnail_path FROM events WHERE thumbnail_path IS NOT NULL
UNION ALL SELECT event_id, crop_path FROM faces INDEXED BY faces_with_crops WHERE crop_path IS NOT NULL
"""

_EVENT_LOST = """
UPDATE events SET thumbnail_path = NULL, picture_gone = 'lost' WHERE id = ? AND thumbnail_path = ?
"""
_FACE_LOST = "UPDATE faces SET crop_path = NULL WHERE event_id = ? AND crop_path = ?"


@dataclass(frozen=True, slots=True)
class Mended:
    """`files` that no row named were deleted, `rows` that named none name nothing any more.

    `doubtful`: of most pictures one half was missing, so this is the wrong folder, or the wrong store, and
    nothing was changed.
    """

    files: int = 0
    rows: int = 0
    doubtful: bool = False


class Orphans:
    def __init__(self, db: Database, thumbnails: Thumbnails) -> None:
        self._db, self._thumbnails = db, thumbnails

    async def mend(self) -> Mended:
        """A row keeps what it says but the path; a file goes once it is an hour old."""
        old = time.time() - YOUNG
        # The rows first: whatever one of them names was on the disk before.
        named = await self._db.view(named_pictures)
        files = await self._thumbnails.aside(lambda: list(picture_files(self._thumbnails.folder)))
        stray, lost = stray_files(files, named, old), lost_rows(files, named)
        if _too_many(len(stray), len(files)) or _too_many(len(lost), len(named)):
            return Mended(doubtful=True)
        mended = Mended(await self._deleted(stray, old), await self._emptied(lost))
        await self._thumbnails.aside(drop_empty_days, self._thumbnails.folder, old)
        return mended

    async def _deleted(self, stray: Sequence[PictureFile], old: float) -> int:
        return sum([await self._thumbnails.aside(self._delete, file, old) for file in stray])

    def _delete(self, file: PictureFile, old: float) -> bool:
        path = self._thumbnails.path(file.path)
        try:
            # Written anew since, it has a row soon: the same event has the same names.
            if path.stat().st_mtime >= old:
                return False
            path.unlink()
        except OSError as error:
            log.warning("%s, which belongs to no event, stays: %s", file.path, error.strerror or error)
            return False
        return True

    async def _emptied(self, lost: Sequence[tuple[int, str]]) -> int:
        emptied = 0
        for first in range(0, len(lost), AT_ONCE):
            some = lost[first : first + AT_ONCE]
            emptied += await self._db.change(partial(_emptied, lost=some))
            await asyncio.sleep(PAUSE)
        return emptied


def named_pictures(store: sqlite3.Connection) -> dict[str, int]:
    """Every path that a row names, and of which event."""
    return {row[1]: row[0] for row in many(store, NAMED)}


def stray_files(files: Iterable[PictureFile], named: Container[str], before: float) -> list[PictureFile]:
    """Those that no row names and that were written before (Unix seconds)."""
    return [file for file in files if file.path not in named and file.changed < before]


def lost_rows(files: Iterable[PictureFile], named: Mapping[str, int]) -> list[tuple[int, str]]:
    """The event and the path of what is not there."""
    there = {file.path for file in files}
    return [(event_id, path) for path, event_id in named.items() if path not in there]


def _too_many(orphans: int, all_of_them: int) -> bool:
    return orphans > FEW and 2 * orphans > all_of_them


def _emptied(store: sqlite3.Connection, lost: Iterable[tuple[int, str]]) -> int:
    """How many rows changed: by now one of them may name another picture."""
    return sum(change(store, sql, *one) for one in lost for sql in (_EVENT_LOST, _FACE_LOST))
