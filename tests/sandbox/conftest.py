"""One browser for all tests of the chat page; a server and a page for each. A Telegram with a real Bot."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright, expect
from telegram import Bot

from deploy.sandbox.telegram import TelegramServer
from tests.patience import PATIENCE
from tests.sandbox.bot_api import BotApi
from tests.sandbox.bot_side import HandClock, real_bot, telegram_server
from tests.sandbox.chat_window import DESK, PHONE, ChatWindow, chat_window

QUIET = [
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser(chromium: str) -> AsyncIterator[Browser]:
    expect.set_options(timeout=1000 * PATIENCE)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=QUIET)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def chat(browser: Browser) -> AsyncIterator[ChatWindow]:
    """The page on a desk; Robin has pressed Start."""
    async with chat_window(browser, **DESK) as window:
        yield window


@pytest_asyncio.fixture(loop_scope="session")
async def phone_chat(browser: Browser) -> AsyncIterator[ChatWindow]:
    """The page on a phone; Robin has pressed Start."""
    async with chat_window(browser, **PHONE) as window:
        yield window


@pytest_asyncio.fixture(loop_scope="session")
async def fresh_chat(browser: Browser) -> AsyncIterator[ChatWindow]:
    """The page of a chat in which nothing has been said."""
    async with chat_window(browser, fresh=True, **DESK) as window:
        yield window


@pytest.fixture(scope="session")
def bot_api_if_here(request: pytest.FixtureRequest) -> BotApi | None:
    """The judge of requests and answers, for tests that also make sense without it."""
    try:
        return BotApi(request.getfixturevalue("shared") / "telegram" / "api.json")
    except pytest.skip.Exception:
        return None


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest_asyncio.fixture
async def telegram(bot_api_if_here: BotApi | None) -> AsyncIterator[TelegramServer]:
    """A server that never says 429; Ann has pressed Start, Ben and Eve have not."""
    async with telegram_server(bot_api_if_here, flood=None) as server:
        yield server


@pytest_asyncio.fixture
async def timed_telegram(bot_api_if_here: BotApi | None, clock: HandClock) -> AsyncIterator[TelegramServer]:
    """The same with Telegram's rates, on a clock moved by hand."""
    async with telegram_server(bot_api_if_here, clock=clock) as server:
        yield server


@pytest_asyncio.fixture
async def bot(telegram: TelegramServer) -> AsyncIterator[Bot]:
    async with real_bot(telegram) as bot:
        yield bot


@pytest_asyncio.fixture
async def timed_bot(timed_telegram: TelegramServer) -> AsyncIterator[Bot]:
    async with real_bot(timed_telegram) as bot:
        yield bot
