"""A small HTTP server on 127.0.0.1 that logs what it is asked and fails when told to."""

from __future__ import annotations

import asyncio
import time
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import formatdate
from typing import Any

from aiohttp import web
from aiohttp.typedefs import Handler

from deploy.sandbox.faults import Body, Fault, Faults, tell


@dataclass(frozen=True, slots=True)
class SeenRequest:
    """One request as it came in; `status` is what was answered, 0 when the connection was cut."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    status: int
    at: float


class LoopbackServer(ABC):
    """`port` 0 takes a free one. `clock_offset` seconds put the server's clock ahead of this machine's."""

    def __init__(self, port: int = 0) -> None:
        self.port = port
        self.clock_offset = 0.0
        self.requests: list[SeenRequest] = []
        self.faults = Faults()
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def now(self) -> float:
        """The server's own clock: seconds since the epoch."""
        return time.time() + self.clock_offset

    @abstractmethod
    def routes(self) -> list[web.RouteDef]:
        """What it answers, with the paths of the cloud that it stands in for."""

    async def start(self) -> None:
        app = web.Application(middlewares=[self._log_and_fail], client_max_size=64 * 2**20)
        app.add_routes(self.routes())
        app.on_response_prepare.append(self._stamp)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2, handler_cancellation=True)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        self.port = int(self._runner.addresses[0][1])

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    def fail_next(self, path_prefix: str, status: int, body: Body = None, times: int = 1, **how: Any) -> None:
        """See `Fault` for `how`: headers, after_effect, delay (seconds), method."""
        self.faults.add(Fault(path_prefix, status, body, times, **how))

    def be_slow(self, path_prefix: str, seconds: float, times: int = 1) -> None:
        """Right answers, late."""
        self.faults.add(Fault(path_prefix, 200, times=times, delay=seconds, late=True))

    def seen(self, path_prefix: str, method: str | None = None) -> list[SeenRequest]:
        return [
            seen
            for seen in self.requests
            if seen.path.startswith(path_prefix) and method in (None, seen.method)
        ]

    @web.middleware
    async def _log_and_fail(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        status = 0
        try:
            response = await self._respond(request, handler)
            status = response.status
            return response
        except web.HTTPException as refusal:
            status = refusal.status
            raise
        finally:
            query, headers = dict(request.query), dict(request.headers)
            self.requests.append(
                SeenRequest(request.method, request.path, query, headers, status, self.now())
            )

    async def _respond(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        fault = None if request.path.startswith("/sandbox/") else self.faults.take(request)
        if fault is None:
            return await handler(request)
        if fault.late:
            await asyncio.sleep(fault.delay)
            return await handler(request)
        if fault.after_effect:
            await handler(request)
        return await tell(fault, request)

    async def _stamp(self, _request: web.Request, response: web.StreamResponse) -> None:
        response.headers["Date"] = formatdate(self.now(), usegmt=True)

    async def set_clock(self, request: web.Request) -> web.Response:
        """POST /sandbox/clock {offset}: seconds that the server's clock is ahead of this machine's."""
        self.clock_offset = float((await request.json())["offset"])
        return web.json_response({"ok": True})

    async def show_requests(self, request: web.Request) -> web.Response:
        """GET /sandbox/requests?prefix=: method, path, query, status and time of what was asked there."""
        told = [
            {
                "method": seen.method,
                "path": seen.path,
                "query": dict(seen.query),
                "status": seen.status,
                "at": seen.at,
            }
            for seen in self.seen(request.query.get("prefix", "/"))
        ]
        return web.json_response(told)

    async def order_fault(self, request: web.Request) -> web.Response:
        """POST /sandbox/fail: the fields of `Fault`, path_prefix and status at least."""
        self.faults.add(Fault(**await request.json()))
        return web.json_response({"ok": True})
