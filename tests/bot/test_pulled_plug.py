"""The plug is pulled: what the log lost behind the last durable write is read again from Ring, once each."""

from __future__ import annotations

import random
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from storage.check import check
from tests.bot.house import FRONT_DOOR, House

RINGS = 6


def cut(house: House, folder: Path, length: int) -> House:
    """The house as it is after the power is back: the same clouds, and of the log only the beginning."""
    shutil.copytree(house.folder / "kept", folder)
    log = folder / "events.db-wal"
    log.write_bytes(log.read_bytes()[:length])
    where = {
        "DB_PATH": str(folder / "events.db"),
        "THUMBNAILS_DIR": str(folder / "thumbnails"),
        "RING_TOKEN_FILE": str(house.folder / "ring_token.json"),
    }
    return replace(house, folder=folder, environment=house.environment | where)


def keep(house: House) -> int:
    """What lies on the disk in this moment; the length of the log."""
    kept = house.folder / "kept"
    shutil.rmtree(kept, ignore_errors=True)
    kept.mkdir()
    for name in ("events.db", "events.db-wal", "audit.key"):
        shutil.copy(house.folder / name, kept)
    if (house.folder / "thumbnails").exists():
        shutil.copytree(house.folder / "thumbnails", kept / "thumbnails")
    return (kept / "events.db-wal").stat().st_size


@pytest.mark.slow
async def test_the_whole_bot_starts_on_a_log_cut_anywhere(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        await house.polled()
        began = house.services.now() - timedelta(seconds=RINGS)
        await house.services.store.db.change(
            lambda db: db.execute("UPDATE users SET language = 'de'"), durable=True
        )
        safe = keep(house)
        for number in range(RINGS):
            house.ring.add_recording(
                FRONT_DOOR,
                b"a clip",
                available_after=3600,
                recorded_at=began + timedelta(seconds=RINGS + number),
            )
            await house.event_in_state("seen", count=number + 1)
        whole = keep(house)
    assert safe < whole
    dice = random.Random(6)
    lengths = [safe, *(dice.randrange(safe, whole) for _ in range(4)), whole]
    lost = set()
    for number, length in enumerate(lengths):
        again = cut(quiet_house, quiet_house.folder / f"after-{number}", length)
        before = await rows_in(again)
        lost.add(RINGS - before)
        async with again.awake():
            found = await again.event_in_state("seen", "failed", count=RINGS)
            assert len({event["recording_id"] for event in found}) == len(found) == RINGS
            assert await again.rows("SELECT language FROM users") == [{"language": "de"}], "written with FULL"
            assert await check(again.services.store) == []
    assert max(lost) == RINGS, "the shortest log has lost them all"
    assert len(lost) > 2


async def rows_in(house: House) -> int:
    """How many events this log still holds, on a copy: looking changes it."""
    look = house.folder.with_name(f"{house.folder.name}-look")
    shutil.copytree(house.folder, look)
    (row,) = await replace(house, folder=look).rows("SELECT count(*) AS n FROM events")
    return int(row["n"])
