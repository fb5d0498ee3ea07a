"""One clip, opened: how many frames, where the keyframes are, and single frames without decoding all.

Frames are named by their place in the order of presentation, counted from 0. That place is known
beforehand: the packets are read once without decoding (milliseconds), their times sorted.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import av
import cv2

from pipeline.clip_file import open_clip, video_of
from pipeline.clip_index import read_index
from pipeline.damage import Damage
from pipeline.errors import ClipError
from pipeline.image import Image, as_image
from pipeline.passed import Passed

_THREADED_BY_FRAMES = {"h264", "hevc"}
"""Codecs whose frames are decoded several at a time. Damaged VP9 was seen to end the process that way."""

_SOON = 1.0
"""Seconds by which a whole frame may lie behind a damaged one that was asked for."""

_MOST_ERRORS = 500
_TURNS = {90: cv2.ROTATE_90_COUNTERCLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_CLOCKWISE}


@dataclass(frozen=True, slots=True)
class Frame:
    """One upright frame. `seconds` counts from the first frame.

    Not `whole`: it leans on something damaged. People may be seen on it, but no face should be trusted.
    """

    index: int
    seconds: float
    image: Image
    whole: bool = True


class Clip:
    """A context manager. ClipError when the file is no video that can be read.

    `decoded` counts the frames that came out of the decoder so far; `damage` says what of the file is
    missing or broken, None while all was whole: what breaks off is known at once, what is broken only once
    it was decoded. `timeline` is of the frames that the file really holds: fewer than `frames_total` where
    it breaks off; 25 a second and one keyframe where it has no times.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.decoded = 0
        self._errors = 0
        self._last: int | None = None
        self._landed = 0
        self._packets: Iterator[av.Packet[av.VideoStream]] = iter(())
        self._pending: Iterator[av.VideoFrame] = iter(())
        self._container = open_clip(path)
        try:
            self._stream = video_of(self._container, path)
            self._index = read_index(self._container, self._stream, path.name)
            self._rewind()
        except BaseException:
            self._container.close()
            raise
        self.frames_total = self._index.stated
        self.timeline = self._index.timeline
        self._passed = Passed(self.timeline)
        self._damage = Damage(len(self._index.times), self._index.keys)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._container.close()

    @property
    def damage(self) -> str | None:
        missing, spoilt = self._index.missing, self._damage.told
        parts = [f"the file breaks off: {missing}"] if missing else []
        if spoilt:
            parts.append(spoilt)
        elif self._errors:
            parts.append(f"{self._errors} {'piece' if self._errors == 1 else 'pieces'} could not be decoded")
        return "; ".join(parts) or None

    def read(self, wanted: Iterable[int]) -> Iterator[Frame]:
        """The frames at these places, in order of presentation, each at most once.

        Frames that no other frame leans on are passed over undecoded, so the frame given may lie a
        little behind the place asked for; its `index` is its own. Instead of one that is damaged, or
        leans on such a one, the next keyframe is given; one that is not `whole` only where there is none
        within a second.
        """
        done = -1
        places = sorted(set(wanted))
        self._passed.expect(places)
        for place in places:
            if place <= done:
                continue
            found = self._passed.find(place) or self._at(place)
            if found is None:
                continue
            done, picture = found
            image = self._upright(picture)
            if image is not None:
                yield Frame(done, self.timeline.seconds_of(done), image, not self._damage.spoils(done))

    def _at(self, wanted: int) -> tuple[int, av.VideoFrame] | None:
        """None behind the last frame."""
        place = self._near(wanted)
        while place is not None:
            found = self._keyframe(place) if self._is_key(place) else None
            if found is None and not self._damage.spoils(place):
                found = self._advance(place)
            if found is not None or not self._damage.spoils(place):
                return found
            place = self._near(wanted)
        return self._smeared(wanted)

    def _near(self, wanted: int) -> int | None:
        """The first place from here on that is not known to be damaged, if it is soon enough."""
        place = self._damage.whole_from(wanted)
        if place is None or place == wanted:
            return place
        late = self.timeline.seconds_of(place) - self.timeline.seconds_of(wanted)
        return place if late <= _SOON else None

    def _smeared(self, wanted: int) -> tuple[int, av.VideoFrame] | None:
        """A frame that leans on a damaged one, better than to be blind for the rest of the clip."""
        self._approach(wanted)
        for frame in self._frames():
            own = self._place(frame)
            if own is None:
                continue
            self._last = own
            if own >= wanted and not frame.is_corrupt:
                return own, frame
        self._last = None
        return None

    def _is_key(self, place: int) -> bool:
        keys = self._index.keys
        at = bisect_right(keys, place) - 1
        return self._index.timed and at >= 0 and keys[at] == place

    def _keyframe(self, place: int) -> tuple[int, av.VideoFrame] | None:
        """One packet decoded alone and drained: nothing after the keyframe is touched.

        Some encoders refresh the picture in stripes: what they call a keyframe is no whole picture and not
        given by the decoder. Then there is none to start from but the beginning.
        """
        self._seek(place)
        for packet in iter(self._next_packet, None):
            if packet.size and packet.pts == self._index.times[place]:
                frames = self._decode(packet) + self._drain()
                whole = [frame for frame in frames if self._accepted(frame) == place]
                self._last = None
                if not whole and not self._damage.spoils(place):
                    self._index.keys.clear()
                return (place, whole[0]) if whole else None
        return None

    def _approach(self, place: int) -> None:
        """Seek only where that saves decoding: behind us, or past a keyframe that lies ahead."""
        key = next(iter(self._landmarks(place)), 0)
        if self._last is None or place <= self._last or key > self._last:
            self._seek(key)

    def _advance(self, place: int) -> tuple[int, av.VideoFrame] | None:
        """The first frame at or after the place, decoding on. None where damage was met on the way."""
        self._approach(place)
        for frame in self._frames():
            own = self._accepted(frame)
            if own is not None and own >= place:
                return own, frame
            if self._damage.spoils(place):
                return None
        self._last = None
        return None

    def _accepted(self, frame: av.VideoFrame) -> int | None:
        """Its place, if it is whole."""
        own = self._place(frame)
        if own is None:
            return None
        before, self._last = self._last, own
        if frame.is_corrupt and own >= self._landed:
            self._damage.add(own, own)
        if frame.is_corrupt or self._damage.spoils(own):
            return None
        if before is not None:
            self._passed.offer(before, own, frame)
        return own

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
            return None  # as where the index is read

    def _place(self, frame: av.VideoFrame) -> int | None:
        if self._index.timed:
            return self._index.place_of(frame.pts)
        place = 0 if self._last is None else self._last + 1
        return place if place < len(self._index.times) else None

    def _decode(self, packet: av.Packet[av.VideoStream]) -> list[av.VideoFrame]:
        try:
            frames = packet.decode()
        except (av.error.FFmpegError, ValueError):
            self._lost(self._index.place_of(packet.pts))
            return []
        kept = [frame for frame in frames if isinstance(frame, av.VideoFrame)]
        self.decoded += len(kept)
        return kept

    def _drain(self) -> list[av.VideoFrame]:
        try:
            frames = self._stream.codec_context.decode(None)
        except (av.error.FFmpegError, ValueError):
            self._lost(None)
            frames = []
        self.decoded += len(frames)
        self._stream.codec_context.flush_buffers()
        return frames

    def _lost(self, place: int | None) -> None:
        """Decoders that work at several frames at a time tell late: it may be any since the last given."""
        self._errors += 1
        if self._errors > _MOST_ERRORS:
            raise ClipError(f"{self.path.name} is damaged throughout")
        first = self._landed if self._last is None else max(self._last + 1, self._landed)
        if place is None or place >= self._landed:
            self._damage.add(first, first if place is None else place)

    def _upright(self, frame: av.VideoFrame) -> Image | None:
        try:
            image = as_image(frame.to_ndarray(format="bgr24"))
        except (av.error.FFmpegError, ValueError, MemoryError):
            self._errors += 1
            return None
        turn = _TURNS.get(round(frame.rotation / 90) * 90 % 360)
        return image if turn is None else as_image(cv2.rotate(image, turn))

    def _seek(self, place: int) -> None:
        """To a keyframe, the decoder emptied. Where there is none to seek to, to the beginning.

        Some containers land behind the time asked for: then from one keyframe earlier.
        """
        for key in self._landmarks(place):
            if self._lands_before(key, place):
                self._landed = key
                self._last = place - 1
                return
        self._rewind()
        self._last = -1 if self._index.timed else None

    def _landmarks(self, place: int) -> list[int]:
        """The two keyframes before the place, the nearer first."""
        keys = self._index.keys if self._index.timed else []
        behind = bisect_right(keys, place)
        return keys[max(0, behind - 2) : behind][::-1]

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
        self._container = open_clip(self.path)
        self._stream = video_of(self._container, self.path)
        by_frames = self._stream.codec_context.name in _THREADED_BY_FRAMES
        self._stream.thread_type = "AUTO" if by_frames else "SLICE"
        if self._index.timed:
            self._stream.codec_context.skip_frame = "NONREF"
        self._packets = self._container.demux(self._stream)
        self._pending, self._last = iter(()), None
        self._landed = next(iter(self._index.keys), 0)
