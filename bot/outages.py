"""An outage is told once when it starts and once when it ends, in the log and to the owner."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol, TypeAlias

from markupsafe import Markup

from bot.texts import say, speaking
from pipeline.jitter import backoff, later
from pipeline.ports import Clock

Reason: TypeAlias = str | Callable[[], str]
"""A callable gives it in the language of the chat; a `str` is the same in all of them."""

log = logging.getLogger(__name__)

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 15.0
"""Seconds."""


class Hears(Protocol):
    """Whom it is told to. `about` is the same at the beginning and at the end."""

    async def outage(self, about: str, text: Callable[[], Markup]) -> None: ...

    async def outage_over(self, about: str, text: Callable[[], Markup]) -> None: ...


@dataclass(slots=True)
class Outage:
    """One cloud's trouble. `reason` is None while all is well; `owner` None: the log alone tells of it.

    `what` and `reason` are the log's words, `called` and `said()` those of the chat.
    """

    what: str
    clock: Clock
    owner: Hears | None
    called: Callable[[], str] | None = None
    about: str | None = None
    """What the store knows it by, where `what` may change; None: by `what`."""
    patience: int = 2
    """Failures in a row before it is told: one lost answer is no outage."""
    reason: str | None = None
    given: Reason | None = None
    since: datetime | None = None
    failures: int = 0
    last_success: datetime | None = None
    last_failure: datetime | None = None
    not_before: datetime | None = None
    settled: bool = False
    """Nothing is open: not known at the start, since the run before may have ended amid an outage."""
    further: Callable[[], str] | None = None
    """Said behind the reason: what has come of it meanwhile."""
    afterwards: Callable[[], str] | None = None
    """The same, said with the end."""
    _in_turn: asyncio.Lock = field(default_factory=asyncio.Lock, repr=False)
    """Cameras and chats fail and work side by side: what was told last must be what is."""

    async def failed(self, given: Reason, *, certain: bool = False, retry_after: float | None = None) -> None:
        """`certain`: no second try will help, so it is told at once."""
        self.failures += 1
        self.last_failure = self.clock.now()
        self.not_before = self.clock.now() + self._pause(retry_after)
        async with self._in_turn:
            await self._failed(given, certain)

    async def _failed(self, given: Reason, certain: bool) -> None:
        with speaking(None):
            reason = _in_words(given)
        if self.reason == reason or (self.failures < self.patience and not certain):
            return
        self.since = self.since or self.clock.now()
        self.reason, self.given = reason, given
        log.error("%s: %s", self.what, reason)
        try:
            await self._tell()
        except BaseException:
            # Not told, so not begun: a disk may be too full even for that.
            self._forget()
            raise

    async def worked(self) -> None:
        self.last_success = self.clock.now()
        self.failures, self.not_before = 0, None
        async with self._in_turn:
            await self._worked()

    async def _worked(self) -> None:
        if self.reason is not None:
            log.info("%s: all is well again", self.what)
            self._forget()
        if not self.settled and self.owner is not None:
            await self.owner.outage_over(self.about or self.what, self._ends)
        self.settled, self.further, self.afterwards = True, None, None

    async def adds(self, further: Callable[[], str], afterwards: Callable[[], str]) -> bool:
        """It has grown worse: told once more, with `further`; `afterwards` is said with its end.

        False, and nothing is told, where it has ended meanwhile.
        """
        async with self._in_turn:
            if self.reason is None:
                return False
            self.further, self.afterwards = further, afterwards
            await self._tell()
            return True

    def goes_on(self, given: Reason) -> None:
        """It was told by the run before."""
        with speaking(None):
            self.reason, self.given, self.since = _in_words(given), given, self.clock.now()

    def said(self) -> str | None:
        """What is wrong, in the language of the chat; None while all is well."""
        return None if self.given is None else _in_words(self.given)

    def trouble(self) -> str | None:
        """As `said`, with what it is about where the words do not name it."""
        reason, name = self.said(), self._name()
        return reason if reason is None or name in reason else f"{name}: {reason}"

    def _forget(self) -> None:
        """Of what it told before, the end is still to be told."""
        self.reason, self.given, self.since, self.settled = None, None, None, False

    async def _tell(self) -> None:
        if self.owner is not None:
            await self.owner.outage(self.about or self.what, self._begins)

    def _begins(self) -> Markup:
        told = [self.trouble() or "", *([self.further()] if self.further else [])]
        return say("trouble", reason=" ".join(told))

    def _ends(self) -> Markup:
        ends = say("outage-ends", what=self._name())
        return Markup("{} {}").format(ends, self.afterwards()) if self.afterwards else ends

    def _name(self) -> str:
        return self.called() if self.called else self.what

    @property
    def resting(self) -> bool:
        """Whether it is too early for another try."""
        if self.not_before is None or self.last_failure is None:
            return False
        # A failure that is still to come was before the clock was put back.
        return self.last_failure <= self.clock.now() < self.not_before

    def is_quiet(self, span: timedelta) -> bool:
        """It is open, and for so long nothing has failed: of what never tells that it works."""
        if self.reason is None or self.last_failure is None:
            return False
        # As in `resting`: else it would go on for as long as the clock was put back.
        return not timedelta(0) <= self.clock.now() - self.last_failure <= span

    def _pause(self, retry_after: float | None) -> timedelta:
        """Doubling from 1 s to 15 s, and up to a quarter longer.

        More only where a wait was asked for: somebody may be standing at the door.
        """
        pause = backoff(self.failures - 1, FIRST_PAUSE, LONGEST_PAUSE)
        return max(pause, later(timedelta(seconds=retry_after or 0.0)))


def _in_words(reason: Reason) -> str:
    return reason if isinstance(reason, str) else reason()
