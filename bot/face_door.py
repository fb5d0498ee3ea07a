"""A face opens the door: the command once, if it is not too late by then, and what it did is told."""

from __future__ import annotations

import logging
from collections.abc import Callable

from bot.doorman import Doorman
from bot.under_way import UnderWay
from pipeline.door_types import DoorRules, Opening
from pipeline.ports import Clock, Doorbell
from storage.locks import Intent
from storage.store import Store

log = logging.getLogger(__name__)

GRACE = 25.0
"""Seconds. At the end a command that is under way may still tell what it did."""


class FaceDoor:
    """`rules` are those of the moment; `wake` is called when there is something to tell."""

    def __init__(
        self,
        doorman: Doorman,
        doorbell: Doorbell,
        store: Store,
        clock: Clock,
        rules: Callable[[], DoorRules],
        wake: Callable[[], None],
    ) -> None:
        self._doorman, self._doorbell, self._store = doorman, doorbell, store
        self._clock, self._rules, self._wake = clock, rules, wake
        self._under_way: UnderWay[int] = UnderWay("opening", wake)

    def begin(self, opening: Opening) -> None:
        self._under_way.begin(opening.event_id, self._open(opening))

    async def stop(self) -> None:
        await self._under_way.stop(GRACE)

    async def _open(self, opening: Opening) -> None:
        intent = Intent(opening.action_id, opening.head)
        cooldown = self._rules().cooldown.total_seconds()
        moved = await self._doorman.let_in(intent, lambda: self._late_seconds(opening), cooldown)
        log.info("event %d: asked to open, now it is %s", opening.event_id, moved.state)
        await self._store.outbox.touch(opening.visit_id, self._clock.now())
        self._wake()

    def _late_seconds(self, opening: Opening) -> float | None:
        """By how much the clip is too old by now; None: the doorbell's time is not known."""
        now = self._doorbell.now()
        if now is None:
            return None
        return (now - opening.clip_ended_at - self._rules().max_age).total_seconds()
