"""A few short clips, small enough that a thousand of them are looked at in minutes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import cv2

from deploy.sandbox.clips.film import write_film
from deploy.sandbox.clips.layer import as_image
from deploy.sandbox.clips.light import DAY
from deploy.sandbox.clips.take import RATE, Take, frames
from deploy.sandbox.clips.walking import Mark

SIZE = (640, 360)
SECONDS = 0.6
TAKES = (
    Take("near", SECONDS, (Mark(0.0, 0.1, 0.9), Mark(SECONDS, 0.0, 0.8))),
    Take("closer", SECONDS, (Mark(0.0, -0.1, 0.75), Mark(SECONDS, -0.05, 0.66)), seed=2),
    Take("empty", SECONDS, wind=2.6, seed=3),
    Take("windy", SECONDS, wind=4.0, seed=4),
)


@dataclass(frozen=True, slots=True)
class Footage:
    """`clips` by the name that a plan gives them. `still`: what a camera sees when it is asked, as JPEG."""

    clips: dict[str, Path]
    still: bytes


def shoot(folder: Path) -> Footage:
    """Into `folder`, in a second or two. FileNotFoundError without the portrait that matplotlib ships."""
    clips, still = {}, b""
    for take in TAKES:
        shown = [as_image(cv2.resize(one, SIZE, interpolation=cv2.INTER_AREA)) for one in frames(take, DAY)]
        clips[take.name] = write_film(folder / f"{take.name}.mp4", shown, RATE)
        still = still or bytes(cv2.imencode(".jpg", shown[0])[1])
    return Footage(clips, still)
