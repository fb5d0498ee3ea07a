"""An outage of Telegram is a line in the log, not a traceback a try; a bug keeps its traceback."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any

import pytest
from telegram.error import BadRequest, Forbidden, NetworkError, TelegramError, TimedOut
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bot.log_noise import is_away, is_news
from tests.bot.between import proxy
from tests.bot.house import House
from tests.bot.running import latchkey


@pytest.mark.slow
@pytest.mark.parametrize(
    "status", [pytest.param(HTTPStatus.BAD_GATEWAY, marks=pytest.mark.slow), HTTPStatus.OK]
)
async def test_pages_instead_of_answers_are_one_line(quiet_house: House, status: HTTPStatus) -> None:
    async with proxy(quiet_house) as between, latchkey(quiet_house, "run") as bot:
        await quiet_house.say("/start")
        await quiet_house.hears("I am Latchkey")
        between.status = status
        await quiet_house.say("/help")  # an answer that cannot be sent
        await between.answered_with_pages(2)
        between.status = None
        await quiet_house.say("/status")
        await quiet_house.hears("How I am")
        assert await bot.terminate() == 0
    assert "Traceback" not in bot.output
    assert sum("Telegram does not answer" in line for line in bot.lines) == 1
    assert sum("an update failed" in line for line in bot.lines) == 1


@pytest.mark.slow
async def test_an_ending_while_telegram_is_away_is_quiet(quiet_house: House) -> None:
    async with proxy(quiet_house) as between, latchkey(quiet_house, "run") as bot:
        await quiet_house.say("/start")
        await quiet_house.hears("I am Latchkey")
        between.status = HTTPStatus.BAD_GATEWAY
        await quiet_house.say("/help")
        await between.answered_with_pages(1)
        assert await bot.terminate() == 0
    assert "Traceback" not in bot.output


def record(name: str, error: BaseException) -> logging.LogRecord:
    exc_info = (type(error), error, None)
    return logging.LogRecord(name, logging.ERROR, "file", 1, "oops", None, exc_info)


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("telegram.ext", KeyError("ours")),
        ("telegram.ext.Application", BadRequest("ours")),
        ("telegram.ext.Application", NetworkError("while telling of an error")),
        ("telegram.ext.Updater", KeyError("theirs")),
        ("telegram.request.BaseRequest", KeyError("theirs")),
        ("bot.errors", NetworkError("ours")),
        ("asyncio", NetworkError("a task of ours")),
    ],
)
def test_a_bug_keeps_its_traceback(name: str, error: BaseException) -> None:
    assert is_news(record(name, error))


@pytest.mark.parametrize(
    ("error", "away"),
    [
        (NetworkError("Bad Gateway (502)"), True),
        (TimedOut(), True),
        (TelegramError("Invalid server response"), True),
        (BadRequest("message text is empty"), False),
        (Forbidden("bot was blocked by the user"), False),
        (KeyError("x"), False),
    ],
)
def test_a_refusal_is_no_outage(error: BaseException, away: bool) -> None:
    assert is_away(error) is away


async def test_what_ptb_received_is_never_logged(caplog: pytest.LogCaptureFixture) -> None:
    bot = ExtBot("1:x", request=NoRequest(), get_updates_request=UnreadableUpdates())
    with pytest.raises(KeyError):
        await bot.get_updates()
    (record,) = [one for one in caplog.records if "a secret" in one.getMessage()]
    assert not is_news(record)


class NoRequest(HTTPXRequest):
    async def do_request(self, *_: Any, **__: Any) -> tuple[int, bytes]:
        raise AssertionError("only updates are asked for")


class UnreadableUpdates(NoRequest):
    async def do_request(self, *_: Any, **__: Any) -> tuple[int, bytes]:
        return 200, b'{"ok": true, "result": [{"update_id": 7, "message": {"text": "a secret"}}]}'
