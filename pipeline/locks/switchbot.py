"""SwitchBot Cloud v1.1 through the switchbot-api library: the port Lock."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from aiohttp import ClientHandlerType, ClientRequest, ClientResponse, ClientSession, ClientTimeout
from switchbot_api import LockCommands, LockV2Commands, LockV3Commands, SwitchBotAPI
from yarl import URL

from pipeline.errors import LockError, LockRefused, LockUnreachable
from pipeline.hosts import relocate
from pipeline.locks.call_limit import NotCounted, permit
from pipeline.locks.switchbot_errors import NOT_OURS, judge, translated
from pipeline.locks.switchbot_state import read_status
from pipeline.ports import CallCount
from pipeline.types import LockState, LockStatus, Need

log = logging.getLogger(__name__)

T = TypeVar("T")

SWITCHBOT_API_URL = "https://api.switch-bot.com"
HOME = URL(SWITCHBOT_API_URL)

FIRST_PAUSE = 0.4
LONGEST_PAUSE = 2.0
LAST_READING = 2.0

LOCK_TYPES = {
    kind for each in (LockCommands, LockV2Commands, LockV3Commands) for kind in each.get_supported_devices()
}


@dataclass(frozen=True, slots=True)
class SwitchBotDevice:
    id: str
    name: str
    kind: str
    is_lock: bool


class SwitchBotAccount:
    """One token's session. `api_url` is the origin; `timeout_seconds` bounds each call.

    `count` remembers the calls, of which SwitchBot takes 10,000 a day.
    """

    def __init__(
        self,
        token: str,
        secret: str,
        api_url: str = SWITCHBOT_API_URL,
        timeout_seconds: float = 10.0,
        count: CallCount | None = None,
    ) -> None:
        self.timeout_seconds = timeout_seconds
        self._count: CallCount = count or NotCounted()
        self._token, self._secret, self._api_url = token, secret, URL(api_url)
        self._api: SwitchBotAPI | None = None
        self._session: ClientSession | None = None

    def api(self) -> SwitchBotAPI:
        """To be used inside `ask` alone."""
        if self._api is None:
            limits = ClientTimeout(total=self.timeout_seconds)
            self._session = ClientSession(middlewares=[self._route], timeout=limits)
            self._api = SwitchBotAPI(self._token, self._secret, self._session)
        return self._api

    async def ask(
        self,
        call: Callable[[], Awaitable[T]],
        need: Need = Need.LOOK,
        *,
        moves: bool = False,
        within: float | None = None,
    ) -> T:
        """Raises only LockError; LockUnreachable is `ambiguous` where what `moves` may have arrived."""
        await permit(self._count, need)
        with translated(moves):
            async with asyncio.timeout(min(self.timeout_seconds, within or self.timeout_seconds)):
                return await call()

    async def devices(self) -> Sequence[SwitchBotDevice]:
        """Everything in the account, for finding SWITCHBOT_LOCK_ID."""
        listed = await self.ask(self.api().list_devices)
        return [_device(each.device_id, each.device_name, each.device_type) for each in listed]

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._api = self._session = None

    async def _route(self, request: ClientRequest, handler: ClientHandlerType) -> ClientResponse:
        relocate(request, HOME, self._api_url)
        await self._count.add()
        response = await handler(request)
        await judge(response, command=request.method == "POST")
        return response


def _device(id: str, name: str, kind: str) -> SwitchBotDevice:
    return SwitchBotDevice(id, name, kind, is_lock=kind in LOCK_TYPES)


class SwitchBotLock:
    """Implements `pipeline.ports.Lock`.

    `patience_seconds` is how long a command's effect is waited for.
    """

    def __init__(
        self,
        account: SwitchBotAccount,
        device_id: str,
        name: str | None = None,
        patience_seconds: float = 20.0,
    ) -> None:
        self.id, self.name = device_id, name
        self._account = account
        self._device_id = device_id
        self._patience = patience_seconds
        self._last = LockState.UNKNOWN

    async def status(self, need: Need = Need.LOOK) -> LockStatus:
        return await self._read(need, self._account.timeout_seconds)

    async def learn_name(self) -> str:
        devices = {device.id: device.name for device in await self._account.devices()}
        if self._device_id not in devices:
            raise LockRefused(NOT_OURS)
        self.name = devices[self._device_id]
        return self.name

    async def unlock(self) -> LockStatus:
        """A door still told as locked when patience ends is UNKNOWN: the status lags, or it lies."""
        status = await self._command(LockCommands.UNLOCK, LockState.UNLOCKED)
        if status.state is LockState.LOCKED:
            return LockStatus(LockState.UNKNOWN, status.battery, status.door_open)
        return status

    async def lock(self) -> LockStatus:
        return await self._command(LockCommands.LOCK, LockState.LOCKED)

    async def close(self) -> None:
        await self._account.close()

    async def _command(self, command: LockCommands, wanted: LockState) -> LockStatus:
        """The one place that moves the lock: one request, whatever comes of it."""
        ends = {wanted}
        if self._last is not LockState.JAMMED:
            ends.add(LockState.JAMMED)  # else it may be the jam of before, told late
        doubt: LockUnreachable | None = None
        try:
            await self._account.ask(
                lambda: self._account.api().send_command(self._device_id, command), Need.COMMAND, moves=True
            )
        except LockUnreachable as error:
            if not error.ambiguous:
                raise
            log.warning("the lock's answer to %s is missing, its state will tell: %s", command.value, error)
            doubt = error
        status = await self._read_until(ends)
        if status is None and doubt is not None:
            raise doubt
        return status or LockStatus(LockState.UNKNOWN)

    async def _read_until(self, ends: set[LockState]) -> LockStatus | None:
        """The last status told, read once more when patience ends; None if there was none at all."""
        deadline = time.monotonic() + self._patience
        pause, status = FIRST_PAUSE, None
        while True:
            left = deadline - time.monotonic()
            try:
                status = await self._read(Need.COMMAND, max(left, LAST_READING))
                if status.state in ends:
                    return status
            except LockError as error:
                log.info("the lock's state is not told: %s", error)
            if left <= 0:
                return status
            await asyncio.sleep(min(pause, max(0.0, deadline - time.monotonic())))
            pause = min(LONGEST_PAUSE, pause * 1.5)

    async def _read(self, need: Need, within: float) -> LockStatus:
        told = await self._account.ask(
            lambda: self._account.api().get_status(self._device_id), need, within=within
        )
        status = read_status(told)
        self._last = status.state
        return status
