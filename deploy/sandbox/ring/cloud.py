"""Ring's cloud on loopback: OAuth, devices, history, recordings that appear late, snapshots.

Settings that point Latchkey here: RING_API_URL = url, RING_OAUTH_URL = url + "/oauth/token".
"""

from __future__ import annotations

import base64
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from aiohttp import web

from deploy.sandbox.faults import answer
from deploy.sandbox.loopback import LoopbackServer
from deploy.sandbox.ring.account import Account
from deploy.sandbox.ring.device import Device, listing
from deploy.sandbox.ring.recording import Recording, page
from deploy.sandbox.ring.storm import RingStorm

FIRST_RECORDING_ID = 7_400_000_000_000_000_000
MAX_PAGE = 100


class RingCloud(LoopbackServer):
    """One account of Ring. `token_lifetime` is that of an access token, in seconds."""

    def __init__(
        self,
        username: str = "sam@example.com",
        password: str = "front-door",
        code: str = "123456",
        two_factor: bool = True,
        token_lifetime: float = 3600.0,
        port: int = 0,
    ) -> None:
        super().__init__(port)
        self.account = Account(self.now, username, password, code, two_factor, token_lifetime)
        self.devices: dict[int, Device] = {}
        self.recordings: dict[int, Recording] = {}
        self._cuts: list[int] = []
        self._storm: RingStorm | None = None
        self._folder = tempfile.TemporaryDirectory(prefix="latchkey-ring-")

    @property
    def oauth_url(self) -> str:
        return f"{self.url}/oauth/token"

    async def stop(self) -> None:
        await super().stop()
        self._folder.cleanup()

    # What a test or a story makes happen

    def add_camera(self, id: int, name: str, kind: str = "lpd_v2", **more: Any) -> Device:
        """`more`: family, battery, show_recordings of `Device`."""
        self.devices[id] = Device(id, name, kind, **more)
        return self.devices[id]

    def add_recording(
        self,
        camera_id: int,
        clip: bytes | Path,
        kind: str = "motion",
        recorded_at: datetime | None = None,
        available_after: float = 0.0,
        recording_id: int | None = None,
        listed_after: float = 0.0,
    ) -> int:
        """Seconds from now until the clip can be had and until history lists it; returns its id."""
        now = self.now()
        recording_id = recording_id or max([FIRST_RECORDING_ID, *self.recordings]) + 1
        self.recordings[recording_id] = Recording(
            recording_id,
            self.devices[camera_id].id,
            kind,
            recorded_at or datetime.fromtimestamp(now, UTC),
            self._kept(recording_id, clip),
            now + available_after,
            now + listed_after,
        )
        return recording_id

    def set_snapshot(self, camera_id: int, jpeg: bytes | None, delay: float = 0.0) -> None:
        """What the camera sees, `delay` seconds after it is asked; None: it takes no snapshots."""
        device = self.devices[camera_id]
        device.snapshot, device.snapshot_delay, device.snapshot_due = jpeg, delay, None
        device.snapshot_taken = 0.0

    def token(self) -> dict[str, Any]:
        """A token that works, as the library stores it. Tokens given out before stop refreshing."""
        issued = self.account.issue()
        return {**issued, "scope": ["client"]}

    def expire_tokens(self) -> None:
        self.account.expire_access()

    def revoke(self) -> None:
        self.account.revoke()

    def ask_for_code(self) -> None:
        """Until a login with the code: tokens are refused, and so is a refresh."""
        self.account.expire_access()
        self.account.asks_again = True

    def rate_limit(self, times: int = 1, retry_after: int | None = 7, path_prefix: str = "/") -> None:
        headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
        self.fail_next(path_prefix, 429, {"error": "rate limited"}, times, headers=headers)

    def set_storm(self, storm: RingStorm | None) -> None:
        """A share of all requests fails from now on; None: no longer."""
        self._storm = self.faults.weather = storm
        self.account.forgiving = storm is not None

    def cut_next_download(self, after_bytes: int) -> None:
        """The next file is broken off after so many bytes."""
        self._cuts.append(after_bytes)

    @property
    def refreshes(self) -> int:
        """How often a refresh token was exchanged."""
        return self.account.refreshes

    def _kept(self, recording_id: int, clip: bytes | Path) -> Path:
        if isinstance(clip, Path):
            return clip
        path = Path(self._folder.name) / f"{recording_id}.mp4"
        path.write_bytes(clip)
        return path

    # The wire

    def routes(self) -> list[web.RouteDef]:
        api = "/clients_api"
        return [
            web.post("/oauth/token", self._token),
            web.post(f"{api}/session", self._session),
            web.get(f"{api}/ring_devices", self._devices),
            web.get(f"{api}/doorbots/{{id:\\d+}}/history", self._history),
            web.get(f"{api}/doorbots/{{id:\\d+}}/health", self._health),
            web.get(f"{api}/dings/active", self._active),
            web.get(f"{api}/dings/{{id:\\d+}}/recording", self._recording),
            web.get(f"{api}/dings/{{id:\\d+}}/share/play", self._share),
            web.post(f"{api}/snapshots/timestamps", self._timestamps),
            web.get(f"{api}/snapshots/image/{{id:\\d+}}", self._image),
            web.get("/files/{id:\\d+}.mp4", self._file),
            web.post("/sandbox/cameras", self._control_camera),
            web.post("/sandbox/recordings", self._control_recording),
            web.post("/sandbox/snapshot", self._control_snapshot),
            web.get("/sandbox/token", self._control_token),
            web.post("/sandbox/fail", self.order_fault),
            web.post("/sandbox/storm", self._control_storm),
            web.post("/sandbox/clock", self.set_clock),
            web.get("/sandbox/requests", self.show_requests),
        ]

    async def _token(self, request: web.Request) -> web.Response:
        form = {key: str(value) for key, value in (await request.post()).items()}
        match form.get("grant_type"):
            case "password":
                return self.account.login(form, request.headers)
            case "refresh_token":
                return self.account.refresh(form)
            case _:
                return answer(400, {"error": "unsupported_grant_type"})

    async def _session(self, request: web.Request) -> web.Response:
        self._authorize(request)
        device = (await request.json()).get("device", {})
        if not device.get("hardware_id"):
            return answer(400, {"error": "hardware_id is missing"})
        return web.json_response(
            {"profile": {"id": 999999, "email": self.account.username, "hardware_id": device["hardware_id"]}},
            status=201,
        )

    async def _devices(self, request: web.Request) -> web.Response:
        self._authorize(request)
        return web.json_response(listing(list(self.devices.values())))

    async def _history(self, request: web.Request) -> web.Response:
        device = self._device(request)
        limit = min(int(request.query.get("limit", 20)), MAX_PAGE)
        older_than = request.query.get("older_than")
        of_camera = [each for each in self.recordings.values() if each.camera_id == device.id]
        return web.json_response(page(of_camera, self.now(), limit, int(older_than) if older_than else None))

    async def _health(self, request: web.Request) -> web.Response:
        device = self._device(request)
        health = {"id": device.id, "wifi_name": "home", "latest_signal_strength": -58}
        return web.json_response({"device_health": {**health, "latest_signal_category": "good"}})

    async def _active(self, request: web.Request) -> web.Response:
        self._authorize(request)
        now = self.now()
        return web.json_response(
            [
                recording.as_active(self.devices[recording.camera_id], now)
                for recording in self.recordings.values()
                if recording.is_active(now)
            ]
        )

    async def _recording(self, request: web.Request) -> web.Response:
        raise web.HTTPFound(self._file_url(self._ready(request)))

    async def _share(self, request: web.Request) -> web.Response:
        return web.json_response({"url": self._file_url(self._ready(request))})

    async def _file(self, request: web.Request) -> web.StreamResponse:
        recording = self.recordings.get(int(request.match_info["id"]))
        if recording is None or request.query.get("signature") != recording.signature:
            return answer(403, "<Error><Code>AccessDenied</Code></Error>")
        after_bytes = self._cut(recording)
        if after_bytes is None:
            return web.FileResponse(recording.clip, headers={"Content-Type": "video/mp4"})
        return await self._broken_off(request, recording.clip.read_bytes(), after_bytes)

    def _cut(self, recording: Recording) -> int | None:
        """After how many bytes this download breaks off; None: it does not."""
        if self._cuts:
            return self._cuts.pop(0)
        share = None if self._storm is None else self._storm.truncated_at()
        return None if share is None else int(share * recording.clip.stat().st_size)

    async def _broken_off(self, request: web.Request, clip: bytes, after_bytes: int) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "video/mp4"})
        response.content_length = len(clip)
        await response.prepare(request)
        await response.write(clip[:after_bytes])
        if request.transport is not None:
            request.transport.close()
        return response

    async def _timestamps(self, request: web.Request) -> web.Response:
        self._authorize(request)
        ids = (await request.json()).get("doorbot_ids", [])
        asked = [self.devices[int(each)] for each in ids if int(each) in self.devices]
        for device in asked:
            device.ask_for_snapshot(self.now())
        return web.json_response(
            {
                "timestamps": [
                    {"timestamp": int(device.snapshot_taken * 1000), "doorbot_id": device.id}
                    for device in asked
                    if device.snapshot_taken
                ]
            }
        )

    async def _image(self, request: web.Request) -> web.Response:
        device = self._device(request)
        device.look(self.now())
        if device.snapshot is None or not device.snapshot_taken:
            return answer(404, "no snapshot")
        return web.Response(body=device.snapshot, content_type="image/jpeg")

    def _authorize(self, request: web.Request) -> None:
        if not self.account.knows(request.headers.get("Authorization", "")):
            raise web.HTTPUnauthorized(text='{"error":"Invalid token"}', content_type="application/json")

    def _device(self, request: web.Request) -> Device:
        self._authorize(request)
        device = self.devices.get(int(request.match_info["id"]))
        if device is None:
            raise web.HTTPNotFound(text='{"error":"no such doorbot"}', content_type="application/json")
        return device

    def _ready(self, request: web.Request) -> Recording:
        self._authorize(request)
        recording = self.recordings.get(int(request.match_info["id"]))
        if recording is None or self.now() < recording.available_at:
            raise web.HTTPNotFound(text='{"error":"recording not found"}', content_type="application/json")
        return recording

    def _file_url(self, recording: Recording) -> str:
        return f"{self.url}/files/{recording.id}.mp4?signature={recording.signature}"

    # The same control for another process

    async def _control_camera(self, request: web.Request) -> web.Response:
        """{id, name, kind?, family?, battery?, show_recordings?}"""
        return web.json_response({"id": self.add_camera(**await request.json()).id})

    async def _control_recording(self, request: web.Request) -> web.Response:
        """{camera_id, clip: a path on this machine, kind?, recorded_at?, available_after?, listed_after?}"""
        wish = await request.json()
        wish["clip"] = Path(wish["clip"])
        if wish.get("recorded_at"):
            wish["recorded_at"] = datetime.fromisoformat(wish["recorded_at"])
        return web.json_response({"id": self.add_recording(**wish)})

    async def _control_snapshot(self, request: web.Request) -> web.Response:
        """{camera_id, jpeg: a path on this machine, or base64: the bytes, delay?}"""
        wish = await request.json()
        self.set_snapshot(wish["camera_id"], _jpeg_of(wish), wish.get("delay", 0.0))
        return web.json_response({"ok": True})

    async def _control_storm(self, request: web.Request) -> web.Response:
        """The fields of a RingStorm; {} ends it."""
        wish = await request.json()
        self.set_storm(RingStorm(**wish) if wish else None)
        return web.json_response({"ok": True})

    async def _control_token(self, _request: web.Request) -> web.Response:
        """A working token, for RING_TOKEN_FILE."""
        return web.json_response(self.token())


def _jpeg_of(wish: dict[str, Any]) -> bytes:
    return base64.b64decode(wish["base64"]) if "base64" in wish else Path(wish["jpeg"]).read_bytes()
