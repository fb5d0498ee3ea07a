"""`latchkey run` as a process of its own, as the service manager starts it."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.bot.house import House
from tests.patience import PATIENCE


@dataclass
class Running:
    process: asyncio.subprocess.Process
    lines: list[str] = field(default_factory=list)
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def output(self) -> str:
        return "\n".join(self.lines)

    async def read(self, stream: asyncio.StreamReader | None) -> None:
        assert stream is not None
        while line := await stream.readline():
            self.lines.append(line.decode().rstrip("\n"))
            self.changed.set()
        self.changed.set()

    async def says(self, words: str, within: float = PATIENCE) -> str:
        """The first line with these words, on stdout or stderr."""
        async with asyncio.timeout(within):
            while True:
                found = next((line for line in self.lines if words in line), None)
                if found is not None:
                    return found
                self.changed.clear()
                await self.changed.wait()

    async def ended(self, within: float = PATIENCE) -> int:
        async with asyncio.timeout(within):
            return await self.process.wait()

    async def terminate(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return await self.ended()


@asynccontextmanager
async def latchkey(
    house: House, *arguments: str, stdin: bytes | None = None, inside: Sequence[str] = ()
) -> AsyncIterator[Running]:
    """The command line in the house's environment and nobody else's; killed at the end if need be.

    `inside`: a command that starts it in a world of its own.
    """
    environment = {
        name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ
    } | house.environment
    process = await asyncio.create_subprocess_exec(
        *inside,
        sys.executable,
        "-m",
        "bot.cli",
        *arguments,
        cwd=house.folder,
        env=environment | {"PYTHONPATH": str(Path(__file__).parents[2])},
        stdin=asyncio.subprocess.PIPE if stdin is not None else asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    if stdin is not None and process.stdin is not None:
        process.stdin.write(stdin)
        process.stdin.close()
    running = Running(process)
    readers = [asyncio.create_task(running.read(stream)) for stream in (process.stdout, process.stderr)]
    try:
        yield running
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
        await asyncio.gather(*readers)


async def command(house: House, *arguments: str, stdin: bytes | None = None) -> tuple[int, str]:
    """Runs a command to its end; its exit code and all it printed."""
    async with latchkey(house, *arguments, stdin=stdin) as running:
        code = await running.ended()
    return code, running.output
