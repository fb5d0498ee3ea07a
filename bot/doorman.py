"""The one place from which the lock is moved: on record first, the command once, then what it did."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import ceil, inf

from bot import door_words
from bot.texts import plain, speaking
from pipeline.elapsed import elapsed
from pipeline.errors import LockError, LockUnreachable, StoreError
from pipeline.ports import Clock, Lock
from pipeline.types import LockState, LockStatus, Need
from storage.duties import Duty
from storage.lock_watch import Relock, Standing
from storage.locks import LOCK, UNLOCK, Intent, LockActions, LockCommand, Refusal

log = logging.getLogger(__name__)

KNOWN_FOR = timedelta(minutes=1)
"""So long a state that was read counts as the one before a command."""

LATELY = timedelta(minutes=3)
"""Read within so long before, the lock changed at about the time at which it is found changed."""

WAITS = 30.0
"""Seconds. What was to open and had to wait longer, while the lock was busy, opens nothing any more."""

REACHED = {"unlock": LockState.UNLOCKED, "lock": LockState.LOCKED}


@dataclass(frozen=True, slots=True)
class Moved:
    """What came of a command."""

    wanted: str
    state: LockState
    at: datetime
    head: str
    """Of the audit; '' where nothing was to be done, or it is not on record yet."""
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
    """One command at a time. `relock`: what is to follow an opening; `news`: called after each write."""

    def __init__(
        self,
        lock: Lock,
        actions: LockActions,
        clock: Clock,
        relock: Relock | None = None,
        news: Callable[[], None] = lambda: None,
    ) -> None:
        self.lock = lock
        self.relock = relock or Relock()
        self._actions, self._clock, self._news = actions, clock, news
        self._moving = asyncio.Lock()
        self._last: tuple[LockStatus, datetime] | None = None
        self._answered_at: float | None = None
        self._commands = 0
        """Begun and ended: what was read across one of these is how it was before."""
        self._opened_at = -inf
        """When it was last told to open, by a clock that runs on while the machine sleeps."""
        self._owed: dict[int, Callable[[], Awaitable[str]]] = {}
        """Outcomes that the store has not taken, by their intent's id."""

    @property
    def last(self) -> tuple[LockStatus, datetime] | None:
        """What was read last, and when; None: nothing since the start, or since it is in doubt."""
        return self._last

    @property
    def moving(self) -> bool:
        """A command is under way."""
        return self._moving.locked()

    def silent_for(self) -> float | None:
        """Seconds since the lock's cloud told its state; None: not since the start."""
        return None if self._answered_at is None else time.monotonic() - self._answered_at

    async def status(self, need: Need = Need.LOOK) -> LockStatus:
        """Raises LockError. What a command has overtaken is no news: the door would count as locked."""
        before = self._commands
        status = await self.lock.status(need)
        now, self._answered_at = self._clock.now(), time.monotonic()
        if before != self._commands:
            return status
        lately = self._last is not None and timedelta(0) <= now - self._last[1] < LATELY
        self._last = status, now
        await self._make_up()
        if await self._actions.saw(self.lock.id, status.state, now, self.relock, lately=lately):
            self._news()
        return status

    async def standing(self) -> Standing | None:
        """How it was found last, also before this start, and since when."""
        return await self._actions.standing(self.lock.id)

    async def move(self, command: LockCommand) -> Moved:
        """Asks the store once more whether it may, and moves the lock at most once.

        Raises StoreError: then nothing was sent.
        """
        asked_at = elapsed()
        async with self._moving:
            await self._make_up()
            command = replace(command, state_before=self._lately())
            waited = command.wanted == UNLOCK and elapsed() - asked_at > WAITS
            against = Refusal.LATE if waited else None
            intent = await self._actions.intend(command, self._clock.now(), against)
            return await self._intended(intent, command.wanted)

    async def lock_again(self, duty: Duty) -> Moved | LockStatus | None:
        """Locks the door by itself: only where it is known to be unlocked and closed.

        The status where that is not so; None where there is nothing to do any more, since it is locked, or
        another opening has put the duty off. Raises LockError where the state could not be read.
        """
        async with self._moving:
            status = await self.status(Need.COMMAND)
            if status.state is LockState.LOCKED:
                return None
            if status.state is not LockState.UNLOCKED or status.door_open is not False:
                return status
            command = LockCommand(self.lock.id, LOCK, "duty", state_before=status.state)
            intent = await self._actions.intend_for(duty, command, self._clock.now())
            return None if intent is None else await self._intended(intent, LOCK)

    async def _intended(self, intent: Intent | Refusal, wanted: str) -> Moved:
        if isinstance(intent, Refusal):
            log.warning("%s refused: %s", wanted, intent)
            return Moved(wanted, LockState.UNKNOWN, self._clock.now(), "", sent=False, refusal=intent)
        return await self._carry_out(intent, wanted)

    async def _carry_out(self, intent: Intent, wanted: str) -> Moved:
        self._news()
        if wanted == UNLOCK:
            self._opened_at = elapsed()
        self._commands += 1
        try:
            status = await (self.lock.unlock() if wanted == UNLOCK else self.lock.lock())
        except LockError as error:
            return await self._failed(intent, wanted, error)
        finally:
            self._commands += 1
        return await self._done(intent, wanted, status)

    async def let_in(
        self, intent: Intent, late_seconds: Callable[[], float | None], cooldown_seconds: float
    ) -> Moved:
        """A face's intent, on record already: the command once, or never.

        `late_seconds`, asked when the command would be sent: by how much it is too late; None: nobody knows.
        Whoever moves the lock just now is not waited for: they know better who is to come in.
        """
        busy = self._moving.locked() or elapsed() - self._opened_at < cooldown_seconds
        if busy:
            return await self._not_sent(intent, lambda: plain("door-face-busy"))
        async with self._moving:
            late = late_seconds()
            if late is None:
                return await self._not_sent(intent, lambda: plain("door-face-timeless"))
            if late > 0:
                return await self._not_sent(intent, lambda: plain("door-face-late", seconds=ceil(late)))
            return await self._carry_out(intent, UNLOCK)

    async def _not_sent(self, intent: Intent, why: Callable[[], str]) -> Moved:
        now = self._clock.now()
        with speaking(None):
            detail = why()
        log.warning("not opened: %s", detail)
        head = await self._on_record(
            intent,
            lambda: self._actions.outcome(intent.id, LockState.UNKNOWN, False, detail, now, sent=False),
        )
        self._news()
        return Moved(UNLOCK, LockState.UNKNOWN, now, head, sent=False)

    def _lately(self) -> LockState | None:
        if self._last is None:
            return None
        status, at = self._last
        return status.state if timedelta(0) <= self._clock.now() - at <= KNOWN_FOR else None

    async def _done(self, intent: Intent, wanted: str, status: LockStatus) -> Moved:
        now, self._answered_at = self._clock.now(), time.monotonic()
        self._last = status, now
        reached = status.state is REACHED[wanted]
        success = True if reached else None if status.state is LockState.UNKNOWN else False
        # In the store's language, whoever asked.
        with speaking(None):
            detail = None if reached else str(door_words.trouble(status.state))
        head = await self._on_record(
            intent,
            lambda: self._actions.outcome(intent.id, status.state, success, detail, now, relock=self.relock),
        )
        self._news()
        return Moved(wanted, status.state, now, head)

    async def _failed(self, intent: Intent, wanted: str, error: LockError) -> Moved:
        sent = isinstance(error, LockUnreachable) and error.ambiguous
        log.warning("%s not confirmed: %s", wanted, error)
        now, success = self._clock.now(), None if sent else False
        self._last = None
        with speaking(None):
            detail = door_words.failure(error, sent)
        head = await self._on_record(
            intent,
            lambda: self._actions.outcome(
                intent.id, LockState.UNKNOWN, success, detail, now, sent=sent, relock=self.relock
            ),
        )
        self._news()
        return Moved(wanted, LockState.UNKNOWN, now, head, sent, error)

    async def _on_record(self, intent: Intent, outcome: Callable[[], Awaitable[str]]) -> str:
        """The head. Where the store does not take it now, '': what the door did is told all the same."""
        try:
            return await outcome()
        except StoreError:
            log.exception("what became of intent %d is not on record yet", intent.id)
            self._owed[intent.id] = outcome
            return ""

    async def _make_up(self) -> None:
        """With the next look at the lock, or before the next command; what is left is for the next start."""
        for action_id, outcome in list(self._owed.items()):
            if self._owed.pop(action_id, None) is None:
                continue
            try:
                if action_id in {action.id for action in await self._actions.unresolved()}:
                    await outcome()
            except StoreError as error:
                log.warning("what became of intent %d is still not on record: %s", action_id, error)
                self._owed[action_id] = outcome
            else:
                self._news()
