"""The door from outside, as rows of `latchkey bench`: the real bot between the sandbox's clouds."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import ClientSession

from bot.demo.child import child
from bot.demo.environment import bare_environment, bot_environment, demo_settings, write_ring_token
from pipeline.bench.footage import write_visit
from pipeline.bench.row import Bench, Goal, Row

READY, PHOTO = Goal(at_most=4.0), Goal(at_most=3.0)
"""Seconds."""

KEYFRAME_EVERY = 120
PATIENCE = 90.0
LATER = 2.0
"""Seconds from the event to its recording: the bot knows of it and is waiting, as with the real Ring."""


@dataclass(frozen=True, slots=True)
class _Door:
    web: ClientSession
    house: dict[str, Any]

    async def first_call(self, methods: tuple[str, ...], since: float) -> float:
        """When (epoch seconds) the bot first asked for one of these after `since`."""
        async with asyncio.timeout(PATIENCE):
            while True:
                at = [
                    call["at"]
                    for call in await self._calls()
                    if call["method"] in methods and call["at"] > since
                ]
                if at:
                    return float(min(at))
                await asyncio.sleep(0.05)

    async def _calls(self) -> list[dict[str, Any]]:
        async with self.web.get(f"{self.house['telegram']['url']}/sandbox/calls") as answer:
            return list(await answer.json())

    async def tell(self, cloud: str, path: str, wish: dict[str, Any]) -> None:
        async with self.web.post(f"{self.house[cloud]['url']}/sandbox/{path}", json=wish) as answer:
            answer.raise_for_status()


def door_rows(bench: Bench) -> Iterator[Row]:
    """From the start to the first poll of Telegram; from a recording in the cloud to the chat."""
    try:
        yield from asyncio.run(_rows(bench))
    except TimeoutError:
        yield Row("door", None, "s", note=f"it did not answer within {PATIENCE:g} s")


async def _rows(bench: Bench) -> list[Row]:
    clip = await asyncio.to_thread(write_visit, bench, KEYFRAME_EVERY)
    async with _house(bench) as door:
        started = time.time()
        environment = bot_environment(bench.folder, door.house, demo_settings())
        log = bench.folder / "bot.log"
        async with child("bot.cli", ["run"], environment, bench.folder, log):
            ready = await door.first_call(("getUpdates",), started) - started
            await _models_loaded(log)
            camera = door.house["ring"]["camera_id"]
            wish = {"camera_id": camera, "clip": str(clip), "kind": "motion", "available_after": LATER}
            await door.tell("ring", "recordings", wish)
            there = time.time() + LATER
            photo = await door.first_call(("sendPhoto",), there - LATER) - there
    return [
        Row("door, start of the bot to ready", ready, "s", READY),
        Row(
            "door, recording to photo in chat",
            photo,
            "s",
            PHOTO,
            note=f"{bench.clip_seconds} s at 1080p, models loaded",
        ),
    ]


@asynccontextmanager
async def _house(bench: Bench) -> AsyncIterator[_Door]:
    log = bench.folder / "sandbox.log"
    async with (
        child("deploy.sandbox", [], bare_environment(), bench.folder, log, speaks=True) as sandbox,
        ClientSession() as web,
    ):
        if sandbox.stdout is None:
            raise RuntimeError("the sandbox was started without a pipe")
        door = _Door(web, json.loads(await sandbox.stdout.readline()))
        write_ring_token(bench.folder, door.house)
        await door.tell("telegram", "say", {"user_id": door.house["telegram"]["user_id"], "text": "/start"})
        yield door


async def _models_loaded(log: Path) -> None:
    async with asyncio.timeout(PATIENCE):
        while not await asyncio.to_thread(_says_with_which_eyes, log):  # noqa: ASYNC110 - a log has no event
            await asyncio.sleep(0.1)


def _says_with_which_eyes(log: Path) -> bool:
    written = log.read_text()
    return "people are found by" in written or "poorer mode" in written
