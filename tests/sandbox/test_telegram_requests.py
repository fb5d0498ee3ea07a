"""Requests in every form, wrong ones, and failures ordered ahead."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import ClientSession, FormData
from telegram import Bot
from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter, TelegramError

from deploy.sandbox.telegram import TelegramServer
from tests.sandbox.bot_side import ANN, TOKEN, ask, picture


async def test_a_wrong_token(telegram: TelegramServer) -> None:
    async with (
        ClientSession() as session,
        session.get(f"{telegram.url}/bot123456:wrong/getMe") as response,
    ):
        assert response.status == 401
        assert await response.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}
    bot = Bot("123456:wrong", base_url=f"{telegram.url}/bot")
    with pytest.raises(InvalidToken):
        await bot.initialize()
    await bot.shutdown()
    assert telegram.calls == []


async def test_an_unknown_method(telegram: TelegramServer) -> None:
    answer = await ask(telegram, "openDoor")
    assert answer == {"ok": False, "error_code": 404, "description": "Not Found: method not found"}


async def test_method_names_in_any_case(telegram: TelegramServer) -> None:
    assert (await ask(telegram, "GETME"))["ok"]
    assert telegram.calls[-1].method == "getMe"


async def test_parameters_in_every_form(telegram: TelegramServer) -> None:
    url = f"{telegram.url}/bot{TOKEN}/sendMessage"
    values = {"chat_id": str(ANN), "text": "x", "disable_notification": "true"}
    multipart = FormData(default_to_multipart=True)
    for name, value in values.items():
        multipart.add_field(name, value)
    forms: list[dict[str, Any]] = [
        {"params": values},
        {"data": values},
        {"data": multipart},
        {"json": {"chat_id": ANN, "text": "x", "disable_notification": True}},
        {"json": {"text": "x", "disable_notification": True}, "params": {"chat_id": str(ANN)}},
    ]
    async with ClientSession() as session:
        for form in forms:
            async with session.post(url, **form) as response:
                assert (await response.json())["result"]["text"] == "x"
        async with session.get(url, params=values) as response:
            assert (await response.json())["ok"]
    assert [message.silent for message in telegram.messages(ANN)[1:]] == [True] * 6


@pytest.mark.parametrize(
    ("method", "params", "description"),
    [
        ("sendMessage", {"chat_id": ANN}, "message text is empty"),
        ("sendMessage", {"text": "x"}, "chat_id is empty"),
        ("sendMessage", {"chat_id": ANN, "text": {}}, 'field "text" must be of type String'),
        (
            "sendMessage",
            {"chat_id": ANN, "text": "x", "disable_notification": "perhaps"},
            'field "disable_notification" must be of type Boolean',
        ),
        (
            "sendMessage",
            {"chat_id": ANN, "text": "x", "reply_markup": "{"},
            "can't parse reply_markup JSON object",
        ),
        ("sendChatAction", {"chat_id": ANN}, 'parameter "action" is required'),
        ("sendChatAction", {"chat_id": ANN, "action": "dance"}, "wrong parameter action in request"),
        ("deleteMessage", {"chat_id": ANN}, "message identifier is not specified"),
        ("deleteMessages", {"chat_id": ANN}, "message identifiers are not specified"),
        ("editMessageText", {"chat_id": ANN, "message_id": "x", "text": "x"}, "must be of type Number"),
        ("sendMediaGroup", {"chat_id": ANN}, 'parameter "media" is required'),
        ("answerCallbackQuery", {}, 'parameter "callback_query_id" is required'),
        ("getFile", {}, 'parameter "file_id" is required'),
        ("setMyCommands", {}, 'parameter "commands" is required'),
        ("getChatMember", {"chat_id": ANN}, "invalid user_id specified"),
    ],
)
async def test_missing_and_ill_typed_parameters(
    telegram: TelegramServer, method: str, params: dict[str, Any], description: str
) -> None:
    answer = await ask(telegram, method, **params)
    assert answer["error_code"] == 400
    assert answer["description"].startswith("Bad Request: ")
    assert description in answer["description"]


async def test_a_body_that_is_no_json(telegram: TelegramServer) -> None:
    headers = {"Content-Type": "application/json"}
    url = f"{telegram.url}/bot{TOKEN}/sendMessage"
    async with ClientSession() as session:
        for body in ("{", "[]"):
            async with session.post(url, data=body, headers=headers) as response:
                assert response.status == 400


async def test_a_failure_instead_of_the_effect(bot: Bot, telegram: TelegramServer) -> None:
    telegram.fail_next("sendMessage", 500, "Internal Server Error", times=2)
    for _ in range(2):
        with pytest.raises(NetworkError, match="Internal Server Error"):
            await bot.send_message(ANN, "x")
    assert await bot.send_message(ANN, "y")
    assert [message.words for message in telegram.messages(ANN)] == ["/start", "y"]
    assert [call.status for call in telegram.calls_of("sendMessage")] == [500, 500, 200]


async def test_a_failure_after_the_effect(bot: Bot, telegram: TelegramServer) -> None:
    telegram.fail_next("sendPhoto", 502, "Bad Gateway", after_effect=True)
    with pytest.raises(TelegramError, match="Bad Gateway"):
        await bot.send_photo(ANN, picture(), caption="x")
    assert telegram.messages(ANN)[-1].words == "x"


async def test_an_ordered_429(bot: Bot, telegram: TelegramServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    telegram.fail_next("sendMessage", 429, "Too Many Requests: retry after 7", retry_after=7)
    with pytest.raises(RetryAfter) as refusal:
        await bot.send_message(ANN, "x")
    assert refusal.value.retry_after == timedelta(seconds=7)


@pytest.mark.parametrize(("after_effect", "kept"), [(False, 1), (True, 2)])
async def test_a_connection_that_breaks(
    bot: Bot, telegram: TelegramServer, after_effect: bool, kept: int
) -> None:
    telegram.fail_next("sendMessage", 0, after_effect=after_effect)
    with pytest.raises(NetworkError) as failure:
        await bot.send_message(ANN, "x")
    assert not isinstance(failure.value, BadRequest)
    assert len(telegram.messages(ANN)) == kept
    assert telegram.calls_of("sendMessage")[-1].status == 0
    assert await bot.send_message(ANN, "y")


async def test_a_failure_of_any_method(bot: Bot, telegram: TelegramServer) -> None:
    telegram.fail_next("*", 400, "Bad Request: not today")
    with pytest.raises(BadRequest, match="Not today"):
        await bot.get_me()
    assert await bot.get_me()


async def test_waiting_for_a_call(bot: Bot, telegram: TelegramServer) -> None:
    waiting = asyncio.create_task(telegram.wait_for_call(lambda call: call.method == "sendMessage"))
    await bot.send_message(ANN, "x")
    assert (await waiting).params == {"chat_id": str(ANN), "text": "x"}
    answered = await telegram.wait_for_call(lambda call: call.status == 200)
    assert answered.answered_at is not None
    with pytest.raises(TimeoutError, match="the latest are getMe, sendMessage"):
        await telegram.wait_for_call(lambda call: call.method == "sendPhoto", timeout=0.01)


async def test_waiting_for_a_message(bot: Bot, telegram: TelegramServer) -> None:
    waiting = asyncio.create_task(telegram.wait_for(lambda message: message.words == "two", ANN))
    message = await bot.send_message(ANN, "one")
    assert not waiting.done()
    await message.edit_text("two")
    assert (await waiting).id == message.id
    assert (await telegram.wait_for(lambda message: message.words == "/start")).chat_id == ANN
    with pytest.raises(TimeoutError, match=r"the latest are \['/start', 'two'\]"):
        await telegram.wait_for(lambda message: message.words == "three", timeout=0.01)


async def test_a_wrong_predicate_fails_the_waiting_test_alone(bot: Bot, telegram: TelegramServer) -> None:
    await bot.delete_message(ANN, telegram.messages(ANN)[0].id)
    waiting = asyncio.create_task(telegram.wait_for(lambda message: message["text"] == "x"))
    await asyncio.sleep(0)
    assert await bot.send_photo(ANN, picture())
    with pytest.raises(KeyError):
        await waiting
