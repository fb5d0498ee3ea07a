"""Clips made for tests: numbered frames, a porch with or without a visitor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np

from pipeline.image import Image, as_image, resized

CELL = 16
BITS = 10


def write_clip(
    path: Path,
    pictures: Iterable[Image],
    *,
    rate: int = 30,
    keyframe_every: int = 30,
    codec: str = "libx264",
    pixels: str = "yuv420p",
    times: Sequence[int] | None = None,
    options: dict[str, str] | None = None,
    container: dict[str, str] | None = None,
) -> Path:
    """`times`: presentation times in ms instead of an even rate."""
    with av.open(str(path), "w", options=container or {}) as output:
        stream = output.add_stream(codec, rate=rate, options={"preset": "ultrafast", **(options or {})})
        assert isinstance(stream, av.VideoStream)
        stream.pix_fmt = pixels
        stream.codec_context.gop_size = keyframe_every
        if times is not None:
            stream.codec_context.time_base = Fraction(1, 1000)
        for number, picture in enumerate(pictures):
            if number == 0:
                stream.height, stream.width = picture.shape[:2]
            frame = av.VideoFrame.from_ndarray(picture, format="bgr24")
            frame.pts = number if times is None else times[number]
            frame.time_base = Fraction(1, rate if times is None else 1000)
            output.mux(stream.encode(frame))
        output.mux(stream.encode(None))
    return path


def numbered(count: int, width: int = 320, height: int = 192) -> Iterator[Image]:
    """Frames that carry their number in black and white cells, over a moving ground."""
    for number in range(count):
        picture = np.full((height, width, 3), 90, np.uint8)
        cv2.circle(picture, (number * 3 % width, height - 60), 20, (40, 120, 200), -1)
        for bit in range(BITS):
            value = 255 if number >> bit & 1 else 0
            picture[:CELL, bit * CELL : (bit + 1) * CELL] = value
        yield picture


def number_on(picture: Image) -> int:
    cells = [picture[4 : CELL - 4, bit * CELL + 4 : (bit + 1) * CELL - 4].mean() for bit in range(BITS)]
    return sum(1 << bit for bit, mean in enumerate(cells) if mean > 127)


def porch(width: int = 1280, height: int = 720) -> Image:
    """A wall, a door, a mat: nobody."""
    picture = np.zeros((height, width, 3), np.uint8)
    picture[:] = np.linspace(150, 190, width, dtype=np.uint8)[None, :, None]
    picture[int(height * 0.8) :] = (90, 100, 110)
    cv2.rectangle(picture, (width // 12, height // 8), (width // 4, int(height * 0.8)), (60, 70, 120), -1)
    noise = np.random.default_rng(1).integers(0, 8, picture.shape, dtype=np.uint8)
    return as_image(picture + noise)


def visit(portrait: Image, count: int, ground: Image, tall: int = 400) -> Iterator[Image]:
    """The portrait walks in from the right after a fifth of the clip and stays."""
    width = round(tall * portrait.shape[1] / portrait.shape[0])
    person = resized(portrait, width, tall, cv2.INTER_AREA)
    height, whole = ground.shape[:2]
    for number in range(count):
        picture = ground.copy()
        share = min(1.0, max(0.0, number / count - 0.2) * 4)
        left = round(whole - share * (whole + width) / 2)
        shown = person[:, : max(0, whole - left)]
        if shown.shape[1]:
            picture[height - tall :, left : left + shown.shape[1]] = shown
        yield picture
