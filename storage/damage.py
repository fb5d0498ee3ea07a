"""Whether a store is whole, as far as that is worth the time at a start."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from pipeline.errors import StoreDamaged
from storage.file import judge_bytes
from storage.trouble import RESTORE, told_as_store_error


def suspect(path: Path) -> None:
    """At the next start every page is read. Blocks."""
    _mark(path).touch(0o600)


def look_for_damage(path: Path) -> bool:
    """StoreDamaged where there is any. Whether every page was looked at. The caller holds the lock.

    Every page is read only after an end without warning: a power cut is what damages stores, and 1 GB takes
    seconds from an SSD, half a minute from an SD card. Else the first pages tell, and what lies behind is
    read by the next night's backup, which makes the store `suspect`. Blocks.
    """
    judge_bytes(path)
    # An end as it should be leaves no log behind.
    thoroughly = _size(Path(f"{path}-wal")) > 0 or _mark(path).exists()
    with told_as_store_error(path), closing(sqlite3.connect(path, isolation_level=None)) as store:
        store.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if thoroughly:
            found = store.execute("PRAGMA quick_check(1)").fetchone()[0]
            if found != "ok":
                raise StoreDamaged(f"The store {path} is damaged ({found}): {RESTORE}.")
    _mark(path).unlink(missing_ok=True)
    return thoroughly


def _mark(path: Path) -> Path:
    return path.with_name(f"{path.name}.suspect")


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
