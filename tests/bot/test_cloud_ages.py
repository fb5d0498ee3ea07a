"""When Telegram was heard last and took a message last: a refusal, a fault or "is typing" is no success."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable

import pytest
from telegram.error import TelegramError

from bot.ears import Ears
from bot.urgency import Shares
from deploy.sandbox.telegram import TelegramServer
from tests.bot.house import OWNER


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramServer]:
    server = TelegramServer(flood=None)
    server.add_user(OWNER, "Sam")
    await server.start()
    yield server
    await server.stop()


async def refused(call: Awaitable[object]) -> None:
    with pytest.raises(TelegramError):
        await call


async def test_only_what_it_did_is_a_success(telegram: TelegramServer) -> None:
    base, limiter = f"{telegram.url}/bot", Shares()
    async with Ears(telegram.token, base, f"{telegram.url}/file/bot", rate_limiter=limiter) as bot:
        for method, status in (("getUpdates", 401), ("getUpdates", 502), ("sendMessage", 400)):
            telegram.fail_next(method, status, "no")
        for _ in range(2):
            await refused(bot.get_updates(timeout=0))
        assert bot.hearing.their_time() is not None, "each of them had a date"
        assert bot.hearing.silent_for() is None
        await telegram.user_sends(OWNER, "/start", chat_id=OWNER)
        await bot.get_updates(timeout=0)
        assert bot.hearing.silent_for() is not None

        await refused(bot.send_message(OWNER, "refused"))
        await bot.send_chat_action(OWNER, "typing")
        assert limiter.silent_for() is None
        await bot.send_message(OWNER, "an answer, which no outbox knows")
        assert limiter.silent_for() is not None
