"""The users' hands over HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import ClientSession, FormData, web
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

from deploy.sandbox.telegram import TelegramServer
from tests.sandbox.bot_side import ANN, BEN, SUPERGROUP, picture

Post = Callable[..., Coroutine[Any, Any, tuple[int, Any]]]
KEYS = InlineKeyboardMarkup([[InlineKeyboardButton("Go", callback_data="go")]])


@pytest_asyncio.fixture
async def post(telegram: TelegramServer) -> AsyncIterator[Post]:
    async with ClientSession() as session:

        async def send(verb: str, **body: Any) -> tuple[int, Any]:
            async with session.post(f"{telegram.url}/sandbox/{verb}", json=body) as response:
                return response.status, await response.json()

        yield send


async def get(telegram: TelegramServer, path: str) -> Any:
    async with ClientSession() as session, session.get(f"{telegram.url}/sandbox/{path}") as response:
        assert response.status == 200
        return await response.json()


async def test_say_and_read(post: Post, telegram: TelegramServer) -> None:
    status, said = await post("say", user_id=ANN, text="hello", reply_to=1)
    assert (status, said["text"], said["reply_to_message"]["text"]) == (200, "hello", "/start")
    assert await get(telegram, f"messages?chat_id={ANN}") == await get(telegram, "messages")
    assert [message["text"] for message in await get(telegram, "messages")] == ["/start", "hello"]


async def test_users_and_groups(post: Post, telegram: TelegramServer, bot: Bot) -> None:
    _, user = await post("user", id=11, first_name="Zoe", language_code="de")
    assert user == {"id": 11, "is_bot": False, "first_name": "Zoe", "language_code": "de"}
    _, group = await post("group", id=SUPERGROUP, title="Home", members=[ANN, 11])
    assert group == {"id": SUPERGROUP, "type": "supergroup", "title": "Home"}
    await post("say", user_id=11, text="/help", chat_id=SUPERGROUP)
    (update,) = await bot.get_updates(offset=-1)
    assert update.effective_chat is not None
    assert update.effective_chat.id == SUPERGROUP


async def test_press(post: Post, telegram: TelegramServer, bot: Bot) -> None:
    message = await bot.send_message(ANN, "x", reply_markup=KEYS)
    press = asyncio.create_task(post("press", user_id=ANN, message_id=message.id, text="Go"))
    query = None
    offset = 0
    while query is None:
        for update in await bot.get_updates(offset=offset, timeout=5):
            offset, query = update.update_id + 1, update.callback_query
    await query.answer("Gone")
    assert await press == (200, {"text": "Gone", "show_alert": False})
    assert (await post("press", user_id=ANN, message_id=message.id, text="Go", timeout=0))[0] == 504
    assert (await post("press", user_id=ANN, message_id=message.id, text="No"))[0] == 400


async def test_upload(telegram: TelegramServer) -> None:
    form = FormData({"user_id": str(ANN), "caption": "me"}, default_to_multipart=True)
    form.add_field("file", picture(), filename="me.jpg", content_type="image/jpeg")
    url = f"{telegram.url}/sandbox/upload"
    async with ClientSession() as session, session.post(url, data=form) as response:
        (message,) = await response.json()
    assert message["caption"] == "me"
    assert message["photo"]


async def test_block_fail_and_flood(post: Post, telegram: TelegramServer, bot: Bot) -> None:
    await post("block", user_id=ANN)
    await post("fail", method="getMe", status=500, description="Internal Server Error")
    await post("flood", limits={"private_burst": 1})
    url = f"{telegram.url}/bot{telegram.token}"
    async with ClientSession() as session:
        for method, status in (("sendMessage?chat_id=7&text=x", 403), ("getMe", 500), ("getMe", 200)):
            async with session.get(f"{url}/{method}") as response:
                assert response.status == status
        await post("block", user_id=ANN, blocked=False)
        for status in (200, 429):
            async with session.get(f"{url}/sendMessage?chat_id=7&text=x") as response:
                assert response.status == status


async def test_calls(telegram: TelegramServer, bot: Bot) -> None:
    await bot.send_document(ANN, b"12345", filename="x.bin")
    (call,) = await get(telegram, "calls?method=sendDocument")
    assert (call["status"], list(call["files"].values())) == (200, [5])
    assert call["result"]["document"]["file_name"] == "x.bin"


async def test_scenes_are_played_by_another_process(post: Post, telegram: TelegramServer) -> None:
    asked: list[dict[str, Any]] = []

    async def play(request: web.Request) -> web.Response:
        asked.append(await request.json())
        return web.json_response({"state": "done", "text": "Nobody there."})

    app = web.Application()
    app.router.add_post("/scene", play)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    hook = f"http://127.0.0.1:{runner.addresses[0][1]}/scene"
    await post("scenes", scenes=[{"id": "empty", "title": "Nobody", "hint": ""}], hook=hook)
    async with ClientSession() as session, session.ws_connect(f"{telegram.url}/chat/socket") as socket:
        assert (await socket.receive_json())["scenes"][0]["id"] == "empty"
        await socket.send_json({"type": "scene", "id": "empty"})
        await socket.receive_json()
        end = await socket.receive_json()
        await post("scene", id="empty", state="playing", text="again")
        later = await socket.receive_json()
        await post("story", text="Night.")
        story = await socket.receive_json()
    await runner.cleanup()
    assert asked == [{"id": "empty"}]
    assert (end["state"], end["text"]) == ("done", "Nobody there.")
    assert (later["state"], later["text"]) == ("playing", "again")
    assert story["text"] == "Night."


@pytest.mark.parametrize(
    ("verb", "body", "status"),
    [
        ("dance", {}, 404),
        ("say", {}, 400),
        ("say", {"user_id": 404, "text": "x"}, 400),
        ("say", {"user_id": ANN, "text": ""}, 400),
        ("say", {"user_id": BEN, "text": "x", "chat_id": ANN}, 400),
        ("user", {"name": "x"}, 400),
        ("scene", {"id": "x", "state": "odd"}, 400),
    ],
)
async def test_what_cannot_be_done(post: Post, verb: str, body: dict[str, Any], status: int) -> None:
    answered, words = await post(verb, **body)
    assert answered == status
    assert words["error"]
