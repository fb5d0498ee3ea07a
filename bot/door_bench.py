"""The door from outside, as rows of `latchkey bench`: the real bot between the sandbox's clouds."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator

from bot.benched_door import PATIENCE, benched_door, models_loaded
from bot.demo.child import child
from bot.demo.environment import bot_environment, demo_settings
from pipeline.bench.footage import write_visit
from pipeline.bench.row import Bench, Goal, Row

READY, PHOTO = Goal(at_most=4.0), Goal(at_most=3.0)
"""Seconds."""

KEYFRAME_EVERY = 120
LATER = 2.0
"""Seconds from the event to its recording: the bot knows of it and is waiting, as with the real Ring."""


def door_rows(bench: Bench) -> Iterator[Row]:
    """From the start to the first poll of Telegram; from a recording in the cloud to the chat."""
    try:
        yield from asyncio.run(_rows(bench))
    except TimeoutError:
        yield Row("door", None, "s", note=f"it did not answer within {PATIENCE:g} s")


async def _rows(bench: Bench) -> list[Row]:
    clip = await asyncio.to_thread(write_visit, bench, KEYFRAME_EVERY)
    async with benched_door(bench.folder) as door:
        started = time.time()
        environment = bot_environment(bench.folder, door.house, demo_settings())
        log = bench.folder / "bot.log"
        async with child("bot.cli", ["run"], environment, bench.folder, log):
            ready = await door.first_call(("getUpdates",), started) - started
            await models_loaded(log)
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
