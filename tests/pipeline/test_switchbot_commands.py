"""A command is sent once, whatever becomes of it; what the lock did is read. The cloud's log is the judge."""

from __future__ import annotations

import asyncio

import pytest

from deploy.sandbox.faults import HANG, Body
from deploy.sandbox.switchbot import SwitchBotCloud
from pipeline.errors import LockError, LockOffline, LockUnreachable
from pipeline.locks.switchbot import SwitchBotAccount, SwitchBotLock
from pipeline.types import LockState, LockStatus
from tests.patience import until

COMMANDS = "/v1.1/devices/FRONT/commands"
STATUS = "/v1.1/devices/FRONT/status"


def commands(cloud: SwitchBotCloud) -> list[str]:
    return [command.command for command in cloud.commands]


async def test_unlock_and_lock_tell_what_the_lock_did(switchbot: SwitchBotCloud, door: SwitchBotLock) -> None:
    assert (await door.unlock()).state is LockState.UNLOCKED
    assert (await door.lock()).state is LockState.LOCKED
    assert commands(switchbot) == ["unlock", "lock"]


async def test_a_lock_that_takes_a_moment_is_waited_for(
    switchbot: SwitchBotCloud, door: SwitchBotLock
) -> None:
    lock = switchbot.locks["FRONT"]
    lock.lie = "locked"
    opening = asyncio.create_task(door.unlock())
    await until(lambda: switchbot.seen(STATUS))
    lock.lie = None
    assert (await opening).state is LockState.UNLOCKED
    assert len(switchbot.seen(STATUS)) >= 2
    assert commands(switchbot) == ["unlock"]


async def test_a_jam_is_told_at_once(switchbot: SwitchBotCloud, door: SwitchBotLock) -> None:
    switchbot.locks["FRONT"].jam = True
    assert (await door.unlock()).state is LockState.JAMMED
    assert len(switchbot.seen(STATUS)) == 1


async def test_a_jam_of_before_told_late_is_not_taken_for_a_new_one(
    switchbot: SwitchBotCloud, door: SwitchBotLock
) -> None:
    lock = switchbot.locks["FRONT"]
    lock.set_state("jammed")
    assert (await door.status()).state is LockState.JAMMED
    lock.delay = 0.3
    assert (await door.unlock()).state is LockState.UNLOCKED


async def test_a_jam_that_stays_is_told_in_the_end(
    switchbot: SwitchBotCloud, impatient_door: SwitchBotLock
) -> None:
    lock = switchbot.locks["FRONT"]
    lock.set_state("jammed")
    await impatient_door.status()
    lock.jam = True
    assert (await impatient_door.lock()).state is LockState.JAMMED


async def test_a_status_that_goes_on_saying_locked_after_unlock_is_not_believed(
    switchbot: SwitchBotCloud, impatient_door: SwitchBotLock
) -> None:
    switchbot.locks["FRONT"].lie = "locked"
    assert await impatient_door.unlock() == LockStatus(LockState.UNKNOWN, 90, False)
    assert switchbot.locks["FRONT"].state == "unlocked"
    assert commands(switchbot) == ["unlock"]


async def test_a_door_that_stays_unlocked_after_lock_is_told_as_that(
    switchbot: SwitchBotCloud, impatient_door: SwitchBotLock
) -> None:
    switchbot.locks["FRONT"].lie = "unlocked"
    assert (await impatient_door.lock()).state is LockState.UNLOCKED


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (0, None),
        (500, None),
        (504, "<html>Gateway Time-out</html>"),
        (200, "<html>hello</html>"),
        (200, ""),
        (200, '{"statusCode": 1'),
        (200, {"statusCode": 190, "body": {}, "message": "System error"}),
        (200, {"message": "?"}),
        (200, {"statusCode": 100, "message": "success"}),
        (408, None),
    ],
    ids=["reset", "500", "504", "page", "empty", "cut", "190", "odd", "no body", "408"],
)
async def test_an_answer_that_is_lost_is_made_up_by_reading(
    switchbot: SwitchBotCloud, door: SwitchBotLock, status: int, body: Body
) -> None:
    switchbot.fail_next(COMMANDS, status, body, after_effect=True)
    assert (await door.unlock()).state is LockState.UNLOCKED
    assert commands(switchbot) == ["unlock"]
    assert len(switchbot.seen(COMMANDS)) <= 1


async def test_an_answer_that_hangs_is_made_up_by_reading(
    switchbot: SwitchBotCloud, impatient_account: SwitchBotAccount
) -> None:
    switchbot.fail_next(COMMANDS, 200, delay=HANG, after_effect=True)
    assert (await SwitchBotLock(impatient_account, "FRONT").unlock()).state is LockState.UNLOCKED
    assert commands(switchbot) == ["unlock"]


async def test_a_command_that_did_not_arrive_leaves_the_state_in_doubt(
    switchbot: SwitchBotCloud, impatient_door: SwitchBotLock
) -> None:
    switchbot.fail_next(COMMANDS, 0, times=5)
    assert (await impatient_door.unlock()).state is LockState.UNKNOWN
    assert commands(switchbot) == []
    assert len(switchbot.seen(COMMANDS)) == 1


async def test_doubt_that_reading_cannot_settle_is_told_as_such(
    switchbot: SwitchBotCloud, impatient_door: SwitchBotLock
) -> None:
    switchbot.fail_next(COMMANDS, 0, after_effect=True)
    switchbot.fail_next(STATUS, 500, times=100)
    with pytest.raises(LockUnreachable) as caught:
        await impatient_door.unlock()
    assert caught.value.ambiguous
    assert commands(switchbot) == ["unlock"]


async def test_a_command_taken_whose_effect_is_never_told_is_unknown(
    switchbot: SwitchBotCloud, impatient_door: SwitchBotLock
) -> None:
    switchbot.fail_next(STATUS, 200, "<html>", times=100)
    assert await impatient_door.unlock() == LockStatus(LockState.UNKNOWN)
    assert commands(switchbot) == ["unlock"]


async def test_one_reading_that_fails_does_not_end_the_wait(
    switchbot: SwitchBotCloud, door: SwitchBotLock
) -> None:
    switchbot.fail_next(STATUS, 502)
    assert (await door.unlock()).state is LockState.UNLOCKED


async def test_a_lock_that_goes_offline_in_the_middle_is_unknown(
    switchbot: SwitchBotCloud, impatient_door: SwitchBotLock
) -> None:
    switchbot.fail_next(STATUS, 200, {"statusCode": 161, "body": {}, "message": "offline"}, times=100)
    assert (await impatient_door.unlock()).state is LockState.UNKNOWN
    assert commands(switchbot) == ["unlock"]


async def test_what_is_refused_is_told_at_once_and_not_read(
    switchbot: SwitchBotCloud, door: SwitchBotLock
) -> None:
    switchbot.locks["FRONT"].offline = "hub"
    with pytest.raises(LockOffline):
        await door.unlock()
    assert switchbot.seen(STATUS) == []


async def test_a_cloud_that_cannot_be_reached_leaves_no_doubt(
    switchbot: SwitchBotCloud, door: SwitchBotLock
) -> None:
    await switchbot.stop()
    with pytest.raises(LockUnreachable) as caught:
        await door.unlock()
    assert not caught.value.ambiguous


async def test_a_redirect_does_not_send_a_command_twice(
    switchbot: SwitchBotCloud, door: SwitchBotLock
) -> None:
    switchbot.fail_next(COMMANDS, 307, headers={"Location": COMMANDS}, after_effect=True)
    with pytest.raises(LockError):
        await door.unlock()
    assert commands(switchbot) == ["unlock"]


async def test_patience_is_twenty_seconds_unless_told(account: SwitchBotAccount) -> None:
    assert SwitchBotLock(account, "FRONT")._patience == 20.0
