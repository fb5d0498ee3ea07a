"""Updates waiting for the bot, and the long poll that fetches them."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Collection

from .errors import ApiError, conflict
from .message import Json

OTHER_POLL = "terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_ACTIVE = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
# Telegram leaves these out unless they are asked for by name.
ASKED_FOR_ONLY = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
FIRST_UPDATE_ID = 700_000_001
LONGEST_POLL_SECONDS = 50


class Updates:
    """A queue confirmed by offset. Only one poll may wait; a second one ends the first with 409."""

    def __init__(self) -> None:
        self._pending: deque[Json] = deque()
        self._confirmed: deque[Json] = deque(maxlen=100)
        self._next_id = FIRST_UPDATE_ID
        self._poll: asyncio.Future[None] | None = None
        self.allowed: tuple[str, ...] = ()
        self.webhook_url = ""

    def __len__(self) -> int:
        return len(self._pending)

    def push(self, kind: str, body: Json) -> None:
        """Queues an update unless the bot asked not to get its kind."""
        wanted = kind in self.allowed if self.allowed else kind not in ASKED_FOR_ONLY
        if not wanted:
            return
        self._pending.append({"update_id": self._next_id, kind: body})
        self._next_id += 1
        self._wake()

    def deliver_again(self, count: int = 1) -> None:
        """The latest that were confirmed, as to a bot that died before it could say that it had them."""
        for _ in range(min(count, len(self._confirmed))):
            self._pending.appendleft(self._confirmed.pop())
        self._wake()

    def clear(self) -> None:
        self._pending.clear()

    async def fetch(
        self, offset: int, limit: int, wait: float, allowed: Collection[str] | None
    ) -> list[Json]:
        """Confirms what lies before `offset` and returns up to `limit` updates, waiting `wait` seconds."""
        if self.webhook_url:
            raise conflict(WEBHOOK_ACTIVE)
        self._wake(conflict(OTHER_POLL))
        if allowed is not None:
            self.allowed = tuple(allowed)
        self._confirm(offset)
        if not self._pending and wait > 0:
            await self._wait(min(wait, LONGEST_POLL_SECONDS))
        return list(self._pending)[: limit if 1 <= limit <= 100 else 100]

    def close(self) -> None:
        """Ends a waiting poll with nothing, so that the server can stop at once."""
        self._wake()

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            while len(self._pending) > -offset:
                self._pending.popleft()
        while self._pending and self._pending[0]["update_id"] < offset:
            self._confirmed.append(self._pending.popleft())

    async def _wait(self, seconds: float) -> None:
        poll = self._poll = asyncio.get_running_loop().create_future()
        try:
            done, _ = await asyncio.wait({poll}, timeout=seconds)
        finally:
            if self._poll is poll:
                self._poll = None
        if done:
            poll.result()

    def _wake(self, error: ApiError | None = None) -> None:
        poll, self._poll = self._poll, None
        if poll is None or poll.done():
            return
        if error is None:
            poll.set_result(None)
        else:
            poll.set_exception(error)
