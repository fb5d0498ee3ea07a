"""The store as somebody reads it who only looks: beside the running bot, and when all is over."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from bot.torture.evidence import Row, Stored

EVENTS = """
SELECT id, camera_id, recording_id, visit_id, state, alert OR event_type = 'ding', alert_sent FROM events
"""
OUTBOX = "SELECT id, chat_id, kind, visit_id, state, message_id, last_error FROM outbox"
HELD = "SELECT event_id, chat_id FROM held_back WHERE said_at IS NOT NULL"
UNSETTLED = {
    "events wait to be analysed": "SELECT count(*) FROM events WHERE state = 'seen'",
    "messages wait to be told": "SELECT count(*) FROM outbox WHERE sent_revision < revision AND "
    "state <> 'lapsed' AND NOT (over AND state = 'pending')",
    "events were held back and nobody was told": "SELECT count(*) FROM held_back WHERE said_at IS NULL",
    "commands to the lock have no outcome": "SELECT count(*) FROM lock_actions WHERE finished_at IS NULL",
}


class Bystander:
    def __init__(self, path: Path) -> None:
        self.path = path

    def events(self) -> tuple[Stored, ...]:
        return tuple(
            Stored(row[0], row[1], row[2], row[3], row[4], bool(row[5]), bool(row[6]))
            for row in self._rows(EVENTS)
        )

    def outbox(self) -> tuple[Row, ...]:
        return tuple(Row(*row) for row in self._rows(OUTBOX))

    def held(self) -> frozenset[tuple[int, int]]:
        return frozenset((row[0], row[1]) for row in self._rows(HELD))

    def integrity(self) -> str:
        return "\n".join(str(row[0]) for row in self._rows("PRAGMA integrity_check"))

    def unsettled(self, recordings: int) -> str | None:
        """What is still to be done, in words; None: nothing."""
        known = self._rows("SELECT count(*) FROM events")[0][0]
        left = [f"{recordings - known} recordings are not read"] if known < recordings else []
        for what, query in UNSETTLED.items():
            if count := self._rows(query)[0][0]:
                left.append(f"{count} {what}")
        return ", ".join(left) or None

    def _rows(self, query: str) -> list[tuple[object, ...] | sqlite3.Row]:
        with closing(sqlite3.connect(f"file:{self.path}?mode=ro", uri=True, timeout=10)) as store:
            return store.execute(query).fetchall()
