"""How long looking at a frame takes, clip by clip."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import fmean

from pipeline.photo_types import PhotoFace
from pipeline.ports import Analyser
from pipeline.sight_rules import SightRules
from pipeline.types import Analysis, Gallery

AVERAGED = 10
"""Clips."""

FEWEST = 3
"""With less, one clip would be the average."""

FRESH = 3600.0
"""Seconds: what was long before says nothing of now."""


class Frames:
    """Milliseconds a frame, of the clips that were looked at."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._clips: deque[tuple[float, float]] = deque(maxlen=AVERAGED)
        self._untold: list[float] = []

    def looked(self, frame_ms: float) -> None:
        self._clips.append((self._monotonic(), frame_ms))
        self._untold.append(frame_ms)

    @property
    def average(self) -> float | None:
        """Over the last clips; None while there are too few of late."""
        late = self._monotonic() - FRESH
        recent = [frame_ms for at, frame_ms in self._clips if at >= late]
        return fmean(recent) if len(recent) >= FEWEST else None

    def taken(self) -> float | None:
        """The mean since this was asked last; None: no clip was looked at."""
        untold, self._untold = self._untold, []
        return fmean(untold) if untold else None


class MeasuredEyes:
    """An Analyser whose clips are measured."""

    def __init__(self, eyes: Analyser, frames: Frames) -> None:
        self._eyes, self._frames = eyes, frames

    async def analyse(
        self,
        clip: Path,
        gallery: Gallery,
        sight: SightRules | None = None,
        *,
        coarse: bool = False,
        urgent: bool = False,
    ) -> Analysis:
        analysis = await self._eyes.analyse(clip, gallery, sight, coarse=coarse, urgent=urgent)
        if analysis.frame_ms is not None:
            self._frames.looked(analysis.frame_ms)
        return analysis

    async def still(self, clip: Path) -> bytes | None:
        return await self._eyes.still(clip)

    async def faces_of(self, photo: Path) -> Sequence[PhotoFace]:
        return await self._eyes.faces_of(photo)
