"""What a file lies on: whether that is an SD card, as the kernel tells it in /sys."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

SYS = Path("/sys")
MOUNTS = Path("/proc/self/mountinfo")

_SD = "SD"
"""device/type of an SD card; a soldered eMMC, which wears no worse than other disks, says MMC."""


def sd_card(path: Path, sys: Path = SYS, mounts: Path = MOUNTS) -> str | None:
    """The card's name ("mmcblk0") where `path`, or the folder it will be in, lies on one; else None.

    Also through partitions, encryption, LVM, RAID and image files. What is plugged in by USB tells no card
    from a disk. Blocks.
    """
    there = next((one for one in (path.absolute(), *path.absolute().parents) if one.exists()), None)
    if there is None:
        return None
    under = _under(there, sys, mounts)
    disks = _disks(under, sys, mounts, set()) if under else ()
    return next((disk.name for disk in disks if _lines(disk / "device/type") == [_SD]), None)


def _under(path: Path, sys: Path, mounts: Path) -> Path | None:
    """The block device that this file's file system is on, as a folder of /sys; None: on none."""
    return _block(sys, os.stat(path).st_dev) or _mounted(path, sys, mounts)


def _block(sys: Path, device: int) -> Path | None:
    link = sys / f"dev/block/{os.major(device)}:{os.minor(device)}"
    return link.resolve() if link.exists() else None


def _mounted(path: Path, sys: Path, mounts: Path) -> Path | None:
    """Of btrfs, which makes up the numbers of its devices: what is mounted closest above the path."""
    best, mounted = "", None
    for line in _lines(mounts):
        where, what = line.split(" - ", 1)
        point, source = _plain(where.split()[4]), _plain(what.split()[1])
        # The last of those mounted at the same place lies on top.
        if len(point) >= len(best) and path.is_relative_to(point):
            best, mounted = point, source
    if mounted is None or not mounted.startswith("/dev/"):
        return None
    try:
        return _block(sys, os.stat(mounted).st_rdev)
    except OSError:
        return None


def _plain(text: str) -> str:
    """As mountinfo writes spaces."""
    return text.replace("\\040", " ").replace("\\134", "\\")


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return []


def _disks(block: Path, sys: Path, mounts: Path, seen: set[Path]) -> Iterator[Path]:
    """The disks that this block device is a part of, or lies on."""
    if block in seen:
        return
    seen.add(block)
    if (block / "partition").exists():
        yield from _disks(block.parent, sys, mounts, seen)
        return
    yield block
    slaves = block / "slaves"
    for slave in sorted(slaves.iterdir()) if slaves.is_dir() else ():
        yield from _disks(slave.resolve(), sys, mounts, seen)
    for line in _lines(block / "loop/backing_file"):
        below = _under(Path(line), sys, mounts) if Path(line).exists() else None
        yield from _disks(below, sys, mounts, seen) if below else ()
