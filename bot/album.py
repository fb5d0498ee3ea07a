"""KNOWN_FACES_DIR as the commands see it: with what the store knows of the photos, the rest computed here.

Nothing is written: a bot may be running.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.settings import Settings
from pipeline.errors import PhotoError, StoreError
from pipeline.gallery import (
    EMBEDDING_MODEL,
    EMBEDDING_VERSION,
    GalleryPhoto,
    people_folders,
    scan,
    skipped_folders,
    sole_face,
)
from pipeline.self_test import JudgedPhoto
from storage.names import folded
from storage.people import CachedPhoto, cached_photos
from storage.read_only import read_only
from storage.rows import many
from storage.strangers import unnamed_faces


@dataclass
class Album:
    """`strangers`: None where there is no store to ask. `names`: everybody who has a folder or a row."""

    photos: list[JudgedPhoto] = field(default_factory=list)
    hashes: dict[str, str] = field(default_factory=dict)
    """SHA-256 -> file, relative to KNOWN_FACES_DIR."""
    names: list[str] = field(default_factory=list)
    strangers: Sequence[Sequence[float]] | None = None

    def known_as(self, name: str) -> str:
        """The name somebody has already, whatever the case, or `name`."""
        return next((one for one in self.names if folded(one) == folded(name)), name)


def read_album(settings: Settings) -> Album:
    cached, persons, strangers = _from_store(settings)
    found = scan(settings.known_faces_dir)
    folders = [path.name for path in people_folders(settings.known_faces_dir)]
    album = Album(names=[*folders, *persons], strangers=strangers)
    known = {(one.file, one.sha256): one for one in cached if one.version == str(EMBEDDING_VERSION)}
    _announce([photo for photo in found if (photo.file, photo.sha256) not in known])
    for photo in found:
        album.photos.append(_judged(settings, photo, known.get((photo.file, photo.sha256)), album))
        album.hashes[photo.sha256] = photo.file
    return album


def _from_store(
    settings: Settings,
) -> tuple[list[CachedPhoto], list[str], Sequence[Sequence[float]] | None]:
    if not settings.db_path.exists():
        return [], [], None
    try:
        with read_only(settings.db_path) as store:
            persons = [str(row["name"]) for row in many(store, "SELECT name FROM persons ORDER BY id")]
            strangers = unnamed_faces(store, EMBEDDING_MODEL)
            return cached_photos(store, EMBEDDING_MODEL), persons, list(strangers.values())
    except StoreError as error:
        print(f"latchkey: {error} Going on without it.", file=sys.stderr)
        return [], [], None


def tell_skipped(folder: Path) -> None:
    """On stderr, which folders in it are nobody's, and why."""
    for name, why in skipped_folders(folder).items():
        print(f"latchkey: {folder / name} is not used: {why}", file=sys.stderr)


def _announce(new: Iterable[GalleryPhoto]) -> None:
    if count := len(list(new)):
        print(f"latchkey: looking at {count} photos that the store does not know yet", file=sys.stderr)


def _judged(settings: Settings, photo: GalleryPhoto, cached: CachedPhoto | None, album: Album) -> JudgedPhoto:
    name = album.known_as(photo.name)
    if cached is not None:
        return JudgedPhoto(name, photo.file, cached.embedding, cached.refusal)
    # dlib takes a second to load, and often there is nothing to compute.
    from pipeline.photos import faces_of

    try:
        face = sole_face(faces_of(settings.known_faces_dir / photo.file), poor_too=photo.from_a_visit)
    except PhotoError as error:
        return JudgedPhoto(name, photo.file, None, str(error))
    return JudgedPhoto(name, photo.file, face.embedding)
