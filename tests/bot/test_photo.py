"""/photo: a fresh picture, or the last one with its age; cameras as people type them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot import camera_names
from bot.handlers import photo
from pipeline.types import Camera, EventKind, Recording
from tests.bot.house import FRONT_DOOR, House
from tests.sandbox.bot_side import picture

CAMERAS = [
    Camera("1", "Front Door"),
    Camera("2", "Garden Gate"),
    Camera("3", "Garden Shed"),
    Camera("4", "Tür"),
]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("front door", ["1"]),
        ("  FRONT   DOOR ", ["1"]),
        ("front", ["1"]),
        ("garden", ["2", "3"]),
        ("gate", ["2"]),
        ("frnt dor", ["1"]),
        ("tür", ["4"]),
        ("tu\u0308r", ["4"]),
        ("cellar", []),
        ("\u202e", []),
        ("", []),
    ],
)
def test_cameras_as_people_type_them(typed: str, found: list[str]) -> None:
    assert [camera.id for camera in camera_names.find(CAMERAS, typed)] == found


def test_cameras_of_one_name_are_told_apart() -> None:
    twins = [Camera("1001", "Door"), Camera("2002", "door"), Camera("3", "Gate")]
    told = camera_names.told_apart(twins)
    assert [camera.name for camera in told] == ["Door (1001)", "door (2002)", "Gate"]
    labels = [camera_names.label(camera) for camera in (Camera("7", "\u202e"), Camera("8", "x" * 99))]
    assert labels == ["7", "x" * 40]


async def test_a_fresh_picture_and_one_from_before(
    quiet_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(photo, "SNAPSHOT_SECONDS", 1.0)
    quiet_house.ring.add_camera(1002, "Garden <b>")
    quiet_house.ring.set_snapshot(FRONT_DOOR, picture())
    async with quiet_house.awake() as house:
        await house.pair()
        await house.polled()
        await house.say("/photo front")
        fresh = await house.hears("Front Door, today")
        assert fresh["photo"]
        assert any(
            call.params["action"] == "upload_photo" for call in house.telegram.calls_of("sendChatAction")
        )

        await house.say("/photo cellar")
        which = await house.hears("no camera “cellar”")
        assert [button["text"] for button in which.buttons] == ["Front Door", "Garden <b>"]
        await house.press(which, "Garden <b>")
        second = await house.press(which, "Garden <b>")
        assert second["text"] == "A picture of it is on its way."
        await house.hears("Garden <b> gave no fresh picture, and there is none from before")

        store, now = house.services.store, house.services.now()
        recording = Recording("1", "1002", EventKind.MOTION, now - timedelta(hours=2))
        event_id = await store.events.add_seen(recording, now=now, coalesce_seconds=60)
        assert event_id is not None
        await store.events.add_snapshot(event_id, picture(), now)
        await house.press(which, "Garden <b>")
        old = await house.hears("Garden <b>, taken 2 h ago; the camera gave no fresh picture")
        assert old["photo"]
