"""What is odd but whole is not called damaged, since that would forbid opening."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from pipeline.clip import Clip
from pipeline.frames import around, first_look, second_look
from tests.pipeline.footage import number_on, numbered, write_clip

COUNT = 90
RATE = 30


def looked_over(path: Path, count: int = COUNT, first: int = 0) -> None:
    """Asks as an analysis does. `first`: the number on the first frame that is shown."""
    with Clip(path) as clip:
        frames = list(clip.read(first_look(clip.timeline)))
        seen = [frame.index for frame in frames]
        frames += clip.read(second_look(clip.timeline, seen, 16))
        frames += clip.read(around(clip.timeline, seen[:2], seen, 4))
        assert clip.damage is None
        assert clip.frames_total == clip.timeline.frames == count
    assert len(frames) >= 6
    assert all(frame.whole for frame in frames)
    assert [number_on(frame.image) for frame in frames] == [frame.index + first for frame in frames]


QUIET = "log-level=none:"


@pytest.mark.parametrize(
    ("name", "how"),
    [
        ("open-gop.mp4", {"options": {"x264-params": "open-gop=1:keyint=20:bframes=3:b-pyramid=normal"}}),
        pytest.param(
            "open-gop.ts",
            {"options": {"x264-params": "open-gop=1:keyint=20:bframes=3:b-pyramid=normal"}},
            marks=pytest.mark.slow,
        ),
        (
            "open-gop-265.mp4",
            {"codec": "libx265", "options": {"x265-params": QUIET + "open-gop=1:keyint=20:bframes=3"}},
        ),
        ("stripes.mp4", {"options": {"x264-params": "intra-refresh=1:keyint=20:bframes=0"}}),
        pytest.param(
            "stripes.mkv", {"options": {"x264-params": "intra-refresh=1:keyint=20"}}, marks=pytest.mark.slow
        ),
        ("slices.mp4", {"options": {"x264-params": "slices=4", "tune": "zerolatency"}}),
        ("fragments.mp4", {"container": {"movflags": "frag_keyframe+empty_moov"}}),
        pytest.param("film.mkv", {"options": {"bf": "3"}}, marks=pytest.mark.slow),
        pytest.param("flash.flv", {"options": {"bf": "2"}}, marks=pytest.mark.slow),
        pytest.param("stream.ts", {"options": {"bf": "2"}}, marks=pytest.mark.slow),
        pytest.param(
            "vp8.webm", {"codec": "libvpx", "options": {"deadline": "realtime"}}, marks=pytest.mark.slow
        ),
        pytest.param(
            "vp9.webm",
            {"codec": "libvpx-vp9", "options": {"deadline": "realtime", "cpu-used": "8"}},
            marks=pytest.mark.slow,
        ),
        ("av1.mp4", {"codec": "libsvtav1", "options": {"preset": "12", "svtav1-params": "film-grain=0"}}),
        pytest.param(
            "mpeg4.avi", {"codec": "mpeg4", "options": {"bf": "2", "qscale": "3"}}, marks=pytest.mark.slow
        ),
        ("mpeg4.mp4", {"codec": "mpeg4", "options": {"bf": "2", "qscale": "3"}}),
        pytest.param(
            "mpeg2.ts", {"codec": "mpeg2video", "options": {"bf": "2", "qscale": "3"}}, marks=pytest.mark.slow
        ),
        pytest.param("photos.avi", {"codec": "mjpeg", "pixels": "yuvj420p"}, marks=pytest.mark.slow),
        pytest.param("windows.wmv", {"codec": "wmv2"}, marks=pytest.mark.slow),
    ],
)
def test_every_make_of_clip(tmp_path: Path, name: str, how: dict[str, Any]) -> None:
    every = 250 if "x264-params" in how.get("options", {}) else 25
    looked_over(write_clip(tmp_path / name, numbered(COUNT), keyframe_every=every, **how))


@pytest.mark.parametrize("name", ["slowing.mp4", "slowing.mkv", "slowing.flv", "slowing.ts"])
def test_a_camera_that_slows_down(tmp_path: Path, name: str) -> None:
    times = [number * 33 for number in range(60)] + [2000 + number * 1500 for number in range(30)]
    looked_over(write_clip(tmp_path / name, numbered(COUNT), times=times, options={"bf": "0"}))


def test_frames_that_were_left_out_of_an_avi(tmp_path: Path) -> None:
    """It can but count them as empty ones."""
    times = [number * 100 for number in range(0, 300, 2)]
    path = write_clip(tmp_path / "gaps.avi", numbered(150), times=times, codec="mjpeg", pixels="yuvj420p")
    with Clip(path) as clip:
        frames = list(clip.read(range(0, 150, 10)))
        assert clip.damage is None
        assert [number_on(frame.image) for frame in frames] == [frame.index for frame in frames]


@pytest.mark.parametrize("start", [45, 68], ids=["a keyframe later", "none later"])
def test_a_film_that_was_shortened_without_coding_it_again(tmp_path: Path, start: int) -> None:
    """Its beginning is there, from the keyframe before, but hidden."""
    source = write_clip(tmp_path / "whole.mp4", numbered(COUNT), options={"bf": "0"})
    path = tmp_path / "shortened.mp4"
    key = start // 30 * 30
    with av.open(str(source)) as given, av.open(str(path), "w") as output:
        stream = output.add_stream_from_template(given.streams.video[0])
        for packet in given.demux(video=0):
            assert packet.time_base is not None
            frame = 0 if packet.pts is None else round(packet.pts * packet.time_base * RATE)
            if packet.size and frame >= key:
                assert packet.pts is not None
                moved = round(start / RATE / packet.time_base)
                packet.pts, packet.dts = packet.pts - moved, packet.pts - moved
                packet.stream = stream
                output.mux(packet)
    looked_over(path, COUNT - start, first=start)


@pytest.mark.parametrize("seconds", [1, 12], ids=["shorter", "longer"])
@pytest.mark.parametrize("name", ["sound.mp4", "sound.mkv", "sound.avi", "sound.ts"])
def test_sound_that_does_not_end_with_the_picture(tmp_path: Path, name: str, seconds: int) -> None:
    path = tmp_path / name
    with av.open(str(path), "w") as output:
        options = {"preset": "ultrafast", "g": "25", "bf": "0"}
        video = output.add_stream("libx264", rate=RATE, options=options)
        sound = output.add_stream("mp2", rate=48000)
        video.width, video.height, video.pix_fmt = 320, 192, "yuv420p"
        for picture in numbered(COUNT):
            output.mux(video.encode(av.VideoFrame.from_ndarray(picture, format="bgr24")))
        for number in range(seconds * 48000 // 1152):
            silence = av.AudioFrame.from_ndarray(np.zeros((1, 1152), np.int16), "s16", "mono")
            silence.sample_rate, silence.pts = 48000, number * 1152
            output.mux(sound.encode(silence))
        output.mux(video.encode(None))
        output.mux(sound.encode(None))
    looked_over(path)
