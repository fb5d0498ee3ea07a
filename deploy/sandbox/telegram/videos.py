"""What Telegram reads out of a video: its size, its length and a first picture."""

from __future__ import annotations

import io
from dataclasses import dataclass

import av
from av.error import FFmpegError
from PIL import Image

from .pictures import QUALITY, THUMBNAIL_SIDE, Picture


@dataclass(frozen=True)
class VideoFacts:
    """Sizes in pixels, duration in seconds."""

    width: int
    height: int
    duration: int
    first: Picture | None


def read_video(data: bytes) -> VideoFacts | None:
    """None when it is no video that can be played."""
    try:
        with av.open(io.BytesIO(data), mode="r") as container:
            if not container.streams.video:
                return None
            stream = container.streams.video[0]
            seconds = (container.duration or 0) / av.time_base
            frame = next(iter(container.decode(stream)), None)
            first = None if frame is None else _picture(frame)
            return VideoFacts(stream.width, stream.height, round(seconds), first)
    except (FFmpegError, ValueError):
        return None


def _picture(frame: av.VideoFrame) -> Picture:
    image = Image.fromarray(frame.to_ndarray(format="rgb24"))
    image.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=QUALITY)
    return Picture(out.getvalue(), image.width, image.height)
