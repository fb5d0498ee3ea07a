"""Frames are what their index says, and little is decoded to get at them."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest

from pipeline.clip import Clip
from tests.pipeline.footage import number_on, numbered, write_clip

COUNT = 150


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With B-frames and a keyframe every second."""
    path = tmp_path_factory.mktemp("clips") / "numbered.mp4"
    return write_clip(path, numbered(COUNT), options={"preset": "veryfast", "bf": "3"})


def test_the_timeline_is_known_before_anything_is_decoded(clip: Path) -> None:
    with Clip(clip) as opened:
        assert opened.timeline.frames == opened.frames_total == COUNT
        assert opened.timeline.keyframes == (0, 30, 60, 90, 120)
        assert opened.timeline.per_second == pytest.approx(30)
        assert opened.decoded == 0


def test_keyframes_cost_one_decoded_frame_each(clip: Path) -> None:
    with Clip(clip) as opened:
        frames = list(opened.read(opened.timeline.keyframes))
        assert [frame.index for frame in frames] == [0, 30, 60, 90, 120]
        assert [number_on(frame.image) for frame in frames] == [0, 30, 60, 90, 120]
        assert [round(frame.seconds, 3) for frame in frames] == [0, 1, 2, 3, 4]
        assert opened.decoded == 5


def test_a_frame_between_keyframes_costs_its_way_from_the_keyframe(clip: Path) -> None:
    with Clip(clip) as opened:
        (frame,) = opened.read([100])
        assert number_on(frame.image) == frame.index
        assert 100 <= frame.index <= 103
        assert opened.decoded <= 14


def test_any_places_in_any_order_give_true_indices(clip: Path) -> None:
    with Clip(clip) as opened:
        for places in ([140, 3, 77], [0, 1, 2, 3], [149], list(range(0, COUNT, 11)), [5, 5, 4]):
            frames = list(opened.read(places))
            assert [number_on(frame.image) for frame in frames] == [frame.index for frame in frames]
            assert all(
                frame.index - place <= 3 for frame, place in zip(frames, sorted(set(places)), strict=False)
            )


def test_places_behind_the_end_give_nothing(clip: Path) -> None:
    with Clip(clip) as opened:
        assert list(opened.read([COUNT, COUNT + 500])) == []


@pytest.mark.parametrize(
    ("name", "codec", "options"),
    [
        ("one-keyframe.mp4", "libx264", {"bf": "2"}),
        ("h265.mp4", "libx265", {"x265-params": "log-level=none"}),
        ("vp9.webm", "libvpx-vp9", {"deadline": "realtime", "cpu-used": "8"}),
        ("mpeg4.avi", "mpeg4", {}),
        ("stream.ts", "libx264", {"bf": "2"}),
        ("raw.h264", "libx264", {"bf": "2"}),
        ("flash.flv", "libx264", {}),
    ],
)
def test_containers_and_codecs(tmp_path: Path, name: str, codec: str, options: dict[str, str]) -> None:
    every = 1000 if name.startswith("one") else 40
    path = write_clip(tmp_path / name, numbered(100), codec=codec, options=options, keyframe_every=every)
    with Clip(path) as opened:
        assert opened.frames_total == 100
        frames = list(opened.read([0, 17, 40, 41, 96]))
        assert len(frames) == 5
        assert [number_on(frame.image) for frame in frames] == [frame.index for frame in frames]
        assert opened.damage is None


def test_a_variable_frame_rate_keeps_places_and_times(tmp_path: Path) -> None:
    times = [0, 40, 80, 1000, 1033, 5000, 5040, 5080, 9000, 9999]
    path = write_clip(tmp_path / "vfr.mp4", numbered(10), times=times, options={"bf": "0"})
    with Clip(path) as opened:
        frames = list(opened.read(range(10)))
        assert [number_on(frame.image) for frame in frames] == list(range(10))
        assert [round(frame.seconds * 1000) for frame in frames] == times


@pytest.mark.parametrize(("degrees", "corner"), [(90, (1, 0)), (180, (1, 1)), (270, (0, 1))])
def test_a_rotated_clip_is_shown_upright(tmp_path: Path, degrees: int, corner: tuple[int, int]) -> None:
    """A white patch at the top left of the coded picture; the display matrix turns it clockwise."""
    picture = np.zeros((96, 160, 3), np.uint8)
    picture[:32, :32] = 255
    path = write_clip(tmp_path / "turned.mp4", [picture] * 5)
    turn(path, degrees)
    with Clip(path) as opened:
        (frame,) = opened.read([0])
    height, width = frame.image.shape[:2]
    assert (height, width) == ((160, 96) if degrees != 180 else (96, 160))
    x, y = corner
    patch = frame.image[y * (height - 32) : y * (height - 32) + 32, x * (width - 32) : x * (width - 32) + 32]
    assert patch.mean() > 200


def turn(path: Path, degrees: int) -> None:
    """Writes the matrix of a clockwise turn into the track's header."""
    one = 1 << 16
    matrix = {90: (0, one, -one, 0), 180: (-one, 0, 0, -one), 270: (0, -one, one, 0)}[degrees]
    a, b, c, d = (value.to_bytes(4, "big", signed=True) for value in matrix)
    zero = bytes(4)
    content = bytearray(path.read_bytes())
    start = content.index(b"tkhd") + 4 + 40
    content[start : start + 36] = a + b + zero + c + d + zero + zero + zero + (1 << 30).to_bytes(4, "big")
    path.write_bytes(content)


def test_grey_and_tiny_clips(tmp_path: Path) -> None:
    path = tmp_path / "tiny.mkv"
    with av.open(str(path), "w") as output:
        stream = output.add_stream("ffv1", rate=10)
        stream.width, stream.height, stream.pix_fmt = 1, 1, "gray"
        for _ in range(3):
            output.mux(stream.encode(av.VideoFrame.from_ndarray(np.full((1, 1), 7, np.uint8), format="gray")))
        output.mux(stream.encode(None))
    with Clip(path) as opened:
        assert [frame.image.shape for frame in opened.read([0, 1, 2])] == [(1, 1, 3)] * 3
