"""The pictures of a backup: each is on the disk once, however many backups hold it."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from storage.file import sync
from storage.private_files import PRIVATE_FILE, PRIVATE_FOLDER

PHOTOS = frozenset({".jpg", ".jpeg", ".png", ".webp"})
"""What the gallery reads. Anything else in that folder is nobody's face, and may be anything."""


@dataclass(slots=True)
class Gathered:
    files: int = 0
    bytes: int = 0
    missing: list[str] = field(default_factory=list)


def gather(
    source: Path,
    paths: Iterable[str],
    target: Path,
    earlier: Path | None,
    *,
    unchanging: bool,
) -> Gathered:
    """Each of `paths`, relative to `source`, into `target`. OSError where the disk refuses. Blocks.

    `earlier`: the same folder of the backup before; a file that is the same there is a second name of it.
    `unchanging`: pictures, which are written once and never again, may be second names of the source's own.
    One that cannot be read is missing, as if it were not there: a card's bad block must not cost the backup.
    """
    found, folders = Gathered(), {target}
    for path in paths:
        place = target / path
        _make_folders(target, place.parent, folders)
        try:
            size = _take(source / path, place, None if earlier is None else earlier / path, unchanging)
        except _NoFile:
            found.missing.append(path)
            continue
        found.files += 1
        found.bytes += size
    for folder in folders:
        if folder.is_dir():
            sync(folder)
    return found


def photos_in(folder: Path) -> list[str]:
    """Of known faces, relative to the folder. Behind no link: one may lead to a key."""
    return sorted(
        str(path.relative_to(folder))
        for path in folder.glob("*/*")
        if path.suffix.lower() in PHOTOS
        and not path.name.startswith(".")
        and not path.parent.is_symlink()
        and not path.is_symlink()
        and path.is_file()
    )


class _NoFile(Exception):
    pass


def _take(source: Path, place: Path, earlier: Path | None, unchanging: bool) -> int:
    """The file's bytes."""
    about = _about(source)
    linked = (earlier is not None and _same(earlier, about) and _linked(earlier, place)) or (
        unchanging and _linked(source, place)
    )
    if not linked:
        _copy_if_there(source, place, unreadable_is_missing=unchanging)
    return about.st_size


def _about(source: Path) -> os.stat_result:
    try:
        about = source.lstat()
    except OSError as error:
        raise _NoFile from error
    if not stat.S_ISREG(about.st_mode):
        raise _NoFile
    return about


def _copy_if_there(source: Path, place: Path, *, unreadable_is_missing: bool) -> None:
    try:
        copy(source, place)
    except OSError as error:
        gone = isinstance(error, FileNotFoundError)
        if not gone and (not unreadable_is_missing or _is_readable(source)):
            raise
        place.unlink(missing_ok=True)
        raise _NoFile from error


def _is_readable(source: Path) -> bool:
    try:
        source.read_bytes()
    except OSError:
        return False
    return True


def _same(earlier: Path, about: os.stat_result) -> bool:
    try:
        then = earlier.lstat()
    except OSError:
        return False
    return (then.st_size, then.st_mtime_ns) == (about.st_size, about.st_mtime_ns)


def _linked(source: Path, place: Path) -> bool:
    try:
        os.link(source, place, follow_symlinks=False)
    except OSError:
        # Another disk, or one that has no second names.
        return False
    return True


def copy(source: Path, place: Path) -> None:
    """With its time, by which it is known again; mode 0600, on the disk before it returns."""
    descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, PRIVATE_FILE)
    with open(source, "rb") as read, open(descriptor, "wb") as written:
        shutil.copyfileobj(read, written)
        written.flush()
        about = os.fstat(read.fileno())
        os.utime(descriptor, ns=(about.st_atime_ns, about.st_mtime_ns))
        os.fsync(descriptor)


def _make_folders(top: Path, folder: Path, known: set[Path]) -> None:
    if folder in known and folder.is_dir():
        return
    top.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    below = top
    for part in folder.relative_to(top).parts:
        below = below / part
        below.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        known.add(below)
