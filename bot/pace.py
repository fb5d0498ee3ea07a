"""How fast a chat is told what it did not ask for; answers do not wait for this.

Telegram takes about a message a second in a private chat, and 20 a minute in a group, of which some are kept
for answers. A few at once are no trouble anywhere.
"""

from __future__ import annotations

import time
from collections.abc import Callable

AT_ONCE = 5
PRIVATE, GROUP = 1.0, 4.0
"""Seconds for each message or edit beyond those."""


class Pace:
    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._paid_until: dict[int, float] = {}
        """By chat: when all that was said there would have been said, one by one."""

    def spend(self, chat_id: int) -> None:
        """Something is said there now."""
        begin = max(self._monotonic(), self._paid_until.get(chat_id, 0.0))
        self._paid_until[chat_id] = begin + _each(chat_id)

    def wait(self, chat_id: int) -> float:
        """Seconds until there is room for one more; 0 where there is."""
        ahead = self._paid_until.get(chat_id, 0.0) - self._monotonic()
        return max(0.0, ahead - (AT_ONCE - 1) * _each(chat_id))

    def resting(self) -> dict[int, float]:
        """The chats that have to wait, and how many seconds."""
        now = self._monotonic()
        self._paid_until = {chat: until for chat, until in self._paid_until.items() if until > now}
        return {chat: wait for chat in self._paid_until if (wait := self.wait(chat)) > 0}


def _each(chat_id: int) -> float:
    return PRIVATE if chat_id > 0 else GROUP
