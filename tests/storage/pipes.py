"""Disks that hang: a pipe into which nobody writes holds whoever opens it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import threading
from pathlib import Path

from tests.patience import PATIENCE


class Pipes:
    def __init__(self) -> None:
        self.made: list[Path] = []
        self._back = threading.Event()

    def hang(self, *_: object, **__: object) -> None:
        """Instead of a call for which no pipe can stand."""
        self._back.wait()

    def make(self, path: Path) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.mkfifo(path)
        self.made.append(path)
        return path

    def answer(self) -> None:
        self._back.set()
        while self.made:
            # Each reader is waiting for somebody to write.
            with contextlib.suppress(BrokenPipeError), self.made.pop().open("wb") as pipe:
                pipe.write(b"late")


async def others_are_free() -> None:
    """The threads that everybody shares, names are resolved in them too: more work than there are."""
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(PATIENCE):
        found = await asyncio.gather(
            *(loop.getaddrinfo("127.0.0.1", 80, type=socket.SOCK_STREAM) for _ in range(40))
        )
    assert len(found) == 40
