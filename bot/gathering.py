"""What is told late, and how: a few visits one by one, with their age; many in one summary a chat."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from bot.visits import LASTS
from storage.late_news import LateRow
from storage.outbox import OutboxKind, OutboxRow, OutboxState
from storage.store import Store

FEW = 3
"""So many late visits are told one by one."""

HOLD = timedelta(minutes=2)
"""So long the end of a catch-up is waited for, so that all of it is told at once; then it grows by edits."""

AGAIN = timedelta(seconds=3)
"""Meanwhile it is looked at again so often."""


@dataclass(frozen=True, slots=True)
class Gathering:
    store: Store
    zone: tzinfo
    now: Callable[[], datetime]

    async def left(self, rows: Sequence[OutboxRow]) -> list[OutboxRow]:
        """Of what is due in one chat: what is to be told by a message of its own now."""
        if not any(row.kind is OutboxKind.VISIT and row.state is OutboxState.PENDING for row in rows):
            return list(rows)
        now, chat_id = self.now(), rows[0].chat_id
        late = {one.id: one for one in await self.store.late_news.late(chat_id, now - LASTS, now)}
        waiting = await self.store.outbox.rows(late.keys()) if late else []
        silent = {row.id for row in waiting if await self._is_silent(row)}
        later = await self._sorted_out(chat_id, [late[row.id] for row in waiting if row.id not in silent])
        # Where there is more than is read in one round, the summary waits for the next one.
        kinds = (OutboxKind.SUMMARY,) if later else ()
        return [row for row in rows if row.id not in silent | later and row.kind not in kinds]

    async def _is_silent(self, row: OutboxRow) -> bool:
        return await self.store.silence.hold(row, self.now(), self.zone)

    async def _sorted_out(self, chat_id: int, late: Sequence[LateRow]) -> set[int]:
        """Which of them have no message of their own now."""
        if not late:
            return set()
        now, latest = self.now(), await self.store.late_news.latest(chat_id)
        growing = {one.id for one in late if latest is not None and latest.takes(one)}
        if latest is not None and growing:
            await self.store.late_news.gather(chat_id, growing, latest.id, now)
        rest = [one for one in late if one.id not in growing]
        return growing | await self._begun(chat_id, rest, now)

    async def _begun(self, chat_id: int, late: Sequence[LateRow], now: datetime) -> set[int]:
        if not late:
            return set()
        ids, coming = {one.id for one in late}, await self.store.late_news.coming()
        if coming and now - min(one.since for one in late) < HOLD:
            await self.store.late_news.hold(ids, now + AGAIN)
        elif coming or len(late) > FEW:
            await self.store.late_news.gather(chat_id, ids, None, now)
        else:
            return set()
        return ids
