"""All the demo's clips, two at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

import cv2

from deploy.sandbox.clips.film import write_film
from deploy.sandbox.clips.layer import Image
from deploy.sandbox.clips.light import Light
from deploy.sandbox.clips.take import RATE, TAKES, Take, frames

WORKERS = 2


@dataclass(frozen=True, slots=True)
class MadeClip:
    """`still`: a JPEG of what the camera sees in the take's middle, as a snapshot shows it."""

    name: str
    path: Path
    still: Path


def make_clips(
    folder: Path, light: Light, made: Callable[[MadeClip], None], takes: Sequence[Take] = TAKES
) -> None:
    """Writes a clip for each take into `folder`; `made` is called from this thread as each is there.

    The first takes are there first, after two seconds or so. FileNotFoundError without the portrait.
    """
    with ThreadPoolExecutor(WORKERS, thread_name_prefix="clips") as pool:
        shots = [pool.submit(_make, folder, take, light) for take in takes]
        try:
            for shot in as_completed(shots):
                made(shot.result())
        finally:
            pool.shutdown(cancel_futures=True)


def _make(folder: Path, take: Take, light: Light) -> MadeClip:
    clip = MadeClip(take.name, folder / f"{take.name}.mp4", folder / f"{take.name}.jpg")
    write_film(clip.path, _with_still(frames(take, light), round(take.seconds * RATE) // 2, clip.still), RATE)
    return clip


def _with_still(shown: Iterator[Image], place: int, still: Path) -> Iterator[Image]:
    for number, picture in enumerate(shown):
        if number == place:
            cv2.imwrite(str(still), picture, [cv2.IMWRITE_JPEG_QUALITY, 85])
        yield picture
