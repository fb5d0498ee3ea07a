"""`latchkey demo` as a process, watched: every file it opens and every address it calls."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.bot.running import Running
from tests.patience import PATIENCE, until

REPO = Path(__file__).resolve().parents[2]

REAL_LOOKING = {
    "TELEGRAM_BOT_TOKEN": "123456789:AAF0-real-looking-token-of-somebody-000",
    "TELEGRAM_API_URL": "http://192.0.2.10:8081",
    "OWNER_ID": "778899",
    "RING_API_URL": "http://192.0.2.11",
    "RING_OAUTH_URL": "http://192.0.2.12/oauth/token",
    "SWITCHBOT_TOKEN": "c271d0e1a1b2c3d4e5f6",
    "SWITCHBOT_SECRET": "0f1e2d3c4b5a",
    "SWITCHBOT_LOCK_ID": "F0E1D2C3B4A5",
    "SWITCHBOT_API_URL": "http://192.0.2.13",
    "POLL_INTERVAL": "1800",
    "COALESCE_SECONDS": "3600",
    "FACE_TOLERANCE": "0.01",
    "ANALYSIS_WORKERS": "7",
    "LOG_LEVEL": "DEBUG",
}
"""Addresses of TEST-NET-1: nobody answers there, and nobody may be asked."""

# Put before everything else into every Python process of the demo, workers too.
WATCHER = """
import json, os, sys

log = os.open({log!r}, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
PATHS = ("open", "sqlite3.connect", "os.mkdir", "os.remove", "os.rename", "os.listdir", "os.scandir")

def watch(event, arguments):
    if event in PATHS:
        told = [event, *(os.fsdecode(a) for a in arguments if isinstance(a, (str, bytes)))]
    elif event in ("socket.connect", "socket.sendto"):
        told = [event, repr(arguments[1])]
    elif event == "socket.getaddrinfo":
        told = [event, repr(arguments[0])]
    else:
        return
    os.write(log, (json.dumps([os.getpid(), *told]) + "\\n").encode())

sys.addaudithook(watch)
"""


@dataclass(frozen=True)
class Watched:
    """What a demo did, in its storyteller, sandbox, bot and workers together."""

    events: list[list[Any]]

    @classmethod
    def read(cls, log: Path) -> Watched:
        return cls([json.loads(line) for line in log.read_text().splitlines()])

    @property
    def processes(self) -> set[int]:
        return {event[0] for event in self.events}

    @property
    def addresses(self) -> set[str]:
        return {event[2] for event in self.events if event[1].startswith("socket.")}

    @property
    def paths(self) -> set[str]:
        return {path for event in self.events if not event[1].startswith("socket.") for path in event[2:]}


def watcher(folder: Path) -> Path:
    """A folder for PYTHONPATH; what is seen is written to `seen.jsonl` in it."""
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(WATCHER.format(log=str(folder / "seen.jsonl")))
    return folder


@dataclass
class Demo(Running):
    url: str = field(default="")

    async def ready(self) -> None:
        line = await self.says("Open http://127.0.0.1:", 60)
        self.url = line.split()[1]


@asynccontextmanager
async def demo(
    folder: Path, *arguments: str, environment: Mapping[str, str] | None = None
) -> AsyncIterator[Demo]:
    """`latchkey demo` in `folder`; ended, and made to end, at the end."""
    kept = ("PATH", "HOME", "MPLCONFIGDIR", "TMPDIR")
    own = {name: os.environ[name] for name in kept if name in os.environ}
    given = dict(environment or {})
    path = [str(REPO), *filter(None, [given.pop("PYTHONPATH", None)])]
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot.cli",
        "demo",
        *arguments,
        cwd=folder,
        env=own | given | {"PYTHONPATH": os.pathsep.join(path)},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    running = Demo(process)
    readers = [asyncio.create_task(running.read(stream)) for stream in (process.stdout, process.stderr)]
    try:
        yield running
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
            try:
                await asyncio.wait_for(process.wait(), PATIENCE)
            except TimeoutError:
                process.kill()
                await process.wait()
        await asyncio.gather(*readers)


def descendants(pid: int) -> set[int]:
    """Children, their children and so on, while they live."""
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[0] != "Z":
            parents[int(stat.parent.name)] = int(fields[1])
    found = {pid}
    while grown := {child for child, parent in parents.items() if parent in found} - found:
        found |= grown
    return found - {pid}


async def all_gone(pids: set[int]) -> None:
    await until(lambda: not any(alive(pid) for pid in pids))


def alive(pid: int) -> bool:
    try:
        return ") Z" not in Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
