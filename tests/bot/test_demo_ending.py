"""The demo before a browser: scenes on demand, and Ctrl-C, after which nothing is left."""

from __future__ import annotations

import asyncio
import signal
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse

from tests.bot.demo import Demo, all_gone, demo, descendants


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Where the demo is started; it makes its temporary folders in `tmp`."""
    for name in ("home", "tmp", "models"):
        (tmp_path / name).mkdir()
    return tmp_path / "home"


@asynccontextmanager
async def running(home: Path, *arguments: str) -> AsyncIterator[Demo]:
    environment = {"MODELS_DIR": str(home.parent / "models"), "TMPDIR": str(home.parent / "tmp")}
    async with demo(home, *arguments, environment=environment) as one:
        await one.ready()
        yield one


async def until(page: ClientWebSocketResponse, kind: str, **fields: Any) -> dict[str, Any]:
    """The next frame of the page's socket with these fields."""
    seen: list[str] = []
    try:
        async with asyncio.timeout(60):
            while True:
                frame: dict[str, Any] = await page.receive_json()
                if frame["type"] == kind and fields.items() <= frame.items():
                    return frame
                seen.append(f"{time.monotonic():.1f} {str(frame)[:200]}")
    except TimeoutError:
        pytest.fail(f"no {kind} {fields} came; before it: {seen}")


async def test_the_page_offers_scenes_and_plays_them_on_demand_and_ctrl_c_ends_all(home: Path) -> None:
    async with running(home) as one:
        async with ClientSession() as web, web.ws_connect(f"{one.url}/chat/socket") as page:
            hello = await page.receive_json()
            assert [scene["id"] for scene in hello["scenes"]] == ["visitor", "ring", "nobody", "print"]
            assert "made up" in hello["notice"]
            await page.send_json({"type": "scene", "id": "nobody"})
            await until(page, "scene", id="nobody", state="playing")
            done = await until(page, "scene", id="nobody", state="done")
            assert "nothing is told" in done["text"]
            await page.send_json({"type": "send_text", "chat_id": hello["chat"]["id"], "text": "/start"})
            await until(page, "story", text="Somebody is coming up the path…")
            alert = await until(page, "message")
            while "photo" not in alert["message"]:
                alert = await until(page, "message")
            assert "Stranger" in alert["message"]["caption"]
        family = descendants(one.process.pid)
        assert len(family) >= 3
        one.process.send_signal(signal.SIGINT)
        assert await one.ended() == 0
        await all_gone(family, within=5)
    assert list((home.parent / "tmp").iterdir()) == []
    assert "Traceback" not in one.output
