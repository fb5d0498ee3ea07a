"""The demo's other processes: started apart from the terminal's Ctrl-C, ended with the demo."""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

END_SECONDS = 12
PR_SET_PDEATHSIG = 1


@asynccontextmanager
async def child(
    module: str,
    arguments: Sequence[str],
    environment: Mapping[str, str],
    folder: Path,
    log: Path,
    *,
    speaks: bool = False,
) -> AsyncIterator[asyncio.subprocess.Process]:
    """`python -m module arguments` in `folder`, logged to `log`; asked to end (SIGTERM), then made to.

    `speaks`: its stdout is to be read. It has a session of its own, so that Ctrl-C reaches the storyteller
    alone, which ends the others in order; if that is killed, it is killed too (where Linux does so).
    """
    with log.open("ab") as written:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            module,
            *arguments,
            cwd=folder,
            env=dict(environment),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE if speaks else written,
            stderr=written,
            start_new_session=True,
            preexec_fn=_dies_with_parent(),
        )
    try:
        yield process
    finally:
        await asyncio.shield(_end(process))


def _dies_with_parent() -> Callable[[], None] | None:
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None).prctl
    # Not SIGTERM: it comes once for each thread of the parent, and a second one breaks off an orderly end.
    return lambda: prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is not None:
        return
    # Not process.terminate(): that may reap a process that ended just now before asyncio does.
    with contextlib.suppress(ProcessLookupError):
        os.kill(process.pid, signal.SIGTERM)
    try:
        await asyncio.wait_for(process.wait(), END_SECONDS)
    except TimeoutError:
        process.kill()
        await process.wait()


def last_words(log: Path, lines: int = 1) -> str:
    """The last lines of a log, or "nothing"."""
    with contextlib.suppress(OSError):
        written = [line for line in log.read_text("utf-8", "replace").splitlines() if line.strip()]
        if written:
            return "\n".join(written[-lines:])
    return "nothing"
