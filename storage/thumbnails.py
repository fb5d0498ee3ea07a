"""JPEGs as files, named by paths relative to THUMBNAILS_DIR."""

from __future__ import annotations

from pathlib import Path


class Thumbnails:
    def __init__(self, folder: Path) -> None:
        """`folder` is created (0700) when the first picture is saved."""
        self.folder = folder

    async def save(self, name: str, jpeg: bytes) -> str | None:
        """Writes `<name>.jpg` whole or not at all, on the disk before it returns.

        `name` is relative ("2026-02-25/42"). Returns the relative path to put into a row;
        None, and a line in the log, when it cannot be written: that never fails an event.
        """
        raise NotImplementedError

    def path(self, relative: str) -> Path:
        """ValueError for a path that leaves the folder."""
        raise NotImplementedError

    async def read(self, relative: str) -> bytes | None:
        """None where the file is gone."""
        raise NotImplementedError

    async def delete(self, relative: str) -> None:
        """A file that is gone already is no error."""
        raise NotImplementedError
