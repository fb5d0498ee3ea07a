"""A damaged clip yields what is whole; what is no clip is a ClipError with a sentence."""

from __future__ import annotations

from pathlib import Path

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
