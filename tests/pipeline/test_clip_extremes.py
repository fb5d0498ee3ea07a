"""Clips of every length, size and make that a camera may send; what would fill the memory is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from pipeline.clip import Clip
from pipeline.errors import ClipError
from pipeline.frames import FIRST_MOST, first_look
from pipeline.image import Image
from tests.pipeline.footage import number_on, numbered, write_clip

RATE = 10
SIDE = 8192


def plain(width: int, height: int) -> Image:
    return np.full((height, width, 3), 60, np.uint8)


@pytest.mark.parametrize("every", [40, 10_000], ids=["hundreds of keyframes", "a single keyframe"])
@pytest.mark.parametrize("seconds", [3, 100, 600])
def test_any_length_is_looked_over_by_few_frames(tmp_path: Path, seconds: int, every: int) -> None:
    pictures = list(numbered(1000, 160, 32))
    count = seconds * RATE
    shown = (pictures[number % 1000] for number in range(count))
    path = write_clip(tmp_path / "long.mp4", shown, rate=RATE, keyframe_every=every, options={"bf": "2"})
    with Clip(path) as clip:
        frames = list(clip.read(first_look(clip.timeline)))
        assert clip.timeline.frames == count
        assert [number_on(frame.image) for frame in frames] == [frame.index % 1000 for frame in frames]
        assert 4 <= len(frames) <= FIRST_MOST + 1
        assert frames[-1].seconds >= 0.8 * seconds - 1
        if every == 40 and seconds > 60:
            assert clip.decoded < len(frames) + every, "keyframes alone, but on the way to the end"


@pytest.mark.parametrize(
    ("name", "how"),
    [
        (
            "ten-bit.mp4",
            {"codec": "libx265", "pixels": "yuv420p10le", "options": {"x265-params": "log-level=none"}},
        ),
        ("full-colour.mp4", {"pixels": "yuv444p"}),
        (
            "see-through.webm",
            {"codec": "libvpx-vp9", "pixels": "yuva420p", "options": {"deadline": "realtime"}},
        ),
        ("grey.mp4", {"pixels": "gray"}),
        ("grey16.mkv", {"codec": "ffv1", "pixels": "gray16le", "options": {}}),
        ("photos.avi", {"codec": "mjpeg", "pixels": "yuvj420p"}),
        ("fragments.mp4", {"container": {"movflags": "frag_keyframe+empty_moov"}}),
    ],
)
def test_pixels_of_any_depth_and_colour(tmp_path: Path, name: str, how: dict[str, Any]) -> None:
    path = write_clip(tmp_path / name, numbered(24), keyframe_every=8, **how)
    with Clip(path) as clip:
        frames = list(clip.read([0, 8, 13, 20]))
        assert [number_on(frame.image) for frame in frames] == [frame.index for frame in frames]
        assert {frame.image.shape for frame in frames} == {(192, 320, 3)}
        assert clip.damage is None


def test_an_animated_picture_is_a_clip(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "moving.gif", numbered(12, 160, 64), codec="gif", pixels="rgb8", rate=10)
    with Clip(path) as clip:
        assert [number_on(frame.image) for frame in clip.read([0, 5, 11])] == [0, 5, 11]


def test_sound_beside_the_picture_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "sound.mp4"
    with av.open(str(path), "w") as output:
        sound = output.add_stream("aac", rate=8000)
        video = output.add_stream("libx264", rate=RATE, options={"preset": "ultrafast", "g": "10"})
        video.width, video.height, video.pix_fmt = 320, 192, "yuv420p"
        for picture in numbered(40):
            output.mux(video.encode(av.VideoFrame.from_ndarray(picture, format="bgr24")))
        noise = np.random.default_rng(1).normal(0, 0.1, (32, 1, 1024)).astype(np.float32)
        for number, samples in enumerate(noise):
            frame = av.AudioFrame.from_ndarray(samples, format="fltp", layout="mono")
            frame.sample_rate, frame.pts = 8000, number * 1024
            output.mux(sound.encode(frame))
        output.mux(video.encode(None))
        output.mux(sound.encode(None))
    with Clip(path) as clip:
        frames = list(clip.read([0, 10, 25]))
        assert clip.frames_total == 40
        assert [number_on(frame.image) for frame in frames] == [frame.index for frame in frames]


@pytest.mark.parametrize(
    ("width", "height"), [(640, 360), pytest.param(7680, 4320, marks=pytest.mark.slow), (16384, 64), (2, 2)]
)
def test_frames_from_the_smallest_to_8k(tmp_path: Path, width: int, height: int) -> None:
    path = write_clip(tmp_path / "size.mp4", [plain(width, height)] * 2)
    with Clip(path) as clip:
        (frame,) = clip.read([1])
    assert frame.image.shape == (height, width, 3)
    assert abs(int(frame.image.mean()) - 60) <= 3


@pytest.fixture(scope="module")
def bomb(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A few kilobytes that unpack to frames of 200 MB."""
    path = tmp_path_factory.mktemp("bomb") / "bomb.h264"
    return write_clip(path, [plain(SIDE, SIDE)]).read_bytes()


@pytest.mark.slow
def test_frames_larger_than_8k_are_refused(tmp_path: Path, bomb: bytes) -> None:
    assert len(bomb) < 200_000
    path = tmp_path / "bomb.mp4"
    with av.open(str(tmp_path / "bomb.mp4"), "w") as output:
        (tmp_path / "bomb.h264").write_bytes(bomb)
        with av.open(str(tmp_path / "bomb.h264")) as source:
            stream = output.add_stream_from_template(source.streams.video[0])
            for number, packet in enumerate(source.demux(video=0)):
                if packet.size:
                    packet.stream, packet.pts, packet.dts = stream, number, number
                    output.mux(packet)
    with pytest.raises(ClipError, match="frames of 8192x8192 are too large"):
        Clip(path)


def test_frames_that_grow_in_the_middle_are_left_out(tmp_path: Path, bomb: bytes) -> None:
    """The size that a file states is that of its beginning only."""
    whole = write_clip(tmp_path / "whole.h264", numbered(30), options={"bf": "0"}).read_bytes()
    path = tmp_path / "growing.h264"
    path.write_bytes(whole + bomb)
    with Clip(path) as clip:
        frames = list(clip.read(range(31)))
        assert {frame.image.shape for frame in frames} == {(192, 320, 3)}
        assert len(frames) >= 20


def test_a_clip_without_one_frame(tmp_path: Path) -> None:
    path = tmp_path / "nothing.mp4"
    with av.open(str(path), "w") as output:
        stream = output.add_stream("libx264", rate=RATE)
        stream.width, stream.height, stream.pix_fmt = 320, 192, "yuv420p"
        output.start_encoding()
    with pytest.raises(ClipError):
        Clip(path)


@pytest.mark.parametrize(
    "told", ["ffconcat version 1.0\nfile other.mp4\n", "ffconcat version 1.0\nfile list.mp4\n"]
)
def test_a_playlist_opens_nothing(tmp_path: Path, told: str) -> None:
    """Neither another file nor, without end, itself."""
    write_clip(tmp_path / "other.mp4", numbered(10))
    (tmp_path / "list.mp4").write_text(told)
    with pytest.raises(ClipError, match="not a video"):
        Clip(tmp_path / "list.mp4")
