"""What the kernel says of this machine: heat, disks, memory."""

from __future__ import annotations

import asyncio
import logging
import shutil
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import psutil

from bot.health.throttling import SYS, Throttling, throttling
from storage import disk as disks
from storage import sizes
from storage.disk import LONGEST_LOOK

log = logging.getLogger(__name__)

T = TypeVar("T")

MIB = 2**20

PROCESSOR = ("cpu", "soc", "x86_pkg", "package", "coretemp", "k10temp", "zenpower")
"""How sensors of a processor are called, as their names begin."""


@dataclass(frozen=True, slots=True)
class Disk:
    """Bytes. `free` is what is left to the user who runs the bot."""

    folder: Path
    free: int
    total: int

    @property
    def used_percent(self) -> float:
        return 100 * (1 - self.free / self.total) if self.total else 100.0


@dataclass(frozen=True, slots=True)
class Seen:
    """`temperature` in degrees Celsius, `throttling`: None where the machine does not tell."""

    temperature: float | None
    throttling: Throttling | None
    disk: Disk | None
    """The fullest of those that are written to; None: none of them answers."""
    memory_used_percent: float
    wal_bytes: int | None
    silent: tuple[Path, ...] = ()
    """Folders whose disks hang."""


@dataclass(frozen=True, slots=True)
class Machine:
    """`folders` that are written to; `sys` is where the kernel tells of the hardware.

    Each is asked beside the others: what hangs, a disk's own sensor for one, keeps nothing else from being
    read.
    """

    db_path: Path
    folders: Sequence[Path]
    sys: Path = SYS
    _asked: defaultdict[Path, disks.Disk] = field(default_factory=lambda: defaultdict(disks.Disk))
    _silent: set[Path] = field(default_factory=set)

    async def look(self) -> Seen:
        folders, log_file = (self.db_path.parent, *self.folders), Path(f"{self.db_path}-wal")
        sensed, wal, rooms = await asyncio.gather(
            self._told(self.sys, _sensed),
            self._told(log_file, sizes.size),
            asyncio.gather(*(self._told(folder, _room) for folder in folders)),
        )
        heat, throttled = sensed or (None, None)
        return Seen(
            heat,
            throttled,
            max(filter(None, rooms), key=lambda one: one.used_percent, default=None),
            psutil.virtual_memory().percent,
            None if log_file in self._silent else wal or 0,
            tuple(folder for folder in folders if folder in self._silent),
        )

    async def _told(self, path: Path, ask: Callable[[Path], T]) -> T | None:
        """None also where nothing answers."""
        try:
            told = await self._asked[path].run(LONGEST_LOOK, ask, path)
        except TimeoutError as error:
            if path not in self._silent:
                log.warning("%s: %s", path, error)
            self._silent.add(path)
            return None
        self._silent.discard(path)
        return told


def _sensed(sys: Path) -> tuple[float | None, Throttling | None]:
    return temperature(sys), throttling(sys)


def _room(folder: Path) -> Disk | None:
    try:
        usage = shutil.disk_usage(folder)
    except OSError:
        return None
    return Disk(folder, usage.free, usage.total)


def own_memory() -> float:
    """MiB of the bot and of all its processes. What they share counts once, where the system tells."""
    me = psutil.Process()
    return sum(map(_resident, [me, *me.children(recursive=True)])) / MIB


def _resident(process: psutil.Process) -> int:
    try:
        held = process.memory_full_info()
        return int(getattr(held, "pss", held.rss))
    except psutil.Error:
        return 0


def temperature(sys: Path = SYS) -> float | None:
    """Of the processor, in degrees Celsius; of something else near it, where no sensor is the processor's."""
    zones = [*_read(sys, "class/thermal/thermal_zone*", "type", "temp")]
    zones += _read(sys, "class/hwmon/hwmon*", "name", "temp1_input")
    processor = [degrees for name, degrees in zones if name.lower().startswith(PROCESSOR)]
    return max(processor or [degrees for _, degrees in zones[:1]], default=None)


def _read(sys: Path, sensors: str, name: str, value: str) -> list[tuple[str, float]]:
    found = []
    for sensor in sorted(sys.glob(sensors)):
        try:
            found.append(((sensor / name).read_text().strip(), int((sensor / value).read_text()) / 1000))
        except (OSError, ValueError):
            # Many sensors are there and tell nothing, while what they belong to sleeps.
            continue
    return found
