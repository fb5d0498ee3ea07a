"""The chat page in a real browser, the stand-in's server behind it and a real Bot at its other end."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from PIL import Image
from playwright.async_api import Browser, ConsoleMessage, Locator, Page, Request
from telegram import Bot, CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Update

from deploy.sandbox.telegram import TelegramServer
from tests.patience import PATIENCE

ROBIN = 1001
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}


@dataclass
class ChatWindow:
    """`Robin` looks at the page; `bot` is the other side. Everything the page asked for is in `requests`."""

    server: TelegramServer
    bot: Bot
    page: Page
    requests: list[str] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)

    @property
    def bubbles(self) -> Locator:
        return self.page.locator(".row:not(.leaving)")

    @property
    def newest(self) -> Locator:
        return self.bubbles.last

    def button(self, label: str) -> Locator:
        return self.page.locator(".key", has_text=label)

    async def write(self, text: str) -> None:
        await self.page.locator("#text").fill(text)
        await self.page.locator("#text").press("Enter")

    async def open(self) -> None:
        await self.page.goto(self.server.url)
        await self.page.locator("#status[data-state=idle]").wait_for()

    async def updates(self, patience: int = 0) -> list[Update]:
        """What the bot has not heard yet; waits up to `patience` seconds for something."""
        updates = list(await self.bot.get_updates(timeout=patience, offset=self._offset))
        if updates:
            self._offset = updates[-1].update_id + 1
        return updates

    async def next_press(self) -> CallbackQuery:
        """The next press as the bot gets it."""
        while True:
            for update in await self.updates(patience=5):
                if update.callback_query:
                    return update.callback_query

    _offset: int = 0

    async def pixels_from_end(self) -> float:
        script = "v => v.scrollHeight - v.scrollTop - v.clientHeight"
        return float(await self.page.locator("#scroll").evaluate(script))

    def watch(self) -> None:
        def asked(request: Request) -> None:
            self.requests.append(request.url)

        def said(message: ConsoleMessage) -> None:
            if message.type in {"error", "warning"} and "ERR_CONNECTION" not in message.text:
                self.troubles.append(message.text)

        self.page.on("request", asked)
        self.page.on("console", said)
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))

    def strangers(self) -> list[str]:
        """The requests that left the machine."""
        hosts = ((url, urlsplit(url)) for url in self.requests)
        return [url for url, part in hosts if part.scheme.startswith("http") and part.hostname != "127.0.0.1"]


@asynccontextmanager
async def chat_window(browser: Browser, *, fresh: bool = False, **context: Any) -> AsyncIterator[ChatWindow]:
    """The page of a chat in which Robin has pressed Start, unless `fresh`.

    Fails when the console told of an error.
    """
    server = TelegramServer(token="123:abc", flood=None)
    server.add_user(ROBIN, "Robin")
    await server.start()
    if not fresh:
        await server.user_sends(ROBIN, "/start")
    view = await browser.new_context(**context)
    view.set_default_timeout(1000 * PATIENCE)
    try:
        async with Bot(server.token, f"{server.url}/bot", f"{server.url}/file/bot") as bot:
            window = ChatWindow(server, bot, await view.new_page())
            window.watch()
            await window.open()
            yield window
            assert window.troubles == []
    finally:
        await view.close()
        await server.stop()


def picture(width: int = 640, height: int = 480, colour: str = "#2a8a70", kind: str = "JPEG") -> bytes:
    """A plain picture's bytes."""
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(buffer, kind)
    return buffer.getvalue()


def keyboard(*rows: str) -> InlineKeyboardMarkup:
    """Rows of labels parted by commas; each button's data is its label."""
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(label, callback_data=label) for label in row.split(",")] for row in rows]
    )
