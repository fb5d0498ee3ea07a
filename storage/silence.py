"""Whether a chat is to be left in peace now, and what it did not hear of because of that."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import StrEnum

from storage import duties
from storage.database import Database
from storage.duties import Duty
from storage.outbox import ABOUT_THE_DOOR, OutboxKind, OutboxRow
from storage.quiet_hours import quiet_of, quiet_until
from storage.rows import change, first, id_list, many, value
from storage.timestamps import FOREVER, from_text, from_text_or_none, to_text


class Reason(StrEnum):
    SNOOZE = "snooze"
    QUIET_HOURS = "quiet_hours"
    CHOICE = "choice"
    """The chat does not hear of such visits at all."""


@dataclass(frozen=True, slots=True)
class HeldBack:
    """Why one event was not told in one chat."""

    reason: Reason
    until: datetime | None
    """As it was known then; None: no end."""
    for_everybody: bool = False
    """It was the house's snooze."""
    camera_name: str | None = None
    """Of a snooze of one camera."""
    person_name: str | None = None
    """Of a snooze of one person."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a chat has not heard of, and was not told that it has not."""

    visits: int
    events: int
    strangers: int
    """Visits with a stranger."""
    rings: int
    """Visits in which somebody rang."""
    event_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Hush:
    reason: Reason
    until: datetime | None
    snooze_id: int | None = None


@dataclass(frozen=True, slots=True)
class _News:
    """What a message would tell."""

    camera_id: str
    rang: bool
    strangers: bool
    unnamed: bool
    """Of some of it nobody knows (yet) who it was."""
    people: frozenset[int]
    """`persons.id` of those who are known."""
    lock_moved: bool
    unseen: bool = False
    """Nobody can say who some of it was: it could not be analysed."""

    @property
    def known_alone(self) -> bool:
        return bool(self.people) and not self.strangers and not self.unnamed


_TOLD = "visit_id = :visit AND (event_type = 'ding' OR alert = 1)"
NEWS = f"""
SELECT camera_id, max(event_type = 'ding') AS rang, max(strangers > 0) AS strangers,
    max(NOT EXISTS (SELECT 1 FROM event_people WHERE event_id = events.id)) AS unnamed,
    max(state = 'failed' AND event_type = 'motion') AS unseen
  FROM events WHERE {_TOLD}
"""
PEOPLE = f"""
SELECT DISTINCT person_id FROM events JOIN event_people ON event_id = events.id WHERE {_TOLD}
"""
LOCK_MOVED = """
SELECT 1 FROM events JOIN lock_actions ON lock_actions.event_id = events.id
  WHERE events.visit_id = ? AND sent IS NOT 0 LIMIT 1
"""

SNOOZES = """
SELECT id, camera_id, person_id, ends_at FROM snoozes INDEXED BY snoozes_open
  WHERE ended_at IS NULL AND ends_at > :now AND starts_at <= :now
    AND (chat_id IS NULL OR chat_id = :chat) AND (camera_id IS NULL OR camera_id = :camera)
  ORDER BY ends_at DESC, id
"""

# Nobody waits to be told of what they do not want to hear of.
_HOLD = f"""
INSERT INTO held_back (event_id, chat_id, reason, snooze_id, until_at, held_at, said_at)
  SELECT id, :chat, :reason, :snooze, :until, :now, iif(:reason = 'choice', :now, NULL)
    FROM events WHERE {_TOLD}
  ON CONFLICT (event_id, chat_id) DO UPDATE SET reason = excluded.reason, snooze_id = excluded.snooze_id,
    until_at = excluded.until_at, said_at = excluded.said_at WHERE said_at IS NULL OR reason = 'choice'
"""
_NEVER_SENT = "DELETE FROM outbox WHERE id = ? AND state = 'pending'"

# What stands in a message of this chat by now was told after all: it rang, the door was opened.
_TOLD_SINCE = """
EXISTS (SELECT 1 FROM outbox AS o WHERE o.visit_id = events.visit_id AND o.chat_id = h.chat_id
  AND o.kind = 'visit' AND o.state = 'told')
"""
# What still silences goes on counting: it is said at its own end.
UNSAID = f"""
SELECT events.id, events.visit_id, events.recorded_at, events.strangers > 0 AS strange,
    events.event_type = 'ding' AS rang
  FROM held_back AS h JOIN events ON events.id = h.event_id
  LEFT JOIN snoozes ON snoozes.id = h.snooze_id
  WHERE h.chat_id = :chat AND h.said_at IS NULL AND NOT {_TOLD_SINCE} AND CASE h.reason
    WHEN 'snooze' THEN snoozes.id IS NULL OR snoozes.ended_at IS NOT NULL OR snoozes.ends_at <= :now
    ELSE NOT :still_quiet END
  ORDER BY events.recorded_at
"""
_SAID = """
UPDATE held_back SET said_at = ? WHERE said_at IS NULL AND chat_id = ?
  AND event_id IN (SELECT value FROM json_each(?))
"""
_NOTICE = """
INSERT INTO outbox (chat_id, kind, text, buttons, next_attempt_at, created_at)
  VALUES (:chat, 'notice', :text, :buttons, :now, :now)
"""

WAITING = """
SELECT chat_id FROM chats WHERE EXISTS (SELECT 1 FROM held_back AS h
  WHERE h.chat_id = chats.chat_id AND h.said_at IS NULL)
"""

WHY = f"""
SELECT h.reason, h.until_at, snoozes.id IS NOT NULL AND snoozes.chat_id IS NULL AS everybody,
    cameras.name AS camera_name, persons.display_name AS person_name
  FROM held_back AS h JOIN events ON events.id = h.event_id
  LEFT JOIN snoozes ON snoozes.id = h.snooze_id LEFT JOIN cameras ON cameras.id = snoozes.camera_id
  LEFT JOIN persons ON persons.id = snoozes.person_id
  WHERE h.event_id = ? AND h.chat_id = ? AND NOT {_TOLD_SINCE}
"""


class Silence:
    def __init__(self, db: Database) -> None:
        self._db = db

    async def hold(self, row: OutboxRow, now: datetime, zone: tzinfo) -> bool:
        """Whether this row, never sent yet, is kept from its chat; then it is gone and that is on record.

        Only what would make a sound is held: a message that stands in the chat is edited as ever. What opens
        the door, and that somebody waits to be let in, is never held. Nor is what may have arrived: it is
        repeated without a sound, and forgotten it would leave a copy that nobody knows.
        """
        if row.visit_id is None or row.message_id is not None or row.kind in ABOUT_THE_DOOR or row.uncertain:
            return False

        def held(store: sqlite3.Connection) -> bool:
            hush = _hush(store, row, now, zone)
            if hush is None:
                return False
            if row.kind is OutboxKind.VISIT:
                _note(store, row, hush, now)
            store.execute(_NEVER_SENT, (row.id,))
            return True

        # Looked at before: hardly any is held, and the writer is one for all.
        if await self._db.view(lambda store: _hush(store, row, now, zone)) is None:
            return False
        return await self._db.change(held)

    async def until(self, chat_id: int, now: datetime, zone: tzinfo) -> datetime | None:
        """Until when no visit is told there, but for what may pierce; None: they are told."""
        return await self._db.view(lambda store: _all_quiet_until(store, chat_id, now, zone))

    async def unsaid(self, chat_id: int, now: datetime, zone: tzinfo) -> Held:
        """What was held back by what is over by now, and was not said to have been."""
        return await self._db.view(lambda store: _unsaid(store, chat_id, now, zone))

    async def waiting(self) -> list[int]:
        """The chats that were not yet told of everything that was held back from them."""
        rows = await self._db.view(lambda store: many(store, WAITING))
        return [row["chat_id"] for row in rows]

    async def say(
        self,
        chat_id: int,
        text: str,
        buttons: Sequence[Sequence[tuple[str, str]]],
        held: Held,
        now: datetime,
        duty: Duty | None = None,
    ) -> None:
        """A notice to the chat (HTML; buttons are rows of label and callback data) that tells of `held`.

        They are found again by `history_filter.held(chat_id, now)`.
        It closes `duty` in the same breath, so that neither is done twice. Nothing where that was closed, or
        where somebody was told of all of them meanwhile.
        """
        row = {"chat": chat_id, "text": text, "buttons": json.dumps(buttons), "now": to_text(now)}

        def said(store: sqlite3.Connection) -> None:
            if duty is not None and not duties.close(store, duty, now):
                return
            news = change(store, _SAID, to_text(now), chat_id, id_list(held.event_ids))
            if news or not held.events:
                store.execute(_NOTICE, row)

        await self._db.change(said)

    async def said(self, chat_id: int, held: Held, now: datetime) -> None:
        """Somebody was told of these in another way; they are found again by `held(chat_id, now)`."""
        values = (to_text(now), chat_id, id_list(held.event_ids))
        await self._db.change(lambda store: change(store, _SAID, *values), aside=True)

    async def held_back(self, event_id: int, chat_id: int) -> HeldBack | None:
        """Why this chat was not told of it; None where it was, or where nothing held it back."""
        row = await self._db.view(lambda store: first(store, WHY, event_id, chat_id))
        if row is None:
            return None
        return HeldBack(
            reason=Reason(row["reason"]),
            until=from_text_or_none(row["until_at"]),
            for_everybody=bool(row["everybody"]),
            camera_name=row["camera_name"],
            person_name=row["person_name"],
        )


def _hush(store: sqlite3.Connection, row: OutboxRow, now: datetime, zone: tzinfo) -> _Hush | None:
    chat = first(store, "SELECT * FROM chats WHERE chat_id = ?", row.chat_id)
    news = _news(store, row)
    if chat is None or news is None:
        return None
    if not _wanted(chat, news):
        return _Hush(Reason.CHOICE, None)
    if news.lock_moved or _pierces(chat, news):
        return None
    found = [*_snoozing(store, row.chat_id, news, now), *_quiet(store, row.chat_id, now, zone)]
    return max(found, key=lambda hush: hush.until or FOREVER, default=None)


def _news(store: sqlite3.Connection, row: OutboxRow) -> _News | None:
    told = first(store, NEWS, visit=row.visit_id)
    if told is None or told["camera_id"] is None:
        return None
    whole = row.kind is OutboxKind.VISIT
    people = many(store, PEOPLE, visit=row.visit_id) if whole else ()
    return _News(
        camera_id=told["camera_id"],
        rang=bool(told["rang"]) if whole else row.kind is OutboxKind.DING,
        strangers=bool(told["strangers"]) if whole else row.kind is OutboxKind.STRANGER,
        unnamed=bool(told["unnamed"]),
        unseen=whole and bool(told["unseen"]),
        people=frozenset(one["person_id"] for one in people),
        # The visit's own message tells of the lock; a reply to be heard is about somebody at the door.
        lock_moved=whole and value(store, LOCK_MOVED, row.visit_id) is not None,
    )


def _wanted(chat: sqlite3.Row, news: _News) -> bool:
    return bool(
        (news.rang and chat["hears_dings"])
        # Who wants to hear of strangers wants to hear of what might have been one.
        or ((news.strangers or news.unseen) and chat["hears_strangers"])
        or (news.known_alone and chat["hears_known"])
    )


def _pierces(chat: sqlite3.Row, news: _News) -> bool:
    return bool((news.rang and chat["pierce_dings"]) or (news.strangers and chat["pierce_strangers"]))


def _snoozing(store: sqlite3.Connection, chat_id: int, news: _News, now: datetime) -> list[_Hush]:
    rows = many(store, SNOOZES, now=to_text(now), chat=chat_id, camera=news.camera_id)
    found = [_snoozed(row) for row in rows if row["person_id"] is None]
    people = {row["person_id"]: row for row in reversed(rows)}
    if news.known_alone and news.people <= people.keys():
        # It ends with the first of them.
        found.append(_snoozed(min((people[one] for one in news.people), key=lambda row: row["ends_at"])))
    return found


def _snoozed(row: sqlite3.Row) -> _Hush:
    return _Hush(Reason.SNOOZE, _end(from_text(row["ends_at"])), row["id"])


def _end(until: datetime) -> datetime | None:
    return None if until == FOREVER else until


def _quiet(store: sqlite3.Connection, chat_id: int, now: datetime, zone: tzinfo) -> list[_Hush]:
    until = quiet_until(quiet_of(store, chat_id).hours, now, zone)
    return [] if until is None else [_Hush(Reason.QUIET_HOURS, _end(until))]


def _all_quiet_until(store: sqlite3.Connection, chat_id: int, now: datetime, zone: tzinfo) -> datetime | None:
    rows = many(store, SNOOZES, now=to_text(now), chat=chat_id, camera=None)
    ends = [from_text(row["ends_at"]) for row in rows if row["person_id"] is None]
    ends += [hush.until or FOREVER for hush in _quiet(store, chat_id, now, zone)]
    return max(ends, default=None)


def _note(store: sqlite3.Connection, row: OutboxRow, hush: _Hush, now: datetime) -> None:
    change(
        store,
        _HOLD,
        visit=row.visit_id,
        chat=row.chat_id,
        reason=hush.reason,
        snooze=hush.snooze_id,
        until=to_text(hush.until) if hush.until else None,
        now=to_text(now),
    )


def _unsaid(store: sqlite3.Connection, chat_id: int, now: datetime, zone: tzinfo) -> Held:
    still_quiet = bool(_quiet(store, chat_id, now, zone))
    rows = many(store, UNSAID, chat=chat_id, now=to_text(now), still_quiet=still_quiet)

    def visits(column: str) -> int:
        return len({row["visit_id"] for row in rows if row[column]})

    return Held(
        visits=visits("visit_id"),
        events=len(rows),
        strangers=visits("strange"),
        rings=visits("rang"),
        event_ids=tuple(row["id"] for row in rows),
    )
