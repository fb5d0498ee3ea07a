"""`python -m deploy.sandbox`: one line when it is ready, and no life longer than its parent's."""

from __future__ import annotations

import asyncio
import json
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession

from tests.patience import PATIENCE, until

REPO = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-m", "deploy.sandbox")


@asynccontextmanager
async def sandbox(*arguments: str) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        *COMMAND, *arguments, cwd=REPO, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def told_by(process: asyncio.subprocess.Process) -> dict[str, Any]:
    assert process.stdout is not None
    async with asyncio.timeout(PATIENCE):
        told: dict[str, Any] = json.loads(await process.stdout.readline())
    return told


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_it_says_where_it_is_answers_there_and_ends_when_told(number: signal.Signals) -> None:
    async with sandbox("--user", "Robin", "--notice", "All pretend.") as process:
        told = await told_by(process)
        await look_around(told)
        process.send_signal(number)
        async with asyncio.timeout(PATIENCE):
            rest, errors = await process.communicate()
    assert (process.returncode, rest, errors) == (0, b"", b"")


async def look_around(told: dict[str, Any]) -> None:
    """Each of the three, with what was said about it."""
    chat, ring, lock = told["telegram"], told["ring"], told["switchbot"]
    bearer = {"Authorization": f"Bearer {ring['token']['access_token']}"}
    async with ClientSession() as web:
        async with web.get(f"{chat['url']}/bot{chat['token']}/getMe") as answer:
            assert (await answer.json())["ok"] is True
        async with web.ws_connect(f"{chat['url']}/chat/socket") as page:
            hello = await page.receive_json()
        assert (hello["me"]["first_name"], hello["me"]["id"]) == ("Robin", chat["user_id"])
        assert hello["notice"] == "All pretend."
        async with web.get(f"{ring['url']}/clients_api/ring_devices", headers=bearer) as answer:
            assert [one["id"] for one in (await answer.json())["doorbots"]] == [ring["camera_id"]]
        async with web.get(f"{lock['url']}/sandbox/lock?device_id={lock['lock_id']}") as answer:
            assert (await answer.json())["state"] == "locked"


STARTS_ONE_AND_ENDS = f"""
import subprocess
child = subprocess.Popen({COMMAND!r}, stdout=subprocess.PIPE)
child.stdout.readline()
print(child.pid)
"""


async def test_it_ends_when_its_parent_dies() -> None:
    parent = await asyncio.create_subprocess_exec(
        sys.executable, "-Wignore", "-c", STARTS_ONE_AND_ENDS, cwd=REPO, stdout=asyncio.subprocess.PIPE
    )
    async with asyncio.timeout(PATIENCE):
        told, _ = await parent.communicate()
    await gone(int(told))


async def gone(pid: int) -> None:
    await until(lambda: not alive(pid))


def alive(pid: int) -> bool:
    """A process that ended but was not waited for by its new parent counts as ended."""
    try:
        return ") Z" not in Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False


async def test_a_taken_port_is_one_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as holder:
        async with sandbox("--chat-port", str(holder.getsockname()[1])) as process:
            async with asyncio.timeout(PATIENCE):
                rest, errors = await process.communicate()
    assert (process.returncode, rest) == (1, b"")
    assert errors.count(b"\n") == 1
    assert b"cannot start" in errors
