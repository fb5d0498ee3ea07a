"""What a clip's packets tell undecoded: when each frame is shown, and whether all are there."""

from __future__ import annotations

from bisect import bisect_left
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise

import av
from av.container import InputContainer
from av.video.stream import VideoStream

from pipeline.errors import ClipError
from pipeline.timeline import Timeline

_WITH_TABLE = "mov,mp4,m4a,3gp,3g2,mj2"
"""Formats with a table of all frames apart from their data: it is whole also where the data breaks off."""

_WITH_LENGTH = {"matroska,webm", "flv"}
"""Formats whose head states a length. That of others is also reckoned from what is there."""

_TOLERANCE = 0.5
"""Seconds by which a stated length may be wrong in a whole file: muxers differ in how they round."""


@dataclass(frozen=True, slots=True)
class Index:
    """Presentation times of the frames, sorted, in units of `base` seconds; `keys`: the keyframes' places.

    Without times (`timed` False: raw streams, broken muxers) frames are counted as they are decoded.
    `stated` is how many frames there should be; `missing` says that the file breaks off and where.
    """

    times: list[int]
    keys: list[int]
    base: float
    timed: bool
    stated: int
    missing: str | None

    @property
    def timeline(self) -> Timeline:
        frames = len(self.times)
        if not self.timed:
            return Timeline(frames, (0,), 25.0)
        times = tuple((one - self.times[0]) * self.base for one in self.times)
        rate = (frames - 1) / times[-1] if times[-1] > 0 else 25.0
        return Timeline(frames, tuple(self.keys) or (0,), rate, times)

    def place_of(self, pts: int | None) -> int | None:
        """None where no frame is shown at that time."""
        place = bisect_left(self.times, pts) if self.timed and pts is not None else len(self.times)
        return place if place < len(self.times) and self.times[place] == pts else None


@dataclass(slots=True)
class _Packets:
    """`hidden`: decoded, but never shown. `end`: seconds at which the last one of any stream ends.

    `broken`: the last of all could not be read, or not as a whole.
    """

    shown: list[tuple[int | None, bool]]
    hidden: int = 0
    end: float = 0.0
    broken: bool = False

    def add(self, packet: av.Packet[av.stream.Stream], stream: VideoStream) -> None:
        if packet.dts is None and not packet.size:
            return  # no packet but the sign that a stream has ended
        self.broken = packet.is_corrupt
        if packet.pts is not None and packet.time_base is not None:
            self.end = max(self.end, float((packet.pts + (packet.duration or 0)) * packet.time_base))
        if packet.stream_index != stream.index:
            return
        if packet.is_discard or not packet.size:
            self.hidden += 1
        else:
            self.shown.append((packet.pts, packet.is_keyframe))


def read_index(container: InputContainer, stream: VideoStream, name: str) -> Index:
    """Reads all packets, which takes milliseconds. ClipError where there is none of a picture."""
    packets = _read(container, stream)
    if not packets.shown:
        raise ClipError(f"{name} holds no frame")
    base = float(stream.time_base or 1)
    times = sorted(pts for pts, _ in packets.shown if pts is not None)
    timed = len(set(times)) == len(packets.shown)
    if timed:
        keys = sorted(bisect_left(times, pts) for pts, key in packets.shown if key and pts is not None)
    else:
        times, base = list(range(len(packets.shown))), 1.0
        keys = [place for place, (_, key) in enumerate(packets.shown) if key]
    stated = max(_in_table(container, stream) - packets.hidden, len(times))
    gap = max((after - before for before, after in pairwise(times)), default=0) * base if timed else 0.0
    missing = _missing(container, packets, stated, gap)
    return Index(times, keys, base, timed, stated, missing)


def _read(container: InputContainer, stream: VideoStream) -> _Packets:
    packets = _Packets([])
    # An IndexError is PyAV's answer at the end of a file in whose middle a stream appeared: all was read.
    with suppress(IndexError):
        try:
            for packet in container.demux():
                packets.add(packet, stream)
        except av.error.FFmpegError:
            packets.broken = True
    return packets


def _in_table(container: InputContainer, stream: VideoStream) -> int:
    """What the head counts as frames is not it: films that were shortened keep the count of the long one."""
    return len(stream.index_entries) if container.format.name == _WITH_TABLE else 0


def _missing(container: InputContainer, packets: _Packets, stated: int, gap: float) -> str | None:
    """`gap`: the longest time in seconds that one frame stays, which the last may as well."""
    if len(packets.shown) < stated:
        return f"{len(packets.shown)} of {stated} frames are there"
    length = (container.duration or 0) / av.time_base
    lacking = length - packets.end > _TOLERANCE + gap
    if container.format.name in _WITH_LENGTH and lacking:
        return f"{packets.end:.1f} of {length:.1f} s are there"
    return f"{len(packets.shown)} frames are there" if packets.broken else None
