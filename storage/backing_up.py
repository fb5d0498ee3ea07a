"""Makes a backup, and says whether one is whole."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipeline.errors import BackupUnusable, StoreError
from storage import backups
from storage.backup_pictures import Gathered, gather, photos_in
from storage.backups import KNOWN_FACES, STORE, THUMBNAILS, Backup, Manifest
from storage.file import sync
from storage.migration import APPLICATION_ID, newest, version_of
from storage.private_files import PRIVATE_FOLDER
from storage.store_copy import PATHS, copy_store, forget_pictures, still_named
from storage.timestamps import to_text


@dataclass(frozen=True, slots=True)
class Places:
    """What a backup is made of, and restored to."""

    db_path: Path
    thumbnails_dir: Path
    known_faces_dir: Path
    audit_key_file: Path


def back_up(places: Places, folder: Path, now: datetime, keep_days: int | None) -> Backup:
    """A new backup in `folder`, verified. StoreError, and nothing left of it, where it cannot be. Blocks.

    Reads the store alone: the bot may run. `keep_days`: as `backups.rotate`; None: all stay. A process
    that is killed in it leaves what the next one sweeps.
    """
    with backups.held(folder):
        earlier = next(iter(backups.backups_in(folder)), None)
        made = _made(places, folder, now, earlier)
        if keep_days is not None:
            # Only now that there is another one.
            backups.rotate(folder, keep_days, now)
        return made


def _made(places: Places, folder: Path, now: datetime, earlier: Backup | None) -> Backup:
    final = folder / backups.name_of(now)
    unfinished = final.with_name(f".{final.name}-new")
    with _in_words(folder):
        if final.exists():
            raise StoreError(f"There is a backup of this very moment already: {final}.")
        unfinished.mkdir(mode=PRIVATE_FOLDER)
        try:
            _fill(unfinished, places, now, earlier)
            verify(unfinished)
            unfinished.rename(final)
            sync(folder)
        except BaseException:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise
    return backups.read(final)


def _fill(unfinished: Path, places: Places, now: datetime, earlier: Backup | None) -> None:
    _look_for_room(places, unfinished)
    store = unfinished / STORE
    copy_store(places.db_path, store, now)
    spoken_of = pictures_of(store)
    before = earlier.path if earlier else None
    pictures = _gathered(places.thumbnails_dir, spoken_of, unfinished / THUMBNAILS, before, True)
    # What went between the two is gone; so are the rows' words about it.
    forget_pictures(store, pictures.missing)
    faces = photos_in(places.known_faces_dir)
    photos = _gathered(places.known_faces_dir, faces, unfinished / KNOWN_FACES, before, False)
    # Those that went since were deleted on purpose: before a picture goes, no row names it any more.
    missing = still_named(places.db_path, pictures.missing)
    backups.write(unfinished, _manifest(store, pictures, missing, photos, now))
    sync(unfinished)


def _gathered(
    source: Path, paths: list[str], target: Path, before: Path | None, unchanging: bool
) -> Gathered:
    target.mkdir(mode=PRIVATE_FOLDER)
    earlier = None if before is None else before / target.name
    return gather(source, paths, target, earlier, unchanging=unchanging)


def _manifest(store: Path, pictures: Gathered, missing: int, photos: Gathered, now: datetime) -> Manifest:
    with closing(_immutable(store)) as copy:
        events, newest_event = copy.execute("SELECT count(*), max(recorded_at) FROM events").fetchone()
        return Manifest(
            made_at=to_text(now),
            schema=version_of(copy),
            events=events,
            newest_event_at=newest_event,
            pictures=pictures.files,
            photos=photos.files,
            missing=missing,
            bytes=store.stat().st_size + pictures.bytes + photos.bytes,
        )


def verify(path: Path) -> Backup:
    """Opened, its integrity checked, its pictures counted. BackupUnusable, with what is wrong. Blocks."""
    backup = backups.read(path)
    try:
        with closing(_immutable(backup.store)) as copy:
            problems = list(_problems(copy, backup))
    except (sqlite3.Error, OSError) as error:
        raise BackupUnusable(f"The backup {path} is damaged: {error}.") from error
    if problems:
        raise BackupUnusable(f"The backup {path} cannot be used: {'; '.join(problems)}.")
    return backup


def _problems(copy: sqlite3.Connection, backup: Backup) -> Iterator[str]:
    for (line,) in copy.execute("PRAGMA integrity_check(1)"):
        if line != "ok":
            yield f"it is damaged ({line})"
            return
    if copy.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        yield "it is another program's"
        return
    if version_of(copy) > newest():
        yield f"it was made by a newer Latchkey (schema {version_of(copy)}): update Latchkey"
        return
    events = copy.execute("SELECT count(*) FROM events").fetchone()[0]
    if events != backup.manifest.events:
        yield f"it holds {events} events instead of {backup.manifest.events}"
    spoken_of = [row[0] for row in copy.execute(PATHS)]
    lacking = sum(not _has_content(backup.path / THUMBNAILS / path) for path in spoken_of)
    if lacking:
        yield f"{lacking} of {len(spoken_of)} pictures are missing"
    photos = len(photos_in(backup.path / KNOWN_FACES))
    if photos != backup.manifest.photos:
        yield f"it holds {photos} photos of known faces instead of {backup.manifest.photos}"


def newest_good(folder: Path) -> Backup | None:
    """The newest that is whole; None: there is none. Blocks."""
    for one in backups.backups_in(folder):
        try:
            return verify(one.path)
        except BackupUnusable:
            continue
    return None


def pictures_of(store: Path) -> list[str]:
    """That a copy speaks of, relative to its thumbnails. Blocks."""
    with closing(_immutable(store)) as copy:
        return [row[0] for row in copy.execute(PATHS)]


def _has_content(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except OSError:
        return False


def _immutable(store: Path) -> sqlite3.Connection:
    """Nothing is written beside it, also where it lies on a disk that is only read."""
    return sqlite3.connect(f"{store.resolve().as_uri()}?immutable=1", uri=True, isolation_level=None)


def _look_for_room(places: Places, unfinished: Path) -> None:
    """Before the disk is full, which the store would feel."""
    wanted = sum(_size(Path(f"{places.db_path}{part}")) for part in ("", "-wal"))
    usage = shutil.disk_usage(unfinished)
    if usage.free - wanted < usage.total // 50:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


@contextmanager
def _in_words(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise StoreError(
                f"There is no room for a backup in {folder}: make room, or set BACKUP_DIR to another disk."
            ) from error
        raise StoreError(f"A backup cannot be made in {folder} ({error.strerror or error}).") from error
    except sqlite3.Error as error:
        # Of the copy: of the store itself they are told by storage/store_copy.py.
        raise StoreError(f"A backup cannot be made in {folder} ({error}).") from error
