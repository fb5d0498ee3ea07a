"""A file that is there whole or not at all, whenever the power goes."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Replaces what was there; mode 0600, on the disk before it returns. OSError where it cannot be.

    While it is written it has a name that begins with a dot.
    """
    unfinished = path.with_name(f".{path.name}.new")
    try:
        _write_through(unfinished, data)
        unfinished.replace(path)
        sync_folder(path.parent)
    except OSError:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise


def _write_through(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
    with open(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """What was renamed, made or removed in it stays so whenever the power goes."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
