"""The clip that the benchmarks look at: made here, so that everybody measures the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import av
import cv2
import numpy as np

from pipeline.bench.row import Bench
from pipeline.golden import golden_image
from pipeline.image import Image, as_image, resized
from pipeline.photos import read_photo

RATE = 30
WIDTH, HEIGHT = 1920, 1080
TALL = 560
"""Pixels of the portrait: its face is about as wide as that of somebody a step from the door."""

VISITOR = "grace"


def write_visit(bench: Bench, keyframe_every: int) -> Path:
    """H.264, as a doorbell would send it: an empty porch, then somebody comes and stays. Made once."""
    path = bench.folder / f"visit-{bench.clip_seconds}-{keyframe_every}.mp4"
    if path.exists():
        return path
    options = {"preset": "veryfast", "crf": "24", "sc_threshold": "0"}
    with av.open(str(path), "w") as output:
        stream = output.add_stream("libx264", rate=RATE, options=options)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        stream.codec_context.gop_size = keyframe_every
        for picture in visit(bench.clip_seconds):
            output.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="bgr24")))
        output.mux(stream.encode(None))
    return path


def visit(seconds: int) -> Iterator[Image]:
    """The golden portrait comes in from the right before a textured wall, and sways a little."""
    portrait = read_photo(golden_image())
    wide = round(TALL * portrait.shape[1] / portrait.shape[0])
    person = resized(portrait, wide, TALL, cv2.INTER_AREA)
    random = np.random.default_rng(2)
    ground = resized(as_image(random.integers(70, 170, (27, 48, 3))), WIDTH, HEIGHT, cv2.INTER_CUBIC)
    for number in range(seconds * RATE):
        picture = ground.copy()
        arrived = min(1.0, max(0.0, (number / RATE / seconds - 0.15) * 5))
        left = round(WIDTH - arrived * (WIDTH * 0.4 + wide / 2) + 6 * np.sin(number / 9))
        shown = person[:, : max(0, WIDTH - left)]
        picture[HEIGHT - TALL :, left : left + shown.shape[1]] = shown
        noise = as_image(random.integers(0, 5, (HEIGHT, WIDTH, 1))).repeat(3, axis=2)
        yield as_image(cv2.add(picture, noise))


def visitors_frame() -> Image:
    """The visitor has arrived."""
    *_, last = visit(1)
    return last
