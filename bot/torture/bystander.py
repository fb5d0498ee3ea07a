"""The store as somebody reads it who only looks: beside the running bot, and when all is over."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from bot.torture.evidence import Row, Stored

HELD = "SELECT event_id, chat_id FROM held_back WHERE said_at IS NOT NULL"
UNSETTLED = {
    "events wait to be analysed": "SELECT count(*) FROM events WHERE state = 'seen'",
    "events are in no message yet": "SELECT count(*) FROM events WHERE alert_sent = 0 AND (alert = 1 OR "
    "event_type = 'ding') AND (NOT EXISTS (SELECT 1 FROM held_back WHERE event_id = events.id) OR EXISTS ("
    # Held back from one chat, and still to be told in another.
    "SELECT 1 FROM outbox AS o WHERE o.visit_id = events.visit_id AND o.sent_revision < o.revision "
    "AND o.state <> 'lapsed'))",
    "events were held back and nobody was told": "SELECT count(*) FROM held_back WHERE said_at IS NULL",
    "commands to the lock have no outcome": "SELECT count(*) FROM lock_actions WHERE finished_at IS NULL",
}


class Bystander:
    def __init__(self, path: Path) -> None:
        self.path = path

    def events(self) -> tuple[Stored, ...]:
        return tuple(_stored(row) for row in self._rows("SELECT * FROM events"))

    def outbox(self) -> tuple[Row, ...]:
        return tuple(_row(row) for row in self._rows("SELECT * FROM outbox"))

    def held(self) -> frozenset[tuple[int, int]]:
        return frozenset((row["event_id"], row["chat_id"]) for row in self._rows(HELD))

    def integrity(self) -> str:
        return "\n".join(str(row[0]) for row in self._rows("PRAGMA integrity_check"))

    def unsettled(self, recordings: int) -> str | None:
        """What is still to be done, in words; None: nothing."""
        known = self._count("SELECT count(*) FROM events")
        left = [f"{recordings - known} recordings are not read"] if known < recordings else []
        left += [f"{count} {what}" for what, query in UNSETTLED.items() if (count := self._count(query))]
        # Not what is edited: buttons go five minutes after each visit, and none of that is news. But that an
        # outage is over is a message of its own.
        waiting = sum(row.waits and (row.state == "pending" or row.kind == "notice") for row in self.outbox())
        if waiting:
            left.append(f"{waiting} messages wait to be told")
        return ", ".join(left) or None

    def _count(self, query: str) -> int:
        return int(self._rows(query)[0][0])

    def _rows(self, query: str) -> list[sqlite3.Row]:
        with closing(sqlite3.connect(f"file:{self.path}?mode=ro", uri=True, timeout=10)) as store:
            store.row_factory = sqlite3.Row
            return store.execute(query).fetchall()


def _stored(row: sqlite3.Row) -> Stored:
    return Stored(
        id=row["id"],
        camera_id=row["camera_id"],
        recording_id=row["recording_id"],
        visit_id=row["visit_id"],
        state=row["state"],
        alert=bool(row["alert"]) or row["event_type"] == "ding",
        alert_sent=bool(row["alert_sent"]),
    )


def _row(row: sqlite3.Row) -> Row:
    told_by: Any = row["told_by"] if "told_by" in row.keys() else None  # noqa: SIM118 - a Row holds values
    behind = row["sent_revision"] < row["revision"] and row["state"] != "lapsed"
    never = row["over"] and row["state"] == "pending"
    return Row(
        id=row["id"],
        chat_id=row["chat_id"],
        kind=row["kind"],
        visit_id=row["visit_id"],
        state=row["state"],
        message_id=row["message_id"],
        waits=bool(behind and not never and told_by is None),
        told_by=told_by,
    )
