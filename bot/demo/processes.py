"""The sandbox and the bot beside the storyteller."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.demo.child import child, last_words
from bot.demo.environment import DemoSettings, bare_environment, bot_environment, write_ring_token
from bot.demo.trouble import DemoError
from bot.texts import language, plain

START_SECONDS = 60
USUAL_PORT = 8642


@dataclass(frozen=True, slots=True)
class Companion:
    name: str
    process: asyncio.subprocess.Process
    log: Path


def chat_port(wish: int | None) -> int:
    """The wished-for port; without a wish the usual one, or 0 (any) where that is taken. DemoError."""
    if wish is None:
        return USUAL_PORT if _free(USUAL_PORT) else 0
    if not _free(wish):
        raise DemoError(f"--port {wish}: another program has it; give another one, or none")
    return wish


def _free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


@asynccontextmanager
async def sandbox(folder: Path, port: int) -> AsyncIterator[tuple[Companion, dict[str, Any]]]:
    """The clouds, and the line that they print when they are ready; their user speaks our language."""
    arguments = ["--chat-port", str(port), "--notice", plain("demo-notice"), "--language", language()]
    log = folder / "sandbox.log"
    async with child("deploy.sandbox", arguments, bare_environment(), folder, log, speaks=True) as process:
        assert process.stdout is not None
        try:
            line = await asyncio.wait_for(process.stdout.readline(), START_SECONDS)
        except TimeoutError:
            raise DemoError(f"the sandbox did not start within {START_SECONDS} s") from None
        if not line:
            await process.wait()
            raise DemoError(f"the sandbox did not start: {last_words(log)}")
        yield Companion("the sandbox", process, log), json.loads(line)


@asynccontextmanager
async def real_bot(folder: Path, house: dict[str, Any], settings: DemoSettings) -> AsyncIterator[Companion]:
    """`latchkey run`, in a folder where no `.env` lies."""
    write_ring_token(folder, house)
    (folder / "known_faces").mkdir()
    environment, log = bot_environment(folder, house, settings), folder / "bot.log"
    async with child("bot.cli", ["run"], environment, folder, log) as process:
        yield Companion("the bot", process, log)


async def while_alive(companions: Sequence[Companion], work: Coroutine[Any, Any, None]) -> None:
    """The work, given up with a sentence (DemoError) when one of them ends meanwhile."""
    task = asyncio.create_task(work)
    ends = [asyncio.create_task(one.process.wait()) for one in companions]
    try:
        await asyncio.wait([task, *ends], return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            gone = next(one for one, end in zip(companions, ends, strict=True) if end.done())
            raise DemoError(
                f"{gone.name} ended with exit code {gone.process.returncode}; "
                f"its last words: {last_words(gone.log)}"
            )
        await task
    finally:
        for one in (task, *ends):
            one.cancel()
        await asyncio.gather(task, *ends, return_exceptions=True)
