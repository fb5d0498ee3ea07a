"""Which cameras the account has, and that a new one is noticed."""

from __future__ import annotations

from pathlib import Path

import pytest

from deploy.sandbox.ring import RingCloud
from pipeline.cameras.ring import RETRY_SECONDS, RingDoorbell
from pipeline.errors import DoorbellUnreachable
from pipeline.types import Camera


async def test_doorbells_are_listed_own_and_shared(ring: RingCloud, doorbell: RingDoorbell) -> None:
    ring.add_camera(12, "Back Door", family="authorized_doorbots")
    ring.add_camera(13, "Garden", kind="stickup_cam_v4", family="stickup_cams")
    assert list(await doorbell.cameras()) == [Camera("11", "Front Door", 76), Camera("12", "Back Door")]


async def test_an_account_without_a_camera_has_none(ring: RingCloud, doorbell: RingDoorbell) -> None:
    ring.devices.clear()
    assert list(await doorbell.cameras()) == []


async def test_the_first_camera_is_seen_soon(
    ring: RingCloud, doorbell: RingDoorbell, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert RETRY_SECONDS <= 30
    monkeypatch.setattr("pipeline.cameras.ring.RETRY_SECONDS", 0)
    ring.devices.clear()
    assert list(await doorbell.cameras()) == []
    ring.add_camera(12, "Back Door")
    assert list(await doorbell.cameras()) == [Camera("12", "Back Door")]


async def test_the_list_serves_for_a_while(ring: RingCloud, doorbell: RingDoorbell) -> None:
    for _ in range(3):
        await doorbell.cameras()
    assert len(ring.seen("/clients_api/ring_devices")) == 1
    assert len(ring.seen("/clients_api/session")) == 1


async def test_a_new_camera_is_seen_at_the_next_reading(ring: RingCloud, token_file: Path) -> None:
    doorbell = RingDoorbell(token_file, ring.url, ring.oauth_url, reread_seconds=0)
    assert len(await doorbell.cameras()) == 1
    ring.add_camera(12, "Back Door")
    assert [camera.name for camera in await doorbell.cameras()] == ["Front Door", "Back Door"]
    del ring.devices[11]
    assert [camera.name for camera in await doorbell.cameras()] == ["Back Door"]
    await doorbell.close()


async def test_a_list_read_before_serves_while_ring_is_away(ring: RingCloud, token_file: Path) -> None:
    doorbell = RingDoorbell(token_file, ring.url, ring.oauth_url, reread_seconds=0)
    before = await doorbell.cameras()
    ring.fail_next("/clients_api/ring_devices", 503)
    assert await doorbell.cameras() == before
    await doorbell.close()


async def test_without_an_earlier_list_the_failure_is_told(ring: RingCloud, doorbell: RingDoorbell) -> None:
    ring.fail_next("/clients_api/ring_devices", 503)
    with pytest.raises(DoorbellUnreachable):
        await doorbell.cameras()


@pytest.mark.parametrize(
    ("battery", "percent"), [(None, None), (0, 0), (100, 100), ("52", 52), (4081, None), ("full", None)]
)
async def test_only_a_percentage_is_told_as_battery(
    ring: RingCloud, doorbell: RingDoorbell, battery: int | str | None, percent: int | None
) -> None:
    ring.devices[11].battery = battery  # type: ignore[assignment]
    assert (await doorbell.cameras())[0].battery == percent
