"""A clip on its way to a file: late, broken off, or not a clip at all."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from deploy.sandbox.faults import Body
from deploy.sandbox.ring import RingCloud
from pipeline.cameras.ring import RingDoorbell
from pipeline.cameras.ring_clip import check
from pipeline.errors import DoorbellError, RecordingNotReady, RecordingUnusable
from pipeline.types import EventKind, Recording
from tests.pipeline.conftest import CLIP


def recording(id: int) -> Recording:
    return Recording(str(id), "11", EventKind.MOTION, datetime.now(UTC))


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    return tmp_path / "clip.mp4"


async def test_the_redirect_is_followed_and_the_clip_is_whole(
    ring: RingCloud, doorbell: RingDoorbell, clip: Path
) -> None:
    await doorbell.download(recording(ring.add_recording(11, CLIP)), clip)
    assert clip.read_bytes() == CLIP
    assert [seen.status for seen in ring.seen("/clients_api/dings/")] == [302]


async def test_a_real_clip_arrives_byte_for_byte(
    ring: RingCloud, doorbell: RingDoorbell, clip: Path, shared: Path
) -> None:
    original = shared / "clips" / "hamilton.mp4"
    await doorbell.download(recording(ring.add_recording(11, original)), clip)
    assert clip.read_bytes() == original.read_bytes()


async def test_a_late_recording_is_not_ready_and_then_there(
    ring: RingCloud, doorbell: RingDoorbell, clip: Path
) -> None:
    late = recording(ring.add_recording(11, CLIP, available_after=30))
    with pytest.raises(RecordingNotReady):
        await doorbell.download(late, clip)
    assert not clip.exists()
    ring.clock_offset = 31
    await doorbell.download(late, clip)
    assert clip.read_bytes() == CLIP


async def test_an_account_that_does_not_say_it_may_show_recordings_still_gets_them(
    ring: RingCloud, doorbell: RingDoorbell, clip: Path
) -> None:
    ring.devices[11].show_recordings = False
    await doorbell.cameras()
    await doorbell.download(recording(ring.add_recording(11, CLIP)), clip)
    assert clip.read_bytes() == CLIP


async def test_a_clip_broken_off_is_fetched_to_its_end(
    ring: RingCloud, doorbell: RingDoorbell, clip: Path
) -> None:
    ring.cut_next_download(40_000)
    await doorbell.download(recording(ring.add_recording(11, CLIP)), clip)
    assert clip.read_bytes() == CLIP
    assert [seen.headers.get("Range") for seen in ring.seen("/files/")] == [None, "bytes=40000-"]


async def test_a_clip_broken_off_again_is_an_error_and_leaves_no_file(
    ring: RingCloud, doorbell: RingDoorbell, clip: Path
) -> None:
    ring.cut_next_download(40_000)
    ring.cut_next_download(10)
    with pytest.raises(RecordingUnusable, match="broke the clip off"):
        await doorbell.download(recording(ring.add_recording(11, CLIP)), clip)
    assert not clip.exists()


async def test_a_cut_before_the_first_byte_is_told(
    ring: RingCloud, doorbell: RingDoorbell, clip: Path
) -> None:
    ring.cut_next_download(0)
    with pytest.raises(DoorbellError):
        await doorbell.download(recording(ring.add_recording(11, CLIP)), clip)
    assert not clip.exists()


@pytest.mark.parametrize("path", ["/clients_api/dings/", "/files/"])
@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<!DOCTYPE html><html>Sign in</html>", "a web page instead"),
        ("  \n<html>", "a web page instead"),
        ({"error": "try again"}, "a message instead"),
        ([], "a message instead"),
        ("not today", "a message instead"),
        (b"", "an empty recording"),
    ],
)
async def test_what_is_no_clip_is_told_in_words(
    ring: RingCloud, doorbell: RingDoorbell, clip: Path, path: str, body: Body, told: str
) -> None:
    ring.fail_next(path, 200, body)
    with pytest.raises(RecordingUnusable, match=told):
        await doorbell.download(recording(ring.add_recording(11, CLIP)), clip)
    assert not clip.exists()


async def test_a_recording_that_is_gone_is_told(ring: RingCloud, doorbell: RingDoorbell, clip: Path) -> None:
    ring.fail_next("/clients_api/dings/", 410)
    with pytest.raises(RecordingUnusable, match="no longer"):
        await doorbell.download(recording(1), clip)


async def test_an_expired_token_is_renewed_on_the_way(
    ring: RingCloud, doorbell: RingDoorbell, clip: Path
) -> None:
    ring.expire_tokens()
    await doorbell.download(recording(ring.add_recording(11, CLIP)), clip)
    assert clip.read_bytes() == CLIP
    assert ring.refreshes == 1


async def test_the_login_is_not_sent_to_the_file_s_host(
    ring: RingCloud, doorbell: RingDoorbell, clip: Path
) -> None:
    elsewhere = RingCloud()
    await elsewhere.start()
    elsewhere.add_camera(11, "Elsewhere")
    id = elsewhere.add_recording(11, CLIP)
    signature = elsewhere.recordings[id].signature
    ring.fail_next(
        "/clients_api/dings/",
        302,
        "",
        headers={"Location": f"{elsewhere.url}/files/{id}.mp4?signature={signature}"},
    )
    await doorbell.download(recording(1), clip)
    assert clip.read_bytes() == CLIP
    assert all("Authorization" not in seen.headers for seen in elsewhere.requests)
    await elsewhere.stop()


async def test_a_place_that_cannot_be_written_is_told(
    ring: RingCloud, doorbell: RingDoorbell, tmp_path: Path
) -> None:
    with pytest.raises(DoorbellError, match="cannot be written"):
        await doorbell.download(recording(ring.add_recording(11, CLIP)), tmp_path / "absent" / "clip.mp4")


@pytest.mark.parametrize("content_type", ["video/mp4", "application/octet-stream", "text/plain", "text/html"])
def test_a_clip_is_a_clip_whatever_it_is_called(content_type: str) -> None:
    check(CLIP[:64], content_type)


def test_bytes_of_an_unknown_kind_are_left_to_the_analysis() -> None:
    check(b"\x1a\x45\xdf\xa3" + bytes(60), "video/webm")
    check(b"\x93garbage", "video/mp4")
