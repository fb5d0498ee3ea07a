"""The SwitchBot stand-in speaks SwitchBot's wire formats: the library as it is works against it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientHandlerType, ClientRequest, ClientResponse, ClientSession, hdrs
from switchbot_api import (
    LockCommands,
    SwitchBotAPI,
    SwitchBotConnectionError,
    SwitchBotDeviceOfflineError,
)
from yarl import URL

from deploy.sandbox.switchbot import SwitchBotCloud


@pytest.fixture
async def cloud() -> AsyncIterator[SwitchBotCloud]:
    cloud = SwitchBotCloud(daily_limit=50)
    cloud.add_lock("FRONT", "Front Door", battery=60)
    await cloud.start()
    yield cloud
    await cloud.stop()


@pytest.fixture
async def session(cloud: SwitchBotCloud) -> AsyncIterator[ClientSession]:
    async def to_cloud(request: ClientRequest, handler: ClientHandlerType) -> ClientResponse:
        request.url = URL(cloud.url).join(request.url.relative())
        request.headers[hdrs.HOST] = "127.0.0.1"
        return await handler(request)

    async with ClientSession(middlewares=[to_cloud]) as session:
        yield session


@pytest.fixture
def library(cloud: SwitchBotCloud, session: ClientSession) -> SwitchBotAPI:
    return SwitchBotAPI(cloud.token, cloud.secret, session)


async def test_devices_are_listed(library: SwitchBotAPI) -> None:
    listed = [(each.device_id, each.device_name, each.device_type) for each in await library.list_devices()]
    assert listed[0] == ("FRONT", "Front Door", "Smart Lock Pro")
    assert listed[1][2] == "Hub Mini"


async def test_status_has_what_a_lock_tells(library: SwitchBotAPI) -> None:
    told = await library.get_status("FRONT")
    assert (told["lockState"], told["doorState"], told["battery"], told["calibrate"]) == (
        "locked",
        "closed",
        60,
        True,
    )


@pytest.mark.parametrize(
    ("command", "state"), [("unlock", "unlocked"), ("deadbolt", "unlocked"), ("lock", "locked")]
)
async def test_commands_move_the_lock(
    cloud: SwitchBotCloud, library: SwitchBotAPI, command: str, state: str
) -> None:
    await library.send_command("FRONT", command)
    assert (await library.get_status("FRONT"))["lockState"] == state
    assert [(each.device_id, each.command) for each in cloud.commands] == [("FRONT", command)]


async def test_the_status_lags_the_command(cloud: SwitchBotCloud, library: SwitchBotAPI) -> None:
    cloud.locks["FRONT"].delay = 60
    await library.send_command("FRONT", LockCommands.UNLOCK)
    assert (await library.get_status("FRONT"))["lockState"] == "locked"
    cloud.clock_offset = 61
    assert (await library.get_status("FRONT"))["lockState"] == "unlocked"


async def test_a_lock_jams(cloud: SwitchBotCloud, library: SwitchBotAPI) -> None:
    cloud.locks["FRONT"].jam = True
    await library.send_command("FRONT", LockCommands.LOCK)
    assert (await library.get_status("FRONT"))["lockState"] == "jammed"


@pytest.mark.parametrize("what", ["device", "hub"])
async def test_what_is_offline_takes_no_command(
    cloud: SwitchBotCloud, library: SwitchBotAPI, what: str
) -> None:
    cloud.locks["FRONT"].offline = what
    with pytest.raises(SwitchBotDeviceOfflineError):
        await library.send_command("FRONT", LockCommands.UNLOCK)
    assert cloud.locks["FRONT"].state == "locked"


async def test_a_wrong_secret_a_wrong_clock_and_a_used_nonce_are_refused(
    cloud: SwitchBotCloud, library: SwitchBotAPI, session: ClientSession
) -> None:
    with pytest.raises(SwitchBotConnectionError):
        await SwitchBotAPI("other", cloud.secret, session).list_devices()
    with pytest.raises(SwitchBotConnectionError):
        await SwitchBotAPI(cloud.token, "other", session).list_devices()
    cloud.clock_offset = 301
    with pytest.raises(SwitchBotConnectionError):
        await library.list_devices()
    cloud.clock_offset = 0
    headers = library.make_headers(cloud.token, cloud.secret)
    for _ in range(2):
        async with session.get(f"{cloud.url}/v1.1/devices", headers=headers) as answer:
            await answer.read()
    assert answer.status == 401
    assert cloud.refusals == ["token", "sign", "time", "nonce"]


async def test_the_day_has_a_limit(
    cloud: SwitchBotCloud, session: ClientSession, library: SwitchBotAPI
) -> None:
    cloud.calls_left = 1
    await library.list_devices()
    headers = library.make_headers(cloud.token, cloud.secret)
    async with session.get(f"{cloud.url}/v1.1/devices", headers=headers) as answer:
        assert (await answer.json())["message"] == "Requests reached the daily limit"


async def test_unknown_devices_and_commands_have_their_codes(
    cloud: SwitchBotCloud, session: ClientSession, library: SwitchBotAPI
) -> None:
    async def code(device: str, command: str) -> int:
        async with session.post(
            f"{cloud.url}/v1.1/devices/{device}/commands",
            headers=library.make_headers(cloud.token, cloud.secret),
            json={"commandType": "command", "command": command, "parameter": "default"},
        ) as answer:
            return int((await answer.json())["statusCode"])

    assert (await code("GONE", "unlock"), await code("FRONT", "dance")) == (152, 160)


async def test_another_process_can_move_it_and_look(cloud: SwitchBotCloud, session: ClientSession) -> None:
    async with session.post(f"{cloud.url}/sandbox/lock", json={"state": "unlocked", "battery": 5}) as answer:
        assert answer.status == 200
    async with session.get(f"{cloud.url}/sandbox/lock") as answer:
        told = await answer.json()
    assert (told["state"], told["status"]["battery"], told["commands"]) == ("unlocked", 5, [])
