"""A week in minutes: the bot's clock and Ring's are put forward half a day at a time."""

from __future__ import annotations

import asyncio
import json
from contextlib import AsyncExitStack
from pathlib import Path
from random import Random

from bot.demo.environment import DemoSettings
from bot.torture.evidence import Evidence
from bot.torture.gauges import GAUGES, Sample, growth, sample
from bot.torture.judge import Finding, checked, digested, ended, integrity, settled, stored_once, visits_told
from bot.torture.later import put_forward
from bot.torture.plan import Deed, PlannedDeed, storm_plan
from bot.torture.storm import Scene, Tell, at_rest, gathered, scene

DAYS = 7
HALF_DAY = 12 * 3600.0
SAMPLE_SECONDS = 2.0
WARM_UP_SECONDS = 16.0
EVENTS_A_HALF_DAY = 25
COMMANDS = ("/events", "/heatmap", "/stats 7d", "/door", "/status", "/people", "/help", "who came yesterday?")
BUSY_SHARE = 0.6
"""Of each half day's minutes; the rest is for coming to rest."""


async def soak(
    folder: Path, seed: int, cameras: int, minutes: float, settings: DemoSettings, tell: Tell
) -> list[Finding]:
    """`minutes` for the whole week."""
    clock = folder / "clock"
    put_forward(clock, 0)
    clock.with_suffix(".rate").write_text(str(DAYS * 86400 / (minutes * 60)))
    async with AsyncExitStack() as stack:
        made = await stack.enter_async_context(scene(folder, cameras, settings))
        samples: list[Sample] = []
        temporary = Path(made.environment["TMPDIR"])
        async with made.lives.life("bot.torture.later", [str(clock), "run"]) as process:
            await made.lives.listens(process)
            await _warm_up(made)
            reading = asyncio.create_task(_read(process.pid, made.store.path, temporary, samples))
            await _week(made, seed, minutes * 60 / DAYS / 2, clock, tell)
            reading.cancel()
            unsettled = await at_rest(made, minutes * 60, tell)
        (folder / "samples.json").write_text(
            json.dumps({"gauges": [one.name for one in GAUGES], "samples": samples})
        )
        evidence = await gathered(made, unsettled, process.returncode)
    return [*_of_the_week(evidence), *growth(samples)]


async def _warm_up(made: Scene) -> None:
    """Everything once, since much is loaded when it is first asked for."""
    for command in COMMANDS:
        await made.clouds.say(made.clouds.owner, command)
        await asyncio.sleep(WARM_UP_SECONDS / len(COMMANDS))


def _of_the_week(evidence: Evidence) -> list[Finding]:
    return [
        judge(evidence) for judge in (settled, stored_once, visits_told, digested, checked, integrity, ended)
    ]


async def _read(pid: int, store: Path, temporary: Path, samples: list[Sample]) -> None:
    while True:
        await asyncio.sleep(SAMPLE_SECONDS)
        read = await asyncio.to_thread(sample, pid, store, temporary)
        if read is not None:
            samples.append(read)


async def _week(made: Scene, seed: int, seconds: float, clock: Path, tell: Tell) -> None:
    """`seconds` for half a day."""
    for half in range(2 * DAYS):
        forward = (half + 1) * HALF_DAY
        await made.clouds.tell("ring", "clock", {"offset": forward})
        put_forward(clock, forward)
        tell(f"day {half // 2 + 1} of {DAYS}: {len(made.happened)} events so far")
        async with asyncio.TaskGroup() as group:
            group.create_task(_half_day(made, f"{seed} {half}", seconds))
            group.create_task(asyncio.sleep(seconds))


async def _half_day(made: Scene, seed: str, seconds: float) -> None:
    """Visits, and between them somebody who asks for things."""
    chance = Random(seed)
    events = storm_plan(chance.randrange(2**32), EVENTS_A_HALF_DAY, len(made.clouds.cameras), 0).events
    pause = seconds * BUSY_SHARE / len(events)
    for place, event in enumerate(events):
        await made.happen(event)
        await _ask(made, chance, place)
        await asyncio.sleep(pause)


async def _ask(made: Scene, chance: Random, place: int) -> None:
    if place % 5 == 0:
        await made.clouds.say(chance.choice(made.clouds.users), chance.choice(COMMANDS))
    elif place == EVENTS_A_HALF_DAY // 2:
        await made.hands.do(PlannedDeed(0, 0, Deed.CANCEL, 0))
