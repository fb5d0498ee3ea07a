"""What can happen at the demo's door: a clip appears in the pretend Ring's history; the bot looks at it."""

from __future__ import annotations

import asyncio
import base64
import sqlite3
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import ClientSession

from bot.demo.chat import ask
from bot.demo.environment import COALESCE_SECONDS
from bot.demo.studio import OWN, Shot, Studio
from bot.demo.trouble import DemoError
from bot.texts import plain
from storage.views import EventState

LOOKED_AT_SECONDS = 45
APART_SECONDS = COALESCE_SECONDS + 0.5
"""Closer together, two scenes would be one visit."""


@dataclass(frozen=True, slots=True)
class Scene:
    """`takes` are clips of the studio; played again, the next one is taken, at last always the last."""

    id: str
    takes: tuple[str, ...]
    ding: bool = False

    @property
    def offer(self) -> dict[str, str]:
        """What the page shows of it."""
        title, hint = plain("demo-scene", scene=self.id), plain("demo-scene-hint", scene=self.id)
        return {"id": self.id, "title": title, "hint": hint}


SCENES = (
    Scene("visitor", ("visitor", "later")),
    Scene("ring", ("ring",), ding=True),
    Scene("nobody", ("empty",)),
    Scene("print", ("print",)),
)
YOUR_CLIP = Scene(OWN, (OWN,), ding=True)


class Door:
    """Plays scenes, one at a time."""

    def __init__(
        self, web: ClientSession, house: Mapping[str, Any], studio: Studio, db_path: Path, own_clip: bool
    ) -> None:
        self.scenes = {scene.id: scene for scene in (*SCENES, *([YOUR_CLIP] if own_clip else []))}
        self._web, self._house, self._studio, self._db_path = web, house, studio, db_path
        self._busy = asyncio.Lock()
        self._played: dict[str, int] = {}
        self._free_at = 0.0

    @property
    def offered(self) -> list[dict[str, str]]:
        return [one.offer for one in self.scenes.values()]

    async def play(self, scene_id: str) -> str:
        """Returns once the bot has looked at it, with a word about it. DemoError when it does not."""
        scene = self.scenes.get(scene_id)
        if scene is None:
            raise DemoError(f"there is no scene {scene_id!r}")
        async with self._busy:
            await asyncio.sleep(max(0.0, self._free_at - time.monotonic()))
            recording_id = await self._happen(scene)
            self._free_at = time.monotonic() + APART_SECONDS
            state = await self._looked_at(recording_id)
            await self._camera_sees((await self._studio.shot("empty")).still)
        if state is EventState.ANALYSED:
            return plain("demo-looked-at", scene=scene.id)
        return plain("demo-not-looked-at")

    async def _happen(self, scene: Scene) -> str:
        shot = await self._next_shot(scene)
        ring, camera_id = self._house["ring"]["url"], self._house["ring"]["camera_id"]
        if scene.ding:
            await self._camera_sees(shot.still)
        recording = {
            "camera_id": camera_id,
            "clip": str(shot.path),
            "kind": "ding" if scene.ding else "motion",
        }
        return str((await ask(self._web, "POST", f"{ring}/sandbox/recordings", recording))["id"])

    async def _camera_sees(self, still: bytes) -> None:
        """From now on, when it is asked for a picture of the moment."""
        ring = self._house["ring"]
        picture = {"camera_id": ring["camera_id"], "base64": base64.b64encode(still).decode(), "delay": 0.4}
        await ask(self._web, "POST", f"{ring['url']}/sandbox/snapshot", picture)

    async def _next_shot(self, scene: Scene) -> Shot:
        number = self._played.get(scene.id, 0)
        self._played[scene.id] = number + 1
        return await self._studio.shot(scene.takes[min(number, len(scene.takes) - 1)])

    async def _looked_at(self, recording_id: str) -> EventState:
        deadline = time.monotonic() + LOOKED_AT_SECONDS
        while time.monotonic() < deadline:
            state = await asyncio.to_thread(_state, self._db_path, recording_id)
            if state in (EventState.ANALYSED, EventState.FAILED):
                return state
            await asyncio.sleep(0.15)
        raise DemoError(f"the bot did not look at the clip within {LOOKED_AT_SECONDS} s")

    async def lock_commands(self) -> list[str]:
        """Every command that reached the lock."""
        url = f"{self._house['switchbot']['url']}/sandbox/lock"
        return [str(one["command"]) for one in (await ask(self._web, "GET", url))["commands"]]


def _state(db_path: Path, recording_id: str) -> EventState | None:
    """Read beside the running bot, which alone writes."""
    with closing(sqlite3.connect(f"file:{db_path}?mode=ro", uri=True, timeout=5)) as store:
        found = store.execute("SELECT state FROM events WHERE recording_id = ?", (recording_id,)).fetchone()
    return EventState(found[0]) if found else None
