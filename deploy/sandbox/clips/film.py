"""Frames into an H.264 file, as a doorbell would leave it: a keyframe every two seconds."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

import av
import cv2

from deploy.sandbox.clips.layer import Image, as_image


def write_film(path: Path, frames: Iterable[Image], rate: int) -> Path:
    """Writes BGR frames (even width and height) to `path` at `rate` frames a second."""
    part = path.with_suffix(".part.mp4")
    with av.open(str(part), "w", options={"movflags": "faststart"}) as film:
        stream = film.add_stream("libx264", rate=Fraction(rate))
        stream.pix_fmt = "yuv420p"
        stream.options = {"preset": "ultrafast", "crf": "22", "g": str(2 * rate), "threads": "1"}
        for number, picture in enumerate(frames):
            if number == 0:
                stream.height, stream.width = picture.shape[:2]
            planes = as_image(cv2.cvtColor(picture, cv2.COLOR_BGR2YUV_I420))
            frame = av.VideoFrame.from_ndarray(planes, format="yuv420p")
            frame.pts = number
            film.mux(stream.encode(frame))
        film.mux(stream.encode())
    part.replace(path)
    return path
