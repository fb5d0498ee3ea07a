"""A clip encoded anew: MP4 with H.264 and AAC, upright, no larger than a phone shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import TypeAlias

import av
from av.container import InputContainer, OutputContainer
from av.filter import Graph
from av.stream import Stream
from av.video.stream import VideoStream

from pipeline.clip_file import open_clip, video_of
from pipeline.errors import ClipError

MediaFrame: TypeAlias = av.VideoFrame | av.AudioFrame

LONG_SIDE = 1280
"""Pixels."""

MOST_BITS = 6_000_000
"""A second, of picture: more is not seen at this size."""

SOUND_BITS, SOUND_RATE = 64_000, 48_000
TURNS = {90: ("cclock",), 180: ("clock", "clock"), 270: ("clock",)}
"""How ffmpeg's transpose puts a frame upright that is turned by so many degrees."""


def shape(clip: Path) -> tuple[int, int, int]:
    """Width and height in pixels, upright, and the degrees by which its frames are turned from that.

    ClipError for what is no video that can be read.
    """
    # A container of its own: not every format finds back to its first frame.
    with open_clip(clip) as source:
        video = video_of(source, clip)
        frame = next(_frames(source, [video]), None)
        turned = int(frame.rotation) % 360 if isinstance(frame, av.VideoFrame) else 0
        width, height = video.codec_context.width, video.codec_context.height
        return (height, width, turned) if turned in (90, 270) else (width, height, turned)


def _frames(source: InputContainer, streams: Sequence[Stream]) -> Iterator[MediaFrame]:
    """What is damaged is left out; what can still be seen is worth seeing."""
    for packet in source.demux(*streams):
        try:
            decoded = packet.decode()
        except av.FFmpegError:
            continue
        yield from (one for one in decoded if isinstance(one, MediaFrame))


def encode(clip: Path, target: Path, seconds: float, most_bits: int) -> tuple[int, int, float]:
    """Writes the first `seconds`, with at most `most_bits` a second of picture.

    Returns width, height and the seconds that were written. ClipError where nothing of it can be decoded.
    """
    width, height, turned = shape(clip)
    size = _even(width, height)
    try:
        with (
            open_clip(clip) as source,
            av.open(str(target), "w", format="mp4", options={"movflags": "+faststart"}) as out,
        ):
            video = video_of(source, clip)
            picture = _Picture(video, out, turned, size, most_bits)
            _write(source, picture, _Sound(out) if source.streams.audio else None, video, seconds)
    except (av.FFmpegError, ValueError) as error:
        # ValueError: an encoder that is not in this build.
        raise ClipError(f"The clip cannot be encoded: {error}.") from error
    if not picture.frames:
        raise ClipError("Nothing of the clip can be decoded.")
    return *size, picture.seconds


def _write(
    source: InputContainer, picture: _Picture, sound: _Sound | None, video: VideoStream, seconds: float
) -> None:
    for frame in _until(seconds, _frames(source, [video, *source.streams.audio[:1]])):
        if isinstance(frame, av.VideoFrame):
            picture.add(frame)
        elif sound:
            sound.add(frame)
    picture.end()
    if sound:
        sound.end()


def _until(seconds: float, frames: Iterator[MediaFrame]) -> Iterator[MediaFrame]:
    first: float | None = None
    for frame in frames:
        if frame.time is None:
            continue
        first = frame.time if first is None else first
        if frame.time - first > seconds:
            return
        yield frame


def _even(width: int, height: int) -> tuple[int, int]:
    """As the encoder wants it, and not larger than it was."""
    scale = min(1.0, LONG_SIDE / max(width, height))
    return max(2, round(width * scale / 2) * 2), max(2, round(height * scale / 2) * 2)


class _Picture:
    def __init__(
        self, video: VideoStream, out: OutputContainer, turned: int, size: tuple[int, int], most_bits: int
    ) -> None:
        most_bits = min(most_bits, MOST_BITS)
        self.frames = 0
        self.seconds = 0.0
        self._out = out
        self._graph = _graph(video, turned, size)
        self._stream = out.add_stream("libx264", rate=video.average_rate or Fraction(25))
        self._stream.width, self._stream.height = size
        self._stream.pix_fmt = "yuv420p"
        self._stream.codec_context.time_base = video.time_base or Fraction(1, 90_000)
        self._stream.options = {
            "preset": "veryfast",
            "crf": "26",
            "maxrate": str(most_bits),
            "bufsize": str(most_bits),
        }

    def add(self, frame: av.VideoFrame) -> None:
        self._graph.push(frame)
        self._mux()

    def end(self) -> None:
        self._graph.push(None)
        self._mux()
        self._out.mux(self._stream.encode(None))

    def _mux(self) -> None:
        while True:
            try:
                frame = self._graph.vpull()
            except (av.BlockingIOError, av.EOFError):
                return
            # Which of them are keyframes is the new encoder's to say.
            frame.pict_type = 0
            self.frames += 1
            self.seconds = max(self.seconds, frame.time or 0.0)
            self._out.mux(self._stream.encode(frame))


def _graph(video: VideoStream, turned: int, size: tuple[int, int]) -> Graph:
    graph = Graph()
    steps = [
        *(graph.add("transpose", f"dir={turn}") for turn in TURNS.get(turned, ())),
        graph.add("scale", f"{size[0]}:{size[1]}"),
        graph.add("format", "yuv420p"),
    ]
    graph.link_nodes(graph.add_buffer(template=video), *steps, graph.add("buffersink")).configure()
    return graph


class _Sound:
    def __init__(self, out: OutputContainer) -> None:
        self._out = out
        self._stream = out.add_stream("aac", rate=SOUND_RATE, layout="mono", bit_rate=SOUND_BITS)
        self._resampler = av.AudioResampler("fltp", "mono", SOUND_RATE)
        self._heard = False

    def add(self, frame: av.AudioFrame) -> None:
        self._heard = True
        for sound in self._resampler.resample(frame):
            self._out.mux(self._stream.encode(sound))

    def end(self) -> None:
        # Without a frame the resampler does not know what it would have to end.
        for sound in self._resampler.resample(None) if self._heard else ():
            self._out.mux(self._stream.encode(sound))
        self._out.mux(self._stream.encode(None))
