"""The chat page: one user's private chat with the bot, in a browser."""

from __future__ import annotations

import asyncio
import json
import logging
from pathlib import Path
from typing import Any

from aiohttp import BodyPartReader, WSCloseCode, WSMsgType, web

from .arguments import Upload
from .errors import ApiError
from .limits import UPLOAD_BYTES
from .message import Json, Message
from .people import NoSuchButtonError, People
from .scenes import Scenes
from .world import World

logger = logging.getLogger(__name__)

ASSETS = (Path(__file__).parent.parent / "page").resolve()
PRESS_TIMEOUT_SECONDS = 30
HEARTBEAT_SECONDS = 20


class Page:
    """Serves the page and its socket. `user_id` is whose chat it shows; None while there is no user."""

    def __init__(self, world: World, people: People, scenes: Scenes) -> None:
        self._world, self._people, self._scenes = world, people, scenes
        self._sockets: set[web.WebSocketResponse] = set()
        self.user_id: int | None = None
        self.notice: str | None = None

    def add_routes(self, app: web.Application) -> None:
        app.router.add_get("/", self.index)
        app.router.add_get("/page/{file:.+}", self.asset)
        app.router.add_get("/chat/file/{file_id}", self.file)
        app.router.add_post("/chat/upload", self.upload)
        app.router.add_get("/chat/socket", self.socket)

    async def close(self) -> None:
        for socket in list(self._sockets):
            await socket.close(code=WSCloseCode.GOING_AWAY)

    async def index(self, request: web.Request) -> web.StreamResponse:
        """In the language of whose chat it shows."""
        user = {} if self.user_id is None else self._world.chats.user(self.user_id)
        tongue = "de" if str(user.get("language_code", "")).startswith("de") else "en"
        text = (ASSETS / "index.html").read_text("utf-8").replace('lang="en"', f'lang="{tongue}"', 1)
        return web.Response(text=text, content_type="text/html", headers={"Cache-Control": "no-cache"})

    async def asset(self, request: web.Request) -> web.StreamResponse:
        return _asset(request.match_info["file"])

    async def file(self, request: web.Request) -> web.Response:
        """A file's bytes, or the range of them that a video player asks for."""
        stored = self._world.files.get(request.match_info["file_id"])
        if stored is None:
            raise web.HTTPNotFound(text="no such file")
        headers = {"Accept-Ranges": "bytes", "Cache-Control": "max-age=3600"}
        size = len(stored.data)
        try:
            start, stop, _ = request.http_range.indices(size)
        except ValueError:
            start, stop = size, size
        if "Range" not in request.headers:
            return web.Response(body=stored.data, content_type=stored.content_type, headers=headers)
        if start >= stop:
            raise web.HTTPRequestRangeNotSatisfiable(headers={"Content-Range": f"bytes */{size}"})
        headers["Content-Range"] = f"bytes {start}-{stop - 1}/{size}"
        body = stored.data[start:stop]
        return web.Response(status=206, body=body, content_type=stored.content_type, headers=headers)

    async def upload(self, request: web.Request) -> web.Response:
        try:
            fields, files = await read_upload(request)
            messages = await self._people.upload(
                self._me(),
                files,
                fields.get("caption"),
                as_document=fields.get("as_document") == "1",
                chat_id=int(fields.get("chat_id") or self._me()),
                reply_to=int(fields["reply_to_message_id"]) if fields.get("reply_to_message_id") else None,
            )
        except ApiError as error:
            return web.json_response(error.body(), status=error.status)
        except (ValueError, LookupError) as error:
            return web.json_response({"ok": False, "error_code": 400, "description": str(error)}, status=400)
        return web.json_response({"ok": True, "result": messages})

    async def socket(self, request: web.Request) -> web.WebSocketResponse:
        if self.user_id is None:
            raise web.HTTPConflict(text="nobody lives here yet")
        socket = web.WebSocketResponse(heartbeat=HEARTBEAT_SECONDS, max_msg_size=1 << 20)
        await socket.prepare(request)
        self._sockets.add(socket)
        try:
            await Visit(self, socket, self._me()).run()
        finally:
            self._sockets.discard(socket)
        return socket

    def _me(self) -> int:
        if self.user_id is None:
            raise LookupError("nobody lives here yet")
        return self.user_id

    def hello(self, user_id: int) -> Json:
        chat = self._world.chats.chat(user_id)
        return {
            "type": "hello",
            "me": self._world.chats.user(user_id),
            "bot": self._world.bot,
            "chat": chat.brief(),
            "messages": self._world.ledger.timeline(user_id),
            "commands": self.commands(user_id),
            "scenes": self._scenes.offered,
            "notice": self.notice,
        }

    def commands(self, user_id: int) -> list[Json]:
        world = self._world
        return world.profile.commands_shown(world.chats.chat(user_id), world.chats.user(user_id))

    async def send_text(self, user_id: int, frame: Json) -> None:
        await self._people.send(
            user_id, str(frame["text"]), frame.get("chat_id"), frame.get("reply_to_message_id")
        )

    async def press(self, user_id: int, frame: Json) -> Json:
        """The frame that ends the button's spinner: as in Telegram, silence ends it wordlessly."""
        answer: Json = {"text": None, "show_alert": False}
        try:
            answer = await self._people.press(
                user_id,
                int(frame["chat_id"]),
                int(frame["message_id"]),
                data=str(frame["data"]),
                patience=PRESS_TIMEOUT_SECONDS,
            )
        except (TimeoutError, NoSuchButtonError) as error:
            logger.info("A press got no answer: %s", error or "timed out")
        return {"type": "callback_answer", "nonce": frame.get("nonce"), **answer}

    async def play(self, frame: Json) -> None:
        await self._scenes.play(str(frame["id"]))

    def listening(self, visit: Visit) -> Any:
        return self._world.feed.listening(visit.hear)


class Visit:
    """One open page: frames out in order, frames in each in its own task."""

    def __init__(self, page: Page, socket: web.WebSocketResponse, user_id: int) -> None:
        self._page, self._socket, self._user_id = page, socket, user_id
        self._frames: asyncio.Queue[str] = asyncio.Queue()
        self._handling: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        self._put(self._page.hello(self._user_id))
        with self._page.listening(self):
            async with asyncio.TaskGroup() as group:
                writer = group.create_task(self._write())
                await self._read(group)
                # Nobody is there any more to whom a press or a scene could be answered.
                for task in {writer, *self._handling}:
                    task.cancel()

    def hear(self, event: Json) -> None:
        if event["type"] == "commands":
            event = {**event, "commands": self._page.commands(self._user_id)}
        if _chat_of(event) in {None, self._user_id}:
            self._put(event)

    def _put(self, event: Json) -> None:
        # Written down at once: a live message may be edited before the frame leaves.
        self._frames.put_nowait(json.dumps(event, ensure_ascii=False))

    async def _write(self) -> None:
        while not self._socket.closed:
            frame = await self._frames.get()
            try:
                await self._socket.send_str(frame)
            except ConnectionResetError:
                # The page went away in between; the reader ends the visit.
                return

    async def _read(self, group: asyncio.TaskGroup) -> None:
        async for message in self._socket:
            if message.type is WSMsgType.TEXT:
                task = group.create_task(self._handle(message.data))
                self._handling.add(task)
                task.add_done_callback(self._handling.discard)

    async def _handle(self, text: str) -> None:
        try:
            frame = json.loads(text)
            match frame["type"]:
                case "send_text":
                    await self._page.send_text(self._user_id, frame)
                case "press":
                    self._put(await self._page.press(self._user_id, frame))
                case "scene":
                    await self._page.play(frame)
                case other:
                    raise ValueError(f"unknown frame {other!r}")
        except (ValueError, LookupError, TypeError) as error:
            logger.warning("The page sent what cannot be done: %s", error)


def _chat_of(event: Json) -> int | None:
    message = event.get("message")
    return message.chat_id if isinstance(message, Message) else event.get("chat_id")


def _asset(name: str) -> web.StreamResponse:
    path = (ASSETS / name).resolve()
    if not path.is_relative_to(ASSETS) or not path.is_file():
        raise web.HTTPNotFound(text="no such page")
    return web.FileResponse(path, headers={"Cache-Control": "no-cache"})


async def read_upload(request: web.Request) -> tuple[dict[str, str], list[Upload]]:
    """The text fields and the `file` parts of a multipart form; ValueError when it is none."""
    if not request.content_type.startswith("multipart/"):
        raise ValueError("a multipart form is expected")
    fields: dict[str, str] = {}
    files: list[Upload] = []
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        if part.filename is None:
            fields[part.name or ""] = await part.text()
            continue
        data = bytes(await part.read())
        if len(data) > UPLOAD_BYTES:
            raise ValueError("the file is too big")
        files.append(Upload(data, part.filename, part.headers.get("Content-Type")))
    return fields, files
