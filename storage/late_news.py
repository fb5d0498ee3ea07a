"""Much that is told late: the visits of one chat that one summary tells, instead of a message each.

Late is what was over when it could be told: Telegram was away for long, or it was found by catching up with
Ring. The rows of those visits stay in the outbox and name the summary that tells them (`told_by`).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.announcements import grow
from storage.database import Database
from storage.outbox import Confirmed, OutboxRow, confirm
from storage.rows import change, first, id_list, insert, many, value
from storage.timestamps import from_text, from_text_or_none, to_text

LONG = timedelta(minutes=10)
"""What waited so long to be told, and is over, is late."""

LATE = """
SELECT o.id, o.created_at, min(e.created_at) AS found_at, max(e.caught_up) AS caught_up
  FROM outbox AS o JOIN visits ON visits.id = o.visit_id JOIN events AS e ON e.visit_id = visits.id
  WHERE o.chat_id = :chat AND o.state = 'pending' AND o.kind = 'visit' AND visits.ended_at <= :over
    AND (o.told_by IS NULL
      OR EXISTS (SELECT 1 FROM outbox AS s WHERE s.id = o.told_by AND s.state = 'lapsed'))
  GROUP BY o.id HAVING o.created_at <= :long OR max(e.caught_up) = 1
  ORDER BY o.id LIMIT :limit
"""
_LEFT_BEHIND = "UPDATE events SET caught_up = 1 WHERE state = 'seen' AND caught_up = 0 AND created_at <= ?"
CATCHING_UP = "SELECT count(*) FROM events WHERE state = 'seen' AND caught_up = 1"
LATEST = """
SELECT id, state, told_at FROM outbox WHERE chat_id = ? AND kind = 'summary' AND state <> 'lapsed'
  ORDER BY id DESC LIMIT 1
"""
_HOLD = """
UPDATE outbox SET next_attempt_at = max(next_attempt_at, ?) WHERE id IN (SELECT value FROM json_each(?))
"""

_BEGIN = """
INSERT INTO outbox (chat_id, kind, next_attempt_at, created_at) VALUES (:chat, 'summary', :now, :now)
"""
_TOLD_BY = """
UPDATE outbox SET told_by = :summary
  WHERE id IN (SELECT value FROM json_each(:rows)) AND kind = 'visit' AND state = 'pending'
"""
# The summary tells of the ring and of the stranger. Not of a visit whose message was found just now.
_HEARD_THERE = """
UPDATE outbox AS reply SET state = 'lapsed', last_error = 'the summary told it'
  WHERE reply.state = 'pending' AND reply.kind IN ('ding', 'stranger') AND EXISTS (
    SELECT 1 FROM outbox AS own WHERE own.id IN (SELECT value FROM json_each(:rows))
      AND own.told_by = :summary AND own.visit_id = reply.visit_id AND own.chat_id = reply.chat_id)
"""

TOLD = """
SELECT o.id AS row_id, o.visit_id, visits.started_at, visits.ended_at, max(e.event_type = 'ding') AS rang,
    max(e.strangers > 0) AS strangers, max(e.person) AS person, max(e.thumbnail_path IS NOT NULL) AS pictured,
    json_group_array(e.id) AS events
  FROM outbox AS o JOIN visits ON visits.id = o.visit_id JOIN events AS e ON e.visit_id = visits.id
  WHERE o.told_by = ? AND o.state <> 'lapsed' AND (e.event_type = 'ding' OR e.alert = 1)
  GROUP BY o.id ORDER BY visits.started_at, o.id
"""
_CONFIRM = """
UPDATE outbox SET state = 'told', sent_revision = revision, told_at = coalesce(told_at, :now),
    shown_at = :now, attempts = 0, uncertain = 0, last_error = NULL
  WHERE told_by = :summary AND state <> 'lapsed' AND id IN (SELECT value FROM json_each(:rows))
"""
_GONE = """
UPDATE outbox SET state = 'lapsed', last_error = 'the visit is gone'
  WHERE told_by = :summary AND state = 'pending' AND NOT EXISTS (
    SELECT 1 FROM events AS e WHERE e.visit_id = outbox.visit_id AND (e.event_type = 'ding' OR e.alert = 1))
"""
_GIVE_UP = """
UPDATE outbox SET state = 'lapsed', last_error = :reason
  WHERE state = 'pending' AND (id = :summary OR told_by = :summary)
"""


@dataclass(frozen=True, slots=True)
class LateRow:
    """One visit in one chat that is told late."""

    id: int
    """Of its row in the outbox."""
    since: datetime
    """Since when it waits to be told."""
    found_at: datetime
    """When the first of it became known."""
    caught_up: bool


@dataclass(frozen=True, slots=True)
class Latest:
    """The newest summary of a chat."""

    id: int
    told_at: datetime | None

    def takes(self, row: LateRow) -> bool:
        """Until it is told it tells everything; then what was known to come: the same catch-up goes on."""
        return self.told_at is None or (row.caught_up and row.found_at <= self.told_at)


@dataclass(frozen=True, slots=True)
class LateVisit:
    row_id: int
    visit_id: int
    started_at: datetime
    ended_at: datetime
    rang: bool
    strangers: bool
    person: bool
    pictured: bool
    event_ids: tuple[int, ...]
    """Those that are told."""


class LateNews:
    def __init__(self, db: Database) -> None:
        self._db = db

    async def left_behind(self, now: datetime) -> int:
        """At a start: what has waited for long to be looked at was left by an outage of the bot itself, so it
        waits with what is caught up. How many."""
        return await self._db.change(lambda store: change(store, _LEFT_BEHIND, to_text(now - LONG)))

    async def late(
        self, chat_id: int, over_before: datetime, now: datetime, limit: int = 100
    ) -> list[LateRow]:
        """What this chat is told late, due or not: the first of it.

        A visit is over when its last event is not after `over_before`.
        """
        values = {"chat": chat_id, "over": to_text(over_before), "long": to_text(now - LONG), "limit": limit}
        found = await self._db.view(lambda store: many(store, LATE, **values))
        return [_late(row) for row in found]

    async def coming(self) -> int:
        """How many recordings, found by catching up, are still to be looked at."""
        return int(await self._db.view(lambda store: value(store, CATCHING_UP)))

    async def latest(self, chat_id: int) -> Latest | None:
        row = await self._db.view(lambda store: first(store, LATEST, chat_id))
        return None if row is None else Latest(row["id"], from_text_or_none(row["told_at"]))

    async def hold(self, row_ids: Collection[int], until: datetime) -> None:
        """It may become a summary: not told before `until`."""
        await self._db.change(lambda store: change(store, _HOLD, to_text(until), id_list(row_ids)))

    async def gather(
        self, chat_id: int, row_ids: Collection[int], summary_id: int | None, now: datetime
    ) -> None:
        """These are told by that summary from now on, by a new one for None; replies to them lapse."""

        def gathered(store: sqlite3.Connection) -> None:
            summary = summary_id or insert(store, _BEGIN, chat=chat_id, now=to_text(now))
            change(store, _TOLD_BY, summary=summary, rows=id_list(row_ids))
            change(store, _HEARD_THERE, summary=summary, rows=id_list(row_ids))
            grow(store, summary, now)

        await self._db.change(gathered)

    async def told_by(self, summary_id: int) -> list[LateVisit]:
        """In the order in which they happened."""
        rows = await self._db.view(lambda store: many(store, TOLD, summary_id))
        return [_visit(row) for row in rows]

    async def give_up(self, summary_id: int, reason: str) -> None:
        """It will not be told any more, nor what it was to tell."""
        await self._db.change(lambda store: change(store, _GIVE_UP, summary=summary_id, reason=reason))

    async def confirm(
        self, row: OutboxRow, message_id: int, told: Collection[LateVisit], now: datetime
    ) -> bool:
        """Telegram has confirmed the summary, which tells these. False as `Outbox.confirm`."""
        events = [event_id for visit in told for event_id in visit.event_ids]
        rows = id_list(visit.row_id for visit in told)
        shown = Confirmed(row.id, row.revision, message_id, None, row.uncertain)

        def noted(store: sqlite3.Connection) -> bool:
            if not confirm(store, shown, events, now):
                return False
            change(store, _CONFIRM, summary=row.id, rows=rows, now=to_text(now))
            change(store, _GONE, summary=row.id)
            return True

        return await self._db.change(noted)


def _late(row: sqlite3.Row) -> LateRow:
    return LateRow(
        id=row["id"],
        since=from_text(row["created_at"]),
        found_at=from_text(row["found_at"]),
        caught_up=bool(row["caught_up"]),
    )


def _visit(row: sqlite3.Row) -> LateVisit:
    return LateVisit(
        row_id=row["row_id"],
        visit_id=row["visit_id"],
        started_at=from_text(row["started_at"]),
        ended_at=from_text(row["ended_at"]),
        rang=bool(row["rang"]),
        strangers=bool(row["strangers"]),
        person=bool(row["person"]),
        pictured=bool(row["pictured"]),
        event_ids=tuple(json.loads(row["events"])),
    )
