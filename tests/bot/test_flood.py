"""An answer that did not arrive is said again, unless it may have arrived."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError

from bot import flood
from bot.flood import Limiter, answering

FAILED, GATEWAY = NetworkError("Internal Server Error"), NetworkError("Bad Gateway")
RESET = NetworkError("httpx.ReadError")
RESET.__cause__ = httpx.ReadError("")


async def tries(error: TelegramError, endpoint: str = "sendMessage") -> int:
    """How often a call is made that fails every time."""
    made = 0

    async def call(*_: Any, **__: Any) -> bool:
        nonlocal made
        made += 1
        raise error

    with pytest.raises(type(error)):
        await Limiter().process_request(call, (), {}, endpoint, {}, None)
    return made


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flood, "PAUSES", (0.0, 0.0))


@pytest.mark.usefixtures("at_once")
async def test_only_what_did_not_arrive_or_is_the_same_twice_is_said_again() -> None:
    answering.set(True)
    assert await tries(FAILED) == 3
    assert await tries(RetryAfter(0)) == 3
    for doubtful in (GATEWAY, RESET):
        assert await tries(doubtful) == 1
        assert await tries(doubtful, "editMessageText") == await tries(doubtful, "answerCallbackQuery") == 3
    assert await tries(BadRequest("Chat not found")) == 1
    assert await tries(FAILED, "sendVideo") == 1
    assert await tries(RetryAfter(30)) == 1


@pytest.mark.usefixtures("at_once")
async def test_what_nobody_waits_for_is_the_outboxs() -> None:
    assert await tries(FAILED) == await tries(RetryAfter(0)) == 1


async def test_nobody_waits_long(monkeypatch: pytest.MonkeyPatch) -> None:
    answering.set(True)
    monkeypatch.setattr(flood, "LONGEST", 0.4)
    assert await tries(FAILED) == 1
