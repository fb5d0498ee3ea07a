"""The Bot API over HTTP: `/bot<token>/<method>` and `/file/bot<token>/<path>`."""

from __future__ import annotations

import hmac
import json
import logging
from typing import Any

from aiohttp import BodyPartReader, web

from deploy.sandbox.faults import reset

from .arguments import Arguments, Upload
from .calls import STRUCTURED, Call
from .errors import ApiError, bad_request
from .limits import UPLOAD_BYTES
from .message import Json
from .methods import METHODS
from .world import World

logger = logging.getLogger(__name__)

# What the other parts of a multipart body may take beside the file.
FORM_SLACK_BYTES = 1 << 20
TOO_LARGE = ApiError(413, "Request Entity Too Large")
UNAUTHORIZED = ApiError(401, "Unauthorized")
NO_METHOD = ApiError(404, "Not Found: method not found")
CONNECTION_CLOSED = 0


class Endpoint:
    def __init__(self, world: World, token: str) -> None:
        self._world, self._token = world, token

    def add_routes(self, app: web.Application) -> None:
        app.router.add_route("*", "/bot{token}/{method}", self.call)
        app.router.add_get("/file/bot{token}/{path:.+}", self.download)

    async def call(self, request: web.Request) -> web.Response:
        if not self._token_is_right(request):
            return _answer(UNAUTHORIZED)
        name = request.match_info["method"]
        try:
            values, uploads = await _read(request)
        except ApiError as error:
            return _answer(error)
        call = Call(name, _decoded(values), uploads, self._world.clock())
        self._world.keep_call(call)
        answer = await self._perform(call, Arguments(values, uploads))
        call.answered_at = self._world.clock()
        return self._respond(request, call, answer)

    async def download(self, request: web.Request) -> web.Response:
        if not self._token_is_right(request):
            return _answer(UNAUTHORIZED)
        stored = self._world.files.at(request.match_info["path"])
        if stored is None:
            return _answer(ApiError(404, "Not Found"))
        return web.Response(body=stored.data, content_type=stored.content_type)

    def _token_is_right(self, request: web.Request) -> bool:
        return hmac.compare_digest(request.match_info["token"].encode(), self._token.encode())

    async def _perform(self, call: Call, arguments: Arguments) -> ApiError | Any:
        """The method's result, or the refusal; ordered faults come first or last."""
        method = METHODS.get(call.method.lower())
        if method is None:
            return NO_METHOD
        call.method = method.name
        fault = self._world.faults.take(method.name, call.words)
        call.fault = None if fault is None else fault.kind
        if fault is not None and fault.until is not None:
            await fault.until.wait()
        if fault is not None and not fault.after_effect:
            return fault.error()
        try:
            answer = await method.answer(self._world, arguments)
            # As it is now: a live message may be edited later.
            call.done = json.loads(json.dumps(answer))
        except ApiError as error:
            answer = error
        except Exception:
            logger.exception("The stand-in itself failed at %s", method.name)
            answer = ApiError(500, "Internal Server Error")
        return fault.error() if fault is not None else answer

    def _respond(self, request: web.Request, call: Call, answer: ApiError | Any) -> web.Response:
        call.status = answer.status if isinstance(answer, ApiError) else 200
        if call.status == CONNECTION_CLOSED:
            self._world.call_feed.publish(call)
            reset(request)
            return web.Response()
        if not isinstance(answer, ApiError):
            call.result = call.done
        self._world.call_feed.publish(call)
        return _answer(answer)


def _answer(answer: ApiError | Any) -> web.Response:
    if isinstance(answer, ApiError):
        if answer.page is not None:
            return web.Response(text=answer.page, status=answer.status, content_type="text/html")
        return web.json_response(answer.body(), status=answer.status)
    return web.json_response({"ok": True, "result": answer})


def _decoded(values: Json) -> Json:
    """Objects and arrays as such, for whoever reads the calls; what does not parse stays text."""
    decoded = dict(values)
    for name in STRUCTURED & values.keys():
        try:
            decoded[name] = json.loads(values[name])
        except (TypeError, ValueError):
            continue
    return decoded


async def _read(request: web.Request) -> tuple[Json, dict[str, Upload]]:
    values: Json = dict(request.query)
    uploads: dict[str, Upload] = {}
    if (request.content_length or 0) > UPLOAD_BYTES + FORM_SLACK_BYTES:
        # Read to its end, for the client listens only after it has sent everything.
        async for _ in request.content.iter_chunked(FORM_SLACK_BYTES):
            pass
        raise TOO_LARGE
    if request.content_type == "application/json":
        values |= await _read_json(request)
    elif request.content_type.startswith("multipart/"):
        async for part in await request.multipart():
            if isinstance(part, BodyPartReader):
                await _read_part(part, values, uploads)
    elif request.can_read_body:
        values |= dict(await request.post())
    return values, uploads


async def _read_json(request: web.Request) -> Json:
    body = await request.text()
    try:
        values = json.loads(body) if body.strip() else {}
    except ValueError:
        values = None
    if not isinstance(values, dict):
        raise bad_request("can't parse JSON object")
    return values


async def _read_part(part: BodyPartReader, values: Json, uploads: dict[str, Upload]) -> None:
    name = part.name or ""
    if part.filename is None:
        values[name] = await part.text()
        return
    data = bytes(await part.read())
    if len(data) > UPLOAD_BYTES:
        raise TOO_LARGE
    uploads[name] = Upload(data, part.filename, part.headers.get("Content-Type"))
