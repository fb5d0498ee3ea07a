"""The bot's lives: started, killed at the instant that the plan says, started again."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import psutil

from bot.demo.chat import Chat, Json, from_bot
from bot.demo.child import child, last_words
from bot.demo.trouble import DemoError
from bot.torture.clouds import Clouds
from bot.torture.plan import Instant, Kill, WorkerKill

START_SECONDS = 90.0
SEND_SECONDS = 6.0
"""Where nothing is sent for so long, the bot is killed anyway."""
LOOK_SECONDS = 0.05


class Lives:
    """`killed`: when, epoch seconds. `running`: the life of now."""

    def __init__(self, clouds: Clouds, chat: Chat, environment: dict[str, str], folder: Path) -> None:
        self._clouds, self._environment, self._folder = clouds, environment, folder
        self.log = folder / "bot.log"
        self.killed: list[float] = []
        self.workers_killed = 0
        self.running: Process | None = None
        self._sent = asyncio.Semaphore(0)
        chat.listeners.append(self._hear)

    def _hear(self, frame: Json) -> None:
        if frame["type"] in ("message", "edit") and from_bot(frame["message"]):
            self._sent.release()

    @asynccontextmanager
    async def life(
        self, module: str = "bot.cli", arguments: Sequence[str] = ("run",)
    ) -> AsyncIterator[Process]:
        """`latchkey run`, asked to end afterwards unless it has ended."""
        async with child(module, arguments, self._environment, self._folder, self.log) as process:
            self.running = process
            try:
                yield process
            finally:
                self.running = None

    async def listens(self, process: Process) -> None:
        """Until it has asked Telegram for updates. DemoError where it ends instead, or does not come."""
        since = time.time()
        try:
            await asyncio.wait_for(self._heard(process, since), START_SECONDS)
        except TimeoutError:
            raise DemoError(f"the bot did not listen within {START_SECONDS:g} s") from None

    async def _heard(self, process: Process, since: float) -> None:
        while self._clouds.listened_at <= since:
            if process.returncode is not None:
                raise DemoError(f"the bot ended with {process.returncode}: {last_words(self.log, 3)}")
            await asyncio.sleep(LOOK_SECONDS)

    async def lose(self, kill: Kill) -> None:
        """One life, ended by SIGKILL. DemoError where it ended by itself."""
        async with self.life() as process:
            await self._until(kill, process)
            if process.returncode is not None:
                raise DemoError(
                    f"the bot ended by itself with {process.returncode}: {last_words(self.log, 3)}"
                )
            self.killed.append(time.time())
            os.kill(process.pid, signal.SIGKILL)
            await process.wait()

    async def _until(self, kill: Kill, process: Process) -> None:
        if kill.instant is not Instant.STARTING:
            await self.listens(process)
        if kill.instant is Instant.SENDING:
            await self._until_sent(kill.nth)
        await asyncio.sleep(kill.seconds)

    async def _until_sent(self, times: int) -> None:
        while self._sent.locked() is False:
            await self._sent.acquire()
        try:
            async with asyncio.timeout(SEND_SECONDS):
                for _ in range(times):
                    await self._sent.acquire()
        except TimeoutError:
            return

    def kill_worker(self, planned: WorkerKill) -> None:
        """One of the processes that look at clips, if there is one."""
        workers = self.workers()
        if workers:
            workers[int(planned.which * len(workers))].kill()
            self.workers_killed += 1

    def workers(self) -> list[psutil.Process]:
        """Children of the fork server (or, where there is none, of the bot), in the order of their ids."""
        if self.running is None:
            return []
        try:
            below = psutil.Process(self.running.pid).children(recursive=True)
            return sorted((one for one in below if one.parent() in below), key=lambda one: one.pid)
        except psutil.Error:
            return []
