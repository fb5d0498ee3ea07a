"""What is about the lock goes before what is not: in its chat's queue, and in a group's share of messages."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict, deque
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from telegram import Message, MessageEntity, Update

from bot.callbacks import parse
from bot.flood import Limiter

COMMANDS = frozenset({"unlock", "lock", "door", "lockdown"})
VERBS = frozenset({"unlock", "confirm", "cancel", "locknow", "letin", "digit", "lockdownoff"})

PERIOD = 60.0
MOST = 20
"""Messages and edits that Telegram takes in a group within a minute."""

KEPT = 5
"""Of those, for answers about the lock alone."""

_for_the_lock: ContextVar[bool] = ContextVar("for the lock", default=False)


def is_about_the_lock(update: object) -> bool:
    if not isinstance(update, Update):
        return False
    if update.callback_query is not None:
        return parse(update.callback_query.data or "").verb in VERBS
    return update.message is not None and command_of(update.message) in COMMANDS


def command_of(message: Message) -> str | None:
    entity = message.entities[0] if message.entities else None
    if entity is None or entity.type != MessageEntity.BOT_COMMAND or entity.offset:
        return None
    return message.parse_entity(entity).removeprefix("/").partition("@")[0].lower()


@contextmanager
def for_the_lock(yes: bool = True) -> Iterator[None]:
    """What is sent within is about the lock."""
    token = _for_the_lock.set(yes)
    try:
        yield
    finally:
        _for_the_lock.reset(token)


class GroupShares:
    """How much was said in each group within the last minute."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic, period: float = PERIOD) -> None:
        self._monotonic, self._period = monotonic, period
        self._said: defaultdict[int, deque[float]] = defaultdict(deque)

    async def enter(self, chat_id: int, count: int = 1) -> None:
        """Waits until there is room for so many; they are said then."""
        while True:
            wait = self.wait(chat_id, count)
            if wait <= 0:
                break
            await asyncio.sleep(wait)
        self._said[chat_id].extend([self._monotonic()] * count)

    def known(self) -> list[int]:
        """The groups of which something is remembered."""
        return list(self._said)

    def wait(self, chat_id: int, count: int = 1) -> float:
        """Seconds until there may be room."""
        said, now = self._said[chat_id], self._monotonic()
        while said and now - said[0] >= self._period:
            said.popleft()
        most = MOST if _for_the_lock.get() else MOST - KEPT
        over = len(said) + count - most
        if over <= 0 or not said:
            return 0.0
        return said[min(over, len(said)) - 1] + self._period - now


class Shares(Limiter):
    """As PTB's, 30 messages a second over all; and in groups the lock's share is kept."""

    def __init__(self) -> None:
        super().__init__(group_max_rate=0, group_time_period=0)
        self.groups = GroupShares()
        self._took_at: float | None = None

    def silent_for(self) -> float | None:
        """Seconds since Telegram took anything that was said, an answer or news; None: it never has."""
        return None if self._took_at is None else time.monotonic() - self._took_at

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Any:
        chat_id = data.get("chat_id")
        if isinstance(chat_id, int) and chat_id < 0 and _counts(endpoint):
            await self.groups.enter(chat_id, len(data.get("media") or ".") if _is_album(endpoint) else 1)
        answer = await super().process_request(callback, args, kwargs, endpoint, data, rate_limit_args)
        if _counts(endpoint):
            self._took_at = time.monotonic()
        return answer


def _counts(endpoint: str) -> bool:
    """It is said, or says something else; "is typing" and questions to Telegram are not counted."""
    return endpoint.startswith(("send", "edit")) and endpoint != "sendChatAction"


def _is_album(endpoint: str) -> bool:
    return endpoint == "sendMediaGroup"
