"""The files of thumbnails and crops, as they lie below THUMBNAILS_DIR. Everything here blocks."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_PICTURE = re.compile(r"(\d{1,18})(?:-snapshot|-face-\d+)?\.jpg")
_UNFINISHED = re.compile(r"\.\d{1,18}(?:-snapshot|-face-\d+)?\.jpg\.new")


@dataclass(frozen=True, slots=True)
class PictureFile:
    """`event_id` None: it was being written when the bot was killed."""

    path: str
    """As a row would name it."""
    event_id: int | None
    size: int
    """Bytes."""
    changed: float
    """Unix seconds."""


def picture_files(folder: Path) -> Iterator[PictureFile]:
    """Every file that could be ours, the earliest days first; what is named otherwise is somebody else's."""
    for day in _days(folder):
        for entry in sorted(day.iterdir()):
            found = _PICTURE.fullmatch(entry.name)
            if found is None and _UNFINISHED.fullmatch(entry.name) is None:
                continue
            # Gone since it was listed: no file, then.
            with contextlib.suppress(FileNotFoundError):
                stat = entry.stat()
                event_id = int(found[1]) if found else None
                yield PictureFile(f"{day.name}/{entry.name}", event_id, stat.st_size, stat.st_mtime)


def drop_empty_days(folder: Path, before: float) -> None:
    """Folders in which nothing is and nothing was changed since `before` (Unix seconds)."""
    for day in _days(folder):
        # Whatever is in it, or comes into it now, keeps it.
        with contextlib.suppress(OSError):
            if day.stat().st_mtime < before:
                day.rmdir()


def _days(folder: Path) -> list[Path]:
    """OSError where the folder cannot be read; [] where there is none."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if _DAY.fullmatch(path.name) and path.is_dir())
