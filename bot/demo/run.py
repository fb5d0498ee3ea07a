"""The demo from its start to its end."""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import socket
import webbrowser
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, web
from rich.console import Console

from bot.demo.chat import Chat, opened_chat
from bot.demo.child import child, last_words
from bot.demo.door import Door
from bot.demo.environment import (
    DemoSettings,
    bare_environment,
    bot_environment,
    demo_settings,
    write_ring_token,
)
from bot.demo.eyes import why_poorer
from bot.demo.hands import Browser, Hands, Headless
from bot.demo.printing import Printer
from bot.demo.progress import Progress
from bot.demo.seed import seed_past
from bot.demo.story import Story
from bot.demo.studio import Shot, Studio
from bot.demo.trouble import DemoError
from deploy.sandbox.clips import light_at

READY_SECONDS = 60
USUAL_PORT = 8642
NOTICE = "A demo: a pretend door, a real bot. The past 30 days are made up."


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the command line asked for; `port` None: the usual one, or a free one."""

    headless: bool
    own_clip: Shot | None
    port: int | None


async def run_demo(wishes: Wishes, folder: Path, console: Console) -> None:
    """Until the story is told (headless) or for ever. DemoError when something does not come."""
    settings = demo_settings()
    progress = Progress(console)
    async with AsyncExitStack() as stack:
        poorer = asyncio.create_task(why_poorer(settings, progress.say))
        stack.callback(poorer.cancel)
        studio = Studio(folder, light_at(_local_hour(settings)), wishes.own_clip, progress.clip)
        studio.start()
        stack.push_async_callback(studio.close)
        house = await stack.enter_async_context(_sandbox(folder, wishes.port))
        visits = await asyncio.to_thread(_seed, folder, house, settings)
        progress.say(f"{visits} visits of the past 30 days made up")
        reason = await poorer
        if reason is not None:
            progress.warn(f"Going on without the person detector: {reason}")
        bot = await stack.enter_async_context(_bot(folder, house, settings))
        session = await stack.enter_async_context(ClientSession())
        chat = await stack.enter_async_context(opened_chat(session, house["telegram"]["url"]))
        door = Door(session, house, studio, folder / "events.db", wishes.own_clip is not None)
        await stack.enter_async_context(_scenes(chat, door))
        await _while_running(bot, folder, _ready(chat))
        progress.say("The bot is ready")
        await _while_running(bot, folder, _tell(wishes, chat, door, reason is not None, console))


async def _ready(chat: Chat) -> None:
    try:
        await asyncio.wait_for(chat.bot_is_there(), READY_SECONDS)
    except TimeoutError:
        raise DemoError(f"the bot was not ready within {READY_SECONDS} s") from None


async def _tell(wishes: Wishes, chat: Chat, door: Door, poorer: bool, console: Console) -> None:
    hands: Hands = Headless(chat) if wishes.headless else Browser()
    if wishes.headless:
        chat.listeners.append(Printer(console))
    else:
        _invite(chat.url, console)
    await Story(chat, door, hands, poorer).tell()
    if not wishes.headless:
        await asyncio.Event().wait()


def _invite(url: str, console: Console) -> None:
    console.print(f"\nOpen [bold]{url}[/bold] and press START. Ctrl-C here ends the demo.\n")
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        webbrowser.open(url)


async def _while_running(bot: asyncio.subprocess.Process, folder: Path, work: Any) -> None:
    """The work, given up with a sentence when the bot ends meanwhile."""
    task = asyncio.ensure_future(work)
    ended = asyncio.create_task(bot.wait())
    try:
        await asyncio.wait([task, ended], return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            words = last_words(folder / "bot.log")
            raise DemoError(f"the bot ended with exit code {bot.returncode}; its last words: {words}")
        await task
    finally:
        for one in (task, ended):
            one.cancel()
        await asyncio.gather(task, ended, return_exceptions=True)


def _local_hour(settings: DemoSettings) -> int:
    return datetime.now(settings.zone).hour


def _seed(folder: Path, house: dict[str, Any], settings: DemoSettings) -> int:
    return asyncio.run(seed_past(folder, house, datetime.now(UTC), settings.zone))


@asynccontextmanager
async def _sandbox(folder: Path, port: int | None) -> AsyncIterator[dict[str, Any]]:
    """The line that the sandbox prints when it is ready."""
    arguments = ["--chat-port", str(_free(USUAL_PORT) if port is None else port), "--notice", NOTICE]
    log = folder / "sandbox.log"
    async with child("deploy.sandbox", arguments, bare_environment(), folder, log, speaks=True) as process:
        assert process.stdout is not None
        async with asyncio.timeout(READY_SECONDS):
            line = await process.stdout.readline()
        if not line:
            raise DemoError(last_words(log).removeprefix("deploy.sandbox: "))
        yield json.loads(line)


def _free(port: int) -> int:
    """The port, or 0 (any free one) where it is taken."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return 0
    return port


@asynccontextmanager
async def _bot(
    folder: Path, house: dict[str, Any], settings: DemoSettings
) -> AsyncIterator[asyncio.subprocess.Process]:
    """`latchkey run`, in a folder of its own where no `.env` lies."""
    write_ring_token(folder, house)
    (folder / "known_faces").mkdir()
    environment = bot_environment(folder, house, settings)
    async with child("bot.cli", ["run"], environment, folder, folder / "bot.log") as process:
        yield process


@asynccontextmanager
async def _scenes(chat: Chat, door: Door) -> AsyncIterator[None]:
    """Offers the door's scenes on the page; a press there comes back over HTTP."""
    path = f"/{secrets.token_urlsafe(12)}/scene"

    async def play(request: web.Request) -> web.Response:
        try:
            text = await door.play(str((await request.json())["id"]))
        except DemoError as error:
            return web.json_response({"state": "failed", "text": str(error)})
        return web.json_response({"state": "done", "text": text})

    app = web.Application()
    app.router.add_post(path, play)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2, handler_cancellation=True)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        await chat.offer(door.offered, f"http://127.0.0.1:{runner.addresses[0][1]}{path}")
        yield
    finally:
        await runner.cleanup()
