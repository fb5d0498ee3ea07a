"""The chat page's server side: its socket, its uploads, its files."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import ClientSession, ClientWebSocketResponse, FormData, WSServerHandshakeError
from telegram import Bot, BotCommand, BotCommandScopeChat, InlineKeyboardButton, InlineKeyboardMarkup

from deploy.sandbox.telegram import TelegramServer
from deploy.sandbox.telegram.page import ASSETS
from tests.patience import PATIENCE
from tests.sandbox.bot_side import ANN, BEN, GROUP, clip, picture

KEYS = InlineKeyboardMarkup([[InlineKeyboardButton("Go", callback_data="go")]])


@dataclass
class Page:
    """What the browser does: frames in and out, and requests beside them."""

    server: TelegramServer
    session: ClientSession
    socket: ClientWebSocketResponse
    hello: dict[str, Any]

    async def next(self, kind: str | None = None) -> dict[str, Any]:
        while True:
            frame: dict[str, Any] = await self.socket.receive_json(timeout=PATIENCE)
            if kind in {None, frame["type"]}:
                return frame

    async def send(self, **frame: Any) -> None:
        await self.socket.send_json(frame)

    async def upload(self, *files: tuple[str, bytes, str], **fields: str) -> tuple[int, dict[str, Any]]:
        form = FormData(default_to_multipart=True)
        for name, value in fields.items():
            form.add_field(name, value)
        for name, data, content_type in files:
            form.add_field("file", data, filename=name, content_type=content_type)
        async with self.session.post(f"{self.server.url}/chat/upload", data=form) as response:
            return response.status, await response.json()


@pytest_asyncio.fixture
async def page(telegram: TelegramServer) -> AsyncIterator[Page]:
    async with ClientSession() as session, session.ws_connect(f"{telegram.url}/chat/socket") as socket:
        yield Page(telegram, session, socket, await socket.receive_json())


async def test_hello_tells_everything_so_far(telegram: TelegramServer, bot: Bot) -> None:
    await bot.set_my_commands([BotCommand("help", "What I do")])
    telegram.story("A visitor walks up.")
    await bot.send_message(ANN, "Who is it?")
    scene = {"id": "bell", "title": "Ring the bell", "hint": "A ding"}
    telegram.set_scenes([scene], None)
    telegram.set_notice("All of this is made up")
    async with ClientSession() as session, session.ws_connect(f"{telegram.url}/chat/socket") as socket:
        hello = await socket.receive_json()
    assert hello["type"] == "hello"
    assert hello["me"]["id"] == hello["chat"]["id"] == ANN
    assert hello["bot"]["username"] == "latchkey_bot"
    assert hello["commands"] == [{"command": "help", "description": "What I do"}]
    assert hello["scenes"] == [scene]
    assert hello["notice"] == "All of this is made up"
    start, story, question = hello["messages"]
    assert (start["text"], question["text"]) == ("/start", "Who is it?")
    assert start["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert (story["type"], story["text"]) == ("story", "A visitor walks up.")
    assert isinstance(story["date"], int)


async def test_what_the_bot_does_is_told(page: Page, bot: Bot) -> None:
    await bot.send_chat_action(ANN, "upload_photo")
    message = await bot.send_message(ANN, "<b>one</b>", parse_mode="HTML", reply_markup=KEYS)
    await message.edit_text("two")
    await message.delete()
    await bot.set_my_commands([BotCommand("door", "Look")], BotCommandScopeChat(ANN))
    typing, new, edit, gone, commands = [await page.next() for _ in range(5)]
    assert typing == {"type": "typing", "chat_id": ANN, "action": "upload_photo"}
    assert new["message"]["entities"] == [{"type": "bold", "offset": 0, "length": 3}]
    assert new["message"]["reply_markup"] == KEYS.to_dict()
    assert (edit["type"], edit["message"]["text"]) == ("edit", "two")
    assert gone == {"type": "delete", "chat_id": ANN, "message_id": message.id}
    assert commands == {"type": "commands", "commands": [{"command": "door", "description": "Look"}]}


async def test_other_chats_are_not(page: Page, telegram: TelegramServer, bot: Bot) -> None:
    telegram.add_group(GROUP, "Home", [ANN, BEN])
    await bot.send_message(GROUP, "in the group")
    await telegram.user_sends(BEN, "/start")
    await bot.send_chat_action(BEN, "typing")
    await bot.send_message(ANN, "here")
    assert (await page.next())["message"]["text"] == "here"


async def test_a_text_goes_to_the_bot_and_back_to_the_page(page: Page, bot: Bot) -> None:
    asked = await bot.send_message(ANN, "Name?")
    await page.send(type="send_text", chat_id=ANN, text="Grace", reply_to_message_id=asked.id)
    await page.next("message")
    echo = await page.next("message")
    assert (echo["message"]["text"], echo["message"]["from"]["id"]) == ("Grace", ANN)
    (update,) = await bot.get_updates(offset=-1)
    assert update.message is not None
    assert update.message.reply_to_message is not None
    assert update.message.reply_to_message.text == "Name?"


async def test_texts_keep_their_order(page: Page) -> None:
    for number in range(20):
        await page.send(type="send_text", chat_id=ANN, text=str(number), reply_to_message_id=None)
    told = [(await page.next("message"))["message"]["text"] for _ in range(20)]
    assert told == [str(number) for number in range(20)]


async def test_a_press_is_answered_under_its_nonce(page: Page, bot: Bot) -> None:
    message = await bot.send_message(ANN, "x", reply_markup=KEYS)
    await page.send(type="press", chat_id=ANN, message_id=message.id, data="go", nonce="n1")
    query = None
    offset = 0
    while query is None:
        for update in await bot.get_updates(offset=offset, timeout=5):
            offset, query = update.update_id + 1, update.callback_query
    await query.answer("Gone", show_alert=True)
    answer = await page.next("callback_answer")
    assert answer == {"type": "callback_answer", "nonce": "n1", "text": "Gone", "show_alert": True}


async def test_a_press_on_what_is_gone_ends_quietly(page: Page) -> None:
    await page.send(type="press", chat_id=ANN, message_id=999, data="go", nonce="n2")
    answer = await page.next("callback_answer")
    assert answer == {"type": "callback_answer", "nonce": "n2", "text": None, "show_alert": False}


async def test_nonsense_does_not_end_the_visit(page: Page) -> None:
    for nonsense in ("{", "[]", "{}", '{"type": "dance"}', '{"type": "send_text", "text": ""}'):
        await page.socket.send_str(nonsense)
    await page.send(type="send_text", chat_id=ANN, text="still here")
    assert (await page.next("message"))["message"]["text"] == "still here"


async def test_a_photo_is_uploaded_and_shown(page: Page, bot: Bot) -> None:
    status, answer = await page.upload(
        ("me.jpg", picture(800, 600), "image/jpeg"), chat_id=str(ANN), caption="me", reply_to_message_id="1"
    )
    assert (status, answer["ok"]) == (200, True)
    message = (await page.next("message"))["message"]
    assert message == answer["result"][0]
    assert (message["caption"], message["reply_to_message"]["message_id"]) == ("me", 1)
    (update,) = await bot.get_updates(offset=-1)
    assert update.message is not None
    assert update.message.photo[-1].width == 800
    url = f"{page.server.url}/chat/file/{message['photo'][0]['file_id']}"
    async with page.session.get(url) as response:
        assert response.content_type == "image/jpeg"
        assert (await response.read())[:2] == b"\xff\xd8"


async def test_several_files_are_an_album(page: Page) -> None:
    jpeg = ("a.jpg", picture(), "image/jpeg")
    _, answer = await page.upload(jpeg, jpeg, jpeg, chat_id=str(ANN), caption="us")
    messages = answer["result"]
    assert len({message["media_group_id"] for message in messages}) == 1
    assert [message.get("caption") for message in messages] == ["us", None, None]


async def test_kinds_of_files(page: Page) -> None:
    kinds = [
        (("a.jpg", picture(), "image/jpeg"), {"as_document": "1"}, "document"),
        (("a.mp4", clip(), "video/mp4"), {}, "video"),
        (("a.pdf", b"%PDF", "application/pdf"), {}, "document"),
    ]
    for file, how, kind in kinds:
        _, answer = await page.upload(file, chat_id=str(ANN), **how)
        assert kind in answer["result"][0]


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ([], "one to ten files, not 0"),
        ([("a.jpg", b"no picture", "image/jpeg")], "Bad Request: IMAGE_PROCESS_FAILED"),
        ([("a.jpg", b"", "image/jpeg")], "Bad Request: file must be non-empty"),
    ],
)
async def test_uploads_that_cannot_be(page: Page, files: list[tuple[str, bytes, str]], words: str) -> None:
    status, answer = await page.upload(*files, chat_id=str(ANN))
    assert (status, answer["description"]) == (400, words)


async def test_a_video_can_be_fetched_in_parts(page: Page) -> None:
    data = clip()
    _, answer = await page.upload(("a.mp4", data, "video/mp4"), chat_id=str(ANN))
    url = f"{page.server.url}/chat/file/{answer['result'][0]['video']['file_id']}"
    async with page.session.get(url, headers={"Range": "bytes=10-19"}) as part:
        assert part.status == 206
        assert part.headers["Content-Range"] == f"bytes 10-19/{len(data)}"
        assert await part.read() == data[10:20]
    async with page.session.get(url, headers={"Range": f"bytes={len(data)}-"}) as beyond:
        assert beyond.status == 416
    async with page.session.get(url) as whole:
        assert (whole.status, await whole.read()) == (200, data)


async def test_stories_and_scenes(page: Page, telegram: TelegramServer) -> None:
    asked: list[str] = []

    async def hook(scene_id: str) -> dict[str, Any]:
        asked.append(scene_id)
        return {"state": "done", "text": "She left again."}

    telegram.set_scenes([{"id": "walk", "title": "A visitor walks up", "hint": ""}], hook)
    offered = (await page.next("scenes"))["scenes"]
    assert [scene["title"] for scene in offered] == ["A visitor walks up"], (
        "also on a page that is open already"
    )
    telegram.story("Evening.")
    assert (await page.next("story"))["text"] == "Evening."
    await page.send(type="scene", id="walk")
    states = [await page.next("scene") for _ in range(2)]
    assert [(scene["state"], scene["text"]) for scene in states] == [
        ("playing", ""),
        ("done", "She left again."),
    ]
    assert asked == ["walk"]
    await page.send(type="scene", id="unknown")
    assert (await page.next("scene"))["state"] == "failed"


async def test_a_stage_that_is_gone(page: Page, telegram: TelegramServer) -> None:
    telegram.set_scenes([{"id": "walk", "title": "Walk", "hint": ""}], "http://127.0.0.1:9/scene")
    await page.send(type="scene", id="walk")
    assert [(await page.next("scene"))["state"] for _ in range(2)] == ["playing", "failed"]


async def test_another_origin_is_turned_away(telegram: TelegramServer) -> None:
    headers = {"Origin": "https://example.org"}
    async with ClientSession(headers=headers) as session:
        with pytest.raises(WSServerHandshakeError) as refusal:
            await session.ws_connect(f"{telegram.url}/chat/socket")
        assert refusal.value.status == 403
        async with session.post(f"{telegram.url}/sandbox/say", json={}) as response:
            assert response.status == 403
    socket_url = f"{telegram.url}/chat/socket"
    async with ClientSession() as session, session.ws_connect(socket_url, origin=telegram.url) as socket:
        assert (await socket.receive_json())["type"] == "hello"


async def test_pages_assets_and_nothing_else(page: Page) -> None:
    for path, status in (("/", 200), ("/page/chat.js", 200), ("/page/none.js", 404)):
        async with page.session.get(page.server.url + path) as response:
            assert response.status == status
    async with page.session.get(f"{page.server.url}/page/..%2ftelegram%2fserver.py") as response:
        assert response.status == 404


async def test_the_page_speaks_the_language_of_whose_chat_it_shows() -> None:
    async with ClientSession() as session:
        for code, tongue in (("de-AT", "de"), ("fr", "en")):
            server = TelegramServer("123456:sandbox")
            server.add_user(ANN, "Ann", language_code=code)
            await server.start()
            async with session.get(server.url) as response:
                assert f'<html lang="{tongue}">' in await response.text()
            await server.stop()


def test_each_word_of_the_page_that_has_a_german_one_is_on_the_page() -> None:
    table = (ASSETS / "words.js").read_text("utf-8").partition("};")[0]
    known = re.findall(r'^  (?:"(.+?)"|(\w+)):', table, re.M)
    page = "".join(path.read_text("utf-8") for path in ASSETS.iterdir() if path.name != "words.js")
    assert len(known) > 40
    assert [key for key in map("".join, known) if key not in page] == []


async def test_two_pages_see_the_same(page: Page, telegram: TelegramServer) -> None:
    async with page.session.ws_connect(f"{telegram.url}/chat/socket") as other:
        await other.receive_json()
        await page.send(type="send_text", chat_id=ANN, text="x")
        assert (await page.next())["message"] == (await other.receive_json(timeout=PATIENCE))["message"]


async def test_stopping_closes_open_pages(page: Page, telegram: TelegramServer) -> None:
    stopping = asyncio.create_task(telegram.stop())
    closing = await page.socket.receive(timeout=PATIENCE)
    assert closing.data == 1001
    await page.socket.close()
    await stopping


async def test_a_page_before_anybody_lives_there() -> None:
    server = TelegramServer()
    await server.start()
    async with ClientSession() as session:
        async with session.get(f"{server.url}/chat/socket") as response:
            assert response.status == 409
        async with session.get(f"{server.url}/sandbox/messages") as response:
            assert json.loads(await response.text()) == {"error": "no user yet: add_user first"}
    await server.stop()
