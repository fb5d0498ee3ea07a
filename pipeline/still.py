"""One frame of a clip that could not be analysed, for whoever wants to see what is known of it."""

from __future__ import annotations

from pathlib import Path

from pipeline.clip import Clip
from pipeline.errors import ClipError
from pipeline.image import shrink
from pipeline.portraits import THUMBNAIL_PIXELS, thumbnail


def still(clip: Path) -> bytes:
    """A JPEG of its middle keyframe. ClipError where that cannot be decoded.

    For a process of its own: this clip may have ended another one.
    """
    with Clip(clip) as opened:
        keys = opened.timeline.keyframes
        frame = next(opened.read([keys[len(keys) // 2] if keys else 0]), None)
    if frame is None:
        raise ClipError(f"{clip.name}: not one frame can be decoded")
    return thumbnail(shrink(frame.image, THUMBNAIL_PIXELS), [], frame.image.shape[1])
