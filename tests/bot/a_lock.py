"""A lock in this process: it counts what it is told and does what it is to do."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from pipeline.errors import LockError
from pipeline.types import LockState, LockStatus, Need


@dataclass
class CountedLock:
    """Implements `pipeline.ports.Lock`."""

    id: str = "C0FFEE"
    name: str | None = "Front Door Lock"
    state: LockState = LockState.LOCKED
    door_open: bool | None = False
    battery: int | None = 80
    commands: list[str] = field(default_factory=list)
    asked: list[Need] = field(default_factory=list)
    error: LockError | None = None
    """What every call ends with."""
    stuck: LockState | None = None
    """Where the next command ends, instead of where it should."""
    told: asyncio.Event = field(default_factory=asyncio.Event)
    """A command has come."""
    gate: asyncio.Event | None = None
    """A command takes effect when it is set."""
    slow: asyncio.Event | None = None
    """What its state is arrives when it is set, and is old by then."""

    async def status(self, need: Need = Need.LOOK) -> LockStatus:
        self.asked.append(need)
        status = self._told()
        if self.slow is not None:
            await self.slow.wait()
        return status

    async def learn_name(self) -> str:
        return self.name or ""

    async def unlock(self) -> LockStatus:
        return await self._move("unlock", LockState.UNLOCKED)

    async def lock(self) -> LockStatus:
        return await self._move("lock", LockState.LOCKED)

    async def close(self) -> None:
        """Nothing is open."""

    async def _move(self, command: str, state: LockState) -> LockStatus:
        self.commands.append(command)
        self.told.set()
        if self.gate is not None:
            await self.gate.wait()
        self.state = self.stuck or state
        return self._told()

    def _told(self) -> LockStatus:
        if self.error is not None:
            raise self.error
        return LockStatus(self.state, self.battery, self.door_open)
