"""The calls to the lock's cloud, kept in the store."""

from __future__ import annotations

import logging

from pipeline.errors import StoreError
from pipeline.ports import Clock
from storage.lock_calls import LockCalls

log = logging.getLogger(__name__)


class StoredCallCount:
    """Implements `pipeline.ports.CallCount`. A store in trouble must keep nobody from locking the door."""

    def __init__(self, calls: LockCalls, clock: Clock) -> None:
        self._calls, self._clock = calls, clock

    async def of_a_day(self) -> int:
        try:
            return await self._calls.of_a_day(self._clock.now())
        except StoreError as error:
            log.warning("how often the lock's cloud was asked is not known: %s", error)
            return 0

    async def add(self) -> None:
        try:
            await self._calls.add(self._clock.now())
        except StoreError as error:
            log.warning("a call to the lock's cloud is not counted: %s", error)
