"""A backup as one file, and back: a compressed tar in age's format (age-encryption.org), by a passphrase.

Runs in a process of its own: encrypting holds the interpreter's lock for seconds.
"""

from __future__ import annotations

import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

import pyrage  # type: ignore[import-untyped]

from pipeline.errors import BackupUnusable, StoreError
from storage import backups
from storage.backing_up import Places, back_up, pictures_of
from storage.backups import KNOWN_FACES, MANIFEST, STORE, THUMBNAILS, Backup
from storage.passphrase import read
from storage.private_files import PRIVATE_FOLDER
from storage.store_copy import forget_pictures

MOST_BYTES = 49_500_000
"""Bots send at most 50 MB, with all that goes around the file."""

AGE = b"age-encryption.org/"
SUFFIX = ".tar.gz.age"


@dataclass(frozen=True, slots=True)
class Sealed:
    """A backup, and the encrypted file of it. `archive` None: it does not fit through Telegram."""

    backup: Backup
    archive: Path | None = None
    with_pictures: bool = True
    """Of visits; the faces of those who are known are in it either way."""


def sealed_backup(
    places: Places, folder: Path, now: datetime, keep_days: int, passphrase_file: Path, most: int = MOST_BYTES
) -> Sealed:
    """A new backup, and a file of it of at most `most` bytes: without the pictures of visits where they are
    too many. `remove` takes the file away again. StoreError. Blocks."""
    passphrase = read(passphrase_file)
    if passphrase is None:
        raise StoreError("No passphrase is set: latchkey backup --set-passphrase")
    made = back_up(places, folder, now, keep_days)
    with backups.held(folder):
        aside = made.path.with_name(f".{made.path.name}-sent")
        sealed: Sealed | None = None
        try:
            sealed = _sealed(made, aside, passphrase, most)
        except OSError as error:
            said = error.strerror or str(error)
            raise StoreError(f"The backup {made.path} cannot be packed: {said}.") from error
        finally:
            if sealed is None:
                shutil.rmtree(aside, ignore_errors=True)
        return sealed


def _sealed(made: Backup, aside: Path, passphrase: str, most: int) -> Sealed:
    aside.mkdir(mode=PRIVATE_FOLDER)
    packed = aside / "packed"
    for with_pictures in (True, False):
        if with_pictures and _bytes_of_pictures(made) > most:
            continue  # JPEGs do not get smaller
        _pack(made if with_pictures else _bare(made, aside), packed, made.path.name)
        if packed.stat().st_size <= most:
            archive = aside / f"latchkey-{made.path.name}{SUFFIX}"
            archive.touch(0o600)
            archive.write_bytes(pyrage.passphrase.encrypt(packed.read_bytes(), passphrase))
            packed.unlink()
            return Sealed(made, archive, with_pictures)
    shutil.rmtree(aside, ignore_errors=True)
    return Sealed(made)


def remove(sealed: Sealed) -> None:
    """The file that was made of it; the backup stays."""
    if sealed.archive is not None:
        shutil.rmtree(sealed.archive.parent, ignore_errors=True)


def _bytes_of_pictures(made: Backup) -> int:
    return made.manifest.bytes - made.store.stat().st_size


def _bare(made: Backup, aside: Path) -> Backup:
    """Without the pictures of visits; its rows do not speak of them."""
    bare = aside / "bare"
    bare.mkdir(mode=PRIVATE_FOLDER)
    shutil.copyfile(made.store, bare / STORE)
    (bare / STORE).chmod(0o600)
    forget_pictures(bare / STORE, pictures_of(bare / STORE))
    (bare / THUMBNAILS).mkdir(mode=PRIVATE_FOLDER)
    (bare / KNOWN_FACES).symlink_to(made.path / KNOWN_FACES)
    return backups.write(bare, replace(made.manifest, pictures=0))


def _pack(backup: Backup, packed: Path, name: str) -> None:
    packed.touch(0o600)
    with tarfile.open(packed, "w:gz", compresslevel=6, format=tarfile.PAX_FORMAT) as tar:
        for part in (MANIFEST, STORE, THUMBNAILS, KNOWN_FACES):
            # Behind the link to the faces, if it is one.
            tar.add((backup.path / part).resolve(), f"{name}/{part}", filter=_nobodys)


def _nobodys(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """Who ran it is nobody's business."""
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    return member


@contextmanager
def unpacked(archive: Path, passphrase: str | None, beside: Path) -> Iterator[Backup]:
    """The backup in a file, encrypted or not, in a folder `beside` that goes afterwards. BackupUnusable, also
    for a wrong passphrase. Blocks."""
    try:
        with TemporaryDirectory(prefix=".latchkey-restore-", dir=beside) as folder:
            tar = _opened(archive, passphrase, Path(folder))
            yield backups.read(_extracted(tar, Path(folder) / "backup"))
    except (tarfile.ReadError, EOFError) as error:
        raise BackupUnusable(f"{archive} is no backup of Latchkey's, or a damaged one.") from error
    except (tarfile.TarError, OSError) as error:
        raise BackupUnusable(f"{archive} cannot be unpacked: {error}") from error


def is_encrypted(archive: Path) -> bool:
    """StoreError where there is no such file."""
    try:
        with archive.open("rb") as file:
            return file.read(len(AGE)) == AGE
    except OSError as error:
        raise StoreError(f"{archive} cannot be read ({error.strerror}).") from error


def _opened(archive: Path, passphrase: str | None, folder: Path) -> Path:
    if passphrase is None:
        return archive
    tar = folder / "packed"
    tar.touch(0o600)
    try:
        tar.write_bytes(pyrage.passphrase.decrypt(archive.read_bytes(), passphrase))
    except pyrage.DecryptError as error:
        raise BackupUnusable(
            f"{archive} does not open: another passphrase, or the file is damaged."
        ) from error
    return tar


def _extracted(tar: Path, into: Path) -> Path:
    into.mkdir(mode=PRIVATE_FOLDER)
    with tarfile.open(tar, "r:gz") as members:
        for member in members:
            inner = PurePosixPath(*PurePosixPath(member.name).parts[1:])
            if (
                member.isfile()
                and inner.parts
                and inner.parts[0] in (MANIFEST, STORE, THUMBNAILS, KNOWN_FACES)
            ):
                member.name = str(inner)
                members.extract(member, into, filter="data")
    for folder in (THUMBNAILS, KNOWN_FACES):
        (into / folder).mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    return into
