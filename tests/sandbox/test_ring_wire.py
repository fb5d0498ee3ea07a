"""The Ring stand-in speaks Ring's wire formats: the library as it is works against it."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import ClientHandlerType, ClientRequest, ClientResponse, ClientSession, hdrs
from ring_doorbell import Auth, AuthenticationError, Requires2FAError, Ring, RingError
from yarl import URL

from deploy.sandbox.ring import RingCloud

pytestmark = [
    pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:The 'auth' parameter is deprecated:DeprecationWarning"),
]

CLIP = b"\x00\x00\x00\x18ftypmp42" + bytes(5000)
JPEG = b"\xff\xd8 a porch"


@pytest.fixture
async def cloud() -> AsyncIterator[RingCloud]:
    cloud = RingCloud()
    cloud.add_camera(11, "Front Door", battery=76)
    await cloud.start()
    yield cloud
    await cloud.stop()


@pytest.fixture
async def session(cloud: RingCloud) -> AsyncIterator[ClientSession]:
    async def to_cloud(request: ClientRequest, handler: ClientHandlerType) -> ClientResponse:
        if request.url.host in ("api.ring.com", "oauth.ring.com"):
            request.url = URL(cloud.url).join(request.url.relative())
            request.headers[hdrs.HOST] = "127.0.0.1"
        return await handler(request)

    async with ClientSession(middlewares=[to_cloud]) as session:
        yield session


@pytest.fixture
async def library(cloud: RingCloud, session: ClientSession) -> Ring:
    ring = Ring(Auth("test", cloud.token(), http_client_session=session))
    await ring.async_create_session()
    await ring.async_update_data()
    return ring


async def test_a_login_asks_for_a_code_and_takes_it(cloud: RingCloud, session: ClientSession) -> None:
    auth = Auth("test", http_client_session=session)
    with pytest.raises(Requires2FAError):
        await auth.async_fetch_token("sam@example.com", "front-door")
    with pytest.raises(AuthenticationError):
        await auth.async_fetch_token("sam@example.com", "front-door", "000000")
    token = await auth.async_fetch_token("sam@example.com", "front-door", "123456")
    assert token["expires_in"] == 3600
    assert [seen.status for seen in cloud.requests] == [412, 400, 200]


async def test_a_refresh_token_serves_once(cloud: RingCloud, session: ClientSession) -> None:
    first = cloud.token()
    await Auth("test", dict(first), http_client_session=session).async_refresh_tokens()
    with pytest.raises(AuthenticationError, match="invalid_grant"):
        await Auth("test", dict(first), http_client_session=session).async_refresh_tokens()


async def test_an_access_token_expires(cloud: RingCloud, library: Ring) -> None:
    cloud.clock_offset = 3601
    with pytest.raises(RingError, match="401"):
        await library.async_update_devices()
    assert cloud.refreshes == 1
    await library.async_update_devices()


async def test_devices_are_listed_in_their_families(cloud: RingCloud, library: Ring) -> None:
    cloud.add_camera(12, "Back Door", family="authorized_doorbots", kind="doorbell_v4")
    cloud.add_camera(13, "Garden", family="stickup_cams", kind="stickup_cam_v4")
    await library.async_update_devices()
    devices = Ring.devices(library)
    assert [device.name for device in devices.chimes] == ["Hallway"]
    fresh = Ring(library.auth)
    await fresh.async_update_devices()
    assert [device.name for device in fresh.devices().doorbells] == ["Front Door", "Back Door"]
    assert [device.name for device in fresh.devices().stickup_cams] == ["Garden"]
    assert fresh.devices().doorbells[0].battery_life == 76
    await fresh.devices().doorbells[0].async_update_health_data()
    assert fresh.devices().doorbells[0].wifi_name == "home"


async def test_history_is_newest_first_and_paged(cloud: RingCloud, library: Ring) -> None:
    at = datetime.now(UTC).replace(microsecond=0)
    ids = [cloud.add_recording(11, CLIP, recorded_at=at - timedelta(minutes=n)) for n in range(5)]
    doorbell = library.devices().doorbells[0]
    first = await doorbell.async_history(limit=2)
    assert [entry["id"] for entry in first] == ids[:2]
    assert first[0]["created_at"] == at
    rest = await doorbell.async_history(limit=9, older_than=ids[1])
    assert [entry["id"] for entry in rest] == ids[2:]
    assert {entry["kind"] for entry in rest} == {"motion"}


async def test_a_recording_appears_late_and_is_redirected_to(cloud: RingCloud, library: Ring) -> None:
    id = cloud.add_recording(11, CLIP, available_after=60)
    doorbell = library.devices().doorbells[0]
    with pytest.raises(RingError, match="404"):
        await doorbell.async_recording_download(id)
    cloud.clock_offset = 61
    assert await doorbell.async_recording_download(id) == CLIP
    url = await doorbell.async_recording_url(id)
    assert url is not None
    async with library.auth._session.get(url, headers={"Range": "bytes=8-15"}) as part:
        assert (part.status, await part.read()) == (206, CLIP[8:16])


async def test_a_file_is_given_to_who_has_its_address_alone(cloud: RingCloud, session: ClientSession) -> None:
    id = cloud.add_recording(11, CLIP)
    async with session.get(f"{cloud.url}/files/{id}.mp4?signature=guess") as answer:
        assert answer.status == 403


async def test_active_dings_are_told(cloud: RingCloud, library: Ring) -> None:
    id = cloud.add_recording(11, CLIP, kind="ding")
    await library.async_update_dings()
    assert [(alert.id, alert.kind, alert.doorbot_id) for alert in library.active_alerts()] == [
        (id, "ding", 11)
    ]


async def test_the_library_s_own_snapshot_comes(cloud: RingCloud, library: Ring) -> None:
    cloud.set_snapshot(11, JPEG)
    assert await library.devices().doorbells[0].async_get_snapshot() == JPEG


async def test_without_a_token_nothing_is_told(cloud: RingCloud, session: ClientSession) -> None:
    for path in ("ring_devices", "doorbots/11/history", "dings/1/recording", "snapshots/image/11"):
        async with session.get(f"{cloud.url}/clients_api/{path}") as answer:
            assert answer.status == 401


async def test_an_answer_may_be_right_and_late(cloud: RingCloud, library: Ring) -> None:
    cloud.add_recording(11, CLIP)
    cloud.be_slow("/clients_api/doorbots", 0.3)
    began = time.monotonic()
    assert len(await library.devices().doorbells[0].async_history()) == 1
    assert time.monotonic() - began >= 0.3


async def test_a_camera_may_be_offline(cloud: RingCloud, library: Ring) -> None:
    cloud.devices[11].connection = "offline"
    await library.async_update_devices()
    library._devices = None
    assert library.devices().doorbells[0].connection_status == "offline"


async def test_the_code_may_be_wanted_again(cloud: RingCloud, session: ClientSession) -> None:
    refresh = {"grant_type": "refresh_token", "refresh_token": cloud.token()["refresh_token"]}
    cloud.ask_for_code()
    async with session.post(f"{cloud.url}/oauth/token", data=refresh) as answer:
        assert answer.status == 412


async def test_another_process_can_make_things_happen(
    cloud: RingCloud, session: ClientSession, tmp_path: Path
) -> None:
    clip, still = tmp_path / "clip.mp4", tmp_path / "still.jpg"
    clip.write_bytes(CLIP)
    still.write_bytes(JPEG)

    async def post(path: str, wish: dict[str, object]) -> dict[str, object]:
        async with session.post(f"{cloud.url}/sandbox/{path}", json=wish) as answer:
            assert answer.status == 200
            return dict(await answer.json())

    await post("cameras", {"id": 20, "name": "Side Door"})
    made = await post(
        "recordings", {"camera_id": 20, "clip": str(clip), "kind": "ding", "available_after": 0}
    )
    await post("snapshot", {"camera_id": 20, "jpeg": str(still)})
    await post("fail", {"path_prefix": "/clients_api/dings/active", "status": 500})
    async with session.get(f"{cloud.url}/sandbox/token") as answer:
        auth = Auth("test", await answer.json(), http_client_session=session)
    ring = Ring(auth)
    await ring.async_update_devices()
    doorbell = ring.devices().doorbells[1]
    assert doorbell.name == "Side Door"
    assert [entry["id"] for entry in await doorbell.async_history()] == [made["id"]]
    assert await doorbell.async_recording_download(int(str(made["id"]))) == CLIP
    with pytest.raises(RingError, match="500"):
        await ring.async_update_dings()
