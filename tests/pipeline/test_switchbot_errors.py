"""No failure of SwitchBot, its library or the network comes through unmapped."""

from __future__ import annotations

import logging
import pickle
from collections.abc import Awaitable, Callable

import pytest

from deploy.sandbox.faults import HANG, Body
from deploy.sandbox.switchbot import SwitchBotCloud
from pipeline.errors import LockError, LockLimit, LockOffline, LockRefused, LockUnreachable
from pipeline.locks.switchbot import SwitchBotAccount, SwitchBotLock

DEVICES = "/v1.1/devices"

Call = Callable[[SwitchBotAccount], Awaitable[object]]
CALLS: dict[str, Call] = {
    "devices": lambda account: account.devices(),
    "status": lambda account: SwitchBotLock(account, "FRONT").status(),
    "unlock": lambda account: SwitchBotLock(account, "FRONT", patience_seconds=0).unlock(),
    "lock": lambda account: SwitchBotLock(account, "FRONT", patience_seconds=0).lock(),
}
any_call = pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
any_reading = pytest.mark.parametrize("call", [CALLS["devices"], CALLS["status"]], ids=["devices", "status"])


def meaning(status: int) -> type[LockError]:
    if status == 429:
        return LockLimit
    return LockUnreachable if status >= 500 or status == 408 else LockRefused


@any_call
async def test_every_status_has_its_meaning(
    switchbot: SwitchBotCloud, account: SwitchBotAccount, call: Call
) -> None:
    for status in range(300, 600):
        switchbot.faults.clear()
        switchbot.fail_next(DEVICES, status, "<html>error</html>", 2, headers={"Location": "/elsewhere"})
        with pytest.raises(LockError) as caught:
            await call(account)
        assert type(caught.value) is meaning(status), status
        if isinstance(caught.value, LockUnreachable):
            assert caught.value.ambiguous == (call in (CALLS["unlock"], CALLS["lock"])), status


@any_call
@pytest.mark.parametrize(
    ("code", "message", "kind"),
    [
        (151, "device type error", LockRefused),
        (152, "device not found", LockRefused),
        (160, "command is not supported", LockRefused),
        (161, "device offline", LockOffline),
        (171, "hub device is offline", LockOffline),
        (190, "Device internal error", LockUnreachable),
        (190, "Requests reached the daily limit", LockLimit),
        (500, "server", LockUnreachable),
        ("100", "a string", LockUnreachable),
        (None, "nothing", LockUnreachable),
    ],
)
async def test_every_status_code_has_its_meaning(
    switchbot: SwitchBotCloud,
    account: SwitchBotAccount,
    call: Call,
    code: object,
    message: str,
    kind: type[LockError],
) -> None:
    switchbot.fail_next(DEVICES, 200, {"statusCode": code, "body": {}, "message": message}, times=2)
    with pytest.raises(LockError) as caught:
        await call(account)
    assert type(caught.value) is kind


@any_reading
@pytest.mark.parametrize(
    "body", ["<html>hello</html>", "", "[]", "null", '{"statusCode": 100', b"\xff\xfe", {"statusCode": 100}]
)
async def test_what_is_no_answer_makes_no_sense(
    switchbot: SwitchBotCloud, account: SwitchBotAccount, call: Call, body: Body
) -> None:
    switchbot.fail_next(DEVICES, 200, body)
    with pytest.raises(LockUnreachable):
        await call(account)


@any_reading
async def test_a_reset_connection_is_told(
    switchbot: SwitchBotCloud, account: SwitchBotAccount, call: Call
) -> None:
    switchbot.fail_next(DEVICES, 0, times=3)
    with pytest.raises(LockUnreachable, match="broke"):
        await call(account)


@any_reading
async def test_a_cloud_that_hangs_is_left(
    switchbot: SwitchBotCloud, impatient_account: SwitchBotAccount, call: Call
) -> None:
    switchbot.fail_next(DEVICES, 200, delay=HANG)
    with pytest.raises(LockUnreachable, match="in time"):
        await call(impatient_account)


@any_call
async def test_a_cloud_that_is_not_there_is_told(
    switchbot: SwitchBotCloud, account: SwitchBotAccount, call: Call
) -> None:
    await switchbot.stop()
    with pytest.raises(LockUnreachable, match="cannot be reached"):
        await call(account)


@pytest.mark.parametrize(("token", "secret"), [("wrong", None), (None, "wrong")])
async def test_a_wrong_token_or_secret_is_told_from_the_network(
    switchbot: SwitchBotCloud, token: str | None, secret: str | None
) -> None:
    account = SwitchBotAccount(token or switchbot.token, secret or switchbot.secret, switchbot.url)
    with pytest.raises(LockRefused, match="SWITCHBOT_TOKEN or SWITCHBOT_SECRET"):
        await account.devices()
    await account.close()


@pytest.mark.parametrize(("offset", "side"), [(900, "15 min behind"), (-900, "15 min ahead of")])
async def test_a_wrong_clock_is_told_from_a_wrong_secret(
    switchbot: SwitchBotCloud, account: SwitchBotAccount, offset: float, side: str
) -> None:
    switchbot.clock_offset = offset
    with pytest.raises(LockRefused, match=f"clock is {side}"):
        await account.devices()
    assert switchbot.refusals == ["time"]


async def test_a_device_that_is_gone_names_the_setting(
    switchbot: SwitchBotCloud, account: SwitchBotAccount
) -> None:
    with pytest.raises(LockRefused, match="SWITCHBOT_LOCK_ID"):
        await SwitchBotLock(account, "GONE").status()


async def test_the_daily_limit_is_told(switchbot: SwitchBotCloud, account: SwitchBotAccount) -> None:
    switchbot.calls_left = 0
    with pytest.raises(LockLimit, match="10,000"):
        await account.devices()


async def test_errors_survive_pickling(switchbot: SwitchBotCloud, account: SwitchBotAccount) -> None:
    switchbot.fail_next(DEVICES, 500, times=2)
    with pytest.raises(LockUnreachable) as caught:
        await CALLS["unlock"](account)
    again = pickle.loads(pickle.dumps(caught.value))
    assert (str(again), again.ambiguous) == ("SwitchBot's cloud has trouble (500).", True)


async def test_neither_token_nor_secret_is_told(
    switchbot: SwitchBotCloud, account: SwitchBotAccount, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    switchbot.fail_next(DEVICES, 401)
    with pytest.raises(LockRefused) as caught:
        await account.devices()
    await account.devices()
    told = caplog.text + repr(caught.value) + repr(caught.value.__cause__)
    assert switchbot.token not in told
    assert switchbot.secret not in told


async def test_the_library_does_not_log_what_is_told_once_by_us(
    switchbot: SwitchBotCloud, account: SwitchBotAccount, caplog: pytest.LogCaptureFixture
) -> None:
    for status in (400, 401, 500):
        switchbot.fail_next(DEVICES, status, {"message": "no"})
        with pytest.raises(LockError):
            await account.devices()
    assert [record for record in caplog.records if record.name.startswith("switchbot_api")] == []
