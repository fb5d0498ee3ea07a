"""A clip as a chat plays it, made so in a process of its own (`pipeline.fitting`), which may hang or die."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import ClipError

ROOT = str(Path(__file__).resolve().parents[1])
"""Where the rooms are, wherever the bot was started: another `pipeline` may lie there."""

SECONDS = 300.0


@dataclass(frozen=True, slots=True)
class ChatVideo:
    """`path`: the clip itself, or the target. Sizes in pixels as shown; `seconds` of what is there."""

    path: str
    width: int
    height: int
    seconds: float
    encoded: bool = False
    cut: bool = False


async def made_fit(clip: Path, target: Path, most_bytes: int, nice: int) -> ChatVideo:
    """In a process that steps back `nice` (0 to 19), ended with this task. ClipError where it is no video."""
    words = ("-P", "-m", "pipeline.fitting", str(clip), str(target), str(most_bytes), str(nice))
    paths = os.pathsep.join(filter(None, (ROOT, os.environ.get("PYTHONPATH"))))
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        sys.executable, *words, stdin=pipe, stdout=pipe, stderr=pipe, env=os.environ | {"PYTHONPATH": paths}
    )
    try:
        async with asyncio.timeout(SECONDS):
            assert process.stdout is not None  # asked for above
            assert process.stderr is not None
            # Not communicate(): that closes the pipe by which the child sees that we are alive.
            said, complained = await asyncio.gather(process.stdout.read(), process.stderr.read())
            code = await process.wait()
    except TimeoutError as error:
        raise ClipError(f"The clip could not be made ready within {SECONDS:.0f} s.") from error
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if code:
        reason = complained.decode(errors="replace").strip().splitlines()
        raise ClipError(reason[-1] if reason else f"The clip's process ended with {code}.")
    return ChatVideo(**json.loads(said))
