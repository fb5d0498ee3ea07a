"""The demo's other processes: what is started ends with the demo, however that ends."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

import pytest

from bot.demo.child import child, last_words
from bot.demo.environment import bare_environment
from bot.demo.processes import Companion, while_alive
from bot.demo.trouble import DemoError
from tests.bot.demo import all_gone, descendants
from tests.patience import PATIENCE

STUBBORN = "import signal, time; signal.signal(15, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)"

STORYTELLER = """
import asyncio, sys, threading, time
from pathlib import Path
from bot.demo.child import child
from bot.demo.environment import bare_environment

async def tell():
    # Threads, as the storyteller has: each one's end is told to the children.
    for _ in range(3):
        threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
    here = Path(sys.argv[1])
    async with child("http.server", ["0", "--bind", "127.0.0.1"], bare_environment(), here, here / "log"):
        print("told", flush=True)
        await asyncio.sleep(60)

asyncio.run(tell())
"""


@pytest.fixture
def sleeper(tmp_path: Path) -> list[str]:
    (tmp_path / "sleeper.py").write_text("import time\nprint('awake', flush=True)\ntime.sleep(60)\n")
    return ["sleeper"]


def here(folder: Path) -> dict[str, str]:
    environment = bare_environment()
    return environment | {"PYTHONPATH": os.pathsep.join([str(folder), environment["PYTHONPATH"]])}


@pytest.mark.usefixtures("sleeper")
async def test_a_child_ends_with_its_block(tmp_path: Path) -> None:
    async with child("sleeper", [], here(tmp_path), tmp_path, tmp_path / "log", speaks=True) as process:
        assert process.stdout is not None
        assert await process.stdout.readline() == b"awake\n"
    assert process.returncode == -15


async def test_a_deaf_child_is_made_to_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.demo.child.END_SECONDS", 0.3)
    (tmp_path / "deaf.py").write_text(STUBBORN)
    async with child("deaf", [], here(tmp_path), tmp_path, tmp_path / "log", speaks=True) as process:
        assert process.stdout is not None
        await process.stdout.readline()
    assert process.returncode == -9


async def test_a_child_has_a_session_of_its_own(tmp_path: Path) -> None:
    """Ctrl-C in the terminal reaches the storyteller alone."""
    (tmp_path / "session.py").write_text("import os; print(os.getsid(0) == os.getpid())")
    async with child("session", [], here(tmp_path), tmp_path, tmp_path / "log", speaks=True) as process:
        assert process.stdout is not None
        assert await process.stdout.readline() == b"True\n"


async def test_a_child_is_gone_when_the_storyteller_is_killed(tmp_path: Path) -> None:
    storyteller = await asyncio.create_subprocess_exec(
        sys.executable, "-c", STORYTELLER, str(tmp_path), env=here(tmp_path), stdout=asyncio.subprocess.PIPE
    )
    assert storyteller.stdout is not None
    async with asyncio.timeout(PATIENCE):
        assert await storyteller.stdout.readline() == b"told\n"
    family = descendants(storyteller.pid)
    assert len(family) == 1
    storyteller.kill()
    await storyteller.wait()
    await all_gone(family)


async def test_a_companion_that_dies_breaks_off_the_work_with_its_last_words(tmp_path: Path) -> None:
    (tmp_path / "dying.py").write_text("raise SystemExit('no doorbell\\nthe doorbell is gone')")
    log = tmp_path / "log"
    async with child("dying", [], here(tmp_path), tmp_path, log) as process:
        with pytest.raises(
            DemoError, match="the bot ended with exit code 1; its last words: the doorbell is gone"
        ):
            await while_alive([Companion("the bot", process, log)], asyncio.sleep(30))


@pytest.mark.usefixtures("sleeper")
async def test_the_works_own_failure_comes_through(tmp_path: Path) -> None:
    async def work() -> None:
        raise DemoError("the alert did not come")

    log = tmp_path / "log"
    async with child("sleeper", [], here(tmp_path), tmp_path, log) as process:
        with pytest.raises(DemoError, match="the alert did not come"):
            await while_alive([Companion("the bot", process, log)], work())


def test_who_said_nothing_has_no_last_words(tmp_path: Path) -> None:
    assert last_words(tmp_path / "missing") == "nothing"
