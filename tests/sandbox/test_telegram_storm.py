"""A bad day: shares of the calls fail, the same ones for the same seed."""

from __future__ import annotations

from collections import Counter

import pytest
from aiohttp import ClientSession
from telegram import Bot
from telegram.error import NetworkError, RetryAfter, TelegramError

from deploy.sandbox.telegram import Storm, TelegramServer
from tests.sandbox.bot_side import ANN, ask


def test_the_shares_are_kept() -> None:
    faults = [Storm(5).fault("sendPhoto", number) for number in range(1, 20_001)]
    kinds = Counter(fault.kind for fault in faults if fault is not None)
    shares = {kind: round(count / 20_000, 2) for kind, count in kinds.items()}
    assert shares == {"busy": 0.12, "broken": 0.08, "reset": 0.07, "unanswered": 0.03}


def test_a_seed_is_a_storm() -> None:
    def told(seed: int, method: str) -> list[str | None]:
        faults = [Storm(seed).fault(method, number) for number in range(1, 200)]
        return [None if fault is None else fault.kind for fault in faults]

    assert told(1, "sendPhoto") == told(1, "sendPhoto")
    assert told(1, "sendPhoto") != told(2, "sendPhoto")
    assert told(1, "sendPhoto") != told(1, "sendMessage")


@pytest.mark.parametrize(
    ("share", "error", "kept"),
    [
        ("busy", RetryAfter, 1),
        ("broken", NetworkError, 1),
        ("reset", NetworkError, 1),
        ("unanswered", NetworkError, 2),
    ],
)
async def test_each_failure_on_the_wire(
    bot: Bot,
    telegram: TelegramServer,
    monkeypatch: pytest.MonkeyPatch,
    share: str,
    error: type[TelegramError],
    kept: int,
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    telegram.set_storm(only(share))
    with pytest.raises(error):
        await bot.send_message(ANN, "x")
    call = telegram.calls_of("sendMessage")[-1]
    assert (call.fault, call.result, len(telegram.messages(ANN))) == (share, None, kept)
    assert (call.done is not None) == (share == "unanswered")
    telegram.set_storm(None)
    assert await bot.send_message(ANN, "y")


async def test_a_gateway_answers_with_a_page(telegram: TelegramServer) -> None:
    telegram.set_storm(only("broken"))
    kinds = set()
    async with ClientSession() as web:
        for _ in range(12):
            async with web.get(f"{telegram.url}/bot{telegram.token}/getMe") as answer:
                kinds.add((answer.status, answer.content_type))
    assert kinds == {(500, "application/json"), (502, "text/html")}


async def test_over_http(telegram: TelegramServer) -> None:
    async with ClientSession() as web:
        for wish, status in (({"seed": 3, "busy": 1, "retry_after": 4}, 429), ({}, 200)):
            async with web.post(f"{telegram.url}/sandbox/storm", json=wish) as answer:
                answer.raise_for_status()
            assert (await ask(telegram, "getMe")).get("error_code", 200) == status
        first = telegram.calls[0].number
        async with web.get(f"{telegram.url}/sandbox/calls?after={first}") as answer:
            (call,) = await answer.json()
    assert (call["number"], call["fault"], call["done"]["is_bot"]) == (first + 1, None, True)


def only(share: str) -> Storm:
    shares = {"busy": 0.0, "broken": 0.0, "reset": 0.0, "unanswered": 0.0} | {share: 1.0}
    return Storm(1, shares["busy"], shares["broken"], shares["reset"], shares["unanswered"])
