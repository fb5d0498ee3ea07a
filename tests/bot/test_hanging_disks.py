"""Whatever is asked of a disk that hangs, however often: names are still resolved, and who asks is told."""

from __future__ import annotations

import asyncio
import shutil
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from bot import diagnostics, keeping, known_faces, side_by_side
from bot.health import machine as health
from bot.health.machine import Machine
from bot.keeping import Keeper
from bot.known_faces import KnownFaces, NewPhoto
from bot.owner import Owner
from bot.services import SystemClock
from bot.settings import Settings
from pipeline.errors import LatchkeyError, PhotoError, StoreError
from storage import audit_log, database
from storage.audit_log import AuditLog
from storage.disk import Disk
from storage.store import Store
from tests.bot.house import House
from tests.bot.test_moved_photos import KnowsThemAll
from tests.patience import PATIENCE
from tests.storage.pipes import Pipes, others_are_free

MOMENT = 0.25
ROUNDS = 12


@pytest.fixture(autouse=True)
def _little_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (audit_log, database, diagnostics, health, keeping, side_by_side):
        monkeypatch.setattr(module, "LONGEST_LOOK", MOMENT)
    monkeypatch.setattr(known_faces, "LONGEST_CHANGE", MOMENT)


async def asked_again_and_again(
    ask: Callable[[], Awaitable[object]], refusal: type[LatchkeyError] | None = None
) -> None:
    """By many at once, as a household presses, and one after the other, as a job comes back."""
    await others_are_free()
    before = set(threading.enumerate())
    for _ in range(2):
        answers = await asyncio.gather(*(ask() for _ in range(ROUNDS)), return_exceptions=True)
        errors = [one for one in answers if isinstance(one, BaseException)]
        assert len(errors) == (ROUNDS if refusal else 0)
        assert all(isinstance(one, refusal or LatchkeyError) for one in errors), errors
    async with asyncio.timeout(PATIENCE):
        # One that has answered may still be on its way out.
        while len(set(threading.enumerate()) - before) != 1:  # noqa: ASYNC110 - a thread tells nobody of its end
            await asyncio.sleep(0.01)
    await others_are_free()


async def test_a_sensor_that_hangs_hides_no_disk(tmp_path: Path, pipes: Pipes) -> None:
    pipes.make(tmp_path / "sys/class/thermal/thermal_zone0/type")
    machine = Machine(tmp_path / "events.db", (tmp_path,), tmp_path / "sys")
    await asked_again_and_again(machine.look)
    seen = await machine.look()
    assert seen.temperature is None
    assert seen.disk is not None


async def test_a_folder_that_hangs_is_told_as_such(
    tmp_path: Path, pipes: Pipes, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone, room = tmp_path / "gone", health._room
    monkeypatch.setattr(health, "_room", lambda folder: pipes.hang() if folder == gone else room(folder))
    machine = Machine(tmp_path / "events.db", (gone,), tmp_path / "sys")
    await asked_again_and_again(machine.look)
    seen = await machine.look()
    assert seen.silent == (gone,)
    assert seen.disk is not None


async def test_what_the_folders_lie_on(tmp_path: Path, pipes: Pipes) -> None:
    settings = Settings(
        _env_file=None, db_path=tmp_path / "events.db", thumbnails_dir=tmp_path / "thumbnails"
    )
    clock = SystemClock()
    async with await Store.open(settings.db_path, settings.thumbnails_dir) as store:
        owner = Owner(store, clock, lambda: None)
        keeper = Keeper(store, settings, clock, owner, lambda: None, pipes.hang)
        await asked_again_and_again(keeper.look_at_cards)


async def test_room_and_key_of_the_store(
    tmp_path: Path, pipes: Pipes, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with await Store.open(tmp_path / "events.db", tmp_path / "thumbnails") as store:
        log = AuditLog(store.db, pipes.make(tmp_path / "key"))
        await asked_again_and_again(lambda: log.newest(1), StoreError)
        monkeypatch.setattr(shutil, "disk_usage", pipes.hang)
        await asked_again_and_again(store.db.try_writing, StoreError)
        assert store.db.trouble is not None


async def test_photos_of_known_faces(tmp_path: Path, pipes: Pipes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known_faces, "put_photo", pipes.hang)
    async with await Store.open(tmp_path / "events.db", tmp_path / "thumbnails") as store:
        faces = KnownFaces(tmp_path / "known", store.people, KnowsThemAll(), SystemClock())
        photo = NewPhoto(b"", (), "1")
        await asked_again_and_again(lambda: faces.save("Grace", [photo]), PhotoError)


async def test_pictures_to_look_at(tmp_path: Path, pipes: Pipes) -> None:
    disk, hangs = Disk(), [pipes.make(tmp_path / "1.jpg")]
    await asked_again_and_again(lambda: side_by_side.side_by_side(disk, hangs))


@pytest.mark.slow
async def test_nothing_is_written_about_while_no_secret_can_be_left_out(
    quiet_house: House, pipes: Pipes, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with quiet_house.awake() as house:
        with monkeypatch.context() as patched:
            patched.setattr(Settings, "secret_files", (pipes.make(quiet_house.folder / "hangs"),))
            await asked_again_and_again(lambda: diagnostics.diagnostics(house.services), StoreError)
