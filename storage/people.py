"""The people the household knows, and what was computed of their photos."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.database import Database


@dataclass(frozen=True, slots=True)
class Person:
    id: int
    name: str
    """Unique regardless of case; also the folder under KNOWN_FACES_DIR."""
    display_name: str
    photos: int
    """With a usable face."""
    last_seen: datetime | None


@dataclass(frozen=True, slots=True)
class CachedPhoto:
    """What was computed of one photo; `embedding` None where it was refused for `refusal`."""

    person: str
    file: str
    """Relative to KNOWN_FACES_DIR."""
    sha256: str
    model: str
    version: str
    embedding: tuple[float, ...] | None
    refusal: str | None


class People:
    def __init__(self, db: Database) -> None:
        self._db = db

    async def sync(self, folder_names: Iterable[str], now: datetime) -> list[str]:
        """Adds a person for every folder that has none yet; nobody is removed.

        Returns the folders that cannot be people: "unknown", or blank.
        """
        raise NotImplementedError

    async def all(self) -> list[Person]:
        """By display name."""
        raise NotImplementedError

    async def by_name(self, name: str) -> Person | None:
        """Regardless of case, also beyond ASCII."""
        raise NotImplementedError

    async def add(self, name: str, display_name: str, now: datetime) -> Person:
        """StoreError if the name is taken (in any case), blank, or "unknown"."""
        raise NotImplementedError

    async def embeddings(self, model: str) -> list[CachedPhoto]:
        """Every photo computed with `model`, the refused ones too, by person and file."""
        raise NotImplementedError

    async def replace_photo(
        self,
        person: str,
        file: str,
        sha256: str,
        model: str,
        version: str,
        embedding: Sequence[float] | None,
        refusal: str | None,
        now: datetime,
    ) -> None:
        """The person is added where missing. Exactly one of `embedding` and `refusal` is given."""
        raise NotImplementedError

    async def drop_missing(self, files: Iterable[str]) -> int:
        """Forgets photos that are not among `files` (all there are); how many."""
        raise NotImplementedError
