"""A disk that is full or read-only, a store that is held: told past the store, nothing lost, healed."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.bot.house import FRONT_DOOR, OWNER, House
from tests.bot.running import command, latchkey
from tests.patience import until


@dataclass
class Disk:
    """A small one that only the bot sees: it is mounted in a namespace of its own."""

    folder: Path
    pid: int = 0

    def inside(self, how: str = "rw") -> list[str]:
        mount = f'mount -t tmpfs -o size=6m,mode=700,{how} disk "$0" && exec "$@"'
        return ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", mount, str(self.folder)]

    @property
    def seen(self) -> Path:
        """The same from outside."""
        return Path(f"/proc/{self.pid}/root{self.folder}")

    def fill(self) -> None:
        with contextlib.suppress(OSError), (self.seen / "ballast").open("wb", buffering=0) as file:
            while True:
                file.write(bytes(4096))

    def make_room(self) -> None:
        (self.seen / "ballast").unlink()


@pytest.fixture
def disk(quiet_house: House) -> Disk:
    one = Disk(quiet_house.folder / "disk")
    one.folder.mkdir(mode=0o700)
    if shutil.which("unshare") is None or subprocess.run([*one.inside(), "true"]).returncode:
        pytest.skip("no file system can be mounted here")
    quiet_house.environment |= {
        "DB_PATH": str(one.folder / "events.db"),
        "THUMBNAILS_DIR": str(one.folder / "thumbnails"),
    }
    return one


def events(disk: Disk, folder: Path) -> list[str]:
    """Read from a copy, since SQLite does not follow /proc."""
    for name in ("events.db", "events.db-wal"):
        shutil.copy(disk.seen / name, folder)
    with contextlib.closing(sqlite3.connect(folder / "events.db")) as store:
        return [row[0] for row in store.execute("SELECT event_type FROM events ORDER BY id")]


def told(house: House, words: str) -> int:
    return sum(words in one.words and "How I am" not in one.words for one in house.from_bot())


@pytest.mark.slow
async def test_a_full_disk(quiet_house: House, disk: Disk) -> None:
    house = quiet_house
    async with latchkey(house, "run", inside=disk.inside()) as bot:
        disk.pid = bot.process.pid
        await house.say("/start")
        await house.hears("I am Latchkey")
        disk.fill()
        house.ring.add_recording(FRONT_DOOR, b"a clip", kind="ding", available_after=3600)
        await house.hears("the disk is full: make room")
        await house.say("/status")
        await house.hears("How I am", where=lambda one: "the disk is full" in one.words)
        disk.make_room()
        await house.hears("My store: all is well again")
        await house.hears("rang")
        assert events(disk, house.folder) == ["ding"]
        assert await bot.terminate() == 0
    assert told(house, "the disk is full") == 1
    assert told(house, "rang") == 1
    assert "Traceback" not in bot.output


@pytest.mark.slow
async def test_a_start_on_a_disk_that_is_read_only_is_a_line(quiet_house: House, disk: Disk) -> None:
    async with latchkey(quiet_house, "run", inside=disk.inside("ro")) as bot:
        assert await bot.ended() == 1
    assert "DB_PATH=" in bot.output
    assert "cannot be used (Read-only file system)" in bot.output
    assert "Traceback" not in bot.output


@pytest.mark.slow
async def test_a_store_that_becomes_read_only(quiet_house: House) -> None:
    """As SQLite finds it when the kernel has made the file system so, after an error of the disk."""
    async with quiet_house.awake() as house:
        await house.pair()
        await house.polled()
        await readonly(house, True)
        house.ring.add_recording(FRONT_DOOR, b"a clip", kind="ding", available_after=3600)
        await house.hears("it is read-only")
        await house.say("/status")
        await house.hears("How I am", where=lambda one: "it is read-only" in one.words)
        assert await house.rows("SELECT * FROM events") == []
        await readonly(house, False)
        await house.hears("My store: all is well again")
        await house.hears("rang")
    assert told(house, "read-only") == told(house, "rang") == 1


async def readonly(house: House, on: bool) -> None:
    database = house.services.store.db
    for writer in (database._ordinary, database._durable):
        await writer.execute_fetchall(f"PRAGMA query_only = {on:d}")


@contextlib.contextmanager
def held(path: Path) -> Iterator[None]:
    """By another process; of SQLite's locks a connection of our own is one."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as rival:
        rival.execute("BEGIN IMMEDIATE")
        yield
        rival.execute("ROLLBACK")


@pytest.mark.slow
async def test_a_store_that_another_process_keeps_locked(quiet_house: House) -> None:
    """What was told is not told again because that could not be written down."""
    async with quiet_house.awake() as house:
        await house.pair()
        await house.polled()
        store = house.services.store
        for durable in (False, True):
            await store.db.change(
                lambda db: db.execute("PRAGMA busy_timeout = 50").fetchall(), durable=durable
            )
        await store.outbox.notify([OWNER], "once", house.services.now())
        with held(house.folder / "events.db"):
            house.services.wake_teller()
            await house.hears("once")
            await house.hears("another process keeps it locked: end that process")
            # Longer than the pause after an error.
            await asyncio.sleep(6)
            assert told(house, "once") == 1
        await house.hears("My store: all is well again")
        await until(lambda: house.rows("SELECT 1 FROM outbox WHERE text = 'once' AND state = 'told'"))
        assert told(house, "once") == 1


@pytest.mark.slow
async def test_a_start_on_a_store_that_is_held_is_one_line(quiet_house: House) -> None:
    async with latchkey(quiet_house, "run") as bot:
        await quiet_house.say("/start")
        await quiet_house.hears("I am Latchkey")
        await bot.terminate()
    with held(quiet_house.folder / "events.db"):
        code, output = await command(quiet_house, "run")
    assert code == 1
    assert output.splitlines()[-1].startswith("latchkey: The store ")
    assert "another process keeps it locked: end that process" in output
    assert "Traceback" not in output
