"""What a running bot holds: memory, descriptors, threads, its WAL and its temporary files."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import psutil

from bot.torture.judge import Finding

MIB = 2**20


@dataclass(frozen=True, slots=True)
class Gauge:
    """The most that it may have grown: by a share of what it was, and by so much in its unit besides."""

    name: str
    unit: str
    share: float
    slack: float


GAUGES = (
    Gauge("memory of the bot", "MiB", 0.08, 6),
    Gauge("memory of the other processes", "MiB", 0.10, 30),
    Gauge("processes", "", 0.0, 1),
    Gauge("descriptors of the bot", "", 0.0, 6),
    Gauge("threads of the bot", "", 0.0, 3),
    Gauge("write-ahead log", "MiB", 0.25, 2),
    Gauge("temporary files", "", 0.0, 3),
    Gauge("temporary bytes", "MiB", 0.0, 4),
)

Sample = tuple[float, ...]
"""A number for each of GAUGES."""


def sample(pid: int, store: Path, temporary: Path) -> Sample | None:
    """None where the process ended meanwhile."""
    try:
        bot = psutil.Process(pid)
        with bot.oneshot():
            own = (bot.memory_info().rss / MIB, float(_descriptors(bot)), float(bot.num_threads()))
        others = [_memory(one) for one in bot.children(recursive=True)]
    except psutil.Error:
        return None
    sizes = _sizes(temporary)
    wal = _size(store.with_name(f"{store.name}-wal")) / MIB
    memory, descriptors, threads = own
    files, size = float(len(sizes)), sum(sizes) / MIB
    return memory, sum(others), float(len(others)), descriptors, threads, wal, files, size


def growth(samples: Sequence[Sample]) -> list[Finding]:
    """The second quarter against the last: the first is for warming up. Each gauge's median decides."""
    quarter = len(samples) // 4
    if not quarter:
        return [Finding("growth", f"{len(samples)} samples", ("too few to judge by",))]
    early, late = samples[quarter : 2 * quarter], samples[-quarter:]
    return [
        _judged(gauge, median(one[place] for one in early), median(one[place] for one in late))
        for place, gauge in enumerate(GAUGES)
    ]


def _judged(gauge: Gauge, early: float, late: float) -> Finding:
    most = early * (1 + gauge.share) + gauge.slack
    unit = f" {gauge.unit}" if gauge.unit else ""
    numbers = (
        f"{early:.4g}{unit} in the second quarter, {late:.4g}{unit} in the last, at most {most:.4g}{unit}"
    )
    broken = () if late <= most else (f"it grew by {late - early:.4g}{unit}",)
    return Finding(f"no growth: {gauge.name}", numbers, broken)


def _descriptors(process: psutil.Process) -> int:
    return int(process.num_fds() if hasattr(process, "num_fds") else process.num_handles())


def _memory(process: psutil.Process) -> float:
    """0 of one that has just ended."""
    with contextlib.suppress(psutil.Error):
        return float(process.memory_info().rss / MIB)
    return 0.0


def _sizes(folder: Path) -> list[int]:
    return [_size(path) for path in folder.rglob("*") if path.is_file()]


def _size(path: Path) -> int:
    with contextlib.suppress(OSError):
        return path.stat().st_size
    return 0
