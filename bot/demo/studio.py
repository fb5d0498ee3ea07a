"""The demo's clips: made in the background while everything else starts, and the user's own."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from bot.demo.trouble import DemoError
from deploy.sandbox.clips import Light, make_clips
from pipeline.clip import Clip
from pipeline.errors import ClipError
from pipeline.image import jpeg, shrink
from storage.background import in_background

SNAPSHOT_WIDTH = 640
OWN = "clip"
"""The name of the user's clip."""


@dataclass(frozen=True, slots=True)
class Shot:
    """A clip, and a JPEG of what the camera sees in it."""

    path: Path
    still: bytes


class Studio:
    """`shot` waits until that clip is made."""

    def __init__(self, folder: Path, light: Light, own: Shot | None, told: Callable[[str], None]) -> None:
        self._folder, self._light, self._told = folder, light, told
        self._shots: dict[str, asyncio.Future[Shot]] = {}
        self._stop = threading.Event()
        self._own = own
        self._work: asyncio.Future[None] | None = None

    async def __aenter__(self) -> Self:
        loop = asyncio.get_running_loop()
        if self._own is not None:
            self._place(OWN).set_result(self._own)

        def make() -> None:
            for clip in make_clips(self._folder, self._light, self._stop):
                shot = Shot(clip.path, clip.still.read_bytes())
                loop.call_soon_threadsafe(self._there, clip.name, shot)

        self._work = in_background(make)
        return self

    async def shot(self, name: str) -> Shot:
        assert self._work is not None
        place = self._place(name)
        either: list[asyncio.Future[Any]] = [place, self._work]
        await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
        if not place.done():
            raise DemoError(f"the clip {name!r} could not be made: {self._work.exception() or 'stopped'}")
        return place.result()

    async def __aexit__(self, *_: object) -> None:
        """Stops what is still being made."""
        self._stop.set()
        if self._work is not None:
            await asyncio.wait([self._work])

    def _place(self, name: str) -> asyncio.Future[Shot]:
        return self._shots.setdefault(name, asyncio.get_running_loop().create_future())

    def _there(self, name: str, shot: Shot) -> None:
        self._place(name).set_result(shot)
        self._told(name)


def own_shot(path: Path) -> Shot:
    """The user's clip, looked into before anything starts. ClipError in one sentence."""
    try:
        with Clip(path) as clip:
            middle = clip.timeline.frames // 2
            frame = next(iter(clip.read([middle])), None) or next(iter(clip.read([0])), None)
    except OSError as error:
        raise ClipError(f"{path} cannot be read: {error.strerror}") from error
    if frame is None:
        raise ClipError(f"{path} holds no frame that can be read")
    return Shot(path.resolve(), jpeg(shrink(frame.image, SNAPSHOT_WIDTH)))
