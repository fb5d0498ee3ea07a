"""Which event a picture in a chat shows, so that a reply to it can name whoever is on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.database import Database
from storage.rows import change, first
from storage.timestamps import to_text

KEPT = timedelta(days=30)

_REMEMBER = """
INSERT INTO shown (chat_id, message_id, event_id, face_id, shown_at)
  SELECT ?1, ?2, id, ?4, ?5 FROM events WHERE id = ?3
  ON CONFLICT (chat_id, message_id) DO UPDATE SET event_id = excluded.event_id, face_id = excluded.face_id
"""

OF_MESSAGE = """
SELECT shown.event_id, shown.face_id, events.visit_id FROM shown JOIN events ON events.id = event_id
  WHERE chat_id = ?1 AND message_id = ?2
"""


@dataclass(frozen=True, slots=True)
class Picture:
    """What a message shows."""

    event_id: int
    visit_id: int | None
    face_id: int | None
    """One face of it; None: the picture of the event."""


class Shown:
    def __init__(self, db: Database) -> None:
        self._db = db

    async def remember(
        self, chat_id: int, message_id: int, event_id: int, now: datetime, *, face_id: int | None = None
    ) -> None:
        """This message shows a picture of this event, or one face of it."""
        values = (chat_id, message_id, event_id, face_id, to_text(now))
        await self._db.change(lambda store: change(store, _REMEMBER, *values), aside=True)

    async def picture(self, chat_id: int, message_id: int) -> Picture | None:
        row = await self._db.view(lambda store: first(store, OF_MESSAGE, chat_id, message_id))
        return None if row is None else Picture(row["event_id"], row["visit_id"], row["face_id"])

    async def sweep(self, now: datetime) -> int:
        """Forgets what was shown long ago; how many."""
        sql = "DELETE FROM shown WHERE shown_at < ?"
        return await self._db.change(lambda store: change(store, sql, to_text(now - KEPT)))
