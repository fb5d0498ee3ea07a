"""A clip as a chat plays it: as it is wherever that does, else encoded anew.

What a phone plays everywhere is MP4 with H.264 and AAC. A clip is cut only where even a poor picture
would not fit into the bytes that may be sent.

    python -m pipeline.fitting CLIP TARGET BYTES NICE

prints a ChatVideo as JSON, or exits with 1 and the reason. Ends when its stdin does.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from dataclasses import asdict
from pathlib import Path

import av
from av.container import InputContainer
from av.video.stream import VideoStream

from pipeline.chat_video import ChatVideo
from pipeline.clip_file import open_clip, video_of
from pipeline.encoding import SOUND_BITS, encode, shape
from pipeline.errors import ClipError

LEAST_BITS = 300_000
"""A second, of picture: below it people are blocks, so less of the clip is shown instead."""

ROOMS = (0.9, 0.5)
"""The share of the bytes that picture and sound are given: the encoder does not hit it exactly."""

PLAYED_SOUND = ("aac", "mp3")


def fit(clip: Path, target: Path, most_bytes: int) -> ChatVideo:
    """Writes `target` only where the clip cannot be sent as it is. ClipError where it is no video."""
    with open_clip(clip) as source:
        video = video_of(source, clip)
        seconds = (source.duration or 0) / av.time_base
        if _plays(source, video) and clip.stat().st_size <= most_bytes:
            width, height, _ = shape(clip)
            return ChatVideo(str(clip), width, height, seconds)
    return _encoded(clip, target, seconds, most_bytes)


def _plays(source: InputContainer, video: VideoStream) -> bool:
    mp4 = "mp4" in source.format.name.split(",")
    picture = video.codec_context.name == "h264" and video.codec_context.pix_fmt in ("yuv420p", "yuvj420p")
    return mp4 and picture and all(one.codec_context.name in PLAYED_SOUND for one in source.streams.audio)


def _encoded(clip: Path, target: Path, seconds: float, most_bytes: int) -> ChatVideo:
    for room in ROOMS:
        bits = most_bytes * 8 * room
        longest = bits / (LEAST_BITS + SOUND_BITS)
        shown = min(seconds or longest, longest)
        width, height, written = encode(clip, target, shown, int(bits / shown) - SOUND_BITS)
        if target.stat().st_size <= most_bytes:
            cut = longest < (seconds or written)
            return ChatVideo(str(target), width, height, written, encoded=True, cut=cut)
    raise ClipError(f"The clip cannot be made smaller than {most_bytes / 1e6:.0f} MB.")


def _end_with_parent() -> None:
    """What nobody waits for any more is not worth a processor."""
    sys.stdin.buffer.read()
    os._exit(1)


def main(clip: str, target: str, most_bytes: str, nice: str) -> int:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    os.nice(int(nice))
    try:
        print(json.dumps(asdict(fit(Path(clip), Path(target), int(most_bytes)))))
    except ClipError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    code = main(*sys.argv[1:])
    sys.stdout.flush()
    # Not by returning: the thread that reads still holds the buffer of stdin.
    os._exit(code)
