"""PTB's application with patience at the start and with none at the end.

At a start without network it waits, and says so once, where PTB would try in silence. At the end PTB waits
for every handler and job, however long: here they get a few seconds.
"""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from telegram.error import InvalidToken, NetworkError
from telegram.ext import Application, ExtBot, JobQueue

from bot.context import SERVICES, Context, Data

log = logging.getLogger(__name__)

GRACE = 5.0
"""Seconds for what is under way: a clip, an answer, a look at Ring."""

LOCK_GRACE = 20.0
"""Seconds more while the lock is moving."""

HANDLERS = "process_concurrent_update"
"""In PTB's names for the tasks that handle an update."""


class PatientApplication(Application[ExtBot[int], Context, Data, Data, Data, JobQueue[Any]]):
    __slots__ = ("_said",)

    async def initialize(self) -> None:
        try:
            await super().initialize()
        except InvalidToken:
            raise
        except NetworkError as error:
            if not getattr(self, "_said", False):
                log.warning("Telegram does not answer (%s); it is tried until it does", error)
            self._said = True
            raise

    async def stop(self) -> None:
        """No new work; what is not done after `GRACE` is broken off: the store still has it."""
        handing_back = asyncio.create_task(self.bot_data[SERVICES].hand_back(GRACE), name="handing back")
        stopping = asyncio.create_task(super().stop(), name="stopping")
        await asyncio.wait([stopping], timeout=GRACE)
        doorman = self.bot_data[SERVICES].doorman
        if doorman is not None and doorman.moving:
            # Whoever asked for it is told what the lock did.
            await asyncio.wait([stopping], timeout=LOCK_GRACE)
        if not stopping.done():
            self._break_off()
        await asyncio.gather(stopping, handing_back)

    def _break_off(self) -> None:
        handlers = [task for task in asyncio.all_tasks() if HANDLERS in task.get_name()]
        log.warning("ending: %d answers and what else takes long are broken off", len(handlers))
        for task in handlers:
            task.cancel()
        if self.job_queue is not None and self.job_queue.scheduler.running:
            # It cancels the jobs that run, and would say of each with a traceback that it failed.
            logging.getLogger("apscheduler.executors").setLevel(logging.CRITICAL)
            self.job_queue.scheduler.shutdown(wait=False)
