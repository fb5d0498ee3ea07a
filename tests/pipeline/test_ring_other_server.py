"""A Ring server that is not the sandbox's: it says the least that can be said, in its own way."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import web

from pipeline.cameras.ring import RingDoorbell
from pipeline.types import Camera, EventKind, Recording
from tests.pipeline.conftest import CLIP
from tests.pipeline.ring_reading import recordings

AT = datetime(2026, 2, 25, 10, 30, tzinfo=UTC)


@dataclass
class LeastServer:
    """Ids are strings, optional fields are missing, nothing redirects, the session answer is empty."""

    session: Callable[[], web.Response] = lambda: web.Response(status=201)
    url: str = ""
    asked: list[str] = field(default_factory=list)

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_post("/login/token", self._token)
        app.router.add_post("/ring/clients_api/session", self._session)
        app.router.add_get("/ring/clients_api/ring_devices", self._devices)
        app.router.add_get("/ring/clients_api/doorbots/{id}/history", self._history)
        app.router.add_get("/ring/clients_api/dings/{id}/recording", self._recording)
        return app

    async def _token(self, request: web.Request) -> web.Response:
        return web.json_response({"access_token": "second", "refresh_token": "r2"})

    async def _session(self, request: web.Request) -> web.Response:
        return self.session()

    async def _devices(self, request: web.Request) -> web.Response:
        self._check(request)
        return web.json_response(
            {"doorbots": [{"id": "front"}, {"name": "no id"}, None], "beams": {"odd": 1}, "chimes": None}
        )

    async def _history(self, request: web.Request) -> web.Response:
        self._check(request)
        self.asked.append(request.match_info["id"])
        return web.json_response([{"id": "d-1", "kind": "ding", "created_at": "2026-02-25T11:30:00+01:00"}])

    async def _recording(self, request: web.Request) -> web.Response:
        self._check(request)
        assert request.match_info["id"] == "d-1"
        return web.Response(body=CLIP, content_type="application/octet-stream")

    def _check(self, request: web.Request) -> None:
        if request.headers.get("Authorization") != "Bearer second":
            raise web.HTTPUnauthorized()


@pytest.fixture
async def least() -> AsyncIterator[LeastServer]:
    server = LeastServer()
    runner = web.AppRunner(server.app(), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    server.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield server
    await runner.cleanup()


@pytest.fixture
async def doorbell(least: LeastServer, tmp_path: Path) -> AsyncIterator[RingDoorbell]:
    token_file = tmp_path / "token.json"
    token_file.write_text(json.dumps({"access_token": "first", "refresh_token": "r1"}))
    adapter = RingDoorbell(token_file, f"{least.url}/ring", f"{least.url}/login/token")
    yield adapter
    await adapter.close()


@pytest.mark.parametrize(
    "session",
    [
        lambda: web.Response(status=201),
        lambda: web.Response(text="ok"),
        lambda: web.Response(status=404),
        lambda: web.json_response(None),
        lambda: web.json_response({}),
    ],
    ids=["empty", "text", "404", "null", "object"],
)
async def test_a_visit_goes_through(
    least: LeastServer, doorbell: RingDoorbell, tmp_path: Path, session: Callable[[], web.Response]
) -> None:
    least.session = session
    assert list(await doorbell.cameras()) == [Camera("front", "Camera front")]
    found = await recordings(doorbell, "front", AT - timedelta(minutes=1))
    assert found == [Recording("d-1", "front", EventKind.DING, AT)]
    await doorbell.download(found[0], tmp_path / "clip.mp4")
    assert (tmp_path / "clip.mp4").read_bytes() == CLIP
    assert set(least.asked) == {"front"}
    assert await doorbell.snapshot("front", 0.3) is None
