"""All the demo's clips, one after another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event

import cv2

from deploy.sandbox.clips.film import write_film
from deploy.sandbox.clips.layer import Image
from deploy.sandbox.clips.light import Light
from deploy.sandbox.clips.take import RATE, TAKES, Take, frames


@dataclass(frozen=True, slots=True)
class MadeClip:
    """`still`: a JPEG of what the camera sees in the take's middle, as a snapshot shows it."""

    name: str
    path: Path
    still: Path


def make_clips(
    folder: Path, light: Light, stop: Event | None = None, takes: Sequence[Take] = TAKES
) -> Iterator[MadeClip]:
    """Writes a clip for each take into `folder`, each in two seconds or so, and gives it when it is there.

    Setting `stop`, from any thread, ends it at the next frame. FileNotFoundError without the portrait.
    """
    stop = stop or Event()
    for take in takes:
        clip = MadeClip(take.name, folder / f"{take.name}.mp4", folder / f"{take.name}.jpg")
        middle = round(take.seconds * RATE) // 2
        try:
            write_film(clip.path, _with_still(frames(take, light), middle, clip.still, stop), RATE)
        except _Stopped:
            return
        yield clip


class _Stopped(Exception):
    pass


def _with_still(shown: Iterator[Image], place: int, still: Path, stop: Event) -> Iterator[Image]:
    for number, picture in enumerate(shown):
        if stop.is_set():
            raise _Stopped
        if number == place:
            cv2.imwrite(str(still), picture, [cv2.IMWRITE_JPEG_QUALITY, 85])
        yield picture
