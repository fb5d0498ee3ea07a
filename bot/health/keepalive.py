"""systemd's watchdog, fed by the event loop: a bot that is frozen, or does not do its work, is restarted.

Everywhere else (no NOTIFY_SOCKET) nothing happens.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
import threading
from collections.abc import Callable, Iterator

from systemd_watchdog.systemd_watchdog import WatchDog

log = logging.getLogger(__name__)

LONGEST_PAUSE = 20.0
"""Seconds between two messages, also where no watchdog waits for them."""

STARTING = 60
"""Seconds by which each message prolongs the start: without network that takes as long as it takes, while a
frozen start ends by TimeoutStartSec."""


class Systemd(WatchDog):
    """As the library's, and what it lacks. Never waits nor fails: after a lost message comes the next."""

    def __init__(self) -> None:
        line = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        line.setblocking(False)
        super().__init__(line)

    def starting(self, seconds: int) -> None:
        self._send(f"EXTEND_TIMEOUT_USEC={seconds * 1_000_000}\n")

    def stopping(self) -> None:
        self._send("STOPPING=1\n")

    def close(self) -> None:
        self._socket.close()

    def _send(self, msg: str) -> None:
        try:
            super()._send(msg)
        except OSError as error:
            log.warning("systemd does not hear: %s", error)


class Keepalive:
    """`begin` before anything else, `ready` once all runs, `end` at the end."""

    def __init__(self) -> None:
        self._systemd = Systemd()
        self._task: asyncio.Task[None] | None = None
        self._complaint: Callable[[], str | None] | None = None
        self._line: Callable[[], str] = str
        self._complained = False

    def begin(self, loop: asyncio.AbstractEventLoop) -> None:
        if self._systemd.is_enabled:
            self._task = loop.create_task(self._run(), name="keepalive")

    @contextlib.contextmanager
    def blocking(self) -> Iterator[None]:
        """Around what comes before the loop: a store is read, or restored, for as long as that takes."""
        done = threading.Event()

        def prolong() -> None:
            while not done.is_set():
                self._systemd.starting(STARTING)
                done.wait(LONGEST_PAUSE)

        beside = threading.Thread(target=prolong, name="keepalive", daemon=True)
        beside.start()
        try:
            yield
        finally:
            done.set()
            beside.join()

    def ready(self, complaint: Callable[[], str | None], line: Callable[[], str]) -> None:
        """From now on systemd hears every now and then that all goes on, unless there is a `complaint`."""
        self._complaint, self._line = complaint, line
        self._systemd.ready()
        self._feed()

    def stopping(self) -> None:
        """From here on TimeoutStopSec is the measure."""
        if self._task is not None:
            self._task.cancel()
        self._systemd.stopping()

    async def end(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
        self._systemd.close()

    async def _run(self) -> None:
        # Half of what the watchdog waits: one message may come late.
        pause = min(LONGEST_PAUSE, self._systemd.timeout_td.total_seconds() / 2)
        while True:
            self._feed()
            await asyncio.sleep(pause)

    def _feed(self) -> None:
        if self._complaint is None:
            self._systemd.starting(STARTING)
            return
        complaint = self._complaint()
        if complaint is None:
            self._systemd.notify()
        elif not self._complained:
            log.error("%s: systemd is told nothing more, so that it starts the bot again", complaint)
        self._complained = complaint is not None
        self._systemd.status(complaint or self._line())
