"""Clips that cannot be looked at: the event is kept and marked, the chat is told in words, the bot lives."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from tests.bot.house import FRONT_DOOR, House
from tests.patience import until
from tests.pipeline.footage import write_clip

PAGE = b"<!DOCTYPE html><html><body><h1>503 Service Temporarily Unavailable</h1></body></html>"
NO_CLIP = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + bytes(range(256)) * 40
COULD_NOT = "could not be looked at"


def porch(folder: Path, movflags: str = "faststart") -> Path:
    """Two seconds of nobody; its table of frames lies at the start, as in clips made for streaming."""
    noise = np.random.default_rng(1).integers(0, 255, (180, 320, 3), dtype=np.uint8)
    frames = [np.roll(noise, 4 * number, axis=1) for number in range(60)]
    return write_clip(
        folder / "porch.mp4", frames, keyframe_every=15, container={"movflags": movflags} if movflags else {}
    )


async def lives(house: House) -> None:
    await house.say("/status")
    assert "No clip waits" in (await house.hears("How I am")).words


@pytest.mark.parametrize(
    ("clip", "words"),
    [
        (PAGE, "instead of a clip"),
        (b"", "an empty recording"),
        (NO_CLIP, "the clip is not a video that can be read"),
    ],
    ids=["a page", "nothing", "no video inside"],
)
async def test_what_is_no_clip_is_told_in_words(quiet_house: House, clip: bytes, words: str) -> None:
    quiet_house.environment["RECORDING_WAIT"] = "1"
    async with quiet_house.awake() as house:
        await house.pair()
        house.ring.add_recording(FRONT_DOOR, clip, kind="ding")
        alert = await house.hears("Somebody rang, but the clip " + COULD_NOT)
        (event,) = await house.event_in_state("failed")
        assert words in event["error"]
        assert "Traceback" not in event["error"]
        assert str(house.folder) not in event["error"]
        assert "/tmp" not in event["error"]
        await house.press(alert, "Why")
        await house.hears(event["error"])
        await house.say("/events")
        assert COULD_NOT in (await house.hears("At the door")).words
        await lives(house)
        assert await house.rows("SELECT alert_sent FROM events") == [{"alert_sent": 1}]


@pytest.mark.parametrize("answer", [PAGE, NO_CLIP, None], ids=["a page", "no video inside", "its first half"])
async def test_what_is_no_clip_for_a_moment_loses_no_visitor(
    quiet_house: House, answer: bytes | None
) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        whole = porch(house.folder, "").read_bytes()
        half = whole[: len(whole) // 2]
        number = house.ring.add_recording(FRONT_DOOR, half if answer is None else answer)
        await house.event_in_state("seen", "failed", tries=3)
        house.ring.recordings[number].clip.write_bytes(whole)
        (event,) = await house.event_in_state("analysed", "failed")
        assert (event["state"], event["damage"]) == ("analysed", None)


@pytest.mark.slow
async def test_a_recording_that_never_appears_is_given_up(quiet_house: House) -> None:
    quiet_house.environment["RECORDING_WAIT"] = "3"
    async with quiet_house.awake() as house:
        await house.pair()
        house.ring.add_recording(FRONT_DOOR, NO_CLIP, kind="ding", available_after=3600)
        await house.hears("on its way")
        await house.hears(COULD_NOT)
        (event,) = await house.event_in_state("failed")
        assert event["attempts"] >= 2
        assert "not have the recording" in event["error"]
        await lives(house)


async def test_motion_that_could_not_be_looked_at_is_told_too(quiet_house: House) -> None:
    quiet_house.environment["RECORDING_WAIT"] = "1"
    async with quiet_house.awake() as house:
        await house.pair()
        house.ring.add_recording(FRONT_DOOR, PAGE)
        (event,) = await house.event_in_state("failed")
        alert = await house.hears("Motion, could not be analysed: Ring gave something else than a clip")
        assert not alert.silent
        assert {"Clip", "Why"} <= {button["text"] for button in alert.buttons}
        await house.press(alert, "Why")
        why = (await house.hears(f"The clip {COULD_NOT}: ")).words
        assert event["error"] in why
        assert "Nobody can say who was there, so I report it." in why
        assert await house.rows("SELECT alert_sent FROM events") == [{"alert_sent": 1}]
        await house.say("/events")
        assert COULD_NOT in (await house.hears("At the door")).words


async def test_a_download_that_breaks_off_goes_on(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        # Not there at first: the tries of a broken clip are counted without those.
        house.ring.add_recording(FRONT_DOOR, porch(house.folder), kind="ding", available_after=1.5)
        for _ in range(4):
            house.ring.cut_next_download(after_bytes=5000)
        (event,) = await house.event_in_state("analysed")
        assert event["damage"] is None
        assert event["attempts"] >= 2
        await house.hears("nobody is to be seen")


async def test_a_download_that_always_breaks_off_is_given_up(quiet_house: House) -> None:
    quiet_house.environment["RECORDING_WAIT"] = "1"
    async with quiet_house.awake() as house:
        await house.pair()
        house.ring.add_recording(FRONT_DOOR, porch(house.folder), kind="ding")
        for _ in range(20):
            house.ring.cut_next_download(after_bytes=5000)
        await house.hears(COULD_NOT)
        (event,) = await house.event_in_state("failed")
        assert "broke the clip off" in event["error"]
        await lives(house)


async def test_a_clip_that_lacks_its_end_is_looked_at_as_far_as_it_goes(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        whole = porch(house.folder).read_bytes()
        house.ring.add_recording(FRONT_DOOR, whole[: len(whole) * 2 // 3], kind="ding")
        alert = await house.hears("nobody is to be seen")
        (event,) = await house.event_in_state("analysed")
        assert event["damage"]
        await house.press(alert, "Why")
        why = (await house.hears("the clip is damaged")).words
        assert event["damage"] in why
        assert "told because somebody rang" in why
        assert "no alert" not in why


@pytest.mark.slow
async def test_an_outage_of_ring_while_a_clip_is_awaited_loses_nothing(quiet_house: House) -> None:
    quiet_house.environment["RECORDING_WAIT"] = "1"
    async with quiet_house.awake() as house:
        await house.pair()
        before = datetime.now(UTC)
        house.ring.fail_next("/clients_api/dings", 503, times=4)
        house.ring.add_recording(FRONT_DOOR, porch(house.folder), kind="ding")
        (event,) = await house.event_in_state("analysed")
        assert event["attempts"] == 4
        assert datetime.now(UTC) - before > timedelta(seconds=1), "longer than a missing recording may take"


@pytest.mark.slow
async def test_one_camera_that_ring_refuses_does_not_slow_down_the_others(quiet_house: House) -> None:
    history = "/clients_api/doorbots/{}/history"
    quiet_house.ring.add_camera(1002, "Garden Gate")
    quiet_house.ring.fail_next(history.format(1002), 500, times=1000)
    async with quiet_house.awake() as house:
        await house.pair()
        await house.hears("Camera Garden Gate")
        asked, refused = (len(house.ring.seen(history.format(id))) for id in (1001, 1002))
        house.ring.add_recording(FRONT_DOOR, PAGE, kind="ding")
        await house.hears("Somebody rang")
        await until(lambda: len(house.ring.seen(history.format(1001))) >= asked + 8)
        assert house.services.ring_trouble.reason is None
        assert len(house.ring.seen(history.format(1002))) <= refused + 4, "that one alone is left alone"
