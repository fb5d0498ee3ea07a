"""Whose face may open the door: the owner's word, person by person, and what takes it away again."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from pipeline.door_types import DaySpan, DoorRules
from storage import audit, duties
from storage.access import is_owner
from storage.audit import Entry
from storage.audit_actions import Action
from storage.database import Database
from storage.grants import FROM_DOOR, LEAST_PHOTOS, OPENING_PHOTOS, hours_of
from storage.opening_rights import on_record
from storage.rows import change, first, id_list, many, value
from storage.timestamps import from_text_or_none, to_text

TRIAL = timedelta(days=7)
"""What switching on gives first: it is told what would be opened, and nothing is."""

SWITCHED_OFF = "face_switched_off"
"""The duty to tell the owner that a face opens nothing any more; its subject is the person's id."""

_ON = """
UPDATE persons SET may_open = 1, may_open_since_at = ?, trial_until_at = ? WHERE id = ? AND may_open = 0
"""
_OFF = """
UPDATE persons SET may_open = 0, may_open_since_at = NULL, trial_until_at = NULL WHERE id = ? AND may_open = 1
"""
_PHOTO_NAMES_ONLY = "UPDATE photos SET opens = 0 WHERE person_id IN (SELECT value FROM json_each(?))"

# From which camera is asked where the door is known, each time somebody would be let in.
_UNFIT = f"""
SELECT id FROM persons WHERE may_open = 1 AND (
  (SELECT count(*) {OPENING_PHOTOS}) < {LEAST_PHOTOS}
  OR NOT EXISTS (SELECT 1 {OPENING_PHOTOS} AND from_camera_id IS NOT NULL))
"""
_OPENING = f"SELECT (SELECT count(*) {OPENING_PHOTOS}) FROM persons WHERE id = ?"
_FROM_DOOR = f"SELECT {FROM_DOOR} FROM persons WHERE id = :person"


class Switch(StrEnum):
    """What came of the owner's word."""

    DONE = "done"
    GONE = "gone"
    """There is no such person, or it was so already."""
    OWNERS = "owners"
    """Only the owner may say so, and this is not the owner (any more)."""
    FEW = "few"
    """Too few photos of them count for opening."""
    NOT_FROM_DOOR = "not_from_door"
    """None of those is from a camera whose faces may open."""


@dataclass(frozen=True, slots=True)
class FaceRight:
    """Of one person. `photos` count for opening, `from_door`: one of them is from a camera at the door."""

    may_open: bool
    since: datetime | None
    trial_until: datetime | None
    hours: DaySpan | None
    at_night: bool
    photos: int
    from_door: bool

    @property
    def lacks(self) -> Switch | None:
        """Why it could not be switched on now."""
        if self.photos < LEAST_PHOTOS:
            return Switch.FEW
        return None if self.from_door else Switch.NOT_FROM_DOOR


class FaceRights:
    """Changes are durable, on record, and refused in the very moment to whoever is not the owner."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def of(self, person_id: int, door: DoorRules) -> FaceRight | None:
        """None: there is no such person."""
        return await self._db.view(lambda store: right_of(store, person_id, door))

    async def switch_on(self, person_id: int, user_id: int, door: DoorRules, now: datetime) -> Switch:
        """With a trial first."""

        def on(store: sqlite3.Connection) -> Switch:
            right = right_of(store, person_id, door)
            if right is None or right.may_open:
                return Switch.GONE
            if right.lacks is not None:
                return right.lacks
            with on_record(store, user_id, now):
                change(store, _ON, to_text(now), to_text(now + TRIAL), person_id)
            return Switch.DONE

        return await self._owners(on, user_id)

    async def switch_off(self, person_id: int, user_id: int, now: datetime) -> Switch:
        def off(store: sqlite3.Connection) -> Switch:
            with on_record(store, user_id, now):
                return Switch.DONE if change(store, _OFF, person_id) else Switch.GONE

        return await self._owners(off, user_id)

    async def end_trial(self, person_id: int, user_id: int, now: datetime) -> Switch:
        """From now on this face opens."""
        sql = "UPDATE persons SET trial_until_at = NULL WHERE id = ? AND may_open = 1 AND trial_until_at > ?"

        def ended(store: sqlite3.Connection) -> Switch:
            if not change(store, sql, person_id, to_text(now)):
                return Switch.GONE
            return _done(store, person_id, user_id, "trial ended", now)

        return await self._owners(ended, user_id)

    async def set_hours(self, person_id: int, hours: DaySpan | None, user_id: int, now: datetime) -> Switch:
        """In which it may open; None: at any hour of the day."""
        sql = "UPDATE persons SET opens_from = ?, opens_until = ? WHERE id = ?"
        given = (None, None) if hours is None else (_clock(hours.starts), _clock(hours.ends))

        def chosen(store: sqlite3.Connection) -> Switch:
            if not change(store, sql, *given, person_id):
                return Switch.GONE
            said = "at any hour" if hours is None else f"from {given[0]} to {given[1]}"
            return _done(store, person_id, user_id, said, now)

        return await self._owners(chosen, user_id)

    async def set_at_night(self, person_id: int, allowed: bool, user_id: int, now: datetime) -> Switch:
        """Whether it may open in the night hours of the house too."""
        sql = "UPDATE persons SET opens_at_night = ? WHERE id = ?"

        def chosen(store: sqlite3.Connection) -> Switch:
            if not change(store, sql, allowed, person_id):
                return Switch.GONE
            return _done(store, person_id, user_id, "also at night" if allowed else "not at night", now)

        return await self._owners(chosen, user_id)

    async def _owners(self, work: Callable[[sqlite3.Connection], Switch], user_id: int) -> Switch:
        def done(store: sqlite3.Connection) -> Switch:
            return work(store) if is_owner(store, user_id) else Switch.OWNERS

        return await self._db.change(done, durable=True)


def settle(store: sqlite3.Connection, now: datetime) -> None:
    """After any change of photos, put on record by the caller: who has too few of them left that open may
    not open any more."""
    for row in many(store, _UNFIT):
        change(store, _OFF, row["id"])
        duties.put(store, SWITCHED_OFF, now, now, subject=str(row["id"]))


def opens_nothing(store: sqlite3.Connection, person_ids: Iterable[int]) -> None:
    """Whose photos these are changes: the owner's word held for what it was before. The caller records it."""
    people = id_list(person_ids)
    change(store, _PHOTO_NAMES_ONLY, people)
    for person_id in json.loads(people):
        change(store, _OFF, person_id)


def right_of(store: sqlite3.Connection, person_id: int, door: DoorRules) -> FaceRight | None:
    """As `FaceRights.of`, inside the caller's transaction."""
    row = first(store, "SELECT * FROM persons WHERE id = ?", person_id)
    if row is None:
        return None
    cameras = json.dumps(sorted(door.cameras))
    return FaceRight(
        may_open=bool(row["may_open"]),
        since=from_text_or_none(row["may_open_since_at"]),
        trial_until=from_text_or_none(row["trial_until_at"]),
        hours=hours_of(row),
        at_night=bool(row["opens_at_night"]),
        photos=value(store, _OPENING, person_id),
        from_door=bool(value(store, _FROM_DOOR, cameras=cameras, person=person_id)),
    )


def _done(store: sqlite3.Connection, person_id: int, user_id: int, said: str, now: datetime) -> Switch:
    audit.append(store, Entry(Action.SETTING, by=user_id, of_person=person_id, outcome=said), now)
    return Switch.DONE


def _clock(when: time) -> str:
    return f"{when:%H:%M}"
