"""A damaged clip yields what is whole; what is no clip is a ClipError with a sentence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from pipeline.clip import Clip
from pipeline.errors import ClipError
from tests.pipeline.footage import number_on, numbered, write_clip

COUNT = 120


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Its table of frames lies at the start, as it does in clips made for streaming."""
    path = tmp_path_factory.mktemp("clips") / "whole.mp4"
    return write_clip(path, numbered(COUNT), container={"movflags": "faststart"}).read_bytes()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "clip.mp4"


def test_a_truncated_clip_yields_its_beginning(whole: bytes, file: Path) -> None:
    file.write_bytes(whole[: len(whole) * 6 // 10])
    with Clip(file) as opened:
        frames = list(opened.read(range(0, COUNT, 10)))
        assert opened.frames_total == COUNT
        assert 30 <= opened.timeline.frames < COUNT
        assert opened.damage is not None
        assert f"of {COUNT} frames are there" in opened.damage
    assert len(frames) >= 3
    assert all(number_on(frame.image) == frame.index for frame in frames)


def test_a_hole_in_the_middle_is_stepped_over(whole: bytes, file: Path) -> None:
    content = bytearray(whole)
    start = len(content) // 2
    content[start : start + 4000] = bytes(4000)
    file.write_bytes(content)
    with Clip(file) as opened:
        frames = list(opened.read(range(COUNT)))
        assert opened.damage is not None
        assert "could not be decoded" in opened.damage
    good = [frame.index for frame in frames if number_on(frame.image) == frame.index]
    assert min(good) == 0
    assert max(good) > COUNT * 3 // 4


CONCEALED = [(seed, count) for count in (5, 30) for seed in range(3)]


def broken(content: bytes, seed: int, count: int) -> bytes:
    """Some bytes of its data, in which the second half of the clip lies, are others."""
    random, data = np.random.default_rng(seed), bytearray(content)
    for place in random.integers(len(data) // 2, len(data) - 1000, count):
        data[place] ^= int(random.integers(1, 256))
    return bytes(data)


@pytest.mark.parametrize(("seed", "count"), CONCEALED)
def test_what_the_decoder_conceals_is_told_and_not_taken_for_whole(
    whole: bytes, file: Path, seed: int, count: int
) -> None:
    file.write_bytes(broken(whole, seed, count))
    with Clip(file) as opened:
        frames = [frame for frame in opened.read(range(COUNT)) if frame.whole]
        assert opened.damage is not None
        assert f"of {COUNT} frames could not be decoded whole" in opened.damage
    assert len(frames) >= COUNT // 4
    assert [number_on(frame.image) for frame in frames] == [frame.index for frame in frames]


def test_after_damage_the_next_keyframe_is_looked_at(tmp_path: Path, file: Path) -> None:
    """With one every half second there is always one soon enough."""
    content = write_clip(tmp_path / "whole.mp4", numbered(COUNT), keyframe_every=15).read_bytes()
    file.write_bytes(broken(content, seed=1, count=2))
    with Clip(file) as opened:
        frames = list(opened.read(range(0, COUNT - 15, 5)))
        assert opened.damage is not None
    assert all(frame.whole for frame in frames)
    assert [number_on(frame.image) for frame in frames] == [frame.index for frame in frames]


def test_with_a_single_keyframe_what_comes_after_is_shown_as_it_is(tmp_path: Path, file: Path) -> None:
    """Better than to be blind; but it says that it is not whole."""
    path = write_clip(tmp_path / "whole.mp4", numbered(COUNT), keyframe_every=1000, options={"bf": "0"})
    file.write_bytes(broken(path.read_bytes(), seed=1, count=2))
    with Clip(file) as opened:
        frames = list(opened.read(range(0, COUNT, 10)))
    spoilt = [frame.whole for frame in frames].index(False)
    assert [frame.whole for frame in frames] == [True] * spoilt + [False] * (len(frames) - spoilt)
    assert spoilt >= 4
    assert frames[-1].index >= COUNT - 15


@pytest.mark.parametrize(
    ("name", "how", "told"),
    [
        ("clip.mkv", {}, "of 4.0 s are there"),
        ("clip.webm", {"codec": "libvpx-vp9", "options": {"deadline": "realtime"}}, "of 4.0 s are there"),
        ("clip.flv", {}, "of 4.0 s are there"),
        ("clip.avi", {"codec": "mjpeg", "pixels": "yuvj420p"}, " frames are there"),
        ("clip.mp4", {"container": {"movflags": "frag_keyframe+empty_moov"}}, f"of {COUNT} frames are there"),
    ],
)
def test_a_clip_that_breaks_off_is_told_by_its_head(
    tmp_path: Path, name: str, how: dict[str, Any], told: str
) -> None:
    path = write_clip(tmp_path / name, numbered(COUNT), keyframe_every=1000, **how)
    with Clip(path) as opened:
        assert opened.damage is None
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with Clip(path) as opened:
        assert opened.timeline.frames < COUNT
        assert opened.damage is not None
        assert opened.damage.startswith("the file breaks off: ")
        assert opened.damage.endswith(told)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"),
        (b"<!DOCTYPE html><html><body>Sign in to Ring</body></html>", "not a video"),
        (b'{"error": "not found"}', "not a video"),
        (b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom", "clip.mp4"),
        (bytes(5000), "not a video"),
        (b"#EXTM3U\n#EXTINF:1,\nfile:///etc/hostname\n", "clip.mp4"),
    ],
)
def test_what_is_no_clip_is_said(file: Path, content: bytes, told: str) -> None:
    file.write_bytes(content)
    with pytest.raises(ClipError, match=told):
        Clip(file)


def test_a_clip_whose_table_of_frames_is_missing(tmp_path: Path, file: Path) -> None:
    content = write_clip(tmp_path / "plain.mp4", numbered(30)).read_bytes()
    file.write_bytes(content[: content.index(b"moov") - 4])
    with pytest.raises(ClipError, match="not a video"):
        Clip(file)


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "nothing.mp4", tmp_path):
        with pytest.raises(ClipError, match="no such file"):
            Clip(path)


def test_sound_without_pictures(tmp_path: Path) -> None:
    path = tmp_path / "sound.mp4"
    with av.open(str(path), "w") as output:
        stream = output.add_stream("aac", rate=8000)
        sound = av.AudioFrame.from_ndarray(np.zeros((1, 1024), np.float32), format="fltp", layout="mono")
        sound.sample_rate = 8000
        output.mux(stream.encode(sound))
        output.mux(stream.encode(None))
    with pytest.raises(ClipError, match="holds no video"):
        Clip(path)
