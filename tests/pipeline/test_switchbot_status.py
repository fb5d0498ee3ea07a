"""What SwitchBot tells of a lock, in the words of the house. Unknown is never locked."""

from __future__ import annotations

import pytest

from deploy.sandbox.switchbot import SwitchBotCloud
from pipeline.errors import LockOffline
from pipeline.locks.switchbot import SwitchBotAccount, SwitchBotDevice, SwitchBotLock
from pipeline.locks.switchbot_state import read_status
from pipeline.types import LockState, LockStatus


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ("lock", LockState.LOCKED),
        ("locked", LockState.LOCKED),
        ("LOCKED", LockState.LOCKED),
        ("latchBoltLocked", LockState.LOCKED),
        ("LATCH_BOLT_LOCKED", LockState.LOCKED),
        ("unlock", LockState.UNLOCKED),
        ("Unlocked", LockState.UNLOCKED),
        ("UNLOCKED", LockState.UNLOCKED),
        ("jammed", LockState.JAMMED),
        ("JAMMED", LockState.JAMMED),
        ("locking", LockState.UNKNOWN),
        ("unlocking", LockState.UNKNOWN),
        ("halfLocked", LockState.UNKNOWN),
        ("not locked", LockState.UNKNOWN),
        ("", LockState.UNKNOWN),
        (None, LockState.UNKNOWN),
        (0, LockState.UNKNOWN),
        (["locked"], LockState.LOCKED),
    ],
)
def test_every_spelling_has_its_state(told: object, state: LockState) -> None:
    assert read_status({"lockState": told}).state is state


def test_an_empty_status_is_unknown() -> None:
    assert read_status({}) == LockStatus(LockState.UNKNOWN, None, None)


@pytest.mark.parametrize(
    ("told", "door_open"),
    [("opened", True), ("OPEN", True), ("close", False), ("closed", False), ("timeOut", None), (None, None)],
)
def test_the_door_is_open_closed_or_not_known(told: object, door_open: bool | None) -> None:
    assert read_status({"doorState": told}).door_open is door_open


@pytest.mark.parametrize(
    ("told", "percent"),
    [(0, 0), (100, 100), ("60", 60), (255, None), (None, None), ("low", None), (True, None)],
)
def test_a_battery_is_a_percentage_or_not_known(told: object, percent: int | None) -> None:
    assert read_status({"battery": told}).battery == percent


async def test_the_lock_is_read_through_the_cloud(switchbot: SwitchBotCloud, door: SwitchBotLock) -> None:
    lock = switchbot.locks["FRONT"]
    assert await door.status() == LockStatus(LockState.LOCKED, 90, False)
    lock.set_state("unlocked")
    lock.door, lock.battery = "opened", 12
    assert await door.status() == LockStatus(LockState.UNLOCKED, 12, True)


@pytest.mark.parametrize(("what", "told"), [("device", "lock is offline"), ("hub", "hub is offline")])
async def test_what_is_offline_is_named(
    switchbot: SwitchBotCloud, door: SwitchBotLock, what: str, told: str
) -> None:
    switchbot.locks["FRONT"].offline = what
    with pytest.raises(LockOffline, match=told):
        await door.status()


async def test_devices_are_listed_with_the_ids_that_the_settings_want(
    switchbot: SwitchBotCloud, account: SwitchBotAccount
) -> None:
    assert list(await account.devices()) == [
        SwitchBotDevice("FRONT", "Front Door", "Smart Lock Pro", is_lock=True),
        SwitchBotDevice(switchbot.locks["FRONT"].hub_id, "Hub Mini", "Hub Mini", is_lock=False),
    ]
