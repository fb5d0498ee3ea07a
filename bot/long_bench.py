"""Whether looking at clips slows down over a long run: heat and a weak supply show only after minutes.

The very path that the bot takes, from a clip to the decision's findings, in as many workers as it would have,
without a pause.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path
from statistics import median
from time import monotonic
from typing import Any

import numpy as np

from bot.health.machine import temperature
from bot.settings import Settings
from pipeline.bench.footage import RATE, write_visit
from pipeline.bench.row import Bench
from pipeline.errors import WorkerError
from pipeline.pool import Pool
from pipeline.types import Gallery

PART = 60.0
"""Seconds that one line stands for; half of a run that is shorter than two."""

MOST_SLOWER = 0.5
CLIP_SECONDS = 4


@dataclass(frozen=True, slots=True)
class Look:
    """At one clip: when its findings came, in seconds since the beginning."""

    second: float
    frame_ms: float
    clip_ms: float
    celsius: float | None


@dataclass(frozen=True, slots=True)
class Part:
    """The medians of one part of the run; `celsius`, where the machine tells, is the highest."""

    until_minute: float
    frame_ms: float
    clip_ms: float
    clips: int
    celsius: float | None


@dataclass(frozen=True, slots=True)
class Endurance:
    parts: tuple[Part, ...]

    @property
    def slower(self) -> float | None:
        """By what share the last part is slower than the first; None: there are no two."""
        if len(self.parts) < 2:
            return None
        return self.parts[-1].frame_ms / self.parts[0].frame_ms - 1

    @property
    def held(self) -> bool:
        return self.slower is not None and self.slower <= MOST_SLOWER

    def as_json(self) -> dict[str, Any]:
        return {"parts": [asdict(part) for part in self.parts], "slower": self.slower, "held": self.held}


def parted(looks: Sequence[Look], seconds: float) -> Iterator[Part]:
    """A run of so many `seconds`. What was begun before its end and came later belongs to the last part."""
    length = min(PART, seconds / 2)
    last = max(0, round(seconds / length) - 1)

    def number(look: Look) -> int:
        return min(last, int(look.second / length))

    for part, found in groupby(sorted(looks, key=number), key=number):
        these = list(found)
        warm = [look.celsius for look in these if look.celsius is not None]
        yield Part(
            until_minute=(part + 1) * length / 60,
            frame_ms=median(look.frame_ms for look in these),
            clip_ms=median(look.clip_ms for look in these),
            clips=len(these),
            celsius=max(warm, default=None),
        )


def endure(settings: Settings, minutes: float) -> Endurance:
    """WorkerError where nothing can be looked at."""
    with tempfile.TemporaryDirectory(prefix="latchkey-bench-") as folder:
        bench = Bench(settings.models_dir, Path(folder), clip_seconds=CLIP_SECONDS)
        looks = asyncio.run(_run(settings, write_visit(bench, 4 * RATE), minutes * 60))
    return Endurance(tuple(parted(looks, minutes * 60)))


async def _run(settings: Settings, clip: Path, seconds: float) -> list[Look]:
    workers = settings.analysis_workers
    pool = Pool(settings.models_dir, rules=settings.rules, workers=workers, nice=settings.analysis_nice)
    await pool.start()
    try:
        # The first clip of a worker takes longer, and is none of this.
        await asyncio.gather(*(_look(pool, clip, 0.0) for _ in range(workers)))
        began = monotonic()
        found = await asyncio.gather(*(_keep_looking(pool, clip, began, seconds) for _ in range(workers)))
    finally:
        await pool.stop()
    return [look for looks in found for look in looks]


async def _keep_looking(pool: Pool, clip: Path, began: float, seconds: float) -> list[Look]:
    looks: list[Look] = []
    # Two at least, so that a run that is too short for this machine is seen to be.
    while monotonic() - began < seconds or len(looks) < 2:
        looks.append(await _look(pool, clip, began))
    return looks


async def _look(pool: Pool, clip: Path, began: float) -> Look:
    analysis = await pool.analyse(clip, Gallery((), np.empty((0, 128))))
    if analysis.frame_ms is None:
        raise WorkerError("no frame of the clip was looked at")
    celsius = await asyncio.to_thread(temperature)
    return Look(monotonic() - began, analysis.frame_ms, analysis.timings_ms.total, celsius)


def told(endurance: Endurance) -> str:
    """Aligned text; the last line is the verdict."""
    lines = [f"{'minute':>8} {'ms a frame':>12} {'ms a clip':>12} {'clips':>8} {'°C':>6}"]
    for part in endurance.parts:
        warm = "-" if part.celsius is None else f"{part.celsius:.0f}"
        numbers = f"{part.until_minute:>8.3g} {part.frame_ms:>12.1f} {part.clip_ms:>12.0f}"
        lines.append(f"{numbers} {part.clips:>8} {warm:>6}")
    return "\n".join([*lines, "", _verdict(endurance)])


def _verdict(endurance: Endurance) -> str:
    if endurance.slower is None:
        return "too short a run to compare its end with its beginning: give more --minutes"
    first, last = endurance.parts[0].frame_ms, endurance.parts[-1].frame_ms
    share = f"{abs(endurance.slower):.0%} {'slower' if endurance.slower > 0 else 'faster'}"
    bound = f"at most {MOST_SLOWER:.0%} slower: {'met' if endurance.held else 'MISSED'}"
    return f"{first:.1f} ms a frame at the beginning, {last:.1f} at the end, {share}; {bound}"
