"""A clip for a chat: as it is wherever a phone plays it, else encoded anew, cut only where it must be."""

from __future__ import annotations

import asyncio
from pathlib import Path

import av
import numpy as np
import pytest

from pipeline.chat_video import made_fit
from pipeline.errors import ClipError
from pipeline.fitting import fit
from tests.patience import until
from tests.pipeline.footage import numbered, write_clip

MOST = 48_000_000
FRAMES = 20


def plain(path: Path, codec: str = "libx264", pixels: str = "yuv420p") -> Path:
    grey = np.full((FRAMES, 64, 96, 3), 90, np.uint8)
    return write_clip(path, list(grey), codec=codec, pixels=pixels)


def read(path: str) -> tuple[str, str, int, int, int]:
    """Codec, pixels, width, height, and how many frames can be decoded."""
    with av.open(path) as clip:
        video = clip.streams.video[0].codec_context
        frames = sum(1 for _ in clip.decode(video=0))
        return video.name, video.pix_fmt or "", video.width, video.height, frames


def test_what_a_phone_plays_is_sent_as_it_is(tmp_path: Path) -> None:
    clip = plain(tmp_path / "clip.mp4")
    video = fit(clip, tmp_path / "out.mp4", MOST)
    assert (video.path, video.width, video.height, video.encoded) == (str(clip), 96, 64, False)
    assert video.seconds > 0
    assert not (tmp_path / "out.mp4").exists()


@pytest.mark.parametrize(
    ("name", "how"),
    [
        ("mpeg4.mp4", {"codec": "mpeg4"}),
        ("h264.mkv", {}),
        ("444.mp4", {"pixels": "yuv444p"}),
    ],
)
def test_what_some_phones_do_not_play_is_encoded_anew_and_whole(
    tmp_path: Path, name: str, how: dict[str, str]
) -> None:
    video = fit(plain(tmp_path / name, **how), tmp_path / "out.mp4", MOST)
    assert (video.encoded, video.cut) == (True, False)
    assert read(video.path) == ("h264", "yuv420p", 96, 64, FRAMES)


def test_what_is_too_large_is_made_to_fit_and_then_cut(tmp_path: Path) -> None:
    clip = write_clip(tmp_path / "clip.mp4", numbered(90))
    with clip.open("ab") as file:
        file.write(b"\0\0\0\x08free" * 50_000)
    half = clip.stat().st_size // 2
    video = fit(clip, tmp_path / "out.mp4", half)
    assert Path(video.path).stat().st_size <= half
    assert (video.encoded, video.cut) == (True, False)
    short = fit(clip, tmp_path / "short.mp4", 60_000)
    assert Path(short.path).stat().st_size <= 60_000
    assert short.cut
    assert 0 < short.seconds < 2 < video.seconds


def test_large_pictures_are_made_as_small_as_a_phone_shows_them(tmp_path: Path) -> None:
    clip = write_clip(tmp_path / "clip.mkv", [np.full((1080, 1922, 3), 90, np.uint8)] * 2)
    video = fit(clip, tmp_path / "out.mp4", MOST)
    assert (video.width, video.height) == (1280, 720)


@pytest.mark.parametrize("content", [b"", b"<html>not found</html>", b"\0\0\0\x18ftypmp42" + b"\0" * 200])
async def test_what_is_no_video_is_told_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    clip = tmp_path / "clip"
    clip.write_bytes(content)
    with pytest.raises(ClipError, match="clip"):
        await made_fit(clip, tmp_path / "out.mp4", MOST, 0)


async def test_a_clip_that_nobody_waits_for_any_more_is_not_encoded_on(tmp_path: Path) -> None:
    clip = write_clip(tmp_path / "clip.mkv", numbered(600, 640, 480))
    target = tmp_path / "out.mp4"
    waiting = asyncio.create_task(made_fit(clip, target, MOST, 0))
    await until(target.exists)
    waiting.cancel()
    await asyncio.wait([waiting])
    assert waiting.cancelled()
    assert [one for one in Path("/proc").glob("[0-9]*/cmdline") if str(target).encode() in told(one)] == []


def told(path: Path) -> bytes:
    """What a process was started with; nothing of one that is ending."""
    try:
        return path.read_bytes()
    except OSError:
        return b""
