"""The whole demo: before a browser; and watched, on the machine of somebody who runs Latchkey for real."""

from __future__ import annotations

import asyncio
import re
import signal
import socket
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import ClientSession, ClientWebSocketResponse

from deploy.sandbox.clips.film import write_film
from deploy.sandbox.clips.light import DAY
from deploy.sandbox.clips.take import EMPTY, RATE, frames
from tests.bot.demo import REAL_LOOKING, Demo, Watched, all_gone, demo, descendants, watcher
from tests.patience import PATIENCE

MOST_SECONDS = 120
NO_MARGIN = re.compile(r"\s*\n[│\s]*")


@dataclass(frozen=True)
class Told:
    code: int
    output: str
    watched: Watched
    home: Path
    """Where the demo was started, with a `.env` and the configured paths in it."""
    temporary: Path

    @property
    def flowing(self) -> str:
        """The output without the frames around messages."""
        return NO_MARGIN.sub(" ", self.output.replace("│", " "))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def telling(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[asyncio.Task[Told]]:
    """Begun beside the first test: a story is mostly waiting."""
    task = asyncio.create_task(tell(tmp_path_factory.mktemp("machine")))
    yield task
    await task


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def told(telling: asyncio.Task[Told]) -> Told:
    return await telling


async def tell(base: Path) -> Told:
    home, temporary, seen = base / "home", base / "tmp", watcher(base / "watcher")
    for folder in (home, temporary, home / "models", home / "configured" / "faces" / "Real"):
        folder.mkdir(parents=True)
    configured = home / "configured"
    own_clip = write_film(home / "mine.mp4", islice(frames(EMPTY, DAY), 2 * RATE), RATE)
    paths = {
        "DB_PATH": str(configured / "events.db"),
        "THUMBNAILS_DIR": str(configured / "thumbnails"),
        "KNOWN_FACES_DIR": str(configured / "faces"),
        "RING_TOKEN_FILE": str(configured / "ring_token.json"),
    }
    (configured / "events.db").write_bytes(b"not to be opened")
    (configured / "ring_token.json").write_text('{"access_token": "real"}')
    (home / ".env").write_text("".join(f"{name}={value}\n" for name, value in (REAL_LOOKING | paths).items()))
    environment = REAL_LOOKING | paths
    environment |= {"MODELS_DIR": "models", "PYTHONPATH": str(seen), "TMPDIR": str(temporary)}
    async with demo(home, "--headless", "--clip", own_clip.name, environment=environment) as running:
        code = await running.ended(MOST_SECONDS)
    return Told(code, running.output, Watched.read(seen / "seen.jsonl"), home, temporary)


pytestmark = pytest.mark.asyncio(loop_scope="module")


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


def free_port() -> int:
    """Two demos that start at once would both find the usual one free."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
    return port


async def until(page: ClientWebSocketResponse, kind: str, **fields: Any) -> dict[str, Any]:
    """The next frame of the page's socket with these fields."""
    seen: list[str] = []
    try:
        async with asyncio.timeout(PATIENCE):
            while True:
                frame: dict[str, Any] = await page.receive_json()
                if frame["type"] == kind and fields.items() <= frame.items():
                    return frame
                seen.append(f"{time.monotonic():.1f} {str(frame)[:200]}")
    except TimeoutError:
        pytest.fail(f"no {kind} {fields} came; before it: {seen}")


@pytest.mark.usefixtures("telling")
@pytest.mark.slow
async def test_the_page_offers_scenes_and_plays_them_on_demand_and_ctrl_c_ends_all(home: Path) -> None:
    async with running(home, "--port", str(free_port())) as one:
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
        await all_gone(family)
    assert list((home.parent / "tmp").iterdir()) == []
    assert "Traceback" not in one.output
    assert one.output.rstrip().endswith("The demo is over; nothing of it is kept.")


@pytest.mark.slow
async def test_the_story_is_told_to_its_end(told: Told) -> None:
    assert told.code == 0, told.output
    places = [
        "Hello, I am Latchkey",
        "Your own clip rings",
        "nobody is to be seen on the clip",
        "Somebody is coming up the path",
        "Stranger",
        "Who is this?",
        "Save this face as Grace?",
        "Saved. I know Grace",
        "And she comes again",
        "Grace (0.",
        "even the right name opens nothing",
        "Open the door?",
        "Unlocked at",
        "nobody. So nothing was told",
        "Somebody rang",
        "A print in a frame",
        "At the door",
        "· demo",
        "visits, most on",
        "That was the story",
    ]
    at = 0
    for place in places:
        found = told.flowing.find(place, at)
        assert found >= 0, f"{place!r} did not come after {told.flowing[max(0, at - 80) : at]!r}"
        at = found


@pytest.mark.slow
async def test_the_poorer_mode_is_said(told: Told) -> None:
    assert "Going on without the person detector" in told.output
    assert "People are found by their faces alone" in told.flowing


@pytest.mark.slow
async def test_only_loopback_is_asked(told: Told) -> None:
    assert told.watched.addresses
    strange = {one for one in told.watched.addresses if "127.0.0.1" not in one and not is_path(one)}
    assert strange == set()


def is_path(address: str) -> bool:
    """Of a Unix socket, which leads nowhere but to this machine."""
    return address.startswith("'/")


@pytest.mark.slow
async def test_no_configured_path_is_touched(told: Told) -> None:
    assert len(told.watched.processes) >= 4
    """Storyteller, sandbox, bot and worker."""
    touched = {path for path in told.watched.paths if "configured" in path or path.endswith(".env")}
    assert {path for path in touched if path.startswith(str(told.home)) or path.startswith(".")} == set()
    configured = told.home / "configured"
    left = {str(path.relative_to(configured)) for path in configured.rglob("*")}
    assert left == {"events.db", "faces", "faces/Real", "ring_token.json"}
    assert (configured / "events.db").read_bytes() == b"not to be opened"


@pytest.mark.slow
async def test_nothing_is_left_behind(told: Told) -> None:
    assert list(told.temporary.iterdir()) == []
    assert sorted(path.name for path in told.home.iterdir()) == [".env", "configured", "mine.mp4", "models"]


@pytest.mark.slow
async def test_no_secret_is_printed(told: Told) -> None:
    for name in ("TELEGRAM_BOT_TOKEN", "SWITCHBOT_TOKEN", "SWITCHBOT_SECRET"):
        assert REAL_LOOKING[name] not in told.output


@pytest.mark.slow
async def test_it_is_told_in_german(home: Path) -> None:
    environment = {"MODELS_DIR": str(home.parent / "models"), "TMPDIR": str(home.parent / "tmp")}
    async with demo(home, "--headless", "--language", "de", environment=environment) as one:
        assert await one.ended(MOST_SECONDS) == 0
    flowing = " ".join(one.output.replace("│", " ").split())
    for place in ("ich bin Latchkey", "Gespeichert. Ab jetzt kenne ich Grace", "Grace (0,", "Geöffnet um"):
        assert place in flowing
    assert "Das war die Geschichte" in flowing
