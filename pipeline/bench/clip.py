"""A 1080p clip from its path to the decision, in a worker; the naive pipeline beside it; what both weigh."""

from __future__ import annotations

import asyncio
import multiprocessing
import shutil
import statistics
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from time import perf_counter

from pipeline.bench.children import run_naive
from pipeline.bench.footage import RATE, VISITOR, write_visit
from pipeline.bench.machine import peak_memory
from pipeline.bench.naive import NaiveRun
from pipeline.bench.row import Bench, Goal, Rival, Row
from pipeline.decide import decide
from pipeline.errors import WorkerError
from pipeline.gallery import build_gallery
from pipeline.golden import golden_image
from pipeline.photos import faces_of
from pipeline.pool import Pool
from pipeline.types import Analysis, Gallery

RUNS = 3
NAIVE = "naive"
READY, PEAK, SHARE = Goal(at_most=4.0), Goal(at_most=340.0), Goal(at_most=0.6)
CLIPS = (
    ("a keyframe every 4 s", 4 * RATE, Goal(at_least=50.0)),
    ("a single keyframe", 10_000, Goal(at_least=25.0)),
)


def clip_rows(bench: Bench) -> Iterator[Row]:
    """Our rows first, all from one worker, with nothing else running; then naive's, each in a process."""
    clips = {about: write_visit(bench, every) for about, every, _ in CLIPS}
    ours = asyncio.run(_ours(bench, clips))
    theirs = {about: _naive(bench, clip) for about, clip in clips.items()}
    yield ours.ready
    for about, _, goal in CLIPS:
        yield ours.clip(bench, about, goal, theirs[about])
    yield from ours.memory([run for run in theirs.values() if isinstance(run, NaiveRun)])


class _Ours:
    def __init__(self, ready: float) -> None:
        self.ready = Row("pool, start to ready", ready, "s", READY)
        self.peak: float | None = None
        self._found: dict[str, tuple[float, Analysis]] = {}
        self.poorer = False

    def add(self, about: str, seconds: float, analysis: Analysis) -> None:
        self._found[about] = (seconds, analysis)

    def clip(self, bench: Bench, about: str, goal: Goal, naive: NaiveRun | str) -> Row:
        seconds, analysis = self._found[about]
        decision = decide(analysis)
        right = decision.identity == VISITOR and decision.strangers == 0
        note = (
            f"decided {'rightly' if right else 'WRONGLY'}; {analysis.frames_inferred} frames looked at, "
            f"{analysis.frames_decoded} decoded{'; no detector' if self.poorer else ''}"
        )
        name = f"clip {bench.clip_seconds} s, {about}"
        if isinstance(naive, str):
            return Row(name, seconds, "s", goal, Rival(NAIVE, None, naive), note, right)
        return Row(name, seconds, "s", goal, Rival(NAIVE, naive.seconds), f"{note}. {_told(naive)}", right)

    def memory(self, naive: list[NaiveRun]) -> Iterator[Row]:
        name = "memory, a worker's peak"
        note = "" if self.peak else "known on Linux only"
        yield Row(name, self.peak, "MiB", PEAK, note=note)
        peaks = [run.peak_mib for run in naive if run.peak_mib]
        if peaks:
            # The stand-in spares naive half of its weight: nothing is to be proved against that.
            goal = SHARE if naive[0].ultralytics else None
            note = f"Naive: {naive[0].detector}"
            yield Row(name, self.peak, "MiB", goal, Rival(NAIVE, max(peaks)), note)


async def _ours(bench: Bench, clips: dict[str, Path]) -> _Ours:
    gallery = _gallery()
    async with _pool(bench) as (pool, ours):
        for about, clip in clips.items():
            ours.add(about, *await _analysed(pool, clip, gallery, min(RUNS, bench.turns)))
        ours.peak = max(
            (peak for one in multiprocessing.active_children() if (peak := peak_memory(one.pid))),
            default=None,
        )
    return ours


@asynccontextmanager
async def _pool(bench: Bench) -> AsyncIterator[tuple[Pool, _Ours]]:
    pool = Pool(bench.models_dir)
    started = perf_counter()
    await pool.start()
    try:
        state = await pool.ready()
        ours = _Ours(perf_counter() - started)
        ours.poorer = state.poorer
        yield pool, ours
    finally:
        await pool.stop()


async def _analysed(pool: Pool, clip: Path, gallery: Gallery, runs: int) -> tuple[float, Analysis]:
    times = []
    for _ in range(runs):
        started = perf_counter()
        analysis = await pool.analyse(clip, gallery)
        times.append(perf_counter() - started)
    return statistics.median(times), analysis


def _gallery() -> Gallery:
    (face,) = faces_of(golden_image())
    return build_gallery([(VISITOR, face.embedding)])


def _naive(bench: Bench, clip: Path) -> NaiveRun | str:
    photos = bench.folder / VISITOR
    photos.mkdir(exist_ok=True)
    shutil.copyfile(golden_image(), photos / "1.jpg")
    try:
        return run_naive(bench, clip, photos)
    except WorkerError as error:
        return str(error)


def _told(run: NaiveRun) -> str:
    looked = f"{run.frames_looked_at} of {run.frames_due} frames"
    how = (
        f"ran whole ({looked} looked at)"
        if run.frames_looked_at == run.frames_due
        else f"decoded it all, looked at {looked}, the rest is reckoned (--naive runs it whole)"
    )
    return f"Naive: {how}; {run.detector}; it says {run.identity or 'nobody'}"
