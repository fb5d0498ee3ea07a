"""Failures on order: what a cloud answers instead of what it should."""

from __future__ import annotations

import asyncio
import json
import socket
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from aiohttp import web

Body = bytes | str | dict[str, object] | list[object] | None

HANG = 3600.0
"""A delay longer than any client waits."""


@dataclass(slots=True)
class Fault:
    """One failure, told `times` times to requests whose path begins with `path_prefix`.

    `status` 0 cuts the connection without an answer. `after_effect` lets the cloud do what was
    asked first, so that only the answer is lost. `delay` seconds pass before the failure. `late`: no
    failure at all, what is answered is right and only late; `status` says nothing then.
    """

    path_prefix: str
    status: int
    body: Body = None
    times: int = 1
    headers: Mapping[str, str] = field(default_factory=dict)
    after_effect: bool = False
    delay: float = 0.0
    method: str | None = None
    late: bool = False

    def meets(self, request: web.Request) -> bool:
        right_method = self.method is None or self.method == request.method
        return self.times > 0 and right_method and request.path.startswith(self.path_prefix)


class Weather(Protocol):
    """What fails without having been ordered one by one."""

    def fault(self, request: web.Request) -> Fault | None: ...


class Faults:
    """The failures still owed, first ordered first told; then what the weather makes of a request."""

    def __init__(self) -> None:
        self._owed: list[Fault] = []
        self.weather: Weather | None = None

    def add(self, fault: Fault) -> None:
        self._owed.append(fault)

    def clear(self) -> None:
        self._owed.clear()

    @property
    def owed(self) -> int:
        """How many requests are still to fail by order. One that is answered late counts no more."""
        return sum(fault.times for fault in self._owed)

    def take(self, request: web.Request) -> Fault | None:
        for fault in self._owed:
            if fault.meets(request):
                fault.times -= 1
                return fault
        return None if self.weather is None else self.weather.fault(request)


async def tell(fault: Fault, request: web.Request) -> web.StreamResponse:
    await asyncio.sleep(fault.delay)
    if fault.status == 0:
        return cut(request)
    return answer(fault.status, fault.body, fault.headers)


def cut(request: web.Request) -> web.StreamResponse:
    """Resets the connection: the client sees it closed without an answer."""
    reset(request)
    raise asyncio.CancelledError


def reset(request: web.Request) -> None:
    """Ends the connection with RST, as a router does that forgot it: nothing still unsent arrives."""
    if request.transport is None:
        return
    peer = request.transport.get_extra_info("socket")
    if peer is not None:
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    request.transport.abort()


def answer(status: int, body: Body, headers: Mapping[str, str] | None = None) -> web.Response:
    """`body` with the content type it looks like: JSON, a page, text or bytes."""
    if body is None:
        body = {"error": f"sandbox says {status}"}
    if isinstance(body, dict | list):
        content, kind = json.dumps(body).encode(), "application/json"
    elif isinstance(body, str):
        content, kind = body.encode(), "text/html" if body.lstrip().startswith("<") else "text/plain"
    else:
        content, kind = body, "application/octet-stream"
    return web.Response(status=status, body=content, headers={"Content-Type": kind, **(headers or {})})
