"""Who belongs to the household, and what changes at once when that changes."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime

from storage import audit, passes
from storage.access import Role, given_role, is_owner
from storage.audit import Entry
from storage.audit_actions import REMOVED, Action
from storage.database import Database
from storage.rows import change, first, many, value
from storage.timestamps import from_text_or_none, to_text


@dataclass(frozen=True, slots=True)
class Member:
    user_id: int
    name: str
    role: Role
    last_seen_at: datetime | None
    """Their latest message or press."""
    may_unlock: bool
    """For residents: whether the right to open and lock was not withdrawn."""
    cameras: frozenset[str]
    """For guests: ids of those they hear of."""
    proves: bool = False
    """Has a PIN or one-time codes for opening, or had them in the copy that was restored."""
    suspended: bool = False
    """Since a restore, until the owner says Keep."""


_MEMBERS = """
SELECT *, (SELECT json_group_array(camera_id) FROM user_cameras AS granted
    WHERE granted.user_id = users.user_id) AS cameras
  FROM users WHERE removed_at IS NULL AND (:user IS NULL OR user_id = :user)
  ORDER BY role = 'guest', role = 'resident', name, user_id
"""

_OTHERS = "user_id = :user AND role <> 'owner' AND removed_at IS NULL"
_ROLE = f"UPDATE users SET role = :role WHERE {_OTHERS}"
_OTHER_ROLE = f"SELECT 1 FROM users WHERE {_OTHERS} AND role <> :role"
_DOOR = f"UPDATE users SET may_unlock = :may WHERE {_OTHERS} AND role = 'resident'"
_OTHER_DOOR = f"SELECT 1 FROM users WHERE {_OTHERS} AND role = 'resident' AND may_unlock <> :may"
_REMOVE = f"""
UPDATE users SET removed_at = :now, role = 'guest', may_unlock = 0, language = NULL, pin_hash = NULL,
    pin_salt = NULL, totp_secret = NULL, totp_step = NULL, proof_lost_at = NULL WHERE {_OTHERS}
"""

_NO_CAMERAS = "DELETE FROM user_cameras WHERE user_id = :user"
_SILENT = "UPDATE chats SET listening = 0 WHERE chat_id = :user"
_NOTHING_ASKED = """
UPDATE questions SET closed_at = :now, outcome = 'void' WHERE asker = :user AND closed_at IS NULL
"""

# What was told stays; it is neither told nor edited any more.
_NOTHING_TOLD = """
UPDATE outbox SET state = 'lapsed', last_error = 'not in the household any more'
  WHERE chat_id = :user AND state <> 'lapsed'
"""
_GRANTED_ALONE = """
UPDATE outbox SET state = 'lapsed', last_error = 'not a camera of this guest'
  WHERE chat_id = :user AND state <> 'lapsed' AND visit_id IN (SELECT id FROM visits WHERE camera_id NOT IN
    (SELECT camera_id FROM user_cameras WHERE user_id = :user))
"""

_GRANT = "INSERT OR IGNORE INTO user_cameras (user_id, camera_id) VALUES (:user, :camera)"
_DENY = "DELETE FROM user_cameras WHERE user_id = :user AND camera_id = :camera"


class Household:
    """Changes are durable, and none concerns the owner: that role is handed over by `Ownership`.

    Each change returns False where that user is the owner, or does not belong to the household; and where
    `by`, the Telegram user id of whoever changes it, is not the owner (any more) at that moment. What changes
    who may open is on record with it.
    """

    def __init__(self, db: Database) -> None:
        self._db = db

    async def members(self) -> list[Member]:
        """The owner, the residents, the guests, each by name."""
        return [_member(row) for row in await self._db.view(lambda store: many(store, _MEMBERS, user=None))]

    async def member(self, user_id: int) -> Member | None:
        row = await self._db.view(lambda store: first(store, _MEMBERS, user=user_id))
        return None if row is None else _member(row)

    async def set_role(self, user_id: int, role: Role, now: datetime, by: int | None = None) -> bool:
        """Resident or guest. A resident who becomes a guest has nothing left to confirm, the passes they made
        end, and they hear only of the cameras that are granted."""
        values = {"user": user_id, "role": role, "now": to_text(now)}

        def changed(store: sqlite3.Connection) -> bool:
            if not _may(store, by):
                return False
            if value(store, _OTHER_ROLE, **values):
                given_role(store, user_id, role, now, by)
            if not change(store, _ROLE, **values):
                return False
            if role is Role.GUEST:
                change(store, _NOTHING_ASKED, **values)
                change(store, _GRANTED_ALONE, **values)
                passes.end_made_by(store, user_id, now)
            else:
                passes.end_of_guest(store, user_id, now)
            return True

        return await self._db.change(changed, durable=True)

    async def remove(self, user_id: int, now: datetime, by: int | None = None) -> bool:
        """At once: no right, nothing to confirm, no pass had or given, and their chat hears no more."""
        values = {"user": user_id, "now": to_text(now)}

        def removed(store: sqlite3.Connection) -> bool:
            if not _may(store, by) or not change(store, _REMOVE, **values):
                return False
            given_role(store, user_id, REMOVED, now, by)
            for sql in (_NO_CAMERAS, _SILENT, _NOTHING_ASKED, _NOTHING_TOLD):
                change(store, sql, **values)
            passes.end_made_by(store, user_id, now)
            passes.end_of_guest(store, user_id, now)
            return True

        return await self._db.change(removed, durable=True)

    async def allow_door(self, user_id: int, may: bool, now: datetime, by: int | None = None) -> bool:
        """Whether a resident may open and lock. When they may not, what they are just asked is void, and the
        passes they made end."""
        values = {"user": user_id, "may": may, "now": to_text(now)}

        def changed(store: sqlite3.Connection) -> bool:
            if not _may(store, by):
                return False
            if value(store, _OTHER_DOOR, **values):
                action = Action.DOOR_GIVEN if may else Action.DOOR_WITHDRAWN
                audit.append(store, Entry(action, by=by, of_user=user_id), now)
            if not change(store, _DOOR, **values):
                return False
            if not may:
                change(store, _NOTHING_ASKED, **values)
                passes.end_made_by(store, user_id, now)
            return True

        return await self._db.change(changed, durable=True)

    async def grant(self, user_id: int, camera_id: str, granted: bool, by: int | None = None) -> bool:
        """Whether a guest hears of this camera."""
        values = {"user": user_id, "camera": camera_id}

        def changed(store: sqlite3.Connection) -> bool:
            row = first(store, _MEMBERS, **values)
            if not _may(store, by) or row is None or row["role"] != Role.GUEST:
                return False
            change(store, _GRANT if granted else _DENY, **values)
            change(store, _GRANTED_ALONE, **values)
            return True

        return await self._db.change(changed, durable=True)


def _may(store: sqlite3.Connection, by: int | None) -> bool:
    return by is None or is_owner(store, by)


def _member(row: sqlite3.Row) -> Member:
    return Member(
        user_id=row["user_id"],
        name=row["name"],
        role=Role(row["role"]),
        last_seen_at=from_text_or_none(row["last_seen_at"]),
        may_unlock=bool(row["may_unlock"]),
        cameras=frozenset(json.loads(row["cameras"])),
        proves=any(row[one] is not None for one in ("pin_hash", "totp_secret", "proof_lost_at")),
        suspended=row["suspended_at"] is not None,
    )
