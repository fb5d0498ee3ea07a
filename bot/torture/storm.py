"""A storm from its beginning to the evidence."""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from aiohttp import ClientSession

from bot.demo.chat import opened_chat
from bot.demo.child import child
from bot.demo.environment import DemoSettings, bot_environment, write_ring_token
from bot.demo.processes import sandbox
from bot.demo.trouble import DemoError
from bot.torture.bystander import Bystander
from bot.torture.clouds import Clouds
from bot.torture.evidence import Evidence, Happened
from bot.torture.footage import Footage, shoot
from bot.torture.hands import Hands
from bot.torture.lives import Lives
from bot.torture.plan import Deed, Plan, PlannedDeed, PlannedEvent

HURRIED = {
    "POLL_INTERVAL": "1",
    "COALESCE_SECONDS": "1",
    "LOCK_POLL_INTERVAL": "10",
    "RELOCK_REMINDER": "0",
    "ANALYSIS_WORKERS": "2",
}
AT_REST_SECONDS = 3.0
TOLD_EVERY = 15.0

Tell = Callable[[str], None]


@dataclass
class Scene:
    """Everything that a storm or a soak goes on between."""

    clouds: Clouds
    footage: Footage
    lives: Lives
    hands: Hands
    store: Bystander
    environment: dict[str, str]
    folder: Path
    happened: list[Happened]

    async def happen(self, event: PlannedEvent, **more: Any) -> None:
        camera = self.clouds.cameras[event.camera]
        wish = {
            "camera_id": camera,
            "clip": str(self.footage.clips[event.clip]),
            "kind": "ding" if event.ding else "motion",
            "listed_after": event.listed_after,
            "available_after": event.available_after,
        }
        number = (await self.clouds.tell("ring", "recordings", wish | more))["id"]
        self.happened.append(Happened(str(number), str(camera), event.person, event.ding))


@asynccontextmanager
async def scene(folder: Path, cameras: int, settings: DemoSettings) -> AsyncIterator[Scene]:
    """The clouds with a house in them, and a bot that has met its people and sleeps."""
    footage = await asyncio.to_thread(shoot, folder)
    async with AsyncExitStack() as stack:
        _, house = await stack.enter_async_context(sandbox(folder, 0))
        web = await stack.enter_async_context(ClientSession())
        clouds = Clouds(web, house)
        await clouds.furnish(cameras, footage.still)
        chat = await stack.enter_async_context(opened_chat(web, house["telegram"]["url"]))
        write_ring_token(folder, house)
        for name in ("known_faces", "tmp"):
            (folder / name).mkdir()
        environment = bot_environment(folder, house, settings) | HURRIED | {"TMPDIR": str(folder / "tmp")}
        lives, hands = Lives(clouds, chat, environment, folder), Hands(clouds)
        following = asyncio.create_task(clouds.follow())
        stack.callback(following.cancel)
        async with lives.life() as process:
            await lives.listens(process)
            await hands.join()
        store = Bystander(folder / "events.db")
        yield Scene(clouds, footage, lives, hands, store, environment, folder, [])


async def storm(folder: Path, plan: Plan, settings: DemoSettings, minutes: float, tell: Tell) -> Evidence:
    """`minutes` are for the kills, then for what else is planned, then for coming to rest.

    DemoError where the bot ends by itself, or a cloud does.
    """
    cameras = 1 + max((one.camera for one in plan.events), default=0)
    async with scene(folder, cameras, settings) as made:
        tell(f"storm {plan.mark} (seed {plan.seed}): {len(plan.events)} events, {len(plan.kills)} kills")
        await made.clouds.break_out(plan.seed)
        works = (_events(made, plan), _workers(made, plan), _deeds(made, plan), _progress(made, plan, tell))
        *others, telling = [asyncio.create_task(work) for work in works]
        try:
            await _within(minutes, _lives(made, plan))
            evidence = await _last_life(made, others, minutes, tell)
        finally:
            for task in (*others, telling):
                task.cancel()
            await asyncio.gather(*others, telling, return_exceptions=True)
    return replace(evidence, unsettled=_missing(plan, evidence))


async def _within(minutes: float, work: Awaitable[Any]) -> None:
    """What finds no time is seen in the evidence."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(minutes * 60):
            await work


def _missing(plan: Plan, evidence: Evidence) -> str | None:
    """What was not done of the plan, or is left to do; None: nothing."""
    events, kills = len(plan.events) - len(evidence.happened), len(plan.kills) - len(evidence.kills)
    short = f"{events} events and {kills} kills of the plan found no time" if events or kills else None
    return ", ".join(filter(None, [short, evidence.unsettled])) or None


async def _events(made: Scene, plan: Plan) -> None:
    began = time.monotonic()
    for event in plan.events:
        await _until(began + event.second)
        await made.happen(event)


async def _lives(made: Scene, plan: Plan) -> None:
    for kill in plan.kills:
        await made.lives.lose(kill)


async def _workers(made: Scene, plan: Plan) -> None:
    began = time.monotonic()
    for planned in plan.worker_kills:
        await _until(began + planned.second)
        await asyncio.to_thread(made.lives.kill_worker, planned)


async def _deeds(made: Scene, plan: Plan) -> None:
    """Each at its time, whether or not the one before has come to an end."""
    began = time.monotonic()
    async with asyncio.TaskGroup() as group:
        for planned in plan.deeds:
            await _until(began + planned.second)
            group.create_task(made.hands.do(planned))


async def _until(moment: float) -> None:
    await asyncio.sleep(max(0.0, moment - time.monotonic()))


async def _progress(made: Scene, plan: Plan, tell: Tell) -> None:
    """Until all of it is played."""
    while len(made.happened) < len(plan.events) or len(made.lives.killed) < len(plan.kills):
        await asyncio.sleep(TOLD_EVERY)
        tell(
            f"{len(made.happened)} of {len(plan.events)} events, "
            f"{len(made.lives.killed)} of {len(plan.kills)} kills, {made.lives.workers_killed} workers killed"
        )


async def _last_life(
    made: Scene, others: Sequence[asyncio.Task[None]], minutes: float, tell: Tell
) -> Evidence:
    """Nobody kills it any more; the clouds stay as they are. Then it is asked to end, and all is read."""
    async with made.lives.life() as process:
        await made.lives.listens(process)
        await _within(minutes, asyncio.gather(*others))
        for user in range(len(made.clouds.users)):
            await made.hands.do(PlannedDeed(0, user, Deed.OPEN, 0))
        unsettled = await at_rest(made, minutes * 60, tell)
    return await gathered(made, unsettled, process.returncode)


async def gathered(made: Scene, unsettled: str | None, exit_code: int | None) -> Evidence:
    """When no bot runs any more."""
    await made.clouds.read_calls()
    return Evidence(
        happened=tuple(made.happened),
        chats=made.clouds.users,
        calls=tuple(sorted(made.clouds.calls, key=lambda call: call.number)),
        kills=tuple(made.lives.killed),
        confirmed=tuple(made.hands.confirmed),
        opened=tuple(await made.clouds.opened()),
        events=made.store.events(),
        outbox=made.store.outbox(),
        held=made.store.held(),
        damage=await check(made),
        integrity=made.store.integrity(),
        unsettled=unsettled,
        exit_code=exit_code,
        workers_killed=made.lives.workers_killed,
        asked=tuple(made.hands.asked),
    )


async def at_rest(made: Scene, seconds: float, tell: Tell) -> str | None:
    """Until nothing is left to do for a moment; what still is after `seconds`, in words."""
    deadline, since, told = time.monotonic() + seconds, None, 0.0
    while True:
        left = await asyncio.to_thread(made.store.unsettled, len(made.happened))
        now = time.monotonic()
        since = None if left else since or now
        if since is not None and now - since >= AT_REST_SECONDS:
            return None
        if now > deadline:
            return left
        if left and now - told > TOLD_EVERY:
            tell(left)
            told = now
        await asyncio.sleep(0.5)


async def check(made: Scene) -> tuple[str, ...]:
    """What `latchkey check` finds."""
    errors = made.folder / "check.log"
    async with child(
        "bot.cli", ["check", "--json"], made.environment, made.folder, errors, speaks=True
    ) as process:
        assert process.stdout is not None
        answer = await process.stdout.read()
        await process.wait()
    try:
        return tuple(json.loads(answer)["broken"])
    except ValueError:
        raise DemoError(f"latchkey check ended with {process.returncode}, see {errors}") from None
