"""When a chat wants quiet, by weekday, and what may be told even then."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from storage import duties
from storage.database import Database
from storage.rows import change, first, many
from storage.timestamps import FOREVER, to_text

END = "quiet_end"
"""The duty at the next end of any chat's quiet hours."""

DAY = timedelta(days=1)
DAYS = range(7)
"""0 = Monday."""


@dataclass(frozen=True, slots=True)
class Span:
    """Local times; `ends` is of the next day where it is not after `starts`."""

    starts: time
    ends: time

    def on(self, day: date, zone: tzinfo) -> tuple[datetime, datetime]:
        """Where it begins on that day and where it ends, in UTC, whatever the clocks do between."""
        last = day + DAY if self.ends <= self.starts else day
        start, end = datetime.combine(day, self.starts, zone), datetime.combine(last, self.ends, zone)
        return start.astimezone(UTC), end.astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Quiet:
    """How one chat wants it."""

    hours: Mapping[int, Span]
    """By the weekday on which they begin."""
    pierce_dings: bool
    """Rings are told also while it is quiet."""
    pierce_strangers: bool


_HOURS = "SELECT * FROM quiet_hours WHERE chat_id = ? ORDER BY weekday"
_CHAT = "SELECT pierce_dings, pierce_strangers FROM chats WHERE chat_id = ?"
_NOTE_CHAT = """
INSERT INTO chats (chat_id, kind, created_at) VALUES (?, ?, ?) ON CONFLICT (chat_id) DO NOTHING
"""
_SET = """
INSERT INTO quiet_hours (chat_id, weekday, starts, ends) VALUES (?, ?, ?, ?)
  ON CONFLICT (chat_id, weekday) DO UPDATE SET starts = excluded.starts, ends = excluded.ends
"""
_CLEAR = "DELETE FROM quiet_hours WHERE chat_id = ? AND weekday = ?"


class QuietHours:
    """Every method that takes a zone puts the next end into the duties: wake their reader."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def get(self, chat_id: int) -> Quiet:
        return await self._db.view(lambda store: quiet_of(store, chat_id))

    async def set(
        self, chat_id: int, weekdays: Mapping[int, Span | None], now: datetime, zone: tzinfo
    ) -> Quiet:
        """These weekdays (0 = Monday) are quiet so from now on; None: not at all. Others stay."""

        def written(store: sqlite3.Connection) -> Quiet:
            _note(store, chat_id, now)
            for weekday, span in weekdays.items():
                if span is None:
                    change(store, _CLEAR, chat_id, weekday)
                else:
                    times = (f"{span.starts:%H:%M}", f"{span.ends:%H:%M}")
                    change(store, _SET, chat_id, weekday, *times)
            _put_end(store, now, zone)
            return quiet_of(store, chat_id)

        return await self._db.change(written)

    async def let_pierce(
        self, chat_id: int, now: datetime, *, dings: bool | None = None, strangers: bool | None = None
    ) -> Quiet:
        """What is told also while it is quiet; None: as it was."""
        sql = """
        UPDATE chats SET pierce_dings = coalesce(?, pierce_dings),
          pierce_strangers = coalesce(?, pierce_strangers) WHERE chat_id = ?
        """

        def written(store: sqlite3.Connection) -> Quiet:
            _note(store, chat_id, now)
            change(store, sql, dings, strangers, chat_id)
            return quiet_of(store, chat_id)

        return await self._db.change(written)

    async def renew(self, now: datetime, zone: tzinfo) -> None:
        """The next end is a duty: after one was done, and at a start, when the zone may be another."""
        await self._db.change(lambda store: _put_end(store, now, zone))


def quiet_of(store: sqlite3.Connection, chat_id: int) -> Quiet:
    """As `QuietHours.get`, inside the caller's transaction."""
    chat = first(store, _CHAT, chat_id)
    rows = many(store, _HOURS, chat_id)
    return Quiet(
        hours={
            row["weekday"]: Span(time.fromisoformat(row["starts"]), time.fromisoformat(row["ends"]))
            for row in rows
        },
        pierce_dings=bool(chat and chat["pierce_dings"]),
        pierce_strangers=bool(chat and chat["pierce_strangers"]),
    )


def quiet_until(hours: Mapping[int, Span], now: datetime, zone: tzinfo) -> datetime | None:
    """When the quiet in which `now` lies ends, those that follow without a gap included; None: not quiet.

    FOREVER where the whole week is quiet.
    """
    until = now
    spans = _around(hours, now, zone)
    while (end := max((end for start, end in spans if start <= until < end), default=None)) is not None:
        until = end
    if until - now > 7 * DAY:
        return FOREVER
    return until if until > now else None


def next_end(hours: Mapping[int, Span], now: datetime, zone: tzinfo) -> datetime | None:
    """Of the quiet that lies around `now` or begins next; None where none ends."""
    starts = [max(start, now) for start, end in _around(hours, now, zone) if end > now]
    end = quiet_until(hours, min(starts), zone) if starts else None
    return None if end == FOREVER else end


def _around(hours: Mapping[int, Span], now: datetime, zone: tzinfo) -> list[tuple[datetime, datetime]]:
    """Those of the day before, of today, and of the eight days that follow.

    One in an hour that the clocks leave out may be over before it begins: then there is none.
    """
    today = now.astimezone(zone).date()
    days = [today + DAY * number for number in range(-1, 9)]
    spans = (hours[day.weekday()].on(day, zone) for day in days if day.weekday() in hours)
    return [(start, end) for start, end in spans if start < end]


def _note(store: sqlite3.Connection, chat_id: int, now: datetime) -> None:
    change(store, _NOTE_CHAT, chat_id, "private" if chat_id > 0 else "group", to_text(now))


def _put_end(store: sqlite3.Connection, now: datetime, zone: tzinfo) -> None:
    chats = many(store, "SELECT DISTINCT chat_id FROM quiet_hours")
    ends = [next_end(quiet_of(store, row["chat_id"]).hours, now, zone) for row in chats]
    first_end = min((end for end in ends if end), default=None)
    if first_end is None:
        duties.withdraw(store, END)
    else:
        duties.put(store, END, first_end, now)
