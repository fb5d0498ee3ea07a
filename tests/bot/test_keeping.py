"""What is kept is swept and mended; the owner hears once of what only a human can mend."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.keeping import Keeper, OnCard
from bot.owner import Owner
from bot.settings import Settings
from storage.orphans import FEW
from storage.store import Store
from tests.storage.makers import FRONT, NOW, OWNER, after, analysis, known, rows, seen, told

DAY = timedelta(days=1)


class Time:
    """Both clocks."""

    def __init__(self) -> None:
        self.at: datetime = NOW
        self.rings: datetime | None = NOW

    def now(self) -> datetime:
        return self.at


@pytest.fixture
async def keeper(tmp_path: Path) -> AsyncIterator[Keeper]:
    settings = Settings(
        _env_file=None,
        db_path=tmp_path / "events.db",
        thumbnails_dir=tmp_path / "thumbnails",
        retention_mb=1,
    )
    async with await Store.open(settings.db_path, settings.thumbnails_dir) as store:
        await store.access.make_owner(OWNER, "Sam", NOW)
        await store.events.poll_floor(FRONT, NOW)
        time = Time()
        yield Keeper(
            store, settings, time, Owner(store, time, lambda: None), lambda: time.rings, lambda _: None
        )


def time_of(keeper: Keeper) -> Time:
    assert isinstance(keeper.clock, Time)
    return keeper.clock


async def notices(keeper: Keeper) -> list[str]:
    return [row["text"] for row in await rows(keeper.store, "SELECT text FROM outbox WHERE kind = 'notice'")]


async def heard(keeper: Keeper) -> None:
    """Telegram takes what waits."""
    for row in await keeper.store.outbox.due(after(10**8)):
        await keeper.store.outbox.confirm(row.id, row.revision, row.id, None, [], NOW)


async def test_pictures_go_after_their_days_and_above_their_room(keeper: Keeper) -> None:
    store, time = keeper.store, time_of(keeper)
    for number in range(4):
        event_id = await seen(store, number)
        await store.events.finish(event_id, analysis(thumbnail=bytes(400_000)), known(), after(number))
    await keeper.sweep()
    kept = await rows(store, "SELECT id FROM events WHERE thumbnail_path IS NOT NULL")
    assert [row["id"] for row in kept] == [3, 4], "one MB holds two of them"
    time.at = time.rings = NOW + 31 * DAY
    await keeper.sweep()
    assert await rows(store, "SELECT id FROM events WHERE thumbnail_path IS NOT NULL") == []
    assert await notices(keeper) == []


@pytest.mark.parametrize("days", [-400, 400])
async def test_nothing_is_deleted_on_the_word_of_a_wrong_clock(keeper: Keeper, days: int) -> None:
    time = time_of(keeper)
    await told(keeper.store)
    time.at = NOW + days * DAY
    await keeper.sweep()
    assert len(await rows(keeper.store, "SELECT id FROM events WHERE thumbnail_path IS NOT NULL")) == 1
    time.rings = None
    if days > 0:
        await keeper.sweep()
        gone = await rows(keeper.store, "SELECT picture_gone FROM events")
        assert gone == [{"picture_gone": "age"}], "where Ring is away for long, this clock is all there is"


async def test_telegrams_time_speaks_against_a_wrong_clock_while_ring_is_away(keeper: Keeper) -> None:
    """As after a power cut, with a login at Ring that is over."""
    time = time_of(keeper)
    await told(keeper.store)
    time.at, time.rings = NOW + 400 * DAY, None
    keeper.telegrams_now = lambda: NOW
    await keeper.sweep()
    assert len(await rows(keeper.store, "SELECT id FROM events WHERE thumbnail_path IS NOT NULL")) == 1


async def test_a_card_is_told_of_once_with_the_remedy(
    keeper: Keeper, caplog: pytest.LogCaptureFixture
) -> None:
    keeper.find_card = lambda path: "mmcblk0" if path.suffix == ".db" else None
    for _ in range(3):
        await keeper.look_at_cards()
    (notice,) = await notices(keeper)
    assert "My store is on an SD card (mmcblk0)" in notice
    assert "USB SSD" in notice
    assert "DB_PATH" in notice
    assert caplog.text.count("SD card") == 1
    assert keeper.on_card == OnCard("store", "mmcblk0")
    assert keeper.on_card.in_short() == "💾 My store is on an SD card (mmcblk0): better a USB SSD"
    await heard(keeper)
    keeper.find_card = lambda path: "mmcblk0"
    await keeper.look_at_cards()
    assert "THUMBNAILS_DIR" in (await notices(keeper))[-1]
    keeper.find_card = lambda path: None
    await keeper.look_at_cards()
    assert "Nothing of mine is on an SD card" in (await notices(keeper))[-1]
    assert keeper.on_card is None


async def test_pictures_that_are_not_mounted_are_told_of(keeper: Keeper) -> None:
    for number in range(FEW + 1):
        await told(keeper.store, number)
    folder = keeper.settings.thumbnails_dir
    folder.rename(folder.with_name("elsewhere"))
    await keeper.mend()
    await keeper.mend()
    (notice,) = await notices(keeper)
    assert f"not where they should be, in {folder}" in notice
    await heard(keeper)
    shutil.rmtree(folder, ignore_errors=True)
    folder.with_name("elsewhere").rename(folder)
    await keeper.mend()
    assert "there again" in (await notices(keeper))[-1]
    assert len(await rows(keeper.store, "SELECT id FROM events WHERE thumbnail_path IS NOT NULL")) == FEW + 1


async def test_stars_that_take_all_the_room(keeper: Keeper) -> None:
    event_id = await seen(keeper.store)
    await keeper.store.events.finish(event_id, analysis(thumbnail=bytes(1_200_000)), known(), NOW)
    await keeper.store.stars.set(event_id, True)
    await keeper.sweep()
    await keeper.sweep()
    assert ["1 MB" in notice for notice in await notices(keeper)] == [True]


async def test_the_log_takes_no_room_after_the_night(keeper: Keeper) -> None:
    for number in range(5):
        await told(keeper.store, number)
    log = keeper.settings.db_path.with_name("events.db-wal")
    assert log.stat().st_size > 0
    await keeper.mend()
    assert log.stat().st_size == 0
