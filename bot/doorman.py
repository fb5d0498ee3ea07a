"""The one place from which the lock is moved: on record first, the command once, then what it did."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import ceil, inf

from bot import door_words
from bot.texts import plain, speaking
from pipeline.errors import LockError, LockUnreachable
from pipeline.ports import Clock, Lock
from pipeline.types import LockState, LockStatus
from storage.locks import UNLOCK, Intent, LockActions, LockCommand, Refusal

log = logging.getLogger(__name__)

KNOWN_FOR = timedelta(minutes=1)
"""So long a state that was read counts as the one before a command."""

REACHED = {"unlock": LockState.UNLOCKED, "lock": LockState.LOCKED}


@dataclass(frozen=True, slots=True)
class Moved:
    """What came of a command."""

    wanted: str
    state: LockState
    at: datetime
    head: str
    """Of the audit; '' where nothing was to be done."""
    sent: bool = True
    """A command left the house."""
    error: LockError | None = None
    refusal: Refusal | None = None

    @property
    def reached(self) -> bool:
        return self.sent and self.error is None and self.state is REACHED[self.wanted]

    @property
    def may_be_open(self) -> bool:
        """Locking it again is something to offer."""
        return self.wanted == UNLOCK and self.sent


class Doorman:
    """One command at a time."""

    def __init__(self, lock: Lock, actions: LockActions, clock: Clock) -> None:
        self.lock = lock
        self._actions, self._clock = actions, clock
        self._moving = asyncio.Lock()
        self._last: tuple[LockStatus, datetime] | None = None
        self._opened_at = -inf
        """The monotonic clock's second when it was last told to open."""

    async def status(self) -> LockStatus:
        """Raises LockError."""
        status = await self.lock.status()
        self._last = status, self._clock.now()
        return status

    async def move(self, command: LockCommand) -> Moved:
        """Asks the store once more whether it may, and moves the lock at most once. Raises StoreError."""
        async with self._moving:
            command = replace(command, state_before=self._lately())
            intent = await self._actions.intend(command, self._clock.now())
            if isinstance(intent, Refusal):
                log.warning("%s refused: %s", command.wanted, intent)
                return self._not_moved(command.wanted, refusal=intent)
            return await self.carry_out(intent, command.wanted)

    async def carry_out(self, intent: Intent, wanted: str) -> Moved:
        """What is on record already, once."""
        if wanted == UNLOCK:
            self._opened_at = time.monotonic()
        try:
            status = await (self.lock.unlock() if wanted == UNLOCK else self.lock.lock())
        except LockError as error:
            return await self._failed(intent, wanted, error)
        return await self._done(intent, wanted, status)

    async def let_in(
        self, intent: Intent, late_seconds: Callable[[], float | None], cooldown_seconds: float
    ) -> Moved:
        """A face's intent, on record already: the command once, or never.

        `late_seconds`, asked when the command would be sent: by how much it is too late; None: nobody knows.
        Whoever moves the lock just now is not waited for: they know better who is to come in.
        """
        busy = self._moving.locked() or time.monotonic() - self._opened_at < cooldown_seconds
        if busy:
            return await self._not_sent(intent, lambda: plain("door-face-busy"))
        async with self._moving:
            late = late_seconds()
            if late is None:
                return await self._not_sent(intent, lambda: plain("door-face-timeless"))
            if late > 0:
                return await self._not_sent(intent, lambda: plain("door-face-late", seconds=ceil(late)))
            return await self.carry_out(intent, UNLOCK)

    async def _not_sent(self, intent: Intent, why: Callable[[], str]) -> Moved:
        now = self._clock.now()
        with speaking(None):
            detail = why()
        log.warning("not opened: %s", detail)
        head = await self._actions.outcome(intent.id, LockState.UNKNOWN, False, detail, now, sent=False)
        return Moved(UNLOCK, LockState.UNKNOWN, now, head, sent=False)

    def _lately(self) -> LockState | None:
        if self._last is None or self._clock.now() - self._last[1] > KNOWN_FOR:
            return None
        return self._last[0].state

    async def _done(self, intent: Intent, wanted: str, status: LockStatus) -> Moved:
        now = self._clock.now()
        self._last = status, now
        reached = status.state is REACHED[wanted]
        success = True if reached else None if status.state is LockState.UNKNOWN else False
        # In the store's language, whoever asked.
        with speaking(None):
            detail = None if reached else str(door_words.trouble(status.state))
        head = await self._actions.outcome(intent.id, status.state, success, detail, now)
        return Moved(wanted, status.state, now, head)

    async def _failed(self, intent: Intent, wanted: str, error: LockError) -> Moved:
        sent = isinstance(error, LockUnreachable) and error.ambiguous
        log.warning("%s not confirmed: %s", wanted, error)
        now, success = self._clock.now(), None if sent else False
        self._last = None
        with speaking(None):
            detail = door_words.failure(error, sent)
        head = await self._actions.outcome(intent.id, LockState.UNKNOWN, success, detail, now, sent=sent)
        return Moved(wanted, LockState.UNKNOWN, now, head, sent, error)

    def _not_moved(self, wanted: str, refusal: Refusal) -> Moved:
        return Moved(wanted, LockState.UNKNOWN, self._clock.now(), "", sent=False, refusal=refusal)
