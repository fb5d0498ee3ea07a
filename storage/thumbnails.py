"""JPEGs as files, named by paths relative to THUMBNAILS_DIR."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import ParamSpec, TypeVar

from storage.disk import Disk
from storage.whole_file import write_whole

log = logging.getLogger(__name__)

P = ParamSpec("P")
R = TypeVar("R")

AT_ONCE = 4
LONGEST, LONGEST_OF_ALL = 30.0, 600.0
"""Seconds that one picture may take, and what has to do with all of them."""


class Thumbnails:
    def __init__(self, folder: Path) -> None:
        """`folder` and what is below it belong to the runner alone (0700)."""
        self.folder = Path(folder)
        self._disk = Disk(AT_ONCE)

    async def aside(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """What has to do with the whole folder. OSError also where its disk hangs."""
        return await self._disk.run(LONGEST_OF_ALL, work, *args, **kwargs)

    async def save(self, name: str, jpeg: bytes) -> str | None:
        """Writes `<name>.jpg` whole or not at all, on the disk before it returns.

        `name` is relative ("2026-02-25/42"). Returns the relative path to put into a row;
        None, and a line in the log, when it cannot be written: that never fails an event.
        """
        relative = f"{name}.jpg"
        try:
            await self._disk.run(LONGEST, self._write, self.path(relative), jpeg)
        except OSError as error:
            log.warning("thumbnail %s could not be saved: %s", relative, error.strerror or error)
            return None
        return relative

    def path(self, relative: str) -> Path:
        """ValueError for a path that leaves the folder."""
        pure = PurePosixPath(relative)
        if pure.is_absolute() or ".." in pure.parts or not pure.parts:
            raise ValueError(f"{relative!r} is no path below the thumbnails")
        return self.folder / pure

    async def read(self, relative: str) -> bytes | None:
        """None where the file is gone, or not to be had."""
        try:
            return await self._disk.run(LONGEST, self.path(relative).read_bytes)
        except OSError as error:
            log.warning("thumbnail %s could not be read: %s", relative, error.strerror or error)
            return None

    async def delete(self, relative: str) -> None:
        """A file that is gone already is no error."""
        try:
            await self._disk.run(LONGEST, self.path(relative).unlink, missing_ok=True)
        except OSError as error:
            log.warning("thumbnail %s could not be deleted: %s", relative, error.strerror or error)

    def _write(self, path: Path, jpeg: bytes) -> None:
        self._make_folders(path.parent)
        write_whole(path, jpeg)

    def _make_folders(self, folder: Path) -> None:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if self.folder.stat().st_mode & 0o077:
            self.folder.chmod(0o700)
        below = self.folder
        for part in folder.relative_to(self.folder).parts:
            below = below / part
            below.mkdir(exist_ok=True, mode=0o700)
