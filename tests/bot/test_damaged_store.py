"""A store that is damaged at a start is set aside for the newest good backup, never for an empty one."""

from __future__ import annotations

import asyncio
import os
import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.places import places
from bot.recovery import recover
from bot.settings import Settings
from pipeline.errors import StoreError
from storage.access import Role
from storage.after_restore import Why
from storage.backing_up import back_up
from storage.damage import look_for_damage, suspect
from storage.store import Store
from tests.bot.house import House
from tests.bot.running import command, latchkey
from tests.storage.copies import KIM, TOMORROW, moments
from tests.storage.makers import FRONT, NOW, OWNER, face, join, told


def settings_in(folder: Path) -> Settings:
    made = Settings(_env_file=None, db_path=folder / "events.db", thumbnails_dir=folder / "thumbnails")
    return made.model_copy(update={"known_faces_dir": folder / "known_faces"})


@pytest.fixture(scope="session")
def household(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a store with visits and a backup, and one visit more since."""

    async def live(settings: Settings) -> None:
        async with await Store.open(settings.db_path, settings.thumbnails_dir) as store:
            await store.access.make_owner(OWNER, "Sam", NOW)
            await join(store, KIM, "Kim", Role.RESIDENT)
            await store.events.poll_floor(FRONT, NOW)
            for number in range(5):
                await told(store, number * 100, None, face())
            back_up(places(settings), settings.backup_folder, TOMORROW, 7)
            await told(store, 90000, None, face())

    folder = tmp_path_factory.mktemp("household")
    asyncio.run(live(settings_in(folder)))
    return folder


@pytest.fixture
def settings(household: Path, tmp_path: Path) -> Settings:
    shutil.copytree(household, tmp_path, dirs_exist_ok=True)
    return settings_in(tmp_path)


def overwritten(path: Path, at: int, length: int) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(random.Random(at).randbytes(length))


def unclean(settings: Settings) -> None:
    """As a power cut leaves it: with a log."""
    log = Path(f"{settings.db_path}-wal")
    log.touch(0o600)
    log.write_bytes(b"\0" * 32)


async def state(settings: Settings) -> tuple[Why | None, Role | None, int]:
    async with await Store.open(settings.db_path, settings.thumbnails_dir) as store:
        latest, role = await store.restored.latest(), await store.access.role(KIM)
        events = await store.db.view(lambda db: db.execute("SELECT count(*) FROM events").fetchone()[0])
        return None if latest is None else latest.why, role, int(events)


@pytest.mark.parametrize("where", ["the beginning", "the schema", "everywhere", "empty", "cut"])
async def test_it_is_set_aside_and_the_backup_restored(settings: Settings, where: str) -> None:
    path, size = settings.db_path, settings.db_path.stat().st_size
    match where:
        case "the beginning":
            overwritten(path, 0, 16)
        case "the schema":
            overwritten(path, 100, 4000)
        case "everywhere":
            overwritten(path, 4096, size - 4096)
            unclean(settings)
        case "empty":
            path.write_bytes(b"")
        case "cut":
            os.truncate(path, size // 2)
            unclean(settings)
    damaged = path.read_bytes()
    recover(settings)
    assert await state(settings) == (Why.DAMAGED, None, 5)
    (aside,) = [
        one for one in path.parent.glob("events.db.before-*") if not one.name.endswith(("-wal", "-shm"))
    ]
    assert aside.read_bytes() == damaged


async def test_a_disk_that_keeps_breaking_is_not_filled(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    """What somebody had set aside by restoring stays too."""
    path, damaged = settings.db_path, list[bytes]()
    asked = path.with_name("events.db.before-2026-02-25T10-30-00.000Z")
    asked.write_bytes(b"of their own")
    for number in range(4):
        overwritten(path, 0, 16 + number)
        damaged.append(path.read_bytes())
        recover(settings)
    kept = sorted(path.parent.glob("events.db.before-*-damaged"))
    assert [one.read_bytes() for one in kept] == [damaged[0], damaged[3]]
    assert len(list(path.parent.glob("events.db.before-*-damaged-*"))) <= 4, "their logs"
    assert asked.exists()
    assert caplog.text.count("the first and the latest are kept") == 2
    assert (await state(settings))[0] is Why.DAMAGED


async def test_a_whole_one_is_left_alone(settings: Settings) -> None:
    recover(settings)
    unclean(settings)
    assert look_for_damage(settings.db_path), "every page was looked at"
    recover(settings)
    assert await state(settings) == (None, Role.RESIDENT, 6)


async def test_what_the_night_found_damaged_is_read_to_its_end_at_the_next_start(settings: Settings) -> None:
    with closing(sqlite3.connect(settings.db_path)) as store:
        (page,) = store.execute("SELECT rootpage FROM sqlite_master WHERE name = 'detections'").fetchone()
    overwritten(settings.db_path, (page - 1) * 4096, 4096)
    assert not look_for_damage(settings.db_path), "it ended as it should"
    suspect(settings.db_path)
    recover(settings)
    assert await state(settings) == (Why.DAMAGED, None, 5)
    recover(settings)
    assert not settings.db_path.with_name("events.db.suspect").exists()


async def test_the_newest_that_is_good_is_taken(settings: Settings) -> None:
    newer = back_up(places(settings), settings.backup_folder, moments(3), 7)
    overwritten(newer.store, newer.store.stat().st_size // 2, 8192)
    overwritten(settings.db_path, 0, 16)
    recover(settings)
    assert (await state(settings))[2] == 5


async def test_without_a_good_one_nothing_is_begun_anew(settings: Settings) -> None:
    overwritten(settings.db_path, 0, 16)
    settings.backup_folder.rename(settings.backup_folder.with_name("elsewhere"))
    with pytest.raises(StoreError, match="holds no good backup"):
        recover(settings)
    assert settings.db_path.exists()


async def test_a_store_that_is_gone_is_not_an_empty_household(settings: Settings) -> None:
    settings.db_path.unlink()
    with pytest.raises(StoreError, match="is its disk mounted"):
        recover(settings)
    assert not settings.db_path.exists()


@pytest.mark.slow
async def test_the_bot_comes_back_by_itself_and_says_what_is_missing(quiet_house: House) -> None:
    one = quiet_house
    settings = one.settings()
    async with latchkey(one, "run") as bot:
        await one.say("/start")
        await one.hears("I am Latchkey")
        code, output = await command(one, "backup")
        assert code == 0, output
        bot.process.kill()
        await bot.ended()
    overwritten(settings.db_path, 4096, settings.db_path.stat().st_size - 4096)
    async with latchkey(one, "run") as bot:
        said = await one.hears("My store was damaged")
        assert "is missing" in said.words
        assert "damaged" in bot.output
        await one.say("/status")
        await one.hears("Last backup")
        assert await bot.terminate() == 0, bot.output
    assert (await command(one, "check"))[0] == 0
    settings.db_path.write_bytes(b"")
    settings.backup_folder.rename(one.folder / "elsewhere")
    code, output = await command(one, "run")
    assert (code, "holds no good backup" in output, "Traceback" in output) == (1, True, False)
