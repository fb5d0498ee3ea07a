"""A file that may be a clip, opened with the care that what comes from elsewhere needs."""

from __future__ import annotations

from pathlib import Path

import av
from av.container import InputContainer
from av.video.stream import VideoStream

from pipeline.errors import ClipError

MOST_PIXELS = 50_000_000
"""A frame larger than 8K (33 million pixels) is refused, by the decoder before it takes memory for it."""

LIMIT = {"max_pixels": str(MOST_PIXELS)}
PLAYLISTS = {"concat", "dash", "hls", "image2", "imf", "lavfi", "webm_dash_manifest"}
"""Formats that make ffmpeg open other files, some of them themselves, without end."""


def open_clip(path: Path) -> InputContainer:
    """ClipError for what is no video that can be read."""
    if not path.is_file():
        raise ClipError(f"{path.name}: there is no such file")
    if path.stat().st_size == 0:
        raise ClipError(f"{path.name} is empty")
    # A playlist that poses as a clip must not make ffmpeg open anything else.
    formats = ",".join(sorted(av.formats_available - PLAYLISTS))
    options = {"protocol_whitelist": "file", "format_whitelist": formats, **LIMIT}
    try:
        return av.open(str(path.resolve()), options=options, metadata_errors="replace")
    except (av.error.FFmpegError, ValueError) as error:
        raise ClipError(f"{path.name} is not a video that can be read: {_reason(error)}") from error


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)


def video_of(container: InputContainer, path: Path) -> VideoStream:
    """Its first video stream. ClipError where there is none that can be decoded here."""
    if not container.streams.video:
        raise ClipError(f"{path.name} holds no video")
    stream = container.streams.video[0]
    if stream.codec_context is None:
        raise ClipError(f"{path.name} is coded in a way that cannot be decoded here")
    if stream.width * stream.height > MOST_PIXELS:
        raise ClipError(f"{path.name}: frames of {stream.width}x{stream.height} are too large")
    stream.codec_context.options = LIMIT
    return stream
