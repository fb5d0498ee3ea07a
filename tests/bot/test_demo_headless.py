"""The whole demo, watched, on the machine of somebody who has configured Latchkey for real."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pytest
import pytest_asyncio

from deploy.sandbox.clips.film import write_film
from deploy.sandbox.clips.light import DAY
from deploy.sandbox.clips.take import EMPTY, RATE, frames
from tests.bot.demo import REAL_LOOKING, Watched, demo, watcher

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
async def told(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Told]:
    base = tmp_path_factory.mktemp("machine")
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
    yield Told(code, running.output, Watched.read(seen / "seen.jsonl"), home, temporary)


pytestmark = pytest.mark.asyncio(loop_scope="module")


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
        "visits in 30 days",
        "That was the story",
    ]
    at = 0
    for place in places:
        found = told.flowing.find(place, at)
        assert found >= 0, f"{place!r} did not come after {told.flowing[max(0, at - 80) : at]!r}"
        at = found


async def test_the_poorer_mode_is_said(told: Told) -> None:
    assert "Going on without the person detector" in told.output
    assert "People are found by their faces alone" in told.flowing


async def test_only_loopback_is_asked(told: Told) -> None:
    assert told.watched.addresses
    strange = {one for one in told.watched.addresses if "127.0.0.1" not in one and not is_path(one)}
    assert strange == set()


def is_path(address: str) -> bool:
    """Of a Unix socket, which leads nowhere but to this machine."""
    return address.startswith("'/")


async def test_no_configured_path_is_touched(told: Told) -> None:
    assert len(told.watched.processes) >= 4
    """Storyteller, sandbox, bot and worker."""
    touched = {path for path in told.watched.paths if "configured" in path or path.endswith(".env")}
    assert {path for path in touched if path.startswith(str(told.home)) or path.startswith(".")} == set()
    configured = told.home / "configured"
    left = {str(path.relative_to(configured)) for path in configured.rglob("*")}
    assert left == {"events.db", "faces", "faces/Real", "ring_token.json"}
    assert (configured / "events.db").read_bytes() == b"not to be opened"


async def test_nothing_is_left_behind(told: Told) -> None:
    assert list(told.temporary.iterdir()) == []
    assert sorted(path.name for path in told.home.iterdir()) == [".env", "configured", "mine.mp4", "models"]


async def test_no_secret_is_printed(told: Told) -> None:
    for name in ("TELEGRAM_BOT_TOKEN", "SWITCHBOT_TOKEN", "SWITCHBOT_SECRET"):
        assert REAL_LOOKING[name] not in told.output
