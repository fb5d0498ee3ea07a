"""Of SwitchBot's 10,000 calls a day polling goes without first; the last 500 are for commands alone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from deploy.sandbox.switchbot import SwitchBotCloud
from pipeline.errors import LockLimit, LockRefused
from pipeline.locks.switchbot import SwitchBotAccount, SwitchBotLock
from pipeline.types import LockState, Need


@dataclass
class Counted:
    calls: int = 0

    async def of_a_day(self) -> int:
        return self.calls

    async def add(self) -> None:
        self.calls += 1


@pytest.fixture
def count() -> Counted:
    return Counted()


@pytest.fixture
async def door(switchbot: SwitchBotCloud, count: Counted) -> AsyncIterator[SwitchBotLock]:
    account = SwitchBotAccount(switchbot.token, switchbot.secret, switchbot.url, count=count)
    yield SwitchBotLock(account, "FRONT")
    await account.close()


async def test_every_request_is_counted(
    switchbot: SwitchBotCloud, door: SwitchBotLock, count: Counted
) -> None:
    await door.status()
    await door.unlock()
    await door.learn_name()
    assert count.calls == len(switchbot.requests) == 4


@pytest.mark.parametrize(
    ("used", "polls", "looks"),
    [(8_999, True, True), (9_000, False, True), (9_499, False, True), (9_500, False, False)],
)
async def test_polling_goes_without_first(
    switchbot: SwitchBotCloud, door: SwitchBotLock, count: Counted, used: int, polls: bool, looks: bool
) -> None:
    for need, allowed in ((Need.POLL, polls), (Need.LOOK, looks)):
        count.calls = used
        if allowed:
            await door.status(need)
        else:
            with pytest.raises(LockLimit, match=f"{used:,} of the 10,000"):
                await door.status(need)
    assert len(switchbot.requests) == polls + looks


@pytest.mark.parametrize("used", [9_500, 9_999, 10_000])
async def test_a_command_and_what_it_did_come_through(
    switchbot: SwitchBotCloud, door: SwitchBotLock, count: Counted, used: int
) -> None:
    count.calls = used
    switchbot.locks["FRONT"].delay = 0.2
    assert (await door.unlock()).state is LockState.UNLOCKED
    assert [command.command for command in switchbot.commands] == ["unlock"]


async def test_the_lock_learns_what_the_app_calls_it(switchbot: SwitchBotCloud, door: SwitchBotLock) -> None:
    assert await door.learn_name() == door.name == "Front Door"
    switchbot.locks.clear()
    with pytest.raises(LockRefused, match="no such device"):
        await door.learn_name()
