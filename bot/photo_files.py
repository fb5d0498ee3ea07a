"""Photos written into KNOWN_FACES_DIR; the folders are their owner's alone (0700)."""

from __future__ import annotations

from pathlib import Path

from storage.whole_file import write_whole


def put_photo(folder: Path, file: str, content: bytes) -> None:
    """`file` is the path relative to `folder`, KNOWN_FACES_DIR. OSError where it cannot be written."""
    path = folder / file
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.parent.mkdir(mode=0o700, exist_ok=True)
    write_whole(path, content)
