"""KNOWN_FACES_DIR, the store's cache of embeddings and the gallery in memory, kept in step."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from pipeline.errors import LatchkeyError, PhotoError
from pipeline.gallery import EMBEDDING_MODEL, EMBEDDING_VERSION, GalleryPhoto, build_gallery, scan, sole_face
from pipeline.ports import Analyser, Clock
from pipeline.types import Gallery
from storage.people import People

log = logging.getLogger(__name__)

VERSION = str(EMBEDDING_VERSION)
FROM_A_VISIT = "visit-"
"""How the names of photos begin that are crops of a visitor's face."""

LOOK_AGAIN = 10.0
"""Seconds."""


class KnownFaces:
    """`gallery` is what the next analysis compares with; `refresh` reads the folder again."""

    def __init__(self, folder: Path, people: People, analyser: Analyser, clock: Clock) -> None:
        self._folder, self._people, self._analyser, self._clock = folder, people, analyser, clock
        self._busy = asyncio.Lock()
        self._photos: list[GalleryPhoto] = []
        self.gallery: Gallery = build_gallery([])
        self._read = asyncio.Event()

    async def current(self) -> Gallery:
        """The gallery, once the folder has been read: the first visitor after a start is no stranger."""
        await self._read.wait()
        return self.gallery

    async def watch(self) -> float:
        """Run by a pump; returns the seconds until the folder is read again."""
        try:
            await self.refresh()
        finally:
            # Also after a failure: a stranger's visit told is better than none.
            self._read.set()
        return LOOK_AGAIN

    async def refresh(self) -> None:
        """New and changed photos are computed, those that are gone forgotten."""
        async with self._busy:
            photos = await asyncio.to_thread(scan, self._folder, self._photos)
            if photos == self._photos:
                return
            refused = await self._welcome({photo.name for photo in photos})
            usable = [photo for photo in photos if photo.name not in refused]
            await self._people.drop_missing([photo.file for photo in usable])
            left = await self._compute(await self._unknown(usable))
            await self.load()
            # What could not be computed now is looked at again the next time.
            self._photos = [photo for photo in photos if photo not in left]

    async def load(self) -> None:
        """The gallery as the store has it."""
        cached = await self._people.embeddings(EMBEDDING_MODEL)
        self.gallery = build_gallery(
            [(one.person, one.embedding) for one in cached if one.embedding is not None]
        )

    async def _welcome(self, names: set[str]) -> set[str]:
        """Everybody who has a folder is a person; returns the folders that cannot be one."""
        refused = await self._people.sync(sorted(names), self._clock.now())
        for name in refused:
            log.warning("%r cannot be the name of a person: rename its folder", name)
        return set(refused)

    async def _unknown(self, photos: Sequence[GalleryPhoto]) -> list[GalleryPhoto]:
        cached = await self._people.embeddings(EMBEDDING_MODEL)
        known = {(one.file, one.sha256) for one in cached if one.version == VERSION}
        return [photo for photo in photos if (photo.file, photo.sha256) not in known]

    async def _compute(self, photos: Sequence[GalleryPhoto]) -> list[GalleryPhoto]:
        """Returns those that could not be computed for no fault of theirs."""
        left = []
        for photo in photos:
            embedding, refusal = None, None
            try:
                embedding = await self._embedding(photo)
            except PhotoError as error:
                refusal = str(error)
                log.warning("%s is not used: %s", photo.file, error)
            except LatchkeyError as error:
                left.append(photo)
                log.warning("%s could not be computed now: %s", photo.file, error)
                continue
            await self.remember(photo, embedding, refusal, self._clock.now())
        return left

    async def _embedding(self, photo: GalleryPhoto) -> tuple[float, ...]:
        faces = await self._analyser.faces_of(self._folder / photo.file)
        # Of a visit's picture somebody has said who it is: better a poor one than none.
        return sole_face(faces, poor_too=Path(photo.file).name.startswith(FROM_A_VISIT)).embedding

    async def remember(
        self, photo: GalleryPhoto, embedding: tuple[float, ...] | None, refusal: str | None, now: datetime
    ) -> None:
        await self._people.replace_photo(
            photo.name, photo.file, photo.sha256, EMBEDDING_MODEL, VERSION, embedding, refusal, now
        )

    async def save_crop(
        self, name: str, display_name: str, crop: bytes, embedding: tuple[float, ...], stem: str
    ) -> None:
        """A face from a visit becomes a photo of `name`, used from the next analysis on."""
        # Not beside a refresh: it would find a photo without an embedding and compute it anew.
        async with self._busy:
            photo = await self._written(name, stem, crop)
            if await self._people.by_name(name) is None:
                await self._people.add(name, display_name, self._clock.now())
            await self.remember(photo, embedding, None, self._clock.now())
            await self.load()

    async def _written(self, name: str, stem: str, crop: bytes) -> GalleryPhoto:
        try:
            return await asyncio.to_thread(self._write, name, stem, crop)
        except OSError as error:
            raise PhotoError(f"The picture could not be saved: {error.strerror or error}.") from error

    def _write(self, name: str, stem: str, crop: bytes) -> GalleryPhoto:
        folder = self._folder / name
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / f"{stem}.jpg"
        path.write_bytes(crop)
        return next(photo for photo in scan(self._folder) if photo.file == f"{name}/{path.name}")
