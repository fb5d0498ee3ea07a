"""Who may what, which chats listen, and how somebody becomes the owner."""

from __future__ import annotations

import logging
import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from storage import audit, pairing
from storage.audit import Entry
from storage.audit_actions import Action
from storage.database import Database
from storage.hearers import HEARS_CAMERA
from storage.pass_validity import RESIDENT_MAY, USABLE, VALID
from storage.rows import change, many, value
from storage.timestamps import from_text, to_text

log = logging.getLogger(__name__)

MET_AGAIN = timedelta(minutes=1)


class Role(StrEnum):
    OWNER = "owner"
    RESIDENT = "resident"
    GUEST = "guest"


RESIDENTS = (Role.OWNER, Role.RESIDENT)


@dataclass(frozen=True, slots=True)
class UnreachableChat:
    chat_id: int
    since: datetime
    user_id: int | None
    """The user whose private chat this is; None for a group."""


_LISTENING = f"""
SELECT chat_id FROM chats WHERE listening = 1 AND (:camera IS NULL OR ({HEARS_CAMERA})) ORDER BY chat_id
"""

_ROLE = "SELECT role FROM users WHERE user_id = ? AND suspended_at IS NULL AND removed_at IS NULL"
_MAY = """
SELECT 1 FROM users WHERE user_id = :user AND ({resident} OR (role = 'guest' AND suspended_at IS NULL
  AND removed_at IS NULL AND EXISTS (SELECT 1 FROM passes AS p WHERE p.user_id = users.user_id AND {valid})))
"""
_MAY_MOVE_THE_DOOR = _MAY.format(resident=RESIDENT_MAY, valid=USABLE)
# Whoever was let in once may lock behind them.
_MAY_LOCK_THE_DOOR = _MAY.format(resident=RESIDENT_MAY, valid=VALID)

_RESIDENTS = """
SELECT user_id, role = 'owner' OR may_unlock AS may_open FROM users
  WHERE role <> 'guest' AND suspended_at IS NULL AND removed_at IS NULL ORDER BY role <> 'owner', joined_at
"""

_NEW_OWNER = """
INSERT INTO users (user_id, name, role, joined_at) VALUES (?1, coalesce(?2, 'Owner'), 'owner', ?3)
  ON CONFLICT (user_id) DO UPDATE SET role = 'owner', name = coalesce(?2, name), suspended_at = NULL,
    removed_at = NULL, may_unlock = 1
"""

MET = """
SELECT 1 FROM users WHERE user_id = :user AND name = :name AND language IS :language
  AND last_seen_at BETWEEN :lately AND :now
"""
_MEET = "UPDATE users SET name = :name, language = :language, last_seen_at = :now WHERE user_id = :user"

_CONSENT_IS_TOLD = "SELECT 1 FROM users WHERE user_id = ? AND consent_told_at IS NOT NULL"
_TELL_CONSENT = "UPDATE users SET consent_told_at = ? WHERE user_id = ? AND consent_told_at IS NULL"

_LISTEN = """
INSERT INTO chats (chat_id, kind, listening, created_at) VALUES (?, ?, ?, ?)
  ON CONFLICT (chat_id) DO UPDATE SET listening = excluded.listening
"""


_UNREACHABLE = """
SELECT * FROM chats WHERE listening = 1 AND unreachable_since_at IS NOT NULL ORDER BY chat_id
"""
_FORMER_OWNER = "UPDATE users SET role = 'resident' WHERE role = 'owner' AND user_id <> ?"
_AWAY = "SELECT unreachable_since_at IS NOT NULL FROM chats WHERE chat_id = ?"
_LOST = "UPDATE chats SET unreachable_since_at = ? WHERE chat_id = ? AND unreachable_since_at IS NULL"
_FOUND = "UPDATE chats SET unreachable_since_at = NULL WHERE chat_id = ? AND unreachable_since_at IS NOT NULL"
_WAITS_NO_LONGER = """
UPDATE outbox SET next_attempt_at = min(next_attempt_at, ?), attempts = 0
  WHERE chat_id = ? AND sent_revision < revision AND state <> 'lapsed'
"""


_LANGUAGE = """
SELECT language FROM users WHERE user_id = ? OR role = 'owner' ORDER BY role = 'owner' LIMIT 1
"""


class Access:
    def __init__(self, db: Database) -> None:
        self._db = db

    async def role(self, user_id: int) -> Role | None:
        """None: nobody we know, suspended, or removed."""
        return await self._db.view(lambda store: role_of(store, user_id))

    async def may_move_the_door(self, user_id: int, now: datetime) -> bool:
        """Open and lock, now: the owner, a resident from whom it was not withdrawn, a guest inside a pass."""
        return await self._db.view(lambda store: may_move_the_door(store, user_id, now))

    async def may_lock_the_door(self, user_id: int, now: datetime) -> bool:
        """Also a guest whose pass was for once and is used, until its end."""
        return await self._db.view(lambda store: may_lock_the_door(store, user_id, now))

    async def residents(self) -> list[tuple[int, bool]]:
        """Telegram user ids of the owner and the residents, and whether each may open. The owner first."""
        rows = await self._db.view(lambda store: many(store, _RESIDENTS))
        return [(row["user_id"], bool(row["may_open"])) for row in rows]

    async def owner(self) -> int | None:
        """The owner's Telegram user id."""
        sql = "SELECT user_id FROM users WHERE role = 'owner'"
        owner: int | None = await self._db.view(lambda store: value(store, sql))
        return owner

    async def language(self, chat_id: int) -> str | None:
        """As Telegram told it of whoever is spoken to there; in a group, of the owner."""
        return await self._db.view(lambda store: value(store, _LANGUAGE, chat_id))

    async def met(self, user_id: int, name: str, language: str | None, now: datetime) -> None:
        """A message or a press of somebody known. Written where that is news, or once a minute."""
        values = {
            "user": user_id,
            "name": name,
            "language": language,
            "now": to_text(now),
            "lately": to_text(now - MET_AGAIN),
        }
        if not await self._db.view(lambda store: value(store, MET, **values)):
            await self._db.change(lambda store: change(store, _MEET, **values), aside=True)

    async def consent_told(self, user_id: int, now: datetime) -> bool:
        """True the first time: what naming a face means is said once to everybody."""
        # Looked at before: it is news once.
        if await self._db.view(lambda store: value(store, _CONSENT_IS_TOLD, user_id)):
            return False
        return await self._db.change(
            lambda store: change(store, _TELL_CONSENT, to_text(now), user_id) > 0, aside=True
        )

    async def make_owner(
        self, user_id: int, name: str | None, now: datetime, by: int | None = None, how: str | None = None
    ) -> None:
        """Durable. The former owner becomes a resident; the new one's private chat listens.

        `name` None: as it is known, or "Owner" until the first contact. `by` None: whoever has the machine;
        `how`: as `audit.how`.
        """

        def crowned(store: sqlite3.Connection) -> None:
            former = value(store, "SELECT user_id FROM users WHERE role = 'owner'")
            if former is not None and former != user_id:
                given_role(store, former, Role.RESIDENT, now, by, how)
            given_role(store, user_id, Role.OWNER, now, by, how)
            crown(store, user_id, name, now)

        await self._db.change(crowned, durable=True)

    async def listen(self, chat_id: int, now: datetime, *, listening: bool = True) -> None:
        """Whether this chat is told of visits."""
        kind = "private" if chat_id > 0 else "group"
        values = (chat_id, kind, listening, to_text(now))
        await self._db.change(lambda store: change(store, _LISTEN, *values), durable=True)

    async def listening(self, camera_id: str | None = None) -> list[int]:
        """Chat ids that hear of this camera (None: of any), the unreachable ones too."""
        rows = await self._db.view(lambda store: many(store, _LISTENING, camera=camera_id))
        return [row["chat_id"] for row in rows]

    async def set_reachable(self, chat_id: int, ok: bool, now: datetime) -> bool:
        """True if that is news. A chat that is reachable again gets what waits for it at once."""

        def noted(store: sqlite3.Connection) -> bool:
            if not ok:
                return change(store, _LOST, to_text(now), chat_id) > 0
            if not change(store, _FOUND, chat_id):
                return False
            change(store, _WAITS_NO_LONGER, to_text(now), chat_id)
            return True

        # Looked at before: every update of a private chat asks, and hardly one is news.
        if await self._db.view(lambda store: value(store, _AWAY, chat_id)) in (None, not ok):
            return False
        return await self._db.change(noted, aside=True)

    async def unreachable(self) -> list[UnreachableChat]:
        """The chats that should hear of visits and to which Telegram does not deliver."""
        rows = await self._db.view(lambda store: many(store, _UNREACHABLE))
        return [
            UnreachableChat(
                chat_id=row["chat_id"],
                since=from_text(row["unreachable_since_at"]),
                user_id=row["chat_id"] if row["kind"] == "private" else None,
            )
            for row in rows
        ]

    async def new_code(self, now: datetime, valid_seconds: float = 900) -> str:
        """8 characters A-Z2-7. Replaces the former one; only a hash is stored."""
        valid = timedelta(seconds=valid_seconds)
        return await self._db.change(lambda store: pairing.store_new(store, now, valid), durable=True)

    async def try_code(self, user_id: int, code: str, now: datetime) -> bool:
        """Whether `code` is the valid one; then it is used up, durably.

        Five wrong tries of a sender or twenty in all within an hour: always False.
        """

        def tried(store: sqlite3.Connection) -> tuple[bool, datetime | None]:
            if pairing.limit_reached(store, user_id, now):
                return False, None
            right = pairing.use_up(store, user_id, code, now)
            return right, None if right else pairing.refused_until(store, now)

        # Looked at before, so that a flood never keeps the writer busy.
        if await self._db.view(lambda store: pairing.limit_reached(store, user_id, now)):
            return False
        right, refused_until = await self._db.change(tried, durable=True)
        if refused_until is not None:
            until = f"{refused_until.astimezone():%H:%M}"
            log.warning(
                "%d wrong pairing codes within an hour: refused until %s", pairing.WRONG_IN_ALL, until
            )
        return right

    async def codes_refused_until(self, now: datetime) -> datetime | None:
        """The moment until which not even the right code is taken from anybody; None: it is taken."""
        return await self._db.view(lambda store: pairing.refused_until(store, now))


def given_role(
    store: sqlite3.Connection, user_id: int, role: str, now: datetime, by: int | None, how: str | None = None
) -> None:
    """Puts it on record, inside the caller's transaction."""
    audit.append(store, Entry(Action.ROLE, by=by, how=how, of_user=user_id, outcome=role), now)


def role_of(store: sqlite3.Connection, user_id: int) -> Role | None:
    """As `Access.role`, inside the caller's transaction."""
    role = value(store, _ROLE, user_id)
    return None if role is None else Role(role)


def is_owner(store: sqlite3.Connection, user_id: int) -> bool:
    """At this moment, inside the caller's transaction."""
    return role_of(store, user_id) is Role.OWNER


def may_move_the_door(store: sqlite3.Connection, user_id: int, now: datetime) -> bool:
    """As `Access.may_move_the_door`, inside the caller's transaction."""
    return bool(value(store, _MAY_MOVE_THE_DOOR, user=user_id, now=to_text(now)))


def may_lock_the_door(store: sqlite3.Connection, user_id: int, now: datetime) -> bool:
    """As `Access.may_lock_the_door`, inside the caller's transaction."""
    return bool(value(store, _MAY_LOCK_THE_DOOR, user=user_id, now=to_text(now)))


def crown(store: sqlite3.Connection, user_id: int, name: str | None, now: datetime) -> None:
    """As `Access.make_owner` but for the record, inside the caller's transaction, which is to be durable."""
    change(store, _FORMER_OWNER, user_id)
    change(store, _NEW_OWNER, user_id, name, to_text(now))
    change(store, _LISTEN, user_id, "private", 1, to_text(now))
