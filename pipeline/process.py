"""A process beside the bot for what takes long, never a fork of the bot itself, which would deadlock after
its threads have run."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import logging
import multiprocessing
import os
import signal
import sys
import tempfile
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import connection, parent_process, util
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import Any, Generic, ParamSpec, TypeVar

import psutil

from pipeline.clip_folder import PREFIX, ClipFolder
from pipeline.elapsed import elapsed

log = logging.getLogger(__name__)

P = ParamSpec("P")
R = TypeVar("R")
First = TypeVar("First")

_at_hand = threading.Event()
"""The fork server has loaded what it loads."""

_STARTING = threading.Lock()
"""Which process is whose is told by which are there before and after: two are not started at once."""

KILLED_FIRST = 800
"""Of 1000: where memory runs out, the kernel ends a helper before the bot."""

LONGEST_TMPDIR = 107 - len(f"/{PREFIX}12345678/pymp-12345678/listener-12345678")
"""In bytes: what Linux allows a socket's path, less what is put behind TMPDIR."""

AFTER_MULTIPROCESSING = -200
"""At the end it deletes its own folder at -100."""

PRELOAD = "pipeline.preload"
GONE_SECONDS = 0.5
"""Until a server that ended is seen to have ended."""

LONGEST_DYING = 3.0
"""Seconds after it was killed."""

_FIRST = "the first of the fork server"
"""The name of a process that is started to see whether processes can be."""


def _context() -> BaseContext:
    """A fork server, or `spawn` where the path of TMPDIR is too long for the server's socket."""
    if len(os.fsencode(tempfile.gettempdir())) > LONGEST_TMPDIR:
        return multiprocessing.get_context("spawn")
    _lay_socket_among_clips()
    return multiprocessing.get_context("forkserver")


async def processes_at_hand() -> None:
    """Waits for the fork server to have loaded what it loads. Without that, a Process would hold up the loop.

    Where it ends of that (a library made for another processor, say), each process loads for itself.
    OSError or RuntimeError as for a Process.
    """
    context = _context()
    if _at_hand.is_set() or context.get_start_method() != "forkserver":
        return
    context.set_forkserver_preload([PRELOAD])
    try:
        await asyncio.to_thread(_start_one, context)
    except (OSError, EOFError) as error:
        log.warning("the fork server loads nothing in advance: %s", type(error).__name__)
        context.set_forkserver_preload([])
        await asyncio.sleep(GONE_SECONDS)
        await asyncio.to_thread(_start_one, context)
    _at_hand.set()


def _start_one(context: BaseContext) -> None:
    one = context.Process(target=int, name=_FIRST)  # type: ignore[attr-defined]
    one.start()
    one.join()


@functools.cache
def _lay_socket_among_clips() -> None:
    """The fork server's folder is swept, too, after a process that was killed."""
    folder, usual = ClipFolder(), tempfile.tempdir
    try:
        tempfile.tempdir = str(folder.path())
        util.get_temp_dir()
    finally:
        tempfile.tempdir = usual
    util.Finalize(None, folder.close, exitpriority=AFTER_MULTIPROCESSING)


class Process(Generic[First]):
    """Started at once: `initializer` runs in it, then `first`. `done` counts what it has answered.

    On a loop, behind `processes_at_hand`.

    OSError or RuntimeError when the machine gives no process.
    """

    def __init__(
        self, initializer: Callable[..., None], arguments: tuple[Any, ...], first: Callable[[], First]
    ) -> None:
        self._executor = ProcessPoolExecutor(1, _context(), initializer=initializer, initargs=arguments)
        with _STARTING:
            before = set(multiprocessing.active_children())
            self.first: Future[First] = self._executor.submit(first)
            started = set(multiprocessing.active_children()) - before
        self._processes = {one for one in started if one.name != _FIRST}
        self.done = 0

    async def warm(self, seconds: float) -> First:
        """What `first` gave."""
        async with asyncio.timeout(seconds):
            return await asyncio.wrap_future(self.first)

    async def call(self, seconds: float, task: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """BrokenProcessPool when the process died, TimeoutError when it took too long."""
        async with asyncio.timeout(seconds):
            answer = await asyncio.wrap_future(self._executor.submit(task, *args, **kwargs))
        self.done += 1
        return answer

    @property
    def mib(self) -> float:
        """The memory it holds; 0 where it is gone."""
        held = 0
        for process in self._processes:
            with contextlib.suppress(psutil.Error):
                held += psutil.Process(process.pid).memory_info().rss
        return held / 2**20

    async def end(self) -> None:
        """Whatever it is doing: an executor cannot end a process that hangs."""
        for process in self._processes:
            process.kill()
        if await self._is_over():
            await asyncio.to_thread(self._executor.shutdown, wait=True, cancel_futures=True)
        else:
            log.error("a helper does not end: what it waits for, a disk perhaps, does not answer")
            self._executor.shutdown(wait=False, cancel_futures=True)

    async def _is_over(self) -> bool:
        """False where it does not die: whoever waits for a disk cannot be killed, and a thread that waited
        for its end would be gone for good."""
        ends = [one.sentinel for one in self._processes]
        until = elapsed() + LONGEST_DYING
        while len(connection.wait(ends, 0)) < len(ends):
            if elapsed() > until:
                return False
            await asyncio.sleep(0.01)
        return True


def step_back(nice: int) -> None:
    """For an initializer: the process gives way to others, ends with its parent, and not by Ctrl-C."""
    os.nice(nice)
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(str(KILLED_FIRST))
    # Ctrl-C reaches the whole foreground group; the parent ends its workers itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_die_with_parent, name="parent watch", daemon=True).start()


def _die_with_parent() -> None:
    """A worker waits for work on a pipe whose other end it holds itself: nothing else would end it."""
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        sys.stderr.flush()
        os._exit(1)
