"""Events that somebody wants to keep: their pictures stay."""

from __future__ import annotations

from storage.database import Database
from storage.rows import change

_STAR = "UPDATE events SET starred = :starred WHERE id = :event AND starred <> :starred"


class Stars:
    def __init__(self, db: Database) -> None:
        self._db = db

    async def set(self, event_id: int, starred: bool) -> bool:
        """False if it was so before, or there is no such event."""
        values = {"event": event_id, "starred": starred}
        return await self._db.change(lambda store: change(store, _STAR, **values)) > 0
