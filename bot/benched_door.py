"""The real bot between the sandbox's clouds, for whoever measures it from outside."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import ClientSession

from bot.demo.child import child
from bot.demo.environment import bare_environment, write_ring_token

PATIENCE = 90.0
"""Seconds."""


@dataclass(frozen=True, slots=True)
class BenchedDoor:
    """`house`: the line that the sandbox prints."""

    web: ClientSession
    house: dict[str, Any]

    async def first_call(self, methods: tuple[str, ...], since: float) -> float:
        """When (epoch seconds) the bot first asked for one of these after `since`."""
        async with asyncio.timeout(PATIENCE):
            while True:
                at = [
                    call["at"]
                    for call in await self.calls()
                    if call["method"] in methods and call["at"] > since
                ]
                if at:
                    return float(min(at))
                await asyncio.sleep(0.05)

    async def calls(self) -> list[dict[str, Any]]:
        """Of the bot, as Telegram's log has them."""
        return list(await self.look("telegram", "calls"))

    async def look(self, cloud: str, what: str) -> Any:
        async with self.web.get(f"{self.house[cloud]['url']}/sandbox/{what}") as answer:
            return await answer.json()

    async def tell(self, cloud: str, path: str, wish: dict[str, Any]) -> None:
        async with self.web.post(f"{self.house[cloud]['url']}/sandbox/{path}", json=wish) as answer:
            answer.raise_for_status()

    async def say(self, text: str) -> None:
        await self.tell("telegram", "say", {"user_id": self.house["telegram"]["user_id"], "text": text})


@asynccontextmanager
async def benched_door(folder: Path) -> AsyncIterator[BenchedDoor]:
    """The clouds, before any bot; its owner has pressed Start."""
    async with (
        child(
            "deploy.sandbox", [], bare_environment(), folder, folder / "sandbox.log", speaks=True
        ) as sandbox,
        ClientSession() as web,
    ):
        if sandbox.stdout is None:
            raise RuntimeError("the sandbox was started without a pipe")
        door = BenchedDoor(web, json.loads(await sandbox.stdout.readline()))
        write_ring_token(folder, door.house)
        await door.say("/start")
        yield door


async def models_loaded(log: Path) -> None:
    """Until the bot's log says with which eyes it sees."""
    async with asyncio.timeout(PATIENCE):
        while not await asyncio.to_thread(_says_with_which_eyes, log):  # noqa: ASYNC110 - a log has no event
            await asyncio.sleep(0.1)


def _says_with_which_eyes(log: Path) -> bool:
    written = log.read_text()
    return "people are found by" in written or "poorer mode" in written
