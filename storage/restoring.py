"""A backup becomes the store. Killed anywhere in it, that is the one before or the restored one, never half.

1. Beside the store a new one is made: copied, brought up to date, what does not hold any more taken out.
2. The pictures are put back; those that are there already, or that nobody speaks of, harm nothing.
3. The new one is renamed to `<store>.restored-<time>`: from here on it will be the store.
4. `finish` moves the store before it aside, with its log, and gives its name to the new one. Whoever holds
   the store's lock next goes on with that; until then nobody else opens it.
"""

from __future__ import annotations

import glob
import os
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from pipeline.errors import StoreError
from storage import after_restore, audit, audit_chain, backup_pictures, forgotten
from storage.after_restore import Copy, Why
from storage.audit_key import AuditKey, read_or_make
from storage.backing_up import Places, verify
from storage.backup_pictures import photos_in
from storage.backups import KNOWN_FACES, THUMBNAILS, Backup, name_of
from storage.file import bring_up_to_date, half_restored, sync
from storage.names import folded
from storage.private_files import PRIVATE_FOLDER
from storage.store_copy import PATHS, drop_paths
from storage.trouble import told_as_store_error

LOG = ("", "-wal", "-shm")
"""What a store consists of, by what its name ends in."""

DAMAGED = "-damaged"
"""So ends the name of one that was set aside by itself, and not because somebody restored another."""


@dataclass(frozen=True, slots=True)
class Outcome:
    made_at: datetime
    newest_event_at: datetime | None
    owner: tuple[int, str] | None
    """Telegram user id and name, as in the copy."""
    suspended: int
    faces: int
    forgotten: int
    """People who were forgotten since the copy, and are again."""
    without_picture: int
    """Pictures that are neither in the copy nor here."""
    aside: Path | None
    """Where the store that was there before lies now."""
    sealed: int
    """Up to this entry the audit came without its key, and is sealed; 0: all of it can be checked."""
    key_lost: int
    """Up to this entry it has lost its key without a seal: here is another one. 0: it has not."""


def restore(backup: Backup, places: Places, forgotten_in: Path, now: datetime, why: Why) -> Outcome:
    """The caller holds the store's lock. `forgotten_in`: the folder with the list of who was forgotten.

    BackupUnusable where the backup is not whole, StoreError where this machine does not let it. Blocks.
    """
    finish(places.db_path)
    verify(backup.path)
    try:
        return _restore(backup, places, forgotten.listed(forgotten_in), now, why)
    except OSError as error:
        said = error.strerror or str(error)
        raise StoreError(f"{backup.path} cannot be restored to {places.db_path}: {said}.") from error


def _restore(
    backup: Backup, places: Places, gone: Collection[forgotten.Forgotten], now: datetime, why: Why
) -> Outcome:
    stamp, db_path = name_of(now) + (DAMAGED if why is Why.DAMAGED else ""), places.db_path
    aside = _aside(db_path, stamp) if any(Path(f"{db_path}{part}").exists() for part in LOG) else None
    new = db_path.with_name(f".{db_path.name}.restoring")
    _clear(new)
    backup_pictures.copy(backup.store, new)
    with _key_for(places) as key:
        with told_as_store_error(new):
            bring_up_to_date(new)
            prepared = _prepare(new, backup, places, gone, Copy(backup.made_at, why, aside), key, now)
        _put_back(backup, places, prepared)
        sync(new)
    new.rename(db_path.with_name(f"{db_path.name}.restored-{stamp}"))
    sync(db_path.parent)
    finish(db_path)
    return prepared.outcome


@contextmanager
def _key_for(places: Places) -> Iterator[AuditKey]:
    """One that was made for nothing goes again: the next try has to find that there was none."""
    key = read_or_make(places.audit_key_file)
    try:
        yield key
    except BaseException:
        if key.is_new:
            places.audit_key_file.unlink(missing_ok=True)
        raise


@dataclass(frozen=True, slots=True)
class _Prepared:
    outcome: Outcome
    pictures: list[str]
    forgotten: list[str]


def _prepare(
    new: Path,
    backup: Backup,
    places: Places,
    gone: Collection[forgotten.Forgotten],
    copy: Copy,
    key: AuditKey,
    now: datetime,
) -> _Prepared:
    with closing(sqlite3.connect(new, isolation_level=None)) as store:
        store.row_factory = sqlite3.Row
        for pragma in ("synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
            store.execute(f"PRAGMA {pragma}")
        audit.use_key(store, key.value)
        store.execute("BEGIN IMMEDIATE")
        prepared = _in_transaction(store, backup, places, gone, copy, key, now)
        store.execute("COMMIT")
        # Closing does this too, and says nothing where it cannot.
        if store.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            raise StoreError(f"Another process has opened {new}: end it.")
    return prepared


def _in_transaction(
    store: sqlite3.Connection,
    backup: Backup,
    places: Places,
    gone: Collection[forgotten.Forgotten],
    copy: Copy,
    key: AuditKey,
    now: datetime,
) -> _Prepared:
    again = after_restore.apply(store, copy, key, gone, now)
    pictures = [str(row[0]) for row in store.execute(PATHS)]
    places_of = (backup.path / THUMBNAILS, places.thumbnails_dir)
    lacking = [path for path in pictures if not any(_is_there(one, path) for one in places_of)]
    drop_paths(store, lacking)
    suspended, faces = after_restore.waiting(store)
    outcome = Outcome(
        made_at=backup.made_at,
        newest_event_at=backup.newest_event_at,
        owner=after_restore.owner(store),
        suspended=suspended,
        faces=faces,
        forgotten=len(again),
        without_picture=len(lacking),
        aside=copy.aside,
        sealed=audit_chain.sealed_up_to(store),
        key_lost=audit_chain.lost_up_to(store),
    )
    return _Prepared(outcome, sorted(set(pictures) - set(lacking)), again)


def _is_there(folder: Path, path: str) -> bool:
    """False also for one that leaves the folder."""
    return ".." not in PurePosixPath(path).parts and (folder / path).is_file()


def _put_back(backup: Backup, places: Places, prepared: _Prepared) -> None:
    """Photos of faces that are there stay as they are: they are newer, and somebody chose them."""
    _copied(backup.path / THUMBNAILS, prepared.pictures, places.thumbnails_dir, replace=True)
    nobody = {folded(name) for name in prepared.forgotten}
    source = backup.path / KNOWN_FACES
    photos = [path for path in photos_in(source) if folded(PurePosixPath(path).parts[0]) not in nobody]
    _copied(source, photos, places.known_faces_dir, replace=False)


def _copied(source: Path, paths: Iterable[str], target: Path, *, replace: bool) -> None:
    target.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    folders = {target}
    for path in paths:
        place, taken = target / path, source / path
        if not taken.is_file() or (place.exists() and (not replace or _alike(place, taken))):
            continue
        place.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        unfinished = place.with_name(f".{place.name}.new")
        backup_pictures.copy(taken, unfinished)
        unfinished.replace(place)
        folders.add(place.parent)
    for folder in folders:
        sync(folder)


def _alike(one: Path, other: Path) -> bool:
    """By what is in it: a picture that a disk has damaged is as long as before. One that cannot be read is
    none."""
    about = one.stat()
    if about.st_size != other.stat().st_size:
        return False
    expected = other.read_bytes()
    try:
        return one.read_bytes() == expected
    except OSError:
        return False


def _aside(db_path: Path, stamp: str) -> Path:
    return db_path.with_name(f"{db_path.name}.before-{stamp}")


def drop_damaged(db_path: Path) -> list[Path]:
    """Of the damaged stores that were set aside the first and the latest stay: a disk that keeps breaking
    would be full of them. Those that went. OSError where the disk refuses. Blocks."""
    pattern = f"{glob.escape(db_path.name)}.before-*{DAMAGED}"
    gone = sorted(db_path.parent.glob(pattern))[1:-1]
    for store in gone:
        for part in LOG:
            Path(f"{store}{part}").unlink(missing_ok=True)
    return gone


def finish(db_path: Path) -> bool:
    """Goes on with a restore that was broken off, if there is one. The caller holds the lock. Blocks."""
    ready = half_restored(db_path)
    for new in ready:
        stamp = new.name.rpartition(".restored-")[2]
        # While the new one has not its name yet, whatever is there is of the store before.
        for part in LOG:
            former = Path(f"{db_path}{part}")
            if former.exists():
                former.rename(f"{_aside(db_path, stamp)}{part}")
        sync(db_path.parent)
        new.rename(db_path)
        sync(db_path.parent)
    return bool(ready)


def _clear(new: Path) -> None:
    for part in (*LOG, "-journal"):
        Path(f"{new}{part}").unlink(missing_ok=True)
    if os.path.lexists(new):
        raise StoreError(f"{new} is in the way: move it.")
