"""What has come due is done: once, late where it must be, and never late what would move the lock."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import TypeAlias

from bot.services import Services
from storage.duties import Duty

log = logging.getLogger(__name__)

LATE = timedelta(minutes=1)
"""Later than that, it was not done in time: the bot was not there."""

AFTER_ERROR = timedelta(minutes=1)

Doing: TypeAlias = Callable[[Services, Duty, bool], Awaitable[None]]
"""Does a duty; whether it is late, which is then to be said. What it raises lets it be tried again."""


class NotNow(Exception):
    """Something that a duty needs does not answer: it is tried again, and nobody has to look into it."""


class DutyReader:
    """`work`, run by one pump: it sleeps until the next one is due, and is woken when one is added.

    `doings`: by the kind of duty. Duties of other kinds stay as they are. `instead`: what is done where one
    lapses that would move the lock.
    """

    def __init__(
        self, services: Services, doings: Mapping[str, Doing], instead: Mapping[str, Doing] | None = None
    ) -> None:
        self._services, self._doings, self._instead = services, doings, instead or {}
        self._resting: dict[int, datetime] = {}
        """Ids of duties that failed, and when they are tried again."""

    async def work(self) -> float | None:
        duties, kinds, now = self._services.store.duties, self._doings.keys(), self._services.now()
        for duty in await duties.due(now, kinds):
            if not self._rests(duty, now):
                await self._do(duty)
        # After the same moment: none must come due unseen while the others were done.
        due = await duties.next_due_at(now, kinds)
        return None if due is None else max(0.0, (due - self._services.now()).total_seconds())

    def _rests(self, duty: Duty, now: datetime) -> bool:
        """Never for longer than it was to: the clock may have been put back meanwhile."""
        return now < self._resting.get(duty.id, now) <= now + AFTER_ERROR

    async def _do(self, duty: Duty) -> None:
        duties, now = self._services.store.duties, self._services.now()
        late = now - duty.due_at > LATE
        lapses = late and duty.moves_lock
        if lapses:
            log.warning("%s was due at %s and not done then: the lock is left alone", duty.kind, duty.due_at)
        doing = (self._instead if lapses else self._doings).get(duty.kind)
        if doing is None or await self._tried(doing, duty, late):
            self._resting.pop(duty.id, None)
            await (duties.lapse if lapses else duties.done)(duty, now)
        else:
            self._resting[duty.id] = now + AFTER_ERROR

    async def _tried(self, doing: Doing, duty: Duty, late: bool) -> bool:
        """False: it is tried again."""
        try:
            await doing(self._services, duty, late)
        except NotNow as reason:
            log.info("%s", reason)
            return False
        except Exception:
            # Whatever it is, it is this one's alone: the others must not wait for it.
            log.exception("%s, due at %s, failed and is tried again", duty.kind, duty.due_at)
            return False
        return True
