"""What every chat should show: the desired state per visit and chat, not a queue of texts.

A row is behind while `sent_revision < revision`. The sender takes the row, then reads and renders
the visit as it is, sends or edits, and confirms the row's revision: whatever was bumped in between
is still behind, so nothing is lost.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.announcements import bump, notify
from storage.burst import END, OVER, crowded_until, over
from storage.database import Database
from storage.lock_watch import LEFT_UNLOCKED
from storage.rows import change, first, id_list, many, value
from storage.timestamps import from_text, from_text_or_none, to_text


class OutboxKind(StrEnum):
    VISIT = "visit"
    """The one message of a visit, edited as more is known."""
    DING = "ding"
    """A reply to it, to be heard: somebody rang. At most one a minute."""
    STRANGER = "stranger"
    """A reply to it, to be heard: a stranger came after known people."""
    OPENING = "opening"
    """A face opens the door: to every resident, to be heard, edited as more is known."""
    QUESTION = "question"
    """May this one in? To every resident who may open, to be heard."""
    LET_IN = "let_in"
    """It rang while somebody is expected: shall they be let in? Asked of those who may open, in private."""
    NOTICE = "notice"
    """Free text, `OutboxRow.text`."""
    SUMMARY = "summary"
    """Of several visits that are told late (storage/late_news.py)."""


ABOUT_THE_DOOR = (OutboxKind.OPENING, OutboxKind.QUESTION, OutboxKind.LET_IN)
"""Told at once, with a sound, whatever a chat hears of."""


class OutboxState(StrEnum):
    PENDING = "pending"
    """Never confirmed."""
    TOLD = "told"
    LAPSED = "lapsed"
    """Will not be told any more; `last_error` says why."""


@dataclass(frozen=True, slots=True)
class OutboxRow:
    id: int
    chat_id: int
    kind: OutboxKind
    visit_id: int | None
    text: str | None
    message_id: int | None
    """The confirmed message; None: there is none yet, so send instead of edit."""
    photo_path: str | None
    """The thumbnail it shows, None for a text message."""
    revision: int
    sent_revision: int
    state: OutboxState
    attempts: int
    """Failed ones since the last success."""
    next_attempt_at: datetime
    last_error: str | None
    created_at: datetime
    told_at: datetime | None
    reply_to: int | None
    """For the kinds that reply: message id of the visit's own message in this chat."""
    about: str | None = None
    """Of a notice of an outage: what is away; or that the door was left unlocked."""
    buttons: tuple[tuple[tuple[str, str], ...], ...] = ()
    """Under a notice: rows of (label, callback data)."""
    heard: bool = False
    """Of a visit's own message: what is about the door is heard beside it in this chat."""
    uncertain: bool = False
    """A send of it may have arrived unconfirmed: it is repeated silently, and there may be a copy."""

    @property
    def is_of_the_door(self) -> bool:
        """It was left unlocked: heard at any hour, and changed in place when that is over."""
        return self.about is not None and self.about.startswith(LEFT_UNLOCKED)


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What Telegram has confirmed; as the arguments of `Outbox.confirm`."""

    row_id: int
    revision: int
    message_id: int | None
    photo_path: str | None
    repeated: bool


_ROW = """
SELECT o.*, (SELECT own.message_id FROM outbox AS own WHERE own.visit_id = o.visit_id
    AND own.chat_id = o.chat_id AND own.kind = 'visit' AND o.kind <> 'visit') AS reply_to,
    o.kind = 'visit' AND EXISTS (SELECT 1 FROM outbox AS own WHERE own.visit_id = o.visit_id
    AND own.chat_id = o.chat_id AND own.kind IN ('opening', 'question') AND own.state <> 'lapsed') AS heard
  FROM outbox AS o
"""

# A reply needs the message it replies to, and the end of an outage that its start may have been told. What a
# summary tells has no message of its own, unless that summary was given up before it told it.
_READY = """
  o.sent_revision < o.revision AND o.state <> 'lapsed'
  AND NOT (o.over AND o.state = 'pending' AND NOT o.uncertain)
  AND (o.told_by IS NULL OR o.state = 'pending' AND EXISTS (
    SELECT 1 FROM outbox AS s WHERE s.id = o.told_by AND s.state = 'lapsed'))
  AND (o.kind IN ('opening', 'question', 'let_in')
    OR o.chat_id NOT IN (SELECT value FROM json_each(:resting)))
  AND NOT EXISTS (
    SELECT 1 FROM outbox AS own WHERE o.kind IN ('ding', 'stranger') AND own.visit_id = o.visit_id
      AND own.chat_id = o.chat_id AND own.kind = 'visit' AND own.state = 'pending')
"""

# That buttons go, or a caption is worded anew, is no news.
DUE = f"""
{_ROW} WHERE {_READY} AND o.next_attempt_at <= :now
  ORDER BY o.kind NOT IN ('opening', 'question', 'let_in'), o.sent_revision > 0,
    o.sent_revision > 0 AND o.kind = 'visit' AND NOT EXISTS (SELECT 1 FROM events AS e
      WHERE e.visit_id = o.visit_id AND e.alert_sent = 0 AND (e.event_type = 'ding' OR e.alert = 1)),
    o.id LIMIT :limit
"""
NEXT_DUE = f"SELECT o.next_attempt_at FROM outbox AS o WHERE {_READY} ORDER BY o.next_attempt_at LIMIT 1"

# Who was removed while it was on its way is told no more: it stays lapsed.
_CONFIRM = """
UPDATE outbox SET state = iif(state = 'lapsed', state, 'told'),
    sent_revision = max(sent_revision, min(revision, :revision)),
    message_id = coalesce(:message, message_id), photo_path = :photo, told_at = coalesce(told_at, :now),
    shown_at = :now, attempts = 0, uncertain = iif(kind = 'notice', 0, :uncertain),
    last_error = iif(state = 'lapsed', last_error, NULL), next_attempt_at = :now
  WHERE id = :id
"""
# A notice has no copy that is pressed: what is told of an outage after its beginning is a message of its own.
_ANOTHER = "SELECT 1 FROM outbox WHERE id = ? AND message_id <> ? AND kind <> 'notice'"

# Replies that were to be heard, where the first message itself tells what they would.
_HEARD_ALREADY = """
UPDATE outbox AS reply SET state = 'lapsed', last_error = 'the first message told it'
  WHERE state = 'pending' AND kind IN ('ding', 'stranger') AND (visit_id, chat_id) =
      (SELECT visit_id, chat_id FROM outbox WHERE id = :id AND kind = 'visit' AND told_at IS NULL)
    AND EXISTS (SELECT 1 FROM events WHERE id IN (SELECT value FROM json_each(:told))
      AND CASE reply.kind WHEN 'ding' THEN event_type = 'ding' ELSE strangers > 0 END)
"""

_TELLS = "UPDATE events SET alert_sent = 1 WHERE alert_sent = 0 AND id IN (SELECT value FROM json_each(?))"

# The notice of this outage, or of the one before it whose end is still to be told.
_CURRENT = """
  about = :about AND state <> 'lapsed' AND (over = 0 OR sent_revision < revision)
"""

_REVISED = """
  text = :text, revision = revision + 1,
    next_attempt_at = CASE attempts WHEN 0 THEN :now ELSE next_attempt_at END
"""

_OUTAGE_GOES_ON = f"""
UPDATE outbox SET over = 0, {_REVISED}
  WHERE {_CURRENT} AND chat_id = :chat AND (over = 1 OR text <> :text)
"""

_OUTAGE = f"""
INSERT INTO outbox (chat_id, kind, text, about, next_attempt_at, created_at)
  SELECT :chat, 'notice', :text, :about, :now, :now WHERE NOT EXISTS (
    SELECT 1 FROM outbox WHERE {_CURRENT} AND chat_id = :chat)
"""

_REWORD = """
UPDATE outbox SET text = :text
  WHERE chat_id = :chat AND about = :about AND over = 0 AND state = 'pending' AND NOT uncertain
"""

OPEN_OUTAGE = "SELECT id FROM outbox WHERE about = ? AND over = 0 AND state <> 'lapsed' LIMIT 1"
_OUTAGE_OVER = f"""
UPDATE outbox SET over = 1, {_REVISED} WHERE about = :about AND over = 0 AND state <> 'lapsed'
"""

_POSTPONE = "UPDATE outbox SET attempts = attempts + 1, next_attempt_at = ?, last_error = ? WHERE id = ?"
_HOLD = """
UPDATE outbox SET next_attempt_at = ?, last_error = ? WHERE id IN (SELECT value FROM json_each(?))
"""
_RELEASE = """
UPDATE outbox SET next_attempt_at = min(next_attempt_at, :now)
  WHERE chat_id = :chat AND last_error = :reason AND sent_revision < revision AND state <> 'lapsed'
"""
_LAPSE = "UPDATE outbox SET state = 'lapsed', last_error = ? WHERE id = ?"
_LAPSE_SHOWN = f"{_LAPSE} AND message_id IS ?"
PENDING = "SELECT count(*) FROM outbox WHERE chat_id = ? AND state = 'pending' AND over = 0"
BY_IDS = f"{_ROW} WHERE o.id IN (SELECT value FROM json_each(?)) ORDER BY o.id"
BY_MESSAGE = f"{_ROW} WHERE o.chat_id = ? AND o.message_id = ?"


class Outbox:
    def __init__(self, db: Database) -> None:
        self._db = db

    async def due(
        self, now: datetime, limit: int = 20, resting: Collection[int] = frozenset()
    ) -> list[OutboxRow]:
        """Rows behind and due, oldest first: what is about the door, new messages, edits with news, others.

        A reply waits until its visit's own message in that chat is told or lapsed. `resting`: chats that are
        told nothing now but what is about the door.
        """
        values = {"now": to_text(now), "limit": limit, "resting": id_list(resting)}
        return [_row(row) for row in await self._db.view(lambda store: many(store, DUE, **values))]

    async def rows(self, row_ids: Collection[int]) -> list[OutboxRow]:
        """Those of these that are there, oldest first."""
        ids = id_list(row_ids)
        return [_row(row) for row in await self._db.view(lambda store: many(store, BY_IDS, ids))]

    async def next_due_at(self, resting: Collection[int] = frozenset()) -> datetime | None:
        """When the earliest of the rows that `due` may return is due; None if none is behind."""
        chats = id_list(resting)
        return from_text_or_none(await self._db.view(lambda store: value(store, NEXT_DUE, resting=chats)))

    async def confirm(
        self,
        row_id: int,
        revision: int,
        message_id: int | None,
        photo_path: str | None,
        event_ids: Iterable[int],
        now: datetime,
        *,
        repeated: bool = False,
    ) -> bool:
        """Telegram has confirmed this revision; it tells `event_ids` (their alert_sent = 1).

        A reply that waits to be heard lapses where the visit's first message tells the same.
        `message_id` None leaves the known one; `photo_path` is the thumbnail it shows now. `repeated`: after
        a send that may have arrived, so there may be a copy. False, and nothing is noted, where
        another message stands for this row by now: a copy was adopted meanwhile.
        """
        shown = Confirmed(row_id, revision, message_id, photo_path, repeated)
        return await self._db.change(lambda store: confirm(store, shown, event_ids, now))

    async def postpone(self, row_id: int, until: datetime, error: str) -> None:
        """It failed: try again at `until`; counts an attempt."""
        await self._db.change(lambda store: change(store, _POSTPONE, to_text(until), error, row_id))

    async def hold(self, row_ids: Collection[int], until: datetime, reason: str) -> None:
        """These were not tried: they wait until then for another's sake, and no attempt is counted."""
        if row_ids:
            values = (to_text(until), reason, id_list(row_ids))
            await self._db.change(lambda store: change(store, _HOLD, *values))

    async def release(self, chat_id: int, reason: str, now: datetime) -> None:
        """What is held for this reason in this chat waits no longer."""
        values = {"chat": chat_id, "reason": reason, "now": to_text(now)}
        await self._db.change(lambda store: change(store, _RELEASE, **values))

    async def hold_for_room(self, row_id: int, most: int, now: datetime) -> datetime | None:
        """Until when a message that was never told has to wait, and then is held until then.

        For at most `most` alert messages a chat, camera and minute. None: it may be told now.
        """
        until = await self._db.view(lambda store: crowded_until(store, row_id, most, now))
        if until is not None:
            sql = "UPDATE outbox SET next_attempt_at = ? WHERE id = ?"
            await self._db.change(lambda store: change(store, sql, to_text(until), row_id))
        return until

    async def end_visits(self, before: datetime, now: datetime) -> int:
        """Messages that were last brought up to date before their visit was over get a revision: how many.

        A visit is over when its last event is not after `before`.
        """
        if not await self._db.view(lambda store: value(store, OVER, **over(before, now))):
            return 0
        return await self._db.change(lambda store: change(store, END, **over(before, now)))

    async def lapse(self, row_id: int, reason: str) -> None:
        """It will not be told any more."""
        await self._db.change(lambda store: change(store, _LAPSE, reason, row_id))

    async def lapse_shown(self, row: OutboxRow, reason: str) -> None:
        """The same, unless another message stands for it by now: a copy was adopted meanwhile."""
        values = (reason, row.id, row.message_id)
        await self._db.change(lambda store: change(store, _LAPSE_SHOWN, *values))

    async def notify(
        self,
        chat_ids: Sequence[int],
        text: str,
        now: datetime,
        buttons: Sequence[Sequence[tuple[str, str]]] = (),
        *,
        aside: bool = False,
    ) -> None:
        """A notice to each chat, unless the same text is waiting there; as `OutboxRow.buttons`.

        `aside`: of something that was done before, to whoever asked for it.
        """
        told = [(chat_id, text) for chat_id in chat_ids]
        await self._db.change(lambda store: notify(store, told, now, buttons), aside=aside)

    async def outage(self, chat_id: int, about: str, text: str, now: datetime) -> None:
        """What is away, and why, as one notice a chat: until it was told, `text` replaces the former one.

        Nothing where the chat was told this very text and the outage is not over since.
        """
        values = {"chat": chat_id, "about": about, "text": text, "now": to_text(now)}

        def noted(store: sqlite3.Connection) -> None:
            if not change(store, _OUTAGE_GOES_ON, **values):
                change(store, _OUTAGE, **values)

        await self._db.change(noted)

    async def reword(self, chat_id: int, about: str, text: str) -> None:
        """The same in other words, where it was not told yet: no news, and no update's effect."""
        values = {"chat": chat_id, "about": about, "text": text}
        await self._db.change(lambda store: change(store, _REWORD, **values), aside=True)

    async def outage_over(self, about: str, text: str, now: datetime) -> None:
        """`text` goes to every chat that was told of it; where it never was, nothing is told any more."""
        if await self._db.view(lambda store: first(store, OPEN_OUTAGE, about)):
            values = {"about": about, "text": text, "now": to_text(now)}
            await self._db.change(lambda store: change(store, _OUTAGE_OVER, **values))

    async def pending_for(self, chat_id: int) -> int:
        """How many messages were never told in this chat."""
        return int(await self._db.view(lambda store: value(store, PENDING, chat_id)))

    async def by_message(self, chat_id: int, message_id: int) -> OutboxRow | None:
        row = await self._db.view(lambda store: first(store, BY_MESSAGE, chat_id, message_id))
        return None if row is None else _row(row)

    async def touch(self, visit_id: int, now: datetime) -> None:
        """The visit changed: its message gets a revision in every chat that has it."""
        await self._db.change(lambda store: bump(store, visit_id, now))


def confirm(store: sqlite3.Connection, shown: Confirmed, event_ids: Iterable[int], now: datetime) -> bool:
    """As `Outbox.confirm`, inside the caller's transaction."""
    told = id_list(event_ids)
    if shown.message_id is not None and value(store, _ANOTHER, shown.row_id, shown.message_id):
        return False
    change(store, _HEARD_ALREADY, id=shown.row_id, told=told)
    change(
        store,
        _CONFIRM,
        id=shown.row_id,
        revision=shown.revision,
        message=shown.message_id,
        photo=shown.photo_path,
        uncertain=shown.repeated,
        now=to_text(now),
    )
    change(store, _TELLS, told)
    return True


def _row(row: sqlite3.Row) -> OutboxRow:
    return OutboxRow(
        id=row["id"],
        chat_id=row["chat_id"],
        kind=OutboxKind(row["kind"]),
        visit_id=row["visit_id"],
        text=row["text"],
        message_id=row["message_id"],
        photo_path=row["photo_path"],
        revision=row["revision"],
        sent_revision=row["sent_revision"],
        state=OutboxState(row["state"]),
        attempts=row["attempts"],
        next_attempt_at=from_text(row["next_attempt_at"]),
        last_error=row["last_error"],
        created_at=from_text(row["created_at"]),
        told_at=from_text_or_none(row["told_at"]),
        reply_to=row["reply_to"],
        about=row["about"],
        buttons=_buttons(row["buttons"]),
        heard=bool(row["heard"]),
        uncertain=bool(row["uncertain"]),
    )


def _buttons(text: str | None) -> tuple[tuple[tuple[str, str], ...], ...]:
    return tuple(tuple((label, data) for label, data in line) for line in json.loads(text or "[]"))
