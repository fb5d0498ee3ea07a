"""Ring on a bad day: shares of the requests fail, the same ones for the same seed."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import ClientError, ClientSession

from deploy.sandbox.ring import RingCloud, RingStorm

CAMERA = 7


@pytest_asyncio.fixture
async def ring(tmp_path: Path) -> AsyncIterator[RingCloud]:
    cloud = RingCloud()
    cloud.add_camera(CAMERA, "Front Door")
    await cloud.start()
    yield cloud
    await cloud.stop()


async def asked(ring: RingCloud, path: str, times: int) -> list[tuple[int, str]]:
    headers = {"Authorization": f"Bearer {ring.token()['access_token']}"}
    answers = []
    async with ClientSession(headers=headers) as web:
        for _ in range(times):
            async with web.get(f"{ring.url}{path}", allow_redirects=False) as answer:
                answers.append((answer.status, answer.content_type))
    return answers


async def test_a_seed_is_a_storm(ring: RingCloud) -> None:
    recording = f"/clients_api/dings/{ring.add_recording(CAMERA, b'clip')}/recording"
    seen = []
    for seed in (1, 1, 2):
        ring.set_storm(RingStorm(seed, refused=0.2, missing=0.2, broken=0.2))
        seen.append(await asked(ring, recording, 60))
    assert seen[0] == seen[1] != seen[2]
    statuses = Counter(status for status, _ in seen[0])
    assert {302, 401, 404} < statuses.keys()
    assert statuses.keys() & {500, 502, 503, 504}
    assert {"text/html", "application/json"} <= {kind for _, kind in seen[0]}
    ring.set_storm(None)
    assert {status for status, _ in await asked(ring, recording, 20)} == {302}


async def test_history_is_never_missing(ring: RingCloud) -> None:
    ring.set_storm(RingStorm(1, refused=0, missing=1, broken=0))
    assert {status for status, _ in await asked(ring, f"/clients_api/doorbots/{CAMERA}/history", 5)} == {200}


async def test_a_file_breaks_off(ring: RingCloud) -> None:
    number = ring.add_recording(CAMERA, bytes(100_000))
    ring.set_storm(RingStorm(4, refused=0, missing=0, broken=0, truncated=1))
    signature = ring.recordings[number].signature
    async with ClientSession() as web:
        with pytest.raises(ClientError):
            async with web.get(f"{ring.url}/files/{number}.mp4?signature={signature}") as answer:
                await answer.read()


async def test_an_answer_that_never_arrived_locks_nobody_out(ring: RingCloud) -> None:
    async def refreshed(token: str) -> dict[str, Any]:
        form = {"grant_type": "refresh_token", "refresh_token": token}
        async with ClientSession() as web, web.post(ring.oauth_url, data=form) as answer:
            return dict(await answer.json())

    first = ring.token()["refresh_token"]
    ring.set_storm(RingStorm(1, broken=0))
    lost, second = await refreshed(first), await refreshed(first)
    assert lost["refresh_token"] != second["refresh_token"]
    third = await refreshed(second["refresh_token"])
    assert (await refreshed(first))["error"] == "invalid_grant"
    ring.set_storm(None)
    fourth = await refreshed(third["refresh_token"])
    assert (await refreshed(third["refresh_token"]))["error"] == "invalid_grant"
    assert "access_token" in fourth
