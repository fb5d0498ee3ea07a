"""A proxy between the bot and Telegram."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from http import HTTPStatus

from aiohttp import ClientSession, web

from tests.bot.house import House
from tests.patience import PATIENCE

PAGE = "<html><head><title>Bad Gateway</title></head><body><h1>nginx</h1></body></html>"


@dataclass
class Proxy:
    """Between the bot and Telegram; with a `status` it answers for Telegram, with a page."""

    target: str
    status: HTTPStatus | None = None
    pages: asyncio.Queue[str] = field(default_factory=asyncio.Queue)
    """The methods that were answered with one."""
    held: set[str] = field(default_factory=set)
    """Methods that get no answer, and that Telegram never hears of."""
    holding: asyncio.Queue[str] = field(default_factory=asyncio.Queue)
    """Those that came meanwhile."""

    async def answer(self, request: web.Request) -> web.Response:
        body = await request.read()
        if (method := request.path.rpartition("/")[2]) in self.held:
            self.holding.put_nowait(method)
            await asyncio.Event().wait()
        if self.status is None:
            headers = {"Content-Type": request.headers.get("Content-Type", "application/json")}
            async with (
                ClientSession() as session,
                session.post(self.target + request.path, data=body, headers=headers) as answer,
            ):
                return web.Response(
                    body=await answer.read(), status=answer.status, content_type="application/json"
                )
        self.pages.put_nowait(method)
        return web.Response(text=PAGE, status=self.status, content_type="text/html")

    async def answered_with_pages(self, times: int) -> None:
        """So many looks for updates have been answered with a page."""
        async with asyncio.timeout(PATIENCE):
            while times:
                times -= await self.pages.get() == "getUpdates"


@asynccontextmanager
async def proxy(house: House) -> AsyncIterator[Proxy]:
    one = Proxy(house.telegram.url)
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", one.answer)
    # Whoever has gone waits for nothing any more: a bot that was killed, say.
    runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=1.0)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        host, port = runner.addresses[0][:2]
        house.environment["TELEGRAM_API_URL"] = f"http://{host}:{port}"
        yield one
    finally:
        await runner.cleanup()
