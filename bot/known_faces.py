"""KNOWN_FACES_DIR, the store's cache of embeddings and the gallery in memory, kept in step."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import ParamSpec, TypeAlias, TypeVar

from bot import photo_files
from bot.photo_files import put_photo
from pipeline.errors import LatchkeyError, NoWorker, PhotoError, StoreError
from pipeline.gallery import (
    EMBEDDING_MODEL,
    EMBEDDING_VERSION,
    GalleryPhoto,
    build_gallery,
    scan,
    skipped_folders,
    sole_face,
)
from pipeline.ports import Clock, PhotoReader
from pipeline.types import Gallery
from storage.disk import Disk
from storage.people import CachedPhoto, People, Person
from storage.uncancelled import finished

log = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")

Also: TypeAlias = Callable[[], Awaitable[object]]
"""What is written in the same transaction: the end of the conversation in which it was said."""

VERSION = str(EMBEDDING_VERSION)
LOOK_AGAIN = 10.0
"""Seconds."""

LONGEST_READING = 120.0
"""Seconds; at a start all photos are read, and visitors wait for that."""

LONGEST_CHANGE = 60.0
"""Seconds; a disk that slept takes some to wake."""

LONGEST_WAIT = 3600.0
"""Seconds."""


@dataclass(frozen=True, slots=True)
class NewPhoto:
    """`stem`: the file's name in KNOWN_FACES_DIR, without its suffix. `from_camera_id` None: brought from
    elsewhere."""

    crop: bytes
    embedding: tuple[float, ...]
    stem: str
    from_camera_id: str | None = None


async def nothing() -> None:
    """Nothing else."""


@dataclass(frozen=True, slots=True)
class _Wait:
    """For a photo that may have ended a worker: it must not end one every ten seconds."""

    seconds: float
    until: datetime

    @classmethod
    def after(cls, previous: _Wait | None, now: datetime) -> _Wait:
        seconds = min(LONGEST_WAIT, 2 * previous.seconds) if previous else LOOK_AGAIN
        return cls(seconds, now + timedelta(seconds=seconds))


class KnownFaces:
    """`gallery` is what the next analysis compares with; `refresh` reads the folder again."""

    def __init__(self, folder: Path, people: People, analyser: PhotoReader, clock: Clock) -> None:
        self._folder, self._people, self._analyser, self._clock = folder, people, analyser, clock
        self._busy = asyncio.Lock()
        self._in_place = False
        """The photos lie where the store has them."""
        self._photos: list[GalleryPhoto] = []
        self._people_rows: list[CachedPhoto] = []
        self._strangers: Mapping[int, Sequence[float]] = {}
        self._loaded = True
        """False while the store could not be asked who they are: the next `refresh` asks again."""
        self._waits: dict[GalleryPhoto, _Wait] = {}
        self._disk = Disk()
        self._skipped: set[str] = set()
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
        """New and changed photos are computed, those that are gone forgotten; strangers are as the store has
        them."""
        async with self._alone():
            photos = await self._disk.run(LONGEST_READING, scan, self._folder, self._photos)
            await self._tell_skipped()
            if photos != self._photos:
                await self._take_in(photos)
            elif not self._loaded:
                await self._load_people()
            strangers = await self._people.strangers(EMBEDDING_MODEL)
            if strangers.keys() != self._strangers.keys():
                self._strangers = strangers
                await self._rebuild()

    async def _take_in(self, photos: list[GalleryPhoto]) -> None:
        # Everybody who has a folder is a person.
        await self._people.sync(sorted({photo.name for photo in photos}), self._clock.now())
        await self._people.drop_missing([photo.file for photo in photos], self._clock.now())
        left = await self._compute(await self._unknown(photos))
        await self._load_people(without={photo.file for photo in left})
        # What could not be computed now is looked at again the next time.
        self._photos = [photo for photo in photos if photo not in left]

    async def load(self) -> None:
        """The gallery as the store has it, at once. The folder may be slow: the next `refresh` reads it."""
        self._strangers = await self._people.strangers(EMBEDDING_MODEL)
        await self._load_people()

    async def _load_people(self, without: Collection[str] = ()) -> None:
        """`without`: files whose content is not what the store knows of them."""
        self._loaded = False
        self._people_rows = [
            one
            for one in await self._people.embeddings(EMBEDDING_MODEL)
            if one.embedding is not None and one.version == VERSION and one.file not in without
        ]
        await self._rebuild()
        self._loaded = True

    async def _rebuild(self) -> None:
        """Beside the loop: with hundreds of people it takes long enough to be felt."""
        strangers = list(self._strangers.values())
        rows = [(one.person, one.embedding or ()) for one in self._people_rows]
        opens = [one.opens for one in self._people_rows]
        self.gallery = await asyncio.to_thread(build_gallery, rows, strangers, opens)

    async def _tell_skipped(self) -> None:
        """Folders that are nobody's, each once."""
        skipped = await self._disk.run(LONGEST_READING, skipped_folders, self._folder)
        for name in skipped.keys() - self._skipped:
            log.warning("the folder %r is not used: %s", name, skipped[name])
        self._skipped = set(skipped)

    async def _unknown(self, photos: Sequence[GalleryPhoto]) -> list[GalleryPhoto]:
        cached = await self._people.embeddings(EMBEDDING_MODEL)
        known = {(one.file, one.sha256) for one in cached if one.version == VERSION}
        return [photo for photo in photos if (photo.file, photo.sha256) not in known]

    async def _compute(self, photos: Sequence[GalleryPhoto]) -> list[GalleryPhoto]:
        """Returns those that could not be computed for no fault of theirs."""
        self._waits = {photo: wait for photo, wait in self._waits.items() if photo in photos}
        now = self._clock.now()
        due = [photo for photo in photos if photo not in self._waits or self._waits[photo].until <= now]
        left = [photo for photo in photos if photo not in due]
        for place, photo in enumerate(due):
            try:
                left += [] if await self._computed(photo) else [photo]
            except NoWorker as error:
                log.warning("%d photos wait to be computed: %s", len(due) - place, error)
                return left + due[place:]
        return left

    async def _computed(self, photo: GalleryPhoto) -> bool:
        embedding, refusal = None, None
        try:
            embedding = await self._embedding(photo)
        except PhotoError as error:
            refusal = str(error)
            log.warning("%s is not used: %s", photo.file, error)
        except NoWorker:
            raise
        except LatchkeyError as error:
            self._waits[photo] = wait = _Wait.after(self._waits.get(photo), self._clock.now())
            log.warning("%s could not be computed, again in %.0f s: %s", photo.file, wait.seconds, error)
            return False
        await self.remember(photo, embedding, refusal, self._clock.now())
        return True

    async def _embedding(self, photo: GalleryPhoto) -> tuple[float, ...]:
        faces = await self._analyser.faces_of(self._folder / photo.file)
        return sole_face(faces, poor_too=photo.from_a_visit).embedding

    async def remember(
        self,
        photo: GalleryPhoto,
        embedding: tuple[float, ...] | None,
        refusal: str | None,
        now: datetime,
        added_by: int | None = None,
        from_camera_id: str | None = None,
    ) -> None:
        computed = (EMBEDDING_MODEL, VERSION, embedding, refusal)
        await self._people.replace_photo(
            photo.name, photo.file, photo.sha256, *computed, now, added_by, from_camera_id
        )

    @property
    def photos(self) -> Sequence[CachedPhoto]:
        """Those the gallery is made of."""
        return tuple(self._people_rows)

    async def save(
        self, name: str, photos: Sequence[NewPhoto], added_by: int | None = None, also: Also = nothing
    ) -> None:
        """Faces become photos of `name`, used from the next analysis on. They open nothing."""
        # Not beside a refresh: it would find a photo without an embedding and compute it anew.
        async with self._alone():
            # Files first: written once more, after a kill, they are the same.
            written = [await self._written(name, one.stem, one.crop) for one in photos]
            now = self._clock.now()
            async with self._people.together():
                if await self._people.by_name(name) is None:
                    await self._people.add(name, name, now)
                for photo, one in zip(written, photos, strict=True):
                    await self.remember(photo, one.embedding, None, now, added_by, one.from_camera_id)
                await also()
            await self._load_people()

    async def delete_photo(self, photo: CachedPhoto, by: int | None = None) -> None:
        """`by`: Telegram user id of whoever said so, here and below. PhotoError where the disk refuses."""
        async with self._alone():
            await self._on_disk(photo_files.delete_photo, self._folder, photo.file)
            await self._people.drop_photo(photo.id, self._clock.now(), by)
            await self.load()

    async def let_open(self, photo: CachedPhoto, opens: bool, by: int, also: Also = nothing) -> bool:
        """By the owner's word; used from the next analysis on. False where it is another picture by now."""
        async with self._alone():
            async with self._people.together():
                done = await self._people.let_open(photo.id, photo.sha256, opens, self._clock.now(), by)
                await also()
            await self._load_people()
            return done

    async def rename(self, person: Person, name: str, by: int | None = None, also: Also = nothing) -> None:
        """With their photos; StoreError where the name is taken, PhotoError where the disk refuses."""
        async with self._alone():
            taken = await self._people.by_name(name)
            if taken is not None and taken.id != person.id:
                raise StoreError(f"There is somebody named {taken.name!r} already; choose another name.")
            moved = await self._moved(person.name, name)
            async with self._people.together():
                await self._people.rename(person.id, name, self._clock.now(), moved, by)
                await also()
            await self.load()

    async def merge(self, person: Person, into: Person, by: int | None = None, also: Also = nothing) -> None:
        """`person` goes, and `into` has everything that was theirs. PhotoError where the disk refuses."""
        async with self._alone():
            moved = await self._moved(person.name, into.name)
            async with self._people.together():
                await self._people.merge(person.id, into.id, moved, self._clock.now(), by)
                await also()
            await self.load()

    async def forget(self, person: Person, by: int | None = None, also: Also = nothing) -> None:
        """Photos, embeddings and the name everywhere. PhotoError where a photo cannot be deleted."""
        async with self._alone():
            await self._on_disk(photo_files.delete_photos, self._folder, person.name)
            async with self._people.together():
                await self._people.forget(person.id, self._clock.now(), by)
                await also()
            await self.load()

    @asynccontextmanager
    async def _alone(self) -> AsyncIterator[None]:
        """Photos that were moved and nothing came of it, here or in the run before, are put back first."""
        async with self._busy:
            if not self._in_place:
                if moved := await self._people.moved_in_vain():
                    log.warning("%d photos of a change that broke off are put back", len(moved))
                    await self._on_disk(photo_files.put_back, self._folder, moved)
                    await self._people.put_back()
                self._in_place = True
            yield

    async def _moved(self, name: str, to: str) -> dict[str, str]:
        """Where the photos lie now, by where they lay; the store has to follow."""
        planned = await self._on_disk(photo_files.moves, self._folder, name, to)
        if planned:
            self._in_place = False
            await self._people.moving(planned, self._clock.now())
        await self._on_disk(photo_files.move_photos, self._folder, name, to, planned)
        return planned

    async def _on_disk(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        try:
            # To its end: whoever comes next must not find the folders still changing. Where it hangs, they
            # are told so, until it has come to its end.
            return await finished(self._disk.run(LONGEST_CHANGE, work, *args, **kwargs))
        except OSError as error:
            why = error.strerror or str(error)
            raise PhotoError(f"The photos could not be changed: {why}.") from error

    async def _written(self, name: str, stem: str, crop: bytes) -> GalleryPhoto:
        try:
            return await finished(self._disk.run(LONGEST_CHANGE, self._write, name, stem, crop))
        except OSError as error:
            raise PhotoError(f"The picture could not be saved: {error.strerror or error}.") from error

    def _write(self, name: str, stem: str, crop: bytes) -> GalleryPhoto:
        file = f"{name}/{stem}.jpg"
        put_photo(self._folder, file, crop)
        return next(photo for photo in scan(self._folder, self._photos) if photo.file == file)
