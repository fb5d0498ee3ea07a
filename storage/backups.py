"""Backups on the disk: a folder each, named by its time, which is there whole or not at all.

    BACKUP_DIR/2026-11-22T03-17-05.123Z/
      backup.json      what is in it, and of when
      store.db         the store, without what is secret in it (storage/store_copy.py)
      thumbnails/      the pictures that its rows speak of
      known_faces/     the photos of the people who agreed

A name with a dot before it is one that is being made, or taken away: never taken for a backup.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from pipeline.errors import BackupUnusable, StoreError
from storage.private_files import PRIVATE_FILE, PRIVATE_FOLDER
from storage.timestamps import from_text, from_text_or_none, to_text
from storage.whole_file import write_whole

STORE = "store.db"
THUMBNAILS = "thumbnails"
KNOWN_FACES = "known_faces"
MANIFEST = "backup.json"

_NAME = re.compile(r"\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{3}Z")
_UNFINISHED = re.compile(rf"\.{_NAME.pattern}-(new|gone)")
_SENT = re.compile(rf"\.{_NAME.pattern}-sent")
_LOCK = ".lock"

LATELY, MOST_LATELY = timedelta(days=1), 10
"""Two on one day: whoever made the first by hand finds it beside the second."""

SENDING_SECONDS = 86400.0
"""A file that is on its way through /backup is not swept before."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """As it stands in backup.json. Times as in the store."""

    made_at: str
    schema: int
    events: int
    newest_event_at: str | None
    pictures: int
    """Thumbnails and crops of faces."""
    photos: int
    """Of known faces."""
    missing: int
    """Pictures that the store spoke of and that were not there; the copy does not speak of them."""
    bytes: int
    """Of all its files, also where the disk holds them once for several backups."""


@dataclass(frozen=True, slots=True)
class Backup:
    path: Path
    manifest: Manifest

    @property
    def made_at(self) -> datetime:
        return from_text(self.manifest.made_at)

    @property
    def newest_event_at(self) -> datetime | None:
        return from_text_or_none(self.manifest.newest_event_at)

    @property
    def store(self) -> Path:
        return self.path / STORE


def name_of(now: datetime) -> str:
    return to_text(now).replace(":", "-")


def backups_in(folder: Path) -> list[Backup]:
    """Those that say what they are, the newest first; whether they are whole is for `verify`. Blocks."""
    try:
        names = sorted((one for one in os.listdir(folder) if _NAME.fullmatch(one)), reverse=True)
    except FileNotFoundError:
        return []
    except OSError as error:
        raise StoreError(f"The backups in {folder} cannot be read ({error.strerror}).") from error
    return [found for name in names if (found := _readable(folder / name)) is not None]


def _readable(path: Path) -> Backup | None:
    try:
        return read(path)
    except BackupUnusable:
        return None


def read(path: Path) -> Backup:
    """BackupUnusable where it does not say what it is."""
    try:
        return Backup(path, Manifest(**json.loads((path / MANIFEST).read_text("utf-8"))))
    except (OSError, ValueError, TypeError) as error:
        raise BackupUnusable(f"{path} is no backup of Latchkey's, or a damaged one.") from error


def write(path: Path, manifest: Manifest) -> Backup:
    write_whole(path / MANIFEST, json.dumps(asdict(manifest), indent=2).encode() + b"\n")
    return Backup(path, manifest)


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """One at a time makes, takes away or packs backups there; what a killed one left is swept. Blocks.

    StoreError where another does, or where the folder cannot be used.
    """
    try:
        folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        folder.chmod(PRIVATE_FOLDER)
        descriptor = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, PRIVATE_FILE)
    except OSError as error:
        raise StoreError(
            f"Backups cannot be made in {folder} ({error.strerror}): give the user who runs Latchkey the "
            "right to write there, or set BACKUP_DIR."
        ) from error
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StoreError(f"Another backup is being made in {folder}: wait until it is done.") from error
        sweep(folder)
        yield
    finally:
        os.close(descriptor)


def sweep(folder: Path) -> None:
    """What was being made or taken away when its process was killed."""
    for path in folder.iterdir():
        sent = _SENT.fullmatch(path.name) and abs(time.time() - path.stat().st_mtime) > SENDING_SECONDS
        if sent or _UNFINISHED.fullmatch(path.name):
            shutil.rmtree(path, ignore_errors=True)


def rotate(folder: Path, days: int, now: datetime) -> None:
    """Of each of the latest `days` days that have any, the newest stays, and so do the newest MOST_LATELY of
    the past 24 hours. `folder` is held.

    Days, not backups: whoever makes ten by hand on one day does not lose the week before.
    """
    found = backups_in(folder)
    lately = [one.path for one in found if timedelta(0) <= now - one.made_at < LATELY][:MOST_LATELY]
    kept = {*lately, *_of_days(found, days, now)}
    for one in found:
        if one.path not in kept:
            remove(one.path)


def _of_days(found: Iterable[Backup], days: int, now: datetime) -> list[Path]:
    newest: dict[str, Path] = {}
    for one in found:
        newest.setdefault(one.manifest.made_at[:10], one.path)
    today = to_text(now)[:10]
    # One of a day that is still to come was made by a wrong clock: it must not count before the right ones.
    latest = sorted(newest, key=lambda day: (day <= today, day), reverse=True)
    return [newest[day] for day in latest[:days]]


def remove(path: Path) -> None:
    """By its name first, so that half of it is never taken for a backup."""
    aside = path.with_name(f".{path.name}-gone")
    path.rename(aside)
    shutil.rmtree(aside, ignore_errors=True)


def on_one_disk(folder: Path, db_path: Path) -> bool:
    """Whether what breaks the one breaks the other."""
    try:
        return _first_there(folder).stat().st_dev == db_path.parent.stat().st_dev
    except OSError:
        return False


def _first_there(folder: Path) -> Path:
    return next(one for one in (folder.absolute(), *folder.absolute().parents) if one.exists())
