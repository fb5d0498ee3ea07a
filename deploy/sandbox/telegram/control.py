"""The users' hands over HTTP, for a storyteller or a test in another process."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from aiohttp import web

from .errors import ApiError
from .limits import FloodLimits
from .message import Json
from .page import read_upload
from .storm import Storm

if TYPE_CHECKING:
    from .server import TelegramServer

Answer = Callable[[Json], Awaitable[Any]]


class Control:
    """POST /sandbox/<verb> with a JSON object; the answer is JSON, `{"error"}` with 400, 404 or 504."""

    def __init__(self, server: TelegramServer) -> None:
        self._server = server
        self._verbs: dict[str, Answer] = {
            "user": self._user,
            "group": self._group,
            "say": self._say,
            "press": self._press,
            "block": self._block,
            "fail": self._fail,
            "storm": self._storm,
            "flood": self._flood,
            "story": self._story,
            "scenes": self._scenes,
            "scene": self._scene,
        }

    def add_routes(self, app: web.Application) -> None:
        app.router.add_post("/sandbox/upload", self.upload)
        app.router.add_get("/sandbox/messages", self.messages)
        app.router.add_get("/sandbox/calls", self.calls)
        app.router.add_post("/sandbox/{verb}", self.act)

    async def act(self, request: web.Request) -> web.Response:
        answer = self._verbs.get(request.match_info["verb"])
        if answer is None:
            return _refused(404, f"no such verb; there are {', '.join(self._verbs)}")
        try:
            body = await request.json()
            if not isinstance(body, dict):
                raise TypeError("a JSON object is expected")
            return web.json_response(await answer(body))
        except KeyError as error:
            return _refused(400, f"missing or unknown: {error}")
        except TimeoutError:
            return _refused(504, "the bot did not answer in time")
        except (LookupError, ValueError, TypeError) as error:
            return _refused(400, str(error))

    async def upload(self, request: web.Request) -> web.Response:
        """Multipart: user_id, chat_id, caption, as_document, reply_to and `file` parts; the Messages."""
        try:
            fields, files = await read_upload(request)
            messages = await self._server.people.upload(
                int(fields["user_id"]),
                files,
                fields.get("caption"),
                as_document=fields.get("as_document") == "1",
                chat_id=int(fields["chat_id"]) if fields.get("chat_id") else None,
                reply_to=int(fields["reply_to"]) if fields.get("reply_to") else None,
            )
        except ApiError as error:
            return _refused(error.status, error.description)
        except (LookupError, ValueError) as error:
            return _refused(400, str(error))
        return web.json_response(messages)

    async def messages(self, request: web.Request) -> web.Response:
        """?chat_id=; without it, the page's chat."""
        try:
            chat_id = int(request.query.get("chat_id") or self._server.me["id"])
        except (LookupError, ValueError) as error:
            return _refused(400, str(error))
        return web.json_response(self._server.messages(chat_id))

    async def calls(self, request: web.Request) -> web.Response:
        """?method= for one method's calls alone, ?after= for those of higher numbers. Files by their size."""
        method, after = request.query.get("method"), int(request.query.get("after", 0))
        calls = [call for call in self._server.calls if method in {None, call.method} and call.number > after]
        return web.Response(text=json.dumps([_call(call) for call in calls]), content_type="application/json")

    async def _user(self, body: Json) -> Json:
        return self._server.add_user(**body)

    async def _group(self, body: Json) -> Json:
        return self._server.add_group(**body)

    async def _say(self, body: Json) -> Json:
        return await self._server.user_sends(
            int(body["user_id"]), str(body["text"]), body.get("chat_id"), body.get("reply_to")
        )

    async def _press(self, body: Json) -> Json:
        return await self._server.user_presses(
            int(body["user_id"]),
            int(body.get("chat_id") or body["user_id"]),
            int(body["message_id"]),
            body.get("text"),
            body.get("data"),
            float(body.get("timeout", 10)),
        )

    async def _block(self, body: Json) -> Json:
        """{"user_id", "blocked": true or false}"""
        change = self._server.block if body.get("blocked", True) else self._server.unblock
        change(int(body["user_id"]))
        return {}

    async def _fail(self, body: Json) -> Json:
        """The arguments of fail_next."""
        self._server.fail_next(**body)
        return {}

    async def _storm(self, body: Json) -> Json:
        """The fields of a Storm; {} ends it."""
        self._server.set_storm(Storm(**body) if body else None)
        return {}

    async def _flood(self, body: Json) -> Json:
        """{"limits": null, or an object of FloodLimits' fields}"""
        limits = body.get("limits")
        self._server.set_flood(None if limits is None else FloodLimits(**limits))
        return {}

    async def _story(self, body: Json) -> Json:
        self._server.story(str(body["text"]))
        return {}

    async def _scenes(self, body: Json) -> Json:
        self._server.set_scenes(list(body["scenes"]), body.get("hook"))
        return {}

    async def _scene(self, body: Json) -> Json:
        self._server.scene(str(body["id"]), str(body["state"]), str(body.get("text", "")))
        return {}


def _call(call: Any) -> Json:
    fields = asdict(call)
    fields["files"] = {name: len(upload.data) for name, upload in call.files.items()}
    return fields


def _refused(status: int, error: str) -> web.Response:
    return web.json_response({"error": error}, status=status)
