"""The people the household knows, and what was computed of their photos."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime

from pipeline.errors import StoreError
from storage import duties, person_changes
from storage.database import Database
from storage.face_rights import settle
from storage.forgotten import Forgotten
from storage.names import folded, unusable
from storage.opening_rights import on_record
from storage.rows import change, first, insert, many, value
from storage.strangers import unnamed_faces
from storage.timestamps import from_text_or_none, to_text
from storage.vectors import from_blob, to_blob


@dataclass(frozen=True, slots=True)
class Person:
    id: int
    name: str
    """Unique regardless of case; also the folder under KNOWN_FACES_DIR."""
    display_name: str
    photos: int
    """With a usable face."""
    last_seen: datetime | None
    may_open: bool = False
    """By the owner's word; with those photos alone that count for it."""
    trial_until: datetime | None = None
    """What would be opened is only told, until then."""
    opens: bool = False
    """A photo of theirs counts for opening, by the owner's word."""


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
    opens: bool = False
    """Counts for opening the door, not only for a name."""
    id: int = field(default=0, compare=False)
    person_id: int = field(default=0, compare=False)


_PERSONS = """
SELECT p.*, (SELECT count(*) FROM photos WHERE person_id = p.id AND embedding IS NOT NULL) AS photos,
    EXISTS (SELECT 1 FROM photos WHERE person_id = p.id AND opens = 1) AS opens
  FROM persons AS p
"""

# Rows that came from elsewhere have no folded name; NOCASE finds them at least in ASCII.
_BY_NAME = "WHERE name_folded = ?1 OR (name_folded IS NULL AND name = ?2)"

_PHOTO = """
INSERT INTO photos (person_id, file, sha256, model, version, embedding, refusal, created_at, added_by,
    from_camera_id)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (file) DO UPDATE SET person_id = excluded.person_id, sha256 = excluded.sha256,
    model = excluded.model, version = excluded.version, embedding = excluded.embedding,
    refusal = excluded.refusal, created_at = excluded.created_at,
    added_by = coalesce(excluded.added_by, added_by),
    from_camera_id = coalesce(excluded.from_camera_id, iif(sha256 = excluded.sha256, from_camera_id, NULL)),
    opens = opens AND sha256 = excluded.sha256 AND person_id = excluded.person_id
      AND excluded.embedding IS NOT NULL
"""

_CACHED = """
SELECT persons.name AS person, photos.* FROM photos JOIN persons ON persons.id = person_id
  WHERE model = ? ORDER BY person, file
"""

_VISITS = """
SELECT count(DISTINCT coalesce(events.visit_id, -events.id)) FROM event_people AS ep
  JOIN events ON events.id = ep.event_id WHERE ep.person_id = ?
"""

# Without a photo that opens, nobody's face does.
_DROP_MISSING = "DELETE FROM photos WHERE file NOT IN (SELECT value FROM json_each(?))"

_PHOTOS = "SELECT persons.name AS person, photos.* FROM photos JOIN persons ON persons.id = person_id"


class People:
    def __init__(self, db: Database) -> None:
        self._db = db

    def together(self) -> AbstractAsyncContextManager[None]:
        """See `Database.together`."""
        return self._db.together()

    async def sync(self, folder_names: Iterable[str], now: datetime) -> list[str]:
        """Adds a person for every folder that has none yet; nobody is removed.

        Returns the folders that cannot be people: "unknown", or blank.
        """
        names = list(folder_names)
        rows = await self._db.view(lambda store: many(store, "SELECT name FROM persons"))
        known = {folded(row["name"]) for row in rows}
        new = [name for name in names if not unusable(name) and folded(name) not in known]
        if new:
            await self._db.change(lambda store: [known_person(store, name, now) for name in new])
        return [name for name in names if unusable(name)]

    async def all(self) -> list[Person]:
        """By display name."""
        found = [_person(row) for row in await self._db.view(lambda store: many(store, _PERSONS))]
        return sorted(found, key=lambda person: (folded(person.display_name), person.id))

    async def by_name(self, name: str) -> Person | None:
        """Regardless of case, also beyond ASCII."""
        return await self._db.view(lambda store: _by_name(store, name))

    async def add(self, name: str, display_name: str, now: datetime) -> Person:
        """StoreError if the name is taken (in any case), blank, or "unknown"."""
        if unusable(name):
            raise StoreError(f"Nobody can be named {name!r}; choose another name.")

        def added(store: sqlite3.Connection) -> Person:
            taken = _by_name(store, name)
            if taken is not None:
                raise StoreError(f"There is somebody named {taken.name!r} already; choose another name.")
            _insert(store, name, display_name, now)
            person = _by_name(store, name)
            assert person is not None  # inserted in this transaction
            return person

        return await self._db.change(added)

    async def one_to_forget(self, person_id: int) -> Forgotten | None:
        """For the list that lies beside the backups. None: there is no such person."""
        sql = "SELECT created_at FROM persons WHERE id = ?"
        created_at = await self._db.view(lambda store: value(store, sql, person_id))
        return None if created_at is None else Forgotten(person_id, created_at)

    async def embeddings(self, model: str) -> list[CachedPhoto]:
        """Every photo computed with `model`, the refused ones too, by person and file."""
        return await self._db.view(lambda store: cached_photos(store, model))

    async def strangers(self, model: str) -> Mapping[int, Sequence[float]]:
        """Embeddings of faces that nobody has named, by faces.id, newest first, at most 500."""
        return await self._db.view(lambda store: unnamed_faces(store, model))

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
        added_by: int | None = None,
        from_camera_id: str | None = None,
    ) -> None:
        """The person is added where missing. Exactly one of `embedding` and `refusal` is given.

        It names, and opens nothing: unless the owner has said so of this very file before. Durable.
        `from_camera_id`: whose picture it is; None: as it is known of this very content.
        """
        blob = None if embedding is None else to_blob(embedding)
        values = (file, sha256, model, version, blob, refusal, to_text(now), added_by, from_camera_id)

        def replaced(store: sqlite3.Connection) -> None:
            with on_record(store, added_by, now):
                change(store, _PHOTO, known_person(store, person, now)[0], *values)
                settle(store, now)

        await self._db.change(replaced, durable=True)

    async def get(self, person_id: int) -> Person | None:
        row = await self._db.view(lambda store: first(store, f"{_PERSONS} WHERE p.id = ?", person_id))
        return None if row is None else _person(row)

    async def photos(self, person_id: int) -> list[CachedPhoto]:
        """All of one person, the refused ones too, in the order in which they were added."""
        sql = f"{_PHOTOS} WHERE person_id = ? ORDER BY photos.id"
        return [_photo(row) for row in await self._db.view(lambda store: many(store, sql, person_id))]

    async def photo(self, photo_id: int) -> CachedPhoto | None:
        row = await self._db.view(lambda store: first(store, f"{_PHOTOS} WHERE photos.id = ?", photo_id))
        return None if row is None else _photo(row)

    async def let_open(
        self, photo_id: int, sha256: str, opens: bool, now: datetime, by: int | None = None
    ) -> bool:
        """Whether this photo counts for opening, by the owner's word. Durable.

        With too few of them left its person's face may not open any more. False where there is no such photo
        of that content, or none with a face on it, or where `by` is not the owner (any more).
        `by`: Telegram user id of whoever said so, here and below.
        """
        return await self._db.change(
            lambda store: person_changes.let_open(store, photo_id, sha256, opens, now, by), durable=True
        )

    async def rename(
        self, person_id: int, name: str, now: datetime, files: Mapping[str, str], by: int | None = None
    ) -> None:
        """Everywhere, also in the history. Nothing of theirs opens any more. Durable.

        `files`: where their photos lie now, by where they lay. StoreError where somebody else has the
        name, in whatever case, or nobody can have it.
        """
        await self._db.change(
            lambda store: person_changes.rename(store, person_id, name, files, now, by), durable=True
        )

    async def moving(self, files: Mapping[str, str], now: datetime) -> None:
        """Before photos are moved for `rename` or `merge`: `files` as there. Durable."""
        await self._db.change(
            lambda store: duties.put(store, person_changes.MOVING, now, now, payload=files),
            durable=True,
            aside=True,
        )

    async def moved_in_vain(self) -> Mapping[str, str]:
        """What `moving` has announced and nothing came of, as after a kill amid it."""
        rows = await self._db.view(lambda store: many(store, duties.OF_KIND, person_changes.MOVING))
        return json.loads(rows[0]["payload"]) if rows else {}

    async def put_back(self) -> None:
        """The photos lie where they lay."""
        await self._db.change(lambda store: duties.withdraw(store, person_changes.MOVING), aside=True)

    async def merge(
        self, person_id: int, into: int, files: Mapping[str, str], now: datetime, by: int | None = None
    ) -> None:
        """Both are one person, `into`. Nothing of theirs opens any more. Durable.

        `files`: where the photos of the first lie now, by where they lay.
        """
        await self._db.change(
            lambda store: person_changes.merge(store, person_id, into, files, now, by), durable=True
        )

    async def visits(self, person_id: int) -> int:
        """How many visits this person was seen in."""
        return int(await self._db.view(lambda store: value(store, _VISITS, person_id)))

    async def crops(self, person_id: int) -> list[str]:
        """Pictures of this person's face from visits, relative to THUMBNAILS_DIR."""
        sql = "SELECT crop_path FROM faces WHERE person_id = ? AND crop_path IS NOT NULL"
        rows = await self._db.view(lambda store: many(store, sql, person_id))
        return [row["crop_path"] for row in rows]

    async def forget(self, person_id: int, now: datetime, by: int | None = None) -> None:
        """Erases photos, embeddings and crops from the store, and the name from the history.

        Their visits stay, as a stranger's. The files are the caller's to erase.
        """
        await self._db.erase(lambda store: person_changes.forget(store, person_id, now, by))

    async def drop_photo(self, photo_id: int, now: datetime, by: int | None = None) -> None:
        """Of a file that was deleted. With too few left that open, the face may not open any more."""
        await self._db.erase(lambda store: person_changes.drop_photo(store, photo_id, now, by))

    async def drop_missing(self, files: Iterable[str], now: datetime) -> int:
        """Forgets photos that are not among `files` (all there are); how many. Durable."""
        there = json.dumps(list(files))

        def dropped(store: sqlite3.Connection) -> int:
            with on_record(store, None, now):
                gone = change(store, _DROP_MISSING, there)
                settle(store, now)
            return gone

        return await self._db.change(dropped, durable=True)


def cached_photos(store: sqlite3.Connection, model: str) -> list[CachedPhoto]:
    return [_photo(row) for row in many(store, _CACHED, model)]


def known_person(store: sqlite3.Connection, name: str, now: datetime) -> tuple[int, str]:
    """(id, `persons.name`), added where missing. StoreError for a name that nobody can have."""
    if unusable(name):
        raise StoreError(f"Nobody can be named {name!r}.")
    return find_person(store, name) or (_insert(store, name, name, now), name)


def find_person(store: sqlite3.Connection, name: str) -> tuple[int, str] | None:
    """(id, `persons.name`), regardless of case."""
    row = first(store, f"SELECT id, name FROM persons {_BY_NAME}", folded(name), name)
    return None if row is None else (row["id"], row["name"])


def _insert(store: sqlite3.Connection, name: str, display_name: str, now: datetime) -> int:
    return insert(
        store,
        "INSERT INTO persons (name, display_name, created_at, name_folded) VALUES (?, ?, ?, ?)",
        name,
        display_name,
        to_text(now),
        folded(name),
    )


def _by_name(store: sqlite3.Connection, name: str) -> Person | None:
    row = first(store, f"{_PERSONS} {_BY_NAME}", folded(name), name)
    return None if row is None else _person(row)


def _person(row: sqlite3.Row) -> Person:
    return Person(
        id=row["id"],
        name=row["name"],
        display_name=row["display_name"],
        photos=row["photos"],
        last_seen=from_text_or_none(row["last_seen_at"]),
        may_open=bool(row["may_open"]),
        trial_until=from_text_or_none(row["trial_until_at"]),
        opens=bool(row["opens"]),
    )


def _photo(row: sqlite3.Row) -> CachedPhoto:
    return CachedPhoto(
        person=row["person"],
        file=row["file"],
        sha256=row["sha256"],
        model=row["model"],
        version=row["version"],
        embedding=None if row["embedding"] is None else from_blob(row["embedding"]),
        refusal=row["refusal"],
        opens=bool(row["opens"]),
        id=row["id"],
        person_id=row["person_id"],
    )
