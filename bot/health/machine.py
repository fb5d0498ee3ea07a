"""What the kernel says of this machine: heat, disks, memory. Reading it takes a moment: for a thread."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from bot.health.throttling import SYS, Throttling, throttling
from storage import sizes

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
    wal_bytes: int


@dataclass(frozen=True, slots=True)
class Machine:
    """`folders` that are written to; `sys` is where the kernel tells of the hardware."""

    db_path: Path
    folders: Sequence[Path]
    sys: Path = SYS

    def look(self) -> Seen:
        return Seen(
            temperature(self.sys),
            throttling(self.sys),
            max(self._disks(), key=lambda one: one.used_percent, default=None),
            psutil.virtual_memory().percent,
            sizes.size(Path(f"{self.db_path}-wal")) or 0,
        )

    def _disks(self) -> list[Disk]:
        disks = []
        for folder in (self.db_path.parent, *self.folders):
            try:
                usage = shutil.disk_usage(folder)
            except OSError:
                continue
            disks.append(Disk(folder, usage.free, usage.total))
        return disks


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
