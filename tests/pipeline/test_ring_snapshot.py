"""A fresh picture from the door, or none; never a failure."""

from __future__ import annotations

import pytest

from deploy.sandbox.faults import HANG, Body
from deploy.sandbox.ring import RingCloud
from pipeline.cameras.ring import RingDoorbell
from tests.patience import PATIENCE

JPEG = b"\xff\xd8\xff\xe0 a porch \xff\xd9"


async def test_a_picture_taken_on_asking_is_given(ring: RingCloud, doorbell: RingDoorbell) -> None:
    ring.set_snapshot(11, JPEG)
    assert await doorbell.snapshot("11", PATIENCE) == JPEG


async def test_a_picture_that_takes_a_moment_is_waited_for(ring: RingCloud, doorbell: RingDoorbell) -> None:
    ring.set_snapshot(11, JPEG, delay=0.4)
    assert await doorbell.snapshot("11", PATIENCE) == JPEG


@pytest.mark.parametrize("offset", [-3600, 3600])
async def test_a_wrong_clock_on_this_machine_does_not_matter(
    ring: RingCloud, doorbell: RingDoorbell, offset: float
) -> None:
    ring.clock_offset = offset
    ring.set_snapshot(11, JPEG)
    assert await doorbell.snapshot("11", PATIENCE) == JPEG


async def test_a_picture_of_long_ago_is_none(ring: RingCloud, doorbell: RingDoorbell) -> None:
    ring.set_snapshot(11, JPEG, delay=60)
    ring.devices[11].snapshot_taken = ring.now() - 60
    assert await doorbell.snapshot("11", 0.6) is None
    assert ring.seen("/clients_api/snapshots/image/") == []


async def test_a_picture_of_a_moment_ago_shows_who_rang(ring: RingCloud, doorbell: RingDoorbell) -> None:
    ring.set_snapshot(11, JPEG, delay=60)
    ring.devices[11].snapshot_taken = ring.now() - 2
    assert await doorbell.snapshot("11", PATIENCE) == JPEG


async def test_a_camera_that_takes_none_gives_none(ring: RingCloud, doorbell: RingDoorbell) -> None:
    assert await doorbell.snapshot("11", 0.3) is None
    assert await doorbell.snapshot("999", 0.3) is None


@pytest.mark.parametrize(
    ("status", "body"),
    [(200, "<html>"), (200, []), (200, {"timestamps": [{}]}), (404, "no snapshot"), (500, None)],
)
@pytest.mark.parametrize("path", ["/clients_api/snapshots/timestamps", "/clients_api/snapshots/image"])
async def test_trouble_gives_none(
    ring: RingCloud, doorbell: RingDoorbell, path: str, status: int, body: Body
) -> None:
    ring.set_snapshot(11, JPEG)
    ring.fail_next(path, status, body, times=10)
    assert await doorbell.snapshot("11", 0.6) is None


async def test_a_hang_gives_none_in_time(ring: RingCloud, doorbell: RingDoorbell) -> None:
    ring.fail_next("/clients_api/", 200, delay=HANG)
    assert await doorbell.snapshot("11", 0.2) is None


async def test_without_a_login_there_is_none(ring: RingCloud, doorbell: RingDoorbell) -> None:
    ring.revoke()
    assert await doorbell.snapshot("11", 0.5) is None
