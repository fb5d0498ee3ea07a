"""The demo from its start to its end."""

from __future__ import annotations

import asyncio
import secrets
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
from bot.demo.door import Door
from bot.demo.environment import DemoSettings, has_display
from bot.demo.eyes import why_poorer
from bot.demo.hands import Browser, Hands, Headless
from bot.demo.printing import Printer
from bot.demo.processes import START_SECONDS, real_bot, sandbox, while_alive
from bot.demo.progress import Progress
from bot.demo.seed import seed_past
from bot.demo.story import Story
from bot.demo.studio import Shot, Studio
from bot.demo.trouble import DemoError
from deploy.sandbox.clips import light_at


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the command line asked for; `port` 0: any free one."""

    headless: bool
    own_clip: Shot | None
    port: int


async def run_demo(wishes: Wishes, settings: DemoSettings, folder: Path, console: Console) -> None:
    """Until the story is told (headless) or for ever. DemoError when something does not come."""
    progress = Progress(console)
    async with AsyncExitStack() as stack:
        poorer = asyncio.create_task(why_poorer(settings, progress.say))
        stack.callback(poorer.cancel)
        light = light_at(datetime.now(settings.zone).hour)
        studio = await stack.enter_async_context(Studio(folder, light, wishes.own_clip, progress.clip))
        clouds, house = await stack.enter_async_context(sandbox(folder, wishes.port))
        visits = await asyncio.to_thread(_seed, folder, house, settings)
        progress.say(f"{visits} visits of the past 30 days made up")
        reason = await poorer
        if reason is not None:
            progress.say(f"Going on without the person detector: {reason}")
        bot = await stack.enter_async_context(real_bot(folder, house, settings))
        session = await stack.enter_async_context(ClientSession())
        chat = await stack.enter_async_context(opened_chat(session, house["telegram"]["url"]))
        door = Door(session, house, studio, folder / "events.db", wishes.own_clip is not None)
        await stack.enter_async_context(_scenes(chat, door))
        await while_alive([clouds, bot], _ready(chat))
        progress.say("The bot is ready")
        await while_alive([clouds, bot], _tell(wishes, chat, door, reason is not None, console))


def _seed(folder: Path, house: dict[str, Any], settings: DemoSettings) -> int:
    return asyncio.run(seed_past(folder, house, datetime.now(UTC), settings.zone))


async def _ready(chat: Chat) -> None:
    try:
        await asyncio.wait_for(chat.bot_is_there(), START_SECONDS)
    except TimeoutError:
        raise DemoError(f"the bot was not ready within {START_SECONDS} s") from None


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
    if has_display():
        webbrowser.open(url)


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
