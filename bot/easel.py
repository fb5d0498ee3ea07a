"""Charts are drawn in a process of their own, which is there only while somebody looks at charts.

Not in the bot's: matplotlib would keep 60 MiB there for ever, and its threads the interpreter's lock.
"""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Coroutine
from concurrent.futures.process import BrokenProcessPool

from charts.orders import Order, drawn, warm_up
from pipeline.errors import LatchkeyError
from pipeline.process import Process, processes_at_hand, step_back

log = logging.getLogger(__name__)

NICE = 5
"""Behind the bot, which must answer others meanwhile, but before the analysing processes."""

IDLE_SECONDS = 180.0
DRAW_SECONDS = 30.0
KEPT = 64
"""Ids of pictures that Telegram has."""


class ChartError(LatchkeyError):
    """A chart could not be drawn."""


class Easel:
    """`draw` may be called by many at once: they wait for one another."""

    def __init__(self, idle_seconds: float = IDLE_SECONDS) -> None:
        self._idle = idle_seconds
        self._process: Process[None] | None = None
        self._drawing = asyncio.Lock()
        self._waiting = 0
        self._clearing: asyncio.TimerHandle | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._stopped = False
        self._kept: OrderedDict[Order, str] = OrderedDict()

    def prepare(self) -> None:
        """Starts the process, without waiting for it: somebody is about to want a picture."""
        self._keep_until_done(self._start())

    async def _start(self) -> None:
        try:
            await processes_at_hand()
            if self._process is None and not self._stopped:
                self._process = Process(step_back, (NICE,), warm_up)
        except (OSError, RuntimeError) as error:
            log.warning("no process to draw in can be started: %s", error)

    async def draw(self, order: Order) -> bytes:
        """A PNG. ChartError where it cannot be drawn; what is wrong with the machine is in the log."""
        self._waiting += 1
        try:
            # One at a time: ending a process would cancel whatever else waits in it.
            async with self._drawing:
                return await self._drawn(order)
        finally:
            self._waiting -= 1
            self._clear_later()

    async def _drawn(self, order: Order) -> bytes:
        for _ in range(2):
            if self._process is None:
                await self._start()
            process = self._process
            if process is None:
                break
            try:
                return await process.call(DRAW_SECONDS, drawn, order)
            except (BrokenProcessPool, TimeoutError) as error:
                # Memory was short, or the machine stood still: a fresh one may do.
                log.warning("the process that draws charts is replaced: %s", type(error).__name__)
                self._drop(process)
            except Exception as error:
                log.error("a chart could not be drawn: %s: %s", type(error).__name__, error)
                raise ChartError(str(error)) from error
        raise ChartError("the chart could not be drawn")

    async def stop(self) -> None:
        """Whoever waits for a picture gets ChartError."""
        self._stopped = True
        if self._clearing is not None:
            self._clearing.cancel()
        if self._process is not None:
            self._drop(self._process)
        await asyncio.gather(*self._tasks)

    def keep(self, order: Order, file_id: str) -> None:
        """Telegram has the picture, by this id: it need not be drawn again."""
        self._kept[order] = file_id
        self._kept.move_to_end(order)
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)

    def kept(self, order: Order) -> str | None:
        """Telegram's id of the very same picture."""
        return self._kept.get(order)

    def _clear_later(self) -> None:
        if self._clearing is not None:
            self._clearing.cancel()
        if self._stopped:
            return
        self._clearing = asyncio.get_running_loop().call_later(self._idle, self._clear_away)

    def _clear_away(self) -> None:
        if self._process is not None and not self._waiting:
            self._drop(self._process)

    def _drop(self, process: Process[None]) -> None:
        if self._process is process:
            self._process = None
        self._keep_until_done(process.end())

    def _keep_until_done(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
