"""Clips and photos to worker processes and back, the event loop never blocked.

Each worker is an executor of one process. A worker that dies or hangs thus takes down its own clip only;
it is replaced, and its clip is tried once more in the fresh one. One that has grown, or served for long, is
replaced between two clips: the next one waits in line until the fresh one has loaded its models.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import logging
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from pipeline import worker
from pipeline.errors import LatchkeyError, NoWorker, WorkerError
from pipeline.line import Line
from pipeline.photo_types import PhotoFace, PhotoSeen
from pipeline.process import Process, processes_at_hand, step_back
from pipeline.rules import Rules
from pipeline.sight_rules import SightRules
from pipeline.types import Analysis, Gallery
from pipeline.worker import Reservations, WorkerReport, WorkerSettings

log = logging.getLogger(__name__)

R = TypeVar("R")

_Worker = Process[WorkerReport]

START_SECONDS = 60.0
CLIP_SECONDS = 60.0
PHOTO_SECONDS = 30.0
STILL_SECONDS = 20.0
RECYCLE_AFTER = 500
"""Clips."""
MOST_MIB = 512.0
"""A worker with everything loaded holds 290 MiB, 340 at its peak: what holds more has grown."""
TAKE_SECONDS = 60.0
RETRY_PAUSES = (1, 5, 30)
DIED = "the analysing process died twice over this file"


@dataclass(frozen=True, slots=True)
class PoolState:
    """For `/status`. `detector` is a model's name, "faces" in the poorer mode, or "none".

    `why`: why it is poorer, or on what a model was taken whose checksums nobody pinned; else None.
    `trouble`: why there is no process, or one too few, while it is tried again; else None.
    `ready` once a worker has loaded its models. `inference_ms` is of one frame, in the last clip.
    `no_liveness`: why nobody can be proven alive; None where that can be.
    """

    detector: str
    poorer: bool
    why: str | None
    trouble: str | None
    workers: int
    ready: bool
    waiting: int
    inference_ms: float | None
    no_liveness: str | None
    because: LatchkeyError | Reservations | None = None
    """What `why` says in the log's words, for others; None also where only `trouble` is known."""


class Pool:
    """An Analyser. `start` returns at once; the first clip waits until a worker has loaded its models.

    `nice`: how far the workers step back, 0 to 19. `threads` that ncnn uses in each of them: by default
    what `worker.threads_for` says.
    """

    def __init__(
        self,
        models_dir: Path,
        *,
        rules: Rules | None = None,
        workers: int = 1,
        nice: int = worker.NICE,
        threads: int | None = None,
        clip_seconds: float = CLIP_SECONDS,
        recycle_after: int = RECYCLE_AFTER,
        most_mib: float = MOST_MIB,
    ) -> None:
        self._settings = WorkerSettings(
            models_dir, rules or Rules(), nice, threads or worker.threads_for(workers)
        )
        self._size = workers
        self._clip_seconds, self._recycle_after, self._most_mib = clip_seconds, recycle_after, most_mib
        self._line: Line[_Worker] = Line()
        self._workers: set[_Worker] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._ready = asyncio.Event()
        self._last_report: WorkerReport | None = None
        self._inference_ms: float | None = None
        self._trouble: str | None = None
        self._stopped = False

    async def start(self) -> None:
        for _ in range(self._size):
            self._spawn()

    async def ready(self) -> PoolState:
        """Waits for the first worker's models."""
        await self._ready.wait()
        return self.describe()

    async def stop(self) -> None:
        """Ends the workers; whoever waits for an answer gets WorkerError. Idempotent."""
        self._stopped = True
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(*(one.end() for one in self._workers))
        self._workers.clear()

    def describe(self) -> PoolState:
        report = self._last_report
        return PoolState(
            detector=report.detector if report else "none",
            poorer=report is not None and report.detector in ("faces", "none"),
            why=report.why if report else self._trouble or "the models are being loaded",
            trouble=self._trouble,
            workers=len(self._workers),
            ready=report is not None,
            waiting=len(self._line),
            inference_ms=self._inference_ms,
            no_liveness=report.no_liveness if report else None,
            because=report.because if report else None,
        )

    async def analyse(
        self,
        clip: Path,
        gallery: Gallery,
        sight: SightRules | None = None,
        *,
        coarse: bool = False,
        urgent: bool = False,
    ) -> Analysis:
        """ClipError for a clip that cannot be read, WorkerError when its worker died or hung twice.

        NoWorker while no process can be started: the clip may be tried again later. `coarse`: on few frames.
        `urgent`: before all who are not, where somebody waits for a worker.
        """
        work = partial(worker.analyse, clip, gallery, sight, coarse)
        analysis, tries = await self._tried(self._clip_seconds, work, urgent)
        self._inference_ms = analysis.frame_ms or self._inference_ms
        return replace(analysis, second_try=tries > 1)

    async def faces_of(self, photo: Path) -> Sequence[PhotoFace]:
        """The faces on a photo, largest first, [] if there is none. PhotoError for what is no photo."""
        return await self._run(PHOTO_SECONDS, partial(worker.faces_of, photo))

    async def look_at(self, photo: Path) -> PhotoSeen:
        """As `faces_of`, with the photo to choose a face on."""
        return await self._run(PHOTO_SECONDS, partial(worker.look_at, photo))

    async def still(self, clip: Path) -> bytes | None:
        """A JPEG out of a clip that could not be analysed; None: not even that. Never raises.

        By a process that ends with it: the clip may have ended others.
        """
        try:
            one = Process(step_back, (self._settings.nice,), partial(worker.still, clip))
        except (OSError, RuntimeError) as error:
            log.warning("no picture of a clip: no process can be started (%s)", _words(error))
            return None
        try:
            return await one.warm(STILL_SECONDS)
        except Exception as error:
            log.info("no picture of a clip that could not be analysed: %s", _words(error))
            return None
        finally:
            await one.end()

    async def _run(self, seconds: float, work: Callable[[], R]) -> R:
        answer, _ = await self._tried(seconds, work)
        return answer

    async def _tried(self, seconds: float, work: Callable[[], R], urgent: bool = False) -> tuple[R, int]:
        """The answer, and by which attempt it came."""
        for attempt in (1, 2):
            one = await self._take(urgent)
            try:
                answer = await one.call(seconds, work)
            except BrokenProcessPool:
                trouble = DIED
                self._replace(one)
            except TimeoutError:
                trouble = f"the analysis took more than {seconds:g} seconds twice and was ended"
                self._replace(one)
            except asyncio.CancelledError:
                self._replace(one)
                raise
            except LatchkeyError:
                self._give_back(one)
                raise
            except Exception as error:
                self._give_back(one)
                raise WorkerError(f"the analysis failed: {_words(error)}") from error
            else:
                self._give_back(one)
                return answer, attempt
            log.warning("an analysing process died or hung (attempt %d of 2)", attempt)
        raise WorkerError(trouble)

    async def _take(self, urgent: bool) -> _Worker:
        while not self._stopped:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(TAKE_SECONDS):
                    return await self._line.take(urgent=urgent)
            if self._trouble:
                raise NoWorker(self._trouble)
        raise NoWorker("the analysis is being shut down")

    def _give_back(self, one: _Worker) -> None:
        """Or replaces it: where memory leaks, a fresh process is the cure."""
        if one.done < self._recycle_after and one.mib <= self._most_mib:
            self._line.give(one)
            return
        log.info("an analysing process is replaced after %d clips, holding %.0f MiB", one.done, one.mib)
        self._replace(one)

    def _replace(self, one: _Worker) -> None:
        self._workers.discard(one)
        self._keep(one.end())
        if not self._stopped:
            self._spawn()

    def _spawn(self) -> None:
        self._keep(self._bring_up())

    async def _bring_up(self) -> None:
        """A worker with its models loaded, tried again with growing pauses."""
        for pause in itertools.chain(RETRY_PAUSES, itertools.repeat(RETRY_PAUSES[-1])):
            try:
                await self._bring_up_one()
                return
            except Exception as error:
                # Whatever it is (no thread to be had, say): nobody else would ever try again.
                self._trouble = f"no analysing process can be started ({_words(error)})"
                log.error("%s; next try in %d s", self._trouble, pause)
            await asyncio.sleep(pause)

    async def _bring_up_one(self) -> None:
        """OSError or RuntimeError when the machine gives no process, else as `Process.call`."""
        await processes_at_hand()
        one = Process(worker.start, (self._settings,), worker.report)
        self._workers.add(one)
        try:
            self._welcome(one, await one.warm(START_SECONDS))
        except Exception:
            self._workers.discard(one)
            await one.end()
            raise

    def _welcome(self, one: _Worker, report: WorkerReport) -> None:
        self._trouble = None
        self._last_report = report
        self._line.give(one)
        self._ready.set()

    def _keep(self, work: Coroutine[None, None, None]) -> None:
        """A task that nothing else holds would be collected before it is done."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
