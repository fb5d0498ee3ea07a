"""How fast a chat is told what it did not ask for; answers do not wait for this.

Telegram takes about a message a second in a private chat, and a few at once. In a group it is 20 a minute, of
which some are kept (bot/urgency.py): what is told waits here, where it holds up nothing, not in the limiter.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from bot.urgency import GroupShares

AT_ONCE = 5
EACH = 1.0
"""Seconds for each message or edit beyond those, in a private chat."""


class Pace:
    """`groups`: as the limiter counts what is said in groups, also in answers."""

    def __init__(self, groups: GroupShares, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._groups, self._monotonic = groups, monotonic
        self._paid_until: dict[int, float] = {}
        """By private chat: when all that was said there would have been said, one by one."""

    def spend(self, chat_id: int) -> None:
        """Something is told there now."""
        if chat_id > 0:
            begin = max(self._monotonic(), self._paid_until.get(chat_id, 0.0))
            self._paid_until[chat_id] = begin + EACH

    def wait(self, chat_id: int) -> float:
        """Seconds until there is room for one more; 0 where there is."""
        if chat_id < 0:
            return self._groups.wait(chat_id)
        ahead = self._paid_until.get(chat_id, 0.0) - self._monotonic()
        return max(0.0, ahead - (AT_ONCE - 1) * EACH)

    def resting(self) -> dict[int, float]:
        """The chats that have to wait, and how many seconds."""
        now = self._monotonic()
        self._paid_until = {chat: until for chat, until in self._paid_until.items() if until > now}
        chats = [*self._paid_until, *self._groups.known()]
        return {chat: wait for chat in chats if (wait := self.wait(chat)) > 0}
