"""One-use codes by which the owner lets somebody into the household."""

from __future__ import annotations

import asyncio
import json
import re
import secrets
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from storage import audit, pairing
from storage.access import Role, given_role
from storage.audit import Entry
from storage.audit_actions import Action
from storage.database import Database
from storage.rows import change, first, insert, many
from storage.timestamps import from_text, to_text

VALID = timedelta(hours=24)
BY_INVITE = "invite"
"""As `audit.how`."""

CODE = re.compile(r"([0-9]{1,15})-([A-Za-z2-7]{8})")
"""The invite's id, so that a try costs one hash however many are open, and its secret."""


@dataclass(frozen=True, slots=True)
class Invite:
    """`cameras`: ids of those that a guest will hear of."""

    id: int
    role: Role
    created_at: datetime
    expires_at: datetime
    cameras: frozenset[str]


_NEW = """
INSERT INTO invites (salt, hash, role, created_by, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?)
"""

# One of a former owner lets nobody in.
_OPEN = """
  used_at IS NULL AND void_at IS NULL AND created_at <= :now AND expires_at > :now
  AND created_by = (SELECT user_id FROM users WHERE role = 'owner')
"""
_LIST = f"""
SELECT *, (SELECT json_group_array(camera_id) FROM invite_cameras WHERE invite_id = id) AS cameras
  FROM invites WHERE (:id IS NULL OR id = :id) AND {_OPEN} ORDER BY id
"""
_LAPSE = "UPDATE invites SET void_at = ?1 WHERE used_at IS NULL AND void_at IS NULL AND expires_at <= ?1"
_VOID = f"UPDATE invites SET void_at = :now WHERE id = :id AND {_OPEN} RETURNING role"
_VOID_UNSEEN = """
UPDATE invites SET void_at = :now
  WHERE created_by = :by AND created_at >= :since AND used_at IS NULL AND void_at IS NULL RETURNING role
"""
_GRANT = "INSERT OR IGNORE INTO invite_cameras (invite_id, camera_id) VALUES (?, ?)"
_DENY = "DELETE FROM invite_cameras WHERE invite_id = ? AND camera_id = ?"

_BELONGS = "SELECT 1 FROM users WHERE user_id = ? AND role <> 'guest' AND removed_at IS NULL"

# Whoever belongs already is a guest, and may become a resident.
_ADMIT = """
INSERT INTO users (user_id, name, role, joined_at) VALUES (:user, :name, :role, :now)
  ON CONFLICT (user_id) DO UPDATE SET name = :name, role = :role, may_unlock = 1, suspended_at = NULL,
    removed_at = NULL
"""
_CAMERAS = """
INSERT OR IGNORE INTO user_cameras (user_id, camera_id)
  SELECT :user, camera_id FROM invite_cameras WHERE invite_id = :id
"""
_HEARS = """
INSERT INTO chats (chat_id, kind, listening, created_at) VALUES (:user, 'private', 1, :now)
  ON CONFLICT (chat_id) DO UPDATE SET listening = 1
"""
_USED = "UPDATE invites SET used_at = :now, used_by = :user WHERE id = :id"


class Invites:
    def __init__(self, db: Database) -> None:
        self._db = db

    async def new(
        self, role: Role, created_by: int, now: datetime, camera_ids: Iterable[str] = ()
    ) -> tuple[Invite, str]:
        """Durable, for 24 hours; the code is told here and never again: only a hash is kept."""
        secret, salt = pairing.new_code(), secrets.token_bytes(16)
        cameras, until = frozenset(camera_ids), now + VALID
        hash_ = await asyncio.to_thread(pairing.hashed, secret, salt)
        values = (salt, hash_, role, created_by, to_text(now), to_text(until))

        def made(store: sqlite3.Connection) -> int:
            number = insert(store, _NEW, *values)
            store.executemany(_GRANT, [(number, camera_id) for camera_id in sorted(cameras)])
            audit.append(store, Entry(Action.INVITE, by=created_by, outcome=role), now)
            return number

        number = await self._db.change(made, durable=True)
        return Invite(number, role, now, until, cameras), f"{number}-{secret}"

    async def open(self, now: datetime) -> list[Invite]:
        """Those that would still let somebody in, oldest first."""
        values = {"id": None, "now": to_text(now)}
        return [_invite(row) for row in await self._db.view(lambda store: many(store, _LIST, **values))]

    async def get(self, invite_id: int, now: datetime) -> Invite | None:
        """None: there is none, or it is used, withdrawn or over."""
        values = {"id": invite_id, "now": to_text(now)}
        row = await self._db.view(lambda store: first(store, _LIST, **values))
        return None if row is None else _invite(row)

    async def void(self, invite_id: int, now: datetime, by: int | None = None) -> bool:
        """Durable. False if it was not open any more."""
        values = {"id": invite_id, "now": to_text(now)}

        def withdrawn(store: sqlite3.Connection) -> bool:
            row = first(store, _VOID, **values)
            if row is None:
                return False
            audit.append(store, Entry(Action.INVITE_WITHDRAWN, by=by, outcome=row["role"]), now)
            return True

        return await self._db.change(withdrawn, durable=True)

    async def withdraw_unseen(self, by: int, since: datetime, now: datetime) -> bool:
        """Those that `by` has made since then: whether their codes were ever shown is not known. Durable.

        False: there are none.
        """
        values = {"by": by, "since": to_text(since), "now": to_text(now)}

        def withdrawn(store: sqlite3.Connection) -> bool:
            rows = many(store, _VOID_UNSEEN, **values)
            for row in rows:
                audit.append(store, Entry(Action.INVITE_WITHDRAWN, outcome=row["role"]), now)
            return bool(rows)

        return await self._db.change(withdrawn, durable=True)

    async def grant(self, invite_id: int, camera_id: str, granted: bool, now: datetime) -> bool:
        """Whether the guest will hear of this camera. False if the invite is not open any more."""

        def changed(store: sqlite3.Connection) -> bool:
            if first(store, _LIST, id=invite_id, now=to_text(now)) is None:
                return False
            change(store, _GRANT if granted else _DENY, invite_id, camera_id)
            return True

        return await self._db.change(changed, durable=True)

    async def redeem(self, user_id: int, name: str, code: str, now: datetime) -> Invite | None:
        """The invite by which this user belongs to the household from now on, durably; it is used up.

        None: not a code, a wrong one, or one of an owner or resident, which stays open. Tries are limited
        as those of the pairing code.
        """
        told = CODE.fullmatch(code.strip())
        if told is None or await self._db.view(lambda store: _refused(store, user_id, now)):
            return None
        return await self._db.change(
            lambda store: _redeemed(store, user_id, name, (int(told[1]), told[2]), now), durable=True
        )


def lapse(store: sqlite3.Connection, now: datetime) -> int:
    """What has run out lets nobody in any more, wherever the clock is put; how many."""
    return change(store, _LAPSE, to_text(now))


def _refused(store: sqlite3.Connection, user_id: int, now: datetime) -> bool:
    return pairing.limit_reached(store, user_id, now) or first(store, _BELONGS, user_id) is not None


def _redeemed(
    store: sqlite3.Connection, user_id: int, name: str, code: tuple[int, str], now: datetime
) -> Invite | None:
    if _refused(store, user_id, now):
        return None
    lapse(store, now)
    number, secret = code
    row = first(store, _LIST, id=number, now=to_text(now))
    salt, wanted = (row["salt"], row["hash"]) if row else (b"", b"")
    if not pairing.same_code(secret, salt, wanted) or row is None:
        pairing.count_wrong(store, user_id, now)
        return None
    values = {"id": number, "user": user_id, "name": name, "role": row["role"], "now": to_text(now)}
    for sql in (_ADMIT, _CAMERAS, _HEARS, _USED):
        change(store, sql, **values)
    given_role(store, user_id, row["role"], now, by=user_id, how=BY_INVITE)
    return _invite(row)


def _invite(row: sqlite3.Row) -> Invite:
    return Invite(
        id=row["id"],
        role=Role(row["role"]),
        created_at=from_text(row["created_at"]),
        expires_at=from_text(row["expires_at"]),
        cameras=frozenset(json.loads(row["cameras"])),
    )
