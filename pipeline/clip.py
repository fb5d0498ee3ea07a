"""One clip, opened: how many frames, where the keyframes are, and single frames without decoding all.

Frames are named by their place in the order of presentation, counted from 0. That place is known
beforehand: the packets are read once without decoding (milliseconds), their times sorted.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import av
import cv2

from pipeline.errors import ClipError
from pipeline.image import Image, as_image
from pipeline.timeline import Timeline

MOST_PIXELS = 50_000_000
"""A frame larger than 8K (33 million pixels) is refused, by the decoder before it takes memory for it."""

_LIMIT = {"max_pixels": str(MOST_PIXELS)}
_PLAYLISTS = {"concat", "dash", "hls", "image2", "imf", "lavfi", "webm_dash_manifest"}
"""Formats that make ffmpeg open other files, some of them themselves, without end."""

_THREADED_BY_FRAMES = {"h264", "hevc"}
"""Codecs whose frames are decoded several at a time. Damaged VP9 was seen to end the process that way."""

_MOST_ERRORS = 500
_TURNS = {90: cv2.ROTATE_90_COUNTERCLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_CLOCKWISE}


@dataclass(frozen=True, slots=True)
class Frame:
    """One upright frame. `seconds` counts from the first frame."""

    index: int
    seconds: float
    image: Image


@dataclass(frozen=True, slots=True)
class _Index:
    """Presentation times of the frames, sorted, in units of `base` seconds; `keys`: the keyframes' places.

    Without times (`timed` False: raw streams, broken muxers) frames are counted as they are decoded.
    """

    times: list[int]
    keys: list[int]
    base: float
    timed: bool
    broken: bool


class Clip:
    """A context manager. ClipError when the file is no video that can be read.

    `decoded` counts the frames that came out of the decoder so far; `damage` says what of the file
    could not be read, None while all was whole. `timeline` is of the frames that the file really holds:
    fewer than `frames_total` where it breaks off; 25 a second and one keyframe where it has no times.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.decoded = 0
        self._errors = 0
        self._last: int | None = None
        self._packets: Iterator[av.Packet[av.VideoStream]] = iter(())
        self._pending: Iterator[av.VideoFrame] = iter(())
        self._container = _open(path)
        try:
            self._stream = _video(self._container, path)
            stated = self._stream.frames
            self._index = _read_index(self._container, self._stream, path)
            self._rewind()
        except BaseException:
            self._container.close()
            raise
        self.frames_total = max(stated, len(self._index.times))
        self.timeline = _timeline(self._index)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._container.close()

    @property
    def damage(self) -> str | None:
        parts = []
        present = len(self._index.times)
        if present < self.frames_total:
            there = f"{present} of {self.frames_total}"
            parts.append(f"the file breaks off: {there} frames are there")
        elif self._index.broken:
            parts.append("the file breaks off")
        if self._errors:
            parts.append(f"{self._errors} {'piece' if self._errors == 1 else 'pieces'} could not be decoded")
        return "; ".join(parts) or None

    def read(self, wanted: Iterable[int]) -> Iterator[Frame]:
        """The frames at these places, in order of presentation, each at most once.

        Frames that no other frame leans on are passed over undecoded, so the frame given may lie a
        little behind the place asked for; its `index` is its own. Damaged ones are left out.
        """
        done = -1
        for place in sorted(set(wanted)):
            if place <= done:
                continue
            found = self._at(place)
            if found is None:
                continue
            done, picture = found
            image = self._upright(picture)
            if image is not None:
                yield Frame(done, self.timeline.seconds_of(done), image)

    def _at(self, place: int) -> tuple[int, av.VideoFrame] | None:
        if place in self._index.keys and self._index.timed:
            return self._keyframe(place) or self._advance(place)
        self._approach(place)
        return self._advance(place)

    def _keyframe(self, place: int) -> tuple[int, av.VideoFrame] | None:
        """One packet decoded alone and drained: nothing after the keyframe is touched."""
        self._seek(place)
        for packet in iter(self._next_packet, None):
            if packet.size and packet.pts == self._index.times[place]:
                frames = self._decode(packet) + self._drain()
                self._last = None
                return self._first(frames, place)
        return None

    def _approach(self, place: int) -> None:
        """Seek only where that saves decoding: behind us, or past a keyframe that lies ahead."""
        keys = self._index.keys
        key = keys[max(0, bisect_right(keys, place) - 1)]
        if self._last is None or place <= self._last or key > self._last:
            self._seek(key)

    def _advance(self, place: int) -> tuple[int, av.VideoFrame] | None:
        """The first whole frame at or after the place, decoding on from where we are."""
        for frame in self._frames():
            own = self._place(frame)
            if own is None:
                continue
            self._last = own
            if own >= place and not frame.is_corrupt:
                return own, frame
        self._last = None
        return None

    def _frames(self) -> Iterator[av.VideoFrame]:
        yield from self._pending
        for packet in iter(self._next_packet, None):
            frames = self._decode(packet) if packet.size else self._drain()
            self._pending = iter(frames)
            yield from self._pending

    def _next_packet(self) -> av.Packet[av.VideoStream] | None:
        """None at the end, and where the container is too broken to go on."""
        try:
            return next(self._packets, None)
        except av.error.FFmpegError:
            self._errors += 1
            return None
        except IndexError:
            return None  # as in _read_index

    def _first(self, frames: list[av.VideoFrame], place: int) -> tuple[int, av.VideoFrame] | None:
        for frame in frames:
            own = self._place(frame)
            if own is not None and own >= place and not frame.is_corrupt:
                return own, frame
        return None

    def _place(self, frame: av.VideoFrame) -> int | None:
        if not self._index.timed:
            return 0 if self._last is None else self._last + 1
        times = self._index.times
        place = bisect_left(times, frame.pts) if frame.pts is not None else len(times)
        return place if place < len(times) and times[place] == frame.pts else None

    def _decode(self, packet: av.Packet[av.VideoStream]) -> list[av.VideoFrame]:
        try:
            frames = packet.decode()
        except (av.error.FFmpegError, ValueError):
            self._errors += 1
            if self._errors > _MOST_ERRORS:
                raise ClipError(f"{self.path.name} is damaged throughout") from None
            return []
        kept = [frame for frame in frames if isinstance(frame, av.VideoFrame)]
        self.decoded += len(kept)
        return kept

    def _drain(self) -> list[av.VideoFrame]:
        try:
            frames = self._stream.codec_context.decode(None)
        except (av.error.FFmpegError, ValueError):
            # Decoders that work at several frames at a time tell late what they could not decode.
            self._errors += 1
            frames = []
        self.decoded += len(frames)
        self._stream.codec_context.flush_buffers()
        return frames

    def _upright(self, frame: av.VideoFrame) -> Image | None:
        try:
            image = as_image(frame.to_ndarray(format="bgr24"))
        except (av.error.FFmpegError, ValueError, MemoryError):
            self._errors += 1
            return None
        turn = _TURNS.get(round(frame.rotation / 90) * 90 % 360)
        return image if turn is None else as_image(cv2.rotate(image, turn))

    def _seek(self, place: int) -> None:
        """To a keyframe, the decoder emptied. Where there are no times to seek by, to the beginning.

        Some containers land behind the time asked for: then from one keyframe earlier.
        """
        for key in self._landmarks(place):
            if self._lands_before(key, place):
                self._last = place - 1
                return
        self._rewind()
        self._last = -1 if self._index.timed else None

    def _landmarks(self, place: int) -> list[int]:
        keys = self._index.keys if self._index.timed else []
        return [key for key in reversed(keys) if key <= place][:2]

    def _lands_before(self, key: int, place: int) -> bool:
        self._pending = iter(())
        try:
            self._container.seek(self._index.times[key], stream=self._stream)
        except av.error.FFmpegError:
            return False
        self._packets = self._container.demux(self._stream)
        first = self._next_packet()
        if first is None or first.pts is None or first.pts > self._index.times[place]:
            return False
        self._packets = itertools.chain([first], self._packets)
        return True

    def _rewind(self) -> None:
        self._container.close()
        self._container = _open(self.path)
        self._stream = _video(self._container, self.path)
        by_frames = self._stream.codec_context.name in _THREADED_BY_FRAMES
        self._stream.thread_type = "AUTO" if by_frames else "SLICE"
        if self._index.timed:
            self._stream.codec_context.skip_frame = "NONREF"
        self._packets = self._container.demux(self._stream)
        self._pending, self._last = iter(()), None


def _open(path: Path) -> av.container.InputContainer:
    if not path.is_file():
        raise ClipError(f"{path.name}: there is no such file")
    if path.stat().st_size == 0:
        raise ClipError(f"{path.name} is empty")
    # A playlist that poses as a clip must not make ffmpeg open anything else.
    formats = ",".join(sorted(av.formats_available - _PLAYLISTS))
    options = {"protocol_whitelist": "file", "format_whitelist": formats, **_LIMIT}
    try:
        return av.open(str(path.resolve()), options=options, metadata_errors="replace")
    except (av.error.FFmpegError, ValueError) as error:
        raise ClipError(f"{path.name} is not a video that can be read: {_reason(error)}") from error


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)


def _video(container: av.container.InputContainer, path: Path) -> av.video.stream.VideoStream:
    if not container.streams.video:
        raise ClipError(f"{path.name} holds no video")
    stream = container.streams.video[0]
    if stream.codec_context is None:
        raise ClipError(f"{path.name} is coded in a way that cannot be decoded here")
    if stream.width * stream.height > MOST_PIXELS:
        raise ClipError(f"{path.name}: frames of {stream.width}x{stream.height} are too large")
    stream.codec_context.options = _LIMIT
    return stream


def _read_index(
    container: av.container.InputContainer, stream: av.video.stream.VideoStream, path: Path
) -> _Index:
    packets: list[tuple[int | None, bool]] = []
    broken = False
    try:
        for packet in container.demux(stream):
            if packet.size and not packet.is_discard:
                packets.append((packet.pts, packet.is_keyframe))
    except av.error.FFmpegError:
        broken = True
    except IndexError:
        # What PyAV answers at the end of a file in whose middle a stream appeared: all of it was read.
        broken = False
    if not packets:
        raise ClipError(f"{path.name} holds no frame")
    times = sorted(pts for pts, _ in packets if pts is not None)
    keys = sorted(bisect_left(times, pts) for pts, key in packets if key and pts is not None)
    if not keys or len(set(times)) != len(packets):
        return _Index(list(range(len(packets))), [0], 1.0, timed=False, broken=broken)
    return _Index(times, keys, float(stream.time_base or 1), timed=True, broken=broken)


def _timeline(index: _Index) -> Timeline:
    frames, keyframes = len(index.times), tuple(index.keys)
    if not index.timed:
        return Timeline(frames, keyframes, 25.0)
    times = tuple((one - index.times[0]) * index.base for one in index.times)
    return Timeline(frames, keyframes, (frames - 1) / times[-1] if times[-1] > 0 else 25.0, times)
