"""The strip "At the door": scenes that the page offers and something else plays."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout

from .feed import Feed
from .message import Json

HOOK_TIMEOUT_SECONDS = 60
STATES = frozenset({"playing", "done", "failed"})

# Takes a scene's id and answers {"state": ..., "text": ...}.
Hook = Callable[[str], Awaitable[Json]]


class Scenes:
    """A press goes to the hook: a coroutine function, or the URL of another process on this machine."""

    def __init__(self, feed: Feed[Json]) -> None:
        self._feed = feed
        self._hook: Hook | str | None = None
        self.offered: list[Json] = []

    def offer(self, scenes: list[Json], hook: Hook | str | None) -> None:
        """Each scene is {"id", "title", "hint"}."""
        self.offered = [{name: str(s.get(name, "")) for name in ("id", "title", "hint")} for s in scenes]
        self._hook = hook
        self._feed.publish({"type": "scenes", "scenes": self.offered})

    async def play(self, scene_id: str) -> None:
        if all(scene["id"] != scene_id for scene in self.offered) or self._hook is None:
            self.tell(scene_id, "failed", "There is no such scene.")
            return
        self.tell(scene_id, "playing", "")
        try:
            answer = await self._ask(self._hook, scene_id)
        except (ClientError, TimeoutError, ValueError) as error:
            self.tell(scene_id, "failed", f"The stage did not answer: {error or type(error).__name__}")
            return
        self.tell(scene_id, str(answer.get("state", "done")), str(answer.get("text", "")))

    async def _ask(self, hook: Hook | str, scene_id: str) -> Json:
        if not isinstance(hook, str):
            return await hook(scene_id)
        async with (
            ClientSession(timeout=ClientTimeout(total=HOOK_TIMEOUT_SECONDS)) as session,
            session.post(hook, json={"id": scene_id}) as response,
        ):
            answer: Any = await response.json(content_type=None)
        if not isinstance(answer, dict):
            raise ValueError("the hook's answer is no JSON object")
        return answer

    def tell(self, scene_id: str, state: str, text: str) -> None:
        """state: playing, done or failed."""
        if state not in STATES:
            raise ValueError(f"a scene is {', '.join(sorted(STATES))}, not {state!r}")
        self._feed.publish({"type": "scene", "id": scene_id, "state": state, "text": text})
