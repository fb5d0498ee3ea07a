"""Pictures without a row go, rows without a picture say so; but not where all of them are."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest

from storage.check import check
from storage.orphans import FEW, Mended
from storage.store import Store
from tests.storage.makers import face, known, rows, told

HOURS_AGO = time.time() - 2 * 3600


def stray(store: Store, path: str, changed: float = HOURS_AGO) -> Path:
    file = store.thumbnails.folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"\xff\xd8 a picture")
    os.utime(file, (changed, changed))
    return file


async def test_a_file_without_a_row(owned_store: Store) -> None:
    await told(owned_store, 0, known(), face("grace", 0.3))
    old = [
        stray(owned_store, path)
        for path in (
            "2026-02-25/1-face-2.jpg",
            "2026-02-25/7.jpg",
            "2026-02-25/.7.jpg.new",
            "2026-01-01/3.jpg",
        )
    ]
    young = stray(owned_store, "2026-02-25/8.jpg", time.time())
    theirs = [stray(owned_store, path) for path in ("notes.txt", "2026-02-25/cat.jpg", "holiday/1.jpg")]
    (told_of,) = await check(owned_store)
    assert told_of == (
        "Pictures 2026-01-01/3.jpg, 2026-02-25/.7.jpg.new, 2026-02-25/1-face-2.jpg, 2026-02-25/7.jpg "
        "belong to no event."
    )
    os.utime(old[3].parent, (HOURS_AGO, HOURS_AGO))
    assert await owned_store.orphans.mend() == Mended(files=4)
    assert not any(path.exists() for path in old)
    assert young.exists(), "its row may still come"
    assert all(path.exists() for path in theirs), "what is not ours is not touched"
    assert await check(owned_store) == []


async def test_an_empty_day_goes_later(owned_store: Store) -> None:
    day = stray(owned_store, "2026-01-01/3.jpg").parent
    await owned_store.orphans.mend()
    assert day.exists(), "somebody may be about to write into it"
    os.utime(day, (HOURS_AGO, HOURS_AGO))
    await owned_store.orphans.mend()
    assert not day.exists()


async def test_a_row_without_its_file(owned_store: Store) -> None:
    await told(owned_store, 0, known(), face("grace", 0.3))
    await told(owned_store, 1000, known(), face("grace", 0.3))
    for path in ("2026-02-25/1.jpg", "2026-02-25/2-face-1.jpg"):
        (owned_store.thumbnails.folder / path).unlink()
    assert await check(owned_store) == [
        "Pictures are missing: of event 1 (2026-02-25/1.jpg), of event 2 (2026-02-25/2-face-1.jpg)."
    ]
    assert await owned_store.orphans.mend() == Mended(rows=2)
    assert await check(owned_store) == []
    events = await rows(owned_store, "SELECT thumbnail_path, picture_gone FROM events ORDER BY id")
    assert [tuple(event.values()) for event in events] == [(None, "lost"), ("2026-02-25/2.jpg", None)]
    assert await owned_store.orphans.mend() == Mended()


@pytest.mark.parametrize("other", ["folder", "store"])
async def test_the_wrong_folder_or_the_wrong_store_costs_nothing(owned_store: Store, other: str) -> None:
    """A disk that is not mounted, or a new store beside old pictures: that is no orphan's case."""
    for number in range(FEW + 1):
        await told(owned_store, number, known())
    folder = owned_store.thumbnails.folder
    if other == "folder":
        shutil.rmtree(folder)
    else:
        await owned_store.db.change(lambda db: db.execute("DELETE FROM events"))
        for file in folder.rglob("*.jpg"):
            os.utime(file, (HOURS_AGO, HOURS_AGO))
    assert await owned_store.orphans.mend() == Mended(doubtful=True)
    named = await rows(owned_store, "SELECT * FROM events WHERE thumbnail_path IS NOT NULL")
    assert len(named) + len(list(folder.rglob("*.jpg"))) == FEW + 1
