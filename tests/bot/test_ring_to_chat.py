"""A clip from Ring becomes an alert in the chat: the real clients, the real models, real footage."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.bot.house import FRONT_DOOR, House
from tests.bot.test_telling import alerts


def enrol(house: House, shared: Path, photo: str, name: str) -> None:
    folder = house.folder / "known_faces" / name
    folder.mkdir(parents=True)
    shutil.copy(shared / "photos" / "faces" / photo, folder)


async def test_somebody_known_is_named_with_distance_and_confidence(
    seeing_house: House, shared: Path
) -> None:
    enrol(seeing_house, shared, "lin-manuel-miranda.png", "Lin-Manuel")
    async with seeing_house.awake() as house:
        await house.pair()
        house.ring.add_recording(FRONT_DOOR, shared / "clips" / "hamilton.mp4", available_after=0.5)
        alert = await house.hears("Lin-Manuel (")
        (event,) = await house.event_in_state("analysed")
        assert alert["photo"]
        assert "Front Door" in alert.words
        assert event["person_name"] == "Lin-Manuel"
        assert 0.3 < event["face_distance"] <= 0.5
        assert event["face_confidence"] == pytest.approx(1 - event["face_distance"])
        assert (house.folder / "thumbnails" / event["thumbnail_path"]).is_file()
        assert alerts(house) == [alert], "one message for the visit"
        (told,) = await house.rows("SELECT alert_sent, unlock_granted, door_action FROM events")
        assert told == {"alert_sent": 1, "unlock_granted": 0, "door_action": "none"}


async def test_motion_without_a_person_is_kept_but_not_told(seeing_house: House, shared: Path) -> None:
    async with seeing_house.awake() as house:
        await house.pair()
        house.ring.add_recording(FRONT_DOOR, shared / "clips" / "car-detection.mp4")
        (event,) = await house.event_in_state("analysed")
        assert event["alert_sent"] == 0
        assert event["person_name"] == "unknown"
        assert alerts(house) == []


async def test_somebody_unknown_is_a_stranger(seeing_house: House, shared: Path) -> None:
    async with seeing_house.awake() as house:
        await house.pair()
        house.ring.add_recording(FRONT_DOOR, shared / "clips" / "one-by-one-person-detection.mp4")
        alert = await house.hears("tranger")
        assert alert["photo"]
        detections = await house.rows("SELECT * FROM detections WHERE label = 'person'")
        assert detections
        assert all(0 <= one["confidence"] <= 1 and one["bbox_x1"] < one["bbox_x2"] for one in detections)


async def test_a_ding_is_told_at_once_and_becomes_the_photo(seeing_house: House, shared: Path) -> None:
    async with seeing_house.awake() as house:
        await house.pair()
        number = house.ring.add_recording(
            FRONT_DOOR, shared / "clips" / "lin-manuel-shot.mp4", kind="ding", available_after=3600
        )
        first = await house.hears("Somebody rang")
        assert "photo" not in first
        house.ring.recordings[number].available_at = 0
        grown = await house.hears("tranger")
        assert grown.id == first.id
        assert grown["photo"]


async def test_a_ding_shows_the_snapshot_first(seeing_house: House, shared: Path) -> None:
    async with seeing_house.awake() as house:
        await house.pair()
        house.ring.set_snapshot(
            FRONT_DOOR, (shared / "photos" / "scenes" / "zidane.jpg").read_bytes(), delay=0.2
        )
        house.ring.add_recording(
            FRONT_DOOR, shared / "clips" / "hamilton.mp4", kind="ding", available_after=3600
        )
        await house.hears("Somebody rang", where=lambda message: "photo" in message)


async def test_several_cameras_are_visits_of_their_own(seeing_house: House, shared: Path) -> None:
    seeing_house.ring.add_camera(1002, "Garden Gate")
    async with seeing_house.awake() as house:
        await house.pair()
        clip = shared / "clips" / "lin-manuel-shot.mp4"
        house.ring.add_recording(FRONT_DOOR, clip)
        house.ring.add_recording(1002, clip)
        front = await house.hears("Front Door", where=lambda message: "photo" in message)
        garden = await house.hears("Garden Gate")
        assert front.id != garden.id


async def test_what_happened_before_the_first_start_is_not_told(seeing_house: House, shared: Path) -> None:
    from datetime import UTC, datetime, timedelta

    clip = shared / "clips" / "lin-manuel-shot.mp4"
    seeing_house.ring.add_recording(FRONT_DOOR, clip, recorded_at=datetime.now(UTC) - timedelta(minutes=5))
    async with seeing_house.awake() as house:
        await house.pair()
        new = house.ring.add_recording(FRONT_DOOR, clip)
        events = await house.event_in_state("analysed")
        assert [event["recording_id"] for event in events] == [str(new)]
