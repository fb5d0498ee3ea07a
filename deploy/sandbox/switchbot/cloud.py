"""SwitchBot's cloud v1.1 on loopback. Setting that points Latchkey here: SWITCHBOT_API_URL = url."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from deploy.sandbox.loopback import LoopbackServer
from deploy.sandbox.switchbot.bolt import TARGETS, Bolt
from deploy.sandbox.switchbot.signature import Signature

OFFLINE_CODES = {"device": 161, "hub": 171}
DAILY_LIMIT = 10_000


@dataclass(frozen=True, slots=True)
class Command:
    """A command that reached the cloud, whether or not its answer arrived. `at`: the cloud's clock."""

    device_id: str
    command: str
    at: float


class SwitchBotCloud(LoopbackServer):
    """`commands` is the judge of what a lock was really told. `calls_left` counts down to the daily limit."""

    def __init__(
        self,
        token: str = "switchbot-token",
        secret: str = "switchbot-secret",
        port: int = 0,
        daily_limit: int = DAILY_LIMIT,
    ) -> None:
        super().__init__(port)
        self.token = token
        self.secret = secret
        self.calls_left = daily_limit
        self.commands: list[Command] = []
        self.refusals: list[str] = []
        self.locks: dict[str, Bolt] = {}
        self._signature = Signature(token, secret)

    def add_lock(self, id: str, name: str, **more: Any) -> Bolt:
        """`more`: the fields of `Bolt`, such as state, delay, door, battery."""
        self.locks[id] = Bolt(id, name, **more)
        return self.locks[id]

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/v1.1/devices", self._devices),
            web.get("/v1.1/devices/{id}/status", self._status),
            web.post("/v1.1/devices/{id}/commands", self._command),
            web.post("/sandbox/lock", self._control_lock),
            web.get("/sandbox/lock", self._control_look),
            web.post("/sandbox/fail", self.order_fault),
        ]

    async def _devices(self, request: web.Request) -> web.Response:
        self._admit(request)
        hubs = {
            lock.hub_id: {
                "deviceId": lock.hub_id,
                "deviceName": "Hub Mini",
                "deviceType": "Hub Mini",
                "enableCloudService": False,
                "hubDeviceId": "000000000000",
            }
            for lock in self.locks.values()
        }
        listed = [*(lock.as_listed() for lock in self.locks.values()), *hubs.values()]
        return _said(100, {"deviceList": listed, "infraredRemoteList": []})

    async def _status(self, request: web.Request) -> web.Response:
        self._admit(request)
        lock = self.locks.get(request.match_info["id"])
        if lock is None:
            return _said(152, {}, "device not found")
        return self._offline(lock) or _said(100, lock.status(self.now()))

    async def _command(self, request: web.Request) -> web.Response:
        self._admit(request)
        wish = await request.json()
        device_id, command = request.match_info["id"], str(wish.get("command"))
        self.commands.append(Command(device_id, command, self.now()))
        lock = self.locks.get(device_id)
        if lock is None:
            return _said(152, {}, "device not found")
        if command not in TARGETS or wish.get("commandType") != "command":
            return _said(160, {}, f"not this command:{command}")
        if offline := self._offline(lock):
            return offline
        lock.obey(command, self.now())
        return _said(100, {"commandId": f"CMD{uuid.uuid4().hex[:12]}"})

    def _admit(self, request: web.Request) -> None:
        fault = self._signature.fault(request.headers, self.now())
        if fault is not None:
            self.refusals.append(fault)
            raise web.HTTPUnauthorized(text='{"message":"Unauthorized"}', content_type="application/json")
        if self.calls_left <= 0:
            raise _Answered(_said(190, {}, "Requests reached the daily limit"))
        self.calls_left -= 1

    def _offline(self, lock: Bolt) -> web.Response | None:
        if lock.offline is None:
            return None
        return _said(OFFLINE_CODES[lock.offline], {}, f"{lock.offline} offline")

    async def _control_lock(self, request: web.Request) -> web.Response:
        """{device_id?, and fields of `Bolt`: state, door, battery, delay, jam, offline, lie}"""
        wish = await request.json()
        lock = self._named(wish.pop("device_id", None))
        if "state" in wish:
            lock.set_state(wish.pop("state"))
        for name, value in wish.items():
            setattr(lock, name, value)
        return web.json_response({"ok": True})

    async def _control_look(self, request: web.Request) -> web.Response:
        """What the lock really is, and every command that came in."""
        lock = self._named(request.query.get("device_id"))
        commands = [{"command": each.command, "at": each.at} for each in self.commands]
        told = lock.status(self.now())
        return web.json_response({"state": lock.state, "status": told, "commands": commands})

    def _named(self, device_id: str | None) -> Bolt:
        lock = self.locks.get(device_id) if device_id else next(iter(self.locks.values()), None)
        if lock is None:
            raise web.HTTPNotFound(text="no such lock")
        return lock


class _Answered(web.HTTPException):
    """An answer given from deep inside, with HTTP status 200 as SwitchBot does."""

    status_code = 200

    def __init__(self, response: web.Response) -> None:
        super().__init__(text=response.text, content_type="application/json")


def _said(status_code: int, body: dict[str, Any], message: str = "success") -> web.Response:
    return web.json_response({"statusCode": status_code, "body": body, "message": message})
