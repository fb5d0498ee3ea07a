"""What people said to the bot and what shall change by it, until it is done and answered."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from storage import pairing
from storage.access import role_of
from storage.database import Database, overwriting
from storage.in_hand import Outcome, mark
from storage.questions import OPEN_TALKS
from storage.rows import change, id_list, many, value
from storage.timestamps import from_text, to_text

KEPT = timedelta(days=7)
"""Telegram's own numbers begin anew after a week without updates."""

_KEEP = "INSERT INTO inbox (update_id, payload, received_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
DONE_OF = """
SELECT update_id FROM inbox WHERE update_id IN (SELECT value FROM json_each(?)) AND done_at IS NOT NULL
"""
OPEN = "SELECT * FROM inbox WHERE payload IS NOT NULL ORDER BY update_id"
_TRY = "UPDATE inbox SET tries = tries + 1 WHERE update_id = ?"
_ANSWERED = "UPDATE inbox SET payload = NULL WHERE update_id = ? AND payload IS NOT NULL"
SWEEP = "DELETE FROM inbox WHERE payload IS NULL AND done_at < ?"

_CODES_OPEN = """
SELECT 1 WHERE EXISTS (SELECT 1 FROM pairing_codes WHERE used_at IS NULL AND expires_at > :now)
  OR EXISTS (SELECT 1 FROM invites WHERE used_at IS NULL AND void_at IS NULL AND expires_at > :now)
"""


@dataclass(frozen=True, slots=True)
class Letter:
    """An update as Telegram sent it."""

    update_id: int
    payload: str


@dataclass(frozen=True, slots=True)
class Kept:
    """Not done, or done and not answered."""

    letter: Letter
    received_at: datetime
    tries: int
    is_done: bool


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """Of those who were asked about. `talking`: (user, chat) where an answer is awaited."""

    users: frozenset[int]
    chats: frozenset[int]
    talking: frozenset[tuple[int, int]]
    takes_codes: bool
    """Somebody may get in by a code, and it has not been guessed too often."""


class Inbox:
    def __init__(self, db: Database) -> None:
        self._db = db

    async def keep(self, letters: Sequence[Letter], now: datetime) -> frozenset[int]:
        """Durable, all or none: with the next question Telegram forgets them. Those that are done already."""
        numbers = id_list(letter.update_id for letter in letters)

        def kept(store: sqlite3.Connection) -> frozenset[int]:
            change(store, SWEEP, to_text(now - KEPT))
            store.executemany(_KEEP, [(one.update_id, one.payload, to_text(now)) for one in letters])
            return frozenset(row["update_id"] for row in many(store, DONE_OF, numbers))

        return await self._db.change(kept, durable=True)

    async def open(self) -> list[Kept]:
        """Whatever the run before left, in Telegram's order."""
        return [_kept(row) for row in await self._db.view(lambda store: many(store, OPEN))]

    async def taken_up(self, update_id: int) -> None:
        """Once more, after a start."""
        await self._db.change(lambda store: change(store, _TRY, update_id), aside=True)

    async def close(self, update_id: int, outcome: Outcome, now: datetime) -> None:
        """Answered; and done, where nothing was to be changed. What was written is overwritten on the disk
        as soon as SQLite's log is written into the file."""
        await self._db.change(
            partial(overwriting, partial(_closed, update_id=update_id, outcome=outcome, now=now)), aside=True
        )

    async def acquaintance(
        self, user_ids: Collection[int], chat_ids: Collection[int], now: datetime
    ) -> Acquaintance:
        """All at once, on one snapshot."""

        def looked(store: sqlite3.Connection) -> Acquaintance:
            talks = many(store, OPEN_TALKS, to_text(now))
            chats = many(
                store,
                "SELECT chat_id FROM chats WHERE chat_id IN (SELECT value FROM json_each(?))",
                id_list(chat_ids),
            )
            return Acquaintance(
                frozenset(one for one in user_ids if role_of(store, one) is not None),
                frozenset(row["chat_id"] for row in chats),
                frozenset((row["asker"], row["chat_id"]) for row in talks),
                _takes_codes(store, now),
            )

        return await self._db.view(looked)


def _closed(store: sqlite3.Connection, update_id: int, outcome: Outcome, now: datetime) -> None:
    mark(store, update_id, outcome, now)
    change(store, _ANSWERED, update_id)


def _takes_codes(store: sqlite3.Connection, now: datetime) -> bool:
    guessed = pairing.refused_until(store, now)
    return guessed is None and value(store, _CODES_OPEN, now=to_text(now)) is not None


def _kept(row: sqlite3.Row) -> Kept:
    return Kept(
        Letter(row["update_id"], row["payload"]),
        from_text(row["received_at"]),
        row["tries"],
        row["done_at"] is not None,
    )
