"""Backups while the bot runs: every night, and when the owner asks. Made in a process of their own."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable, Coroutine
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta, tzinfo
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, ParamSpec, TypeVar

from bot.archive import Sealed, remove, sealed_backup
from bot.error_words import spoken
from bot.outages import Outage
from bot.places import places
from bot.settings import Settings
from bot.texts import plain
from pipeline.errors import BackupUnusable, StoreDamaged, StoreError
from pipeline.ports import Clock
from pipeline.process import Process, step_back
from storage import backups, forgotten
from storage.backing_up import back_up
from storage.backups import Backup
from storage.damage import suspect
from storage.disk import LONGEST_LOOK, Disk
from storage.duties import Duty
from storage.forgotten import Forgotten

if TYPE_CHECKING:
    from bot.services import Services

log = logging.getLogger(__name__)

DUE = "backup"
"""The nightly duty."""

QUIET = time(3)
SPREAD = timedelta(hours=1)
"""Somewhere in the hour after it, so that many houses do not wake their disks in step."""

FAR = timedelta(days=2)
"""What is planned for later than that was planned by a clock that ran ahead."""

AGAIN = timedelta(hours=1)
"""After one that failed."""

NICE = 15
LONGEST = 6 * 3600.0
"""Seconds. Gigabytes of pictures to a slow stick, once; later nights take what is new."""

LONGEST_WRITE = 30.0
"""Seconds."""

LONGEST_NIGHT = LONGEST + 1800.0
"""Of the pump that makes it: one that is broken off before says so itself, and is told."""

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(slots=True)
class Backups:
    """One at a time. StoreError where it cannot be made; the owner is told by whoever asked for it."""

    settings: Settings
    clock: Clock
    trouble: Outage
    pictures: Outage
    """Those that a backup lacks: it is made without them."""
    _one: asyncio.Lock = field(default_factory=asyncio.Lock)
    _disk: Disk = field(default_factory=Disk)
    _stores_disk: Disk = field(default_factory=Disk)
    _process: Process[None] | None = None
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def make(self) -> Backup:
        settings = self.settings
        return await self._aside(
            back_up, places(settings), settings.backup_folder, self.clock.now(), settings.backups_kept
        )

    async def seal(self, most: int) -> Sealed:
        """As `archive.sealed_backup`; `put_away` is for afterwards."""
        settings = self.settings
        return await self._aside(
            sealed_backup,
            places(settings),
            settings.backup_folder,
            self.clock.now(),
            settings.backups_kept,
            settings.passphrase_file,
            most,
        )

    async def put_away(self, sealed: Sealed) -> None:
        try:
            await self._at_folder(LONGEST_WRITE, remove, sealed)
        except StoreError as error:
            # The next night takes it away.
            log.warning("%s", error)

    async def opened(self, archive: Path) -> BinaryIO:
        """To be read as it is sent."""
        return await self._at_folder(LONGEST_LOOK, archive.open, "rb")

    async def suspect(self) -> None:
        """A copy is as its original: the next start looks at every page of the store."""
        try:
            await self._stores_disk.run(LONGEST_WRITE, suspect, self.settings.db_path)
        except OSError as error:
            log.warning("that the store may be damaged is not noted: %s", error.strerror or error)

    async def newest(self) -> Backup | None:
        found = await self._at_folder(LONGEST_LOOK, backups.backups_in, self.settings.backup_folder)
        return next(iter(found), None)

    async def on_one_disk(self) -> bool:
        return await self._at_folder(
            LONGEST_LOOK, backups.on_one_disk, self.settings.backup_folder, self.settings.db_path
        )

    async def forget(self, one: Forgotten) -> None:
        """Before somebody is forgotten: the copies that still hold them will not bring them back."""
        await self._at_folder(LONGEST_WRITE, forgotten.note, self.settings.backup_folder, one)

    async def _at_folder(self, seconds: float, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """The folder may be on another machine, which may be away. StoreError then."""
        try:
            return await self._disk.run(seconds, work, *args, **kwargs)
        except TimeoutError as error:
            folder = self.settings.backup_folder
            raise StoreError(f"The folder of the backups, {folder}, does not answer.") from error

    async def tell_of_missing(self, backup: Backup) -> None:
        missing, folder = backup.manifest.missing, str(self.settings.thumbnails_dir)
        if missing == 0:
            await self.pictures.worked()
        elif self.pictures.reason is None:
            # Told once; how many it is of late is seen in /status.
            words = partial(plain, "backup-missing", count=missing, folder=folder)
            await self.pictures.failed(words, certain=True)

    @property
    def under_way(self) -> bool:
        return self._one.locked()

    def begin(self, work: Coroutine[Any, Any, None]) -> None:
        """Beside everything else; an ending does not wait for it."""
        task = asyncio.create_task(work, name="backup for the owner")
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("%s failed", task.get_name(), exc_info=error)

    async def stop(self) -> None:
        """What is being made is broken off; what there is of it goes with the next one."""
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._end()

    async def _end(self) -> None:
        if self._process is not None:
            await self._process.end()

    async def _aside(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        async with self._one:
            try:
                process = self._process = await asyncio.to_thread(Process, step_back, (NICE,), _nothing)
                return await process.call(LONGEST, work, *args, **kwargs)
            except (BrokenProcessPool, TimeoutError, OSError, RuntimeError) as error:
                raise StoreError("The backup was broken off: its process ended.") from error
            finally:
                await self._end()
                self._process = None


def _nothing() -> None:
    """A process has to begin with something."""


def next_night(now: datetime, zone: tzinfo, dice: Callable[[], float] = random.random) -> datetime:
    """In the first quiet hour that begins after `now`, by the clock on the wall. UTC. `dice`: 0 to 1."""
    today = now.astimezone(zone).date()
    begins = datetime.combine(today, QUIET, zone)
    if begins <= now:
        begins = datetime.combine(today + timedelta(days=1), QUIET, zone)
    return begins.astimezone(UTC) + SPREAD * dice()


async def plan(services: Services) -> None:
    """The next night's. One that was missed stays due, and is made now, once."""
    now, duties = services.now(), services.store.duties
    if not any(duty.due_at - now < FAR for duty in await duties.open(DUE)):
        await duties.add(DUE, next_night(now, services.settings.zone), now)


async def warn_of_one_disk(services: Services) -> None:
    try:
        one_disk = await services.backups.on_one_disk()
    except StoreError as error:
        log.warning("%s", error)
        return
    if one_disk:
        log.warning(
            "BACKUP_DIR=%s is on the same disk as the store: backups there help when the store is damaged or "
            "something is deleted, not when the disk breaks",
            services.settings.backup_folder,
        )


async def nightly(services: Services, duty: Duty, late: bool) -> None:
    """One that fails is told once, and made again in an hour."""
    made, now = services.backups, services.now()
    try:
        backup = await made.make()
    except StoreError as error:
        said = error
        if isinstance(error, StoreDamaged | BackupUnusable):
            await made.suspect()
        await made.trouble.failed(lambda: spoken(said), certain=True)
        due = services.now() + AGAIN
    else:
        log.info("a backup was made in %.1f s: %s", (services.now() - now).total_seconds(), backup.path)
        await made.trouble.worked()
        await made.tell_of_missing(backup)
        due = next_night(services.now(), services.settings.zone)
    await services.store.duties.add(DUE, due, services.now())
