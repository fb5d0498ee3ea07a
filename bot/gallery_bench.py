"""The gallery at the bot's start, as rows of `latchkey bench`: photos that the store knows already."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter

import numpy as np

from bot.known_faces import VERSION, KnownFaces
from bot.services import SystemClock
from pipeline.bench.row import Bench, Goal, Row
from pipeline.errors import ModelError
from pipeline.gallery import EMBEDDING_MODEL
from pipeline.photo_types import PhotoFace
from storage.store import Store

SIZES = (5, 50, 500)
PHOTOS_EACH = 3
PHOTO_BYTES = 40_000
LOADED = Goal(at_most=0.5)
"""Seconds."""


class _Nobody:
    """Computes nothing: what the store has must not be computed again."""

    async def faces_of(self, photo: Path) -> Sequence[PhotoFace]:
        raise ModelError(f"{photo} should be in the cache")


def gallery_rows(bench: Bench) -> Iterator[Row]:
    """The folder read, its files compared with the store, the gallery built."""
    for people in SIZES:
        seconds, photos = asyncio.run(_loaded(bench.folder / f"gallery-{people}", people))
        right = photos == people * PHOTOS_EACH
        note = "" if right else f"only {photos} photos came out of the cache"
        yield Row(f"gallery, {people} people, {photos} photos", seconds, "s", LOADED, note=note, right=right)


async def _loaded(folder: Path, people: int) -> tuple[float, int]:
    known = folder / "known"
    known.mkdir(parents=True)
    async with await Store.open(folder / "events.db", folder / "thumbnails") as store:
        await _fill(store, known, people)
    async with await Store.open(folder / "events.db", folder / "thumbnails") as store:
        faces = KnownFaces(known, store.people, _Nobody(), SystemClock())
        started = perf_counter()
        await faces.refresh()
        return perf_counter() - started, len(faces.gallery.names)


async def _fill(store: Store, known: Path, people: int) -> None:
    random = np.random.default_rng(3)
    now = SystemClock().now()
    for number in range(people):
        name = f"person {number}"
        (known / name).mkdir()
        for photo in range(PHOTOS_EACH):
            content = random.bytes(PHOTO_BYTES)
            file = f"{name}/{photo}.jpg"
            (known / file).write_bytes(content)
            digest = hashlib.sha256(content).hexdigest()
            embedding = random.normal(0, 0.05, 128).tolist()
            await store.people.replace_photo(
                name, file, digest, EMBEDDING_MODEL, VERSION, embedding, None, now
            )
