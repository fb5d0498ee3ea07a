"""`latchkey run`, killed with SIGKILL: the next start goes on, and what was asked for is done once."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from deploy.sandbox.telegram.message import Message
from tests.bot.between import Proxy, proxy
from tests.bot.house import OWNER, House
from tests.bot.running import Running, command, latchkey
from tests.bot.visits import showed_a_face
from tests.patience import PATIENCE, until

SAM = {"id": OWNER, "is_bot": False, "first_name": "Sam"}


async def rows(house: House, sql: str) -> int:
    return len(await house.rows(sql))


async def held(between: Proxy, method: str) -> None:
    async with asyncio.timeout(PATIENCE):
        while await between.holding.get() != method:
            pass


@asynccontextmanager
async def killed(house: House) -> AsyncIterator[Running]:
    """Runs for as long as the body does; then nothing of it is finished."""
    async with latchkey(house, "run") as bot:
        yield bot
        bot.process.kill()


async def ended_well(house: House) -> None:
    """Everything that was stored is done and answered, and the store is whole."""
    async with asyncio.timeout(PATIENCE):
        while await house.rows("SELECT 1 FROM inbox WHERE payload IS NOT NULL"):  # noqa: ASYNC110
            await asyncio.sleep(0.05)
    assert (await command(house, "check"))[0] == 0


@pytest.mark.slow
async def test_killed_after_the_effect_and_before_it(quiet_house: House) -> None:
    async with proxy(quiet_house) as between:
        async with killed(quiet_house):
            await quiet_house.pair()
            between.held = {"sendMessage"}
            await quiet_house.say("/snooze 2h")
            await held(between, "sendMessage")
        assert await rows(quiet_house, "SELECT * FROM snoozes") == 1
        between.held = set()
        async with killed(quiet_house):
            # Done, but not answered: it is not done again, and said.
            await quiet_house.hears("“/snooze 2h” is done")
            await quiet_house.say("/invite")
            question = await quiet_house.hears("Whom do you invite?")
            # Stored, and nothing done yet: the press is answered first.
            between.held = {"answerCallbackQuery", "editMessageText", "sendMessage"}
            await quiet_house.say("/people")
            await held(between, "sendMessage")
            pressing = asyncio.create_task(quiet_house.press(question, "Guest"))
            await stored(quiet_house, 3)
        between.held = set()
        async with latchkey(quiet_house, "run") as bot:
            await quiet_house.hears("https://t.me/", where=lambda one: one.id == question.id)
            await ended_well(quiet_house)
            assert await rows(quiet_house, "SELECT * FROM snoozes") == 1
            assert await rows(quiet_house, "SELECT * FROM invites") == 1
            assert await bot.terminate() == 0
        await pressing


async def stored(house: House, count: int) -> None:
    async with asyncio.timeout(PATIENCE):
        while await rows(house, "SELECT * FROM inbox") < count:  # noqa: ASYNC110 - another process
            await asyncio.sleep(0.02)


@pytest.mark.slow
async def test_what_would_open_is_refused_after_a_kill(quiet_house: House) -> None:
    async with proxy(quiet_house) as between:
        async with killed(quiet_house):
            await quiet_house.pair()
            between.held = {"sendMessage"}
            await quiet_house.say("/unlock")
            await held(between, "sendMessage")
        between.held = set()
        async with latchkey(quiet_house, "run") as bot:
            await quiet_house.hears("before I came to “/unlock”: nothing was opened or locked")
            await ended_well(quiet_house)
            assert await bot.terminate() == 0
    assert quiet_house.switchbot.commands == []
    assert await rows(quiet_house, "SELECT * FROM questions WHERE closed_at IS NULL") == 0


ROUNDS = 8

MANY_LIVES = 600
"""Seconds until one thing is done."""


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
async def test_killed_at_any_instant_everything_is_done_once(quiet_house: House, seed: int) -> None:
    house, dice, kills = quiet_house, random.Random(seed), 0
    async with house.awake():
        await house.pair()
        await showed_a_face(house, 1)
        await house.hears("Stranger", where=lambda one: bool(one.buttons))
    saying = asyncio.create_task(all_is_said(house))
    while not saying.done():
        async with killed(house):
            begun = time.monotonic()
            if dice.random() < 0.8:
                # Else while it starts.
                await listening(house)
            # As long as this machine needs: on a slow one nothing would ever be done in less.
            longest = max(0.8, (time.monotonic() - begun) / 2)
            await asyncio.wait([saying], timeout=dice.uniform(0.0, longest))
        kills += 1
    await saying
    async with latchkey(house, "run") as bot:
        await house.say("/door")
        await house.hears("The door is")
        await ended_well(house)
        assert await bot.terminate() == 0
    assert kills >= 3, "or it proves nothing"
    assert await rows(house, "SELECT * FROM invites") == ROUNDS
    assert await rows(house, "SELECT * FROM snoozes") == 1
    assert await house.rows("SELECT name, (SELECT count(*) FROM photos) AS photos FROM persons") == [
        {"name": "Grace", "photos": 1}
    ]
    assert await house.rows("SELECT person_name FROM events") == [{"person_name": "Grace"}]
    assert await rows(house, "SELECT * FROM inbox WHERE outcome = 'failed'") == 0


async def listening(house: House) -> None:
    """It has asked for updates."""
    before = len(house.telegram.calls)
    await until(lambda: any(call.method == "getUpdates" for call in house.telegram.calls[before:]))


async def all_is_said(house: House) -> None:
    """One thing after the other, each once; as soon as the one before was done."""
    await pressed(house, "who:")
    await offered(house, "leave:")
    said = await house.telegram.user_sends(OWNER, "Grace")
    await pressed(house, "save:", said.id)
    await answered(house, "I know Grace from now on", "“Save” is done")
    await house.say("/snooze 2h")
    await answered(house, "I am quiet here until", "“/snooze 2h” is done")
    for number in range(1, ROUNDS + 1):
        said = await house.telegram.user_sends(OWNER, "/invite")
        await pressed(house, "invite:", said.id)
        async with asyncio.timeout(MANY_LIVES):
            while await rows(house, "SELECT * FROM invites") < number:  # noqa: ASYNC110
                await asyncio.sleep(0.05)


async def offered(house: House, verb: str, after: int = 0) -> tuple[Message, str]:
    """The newest message with such a button that came after that one, and its data."""

    def wanted(one: Message) -> list[str]:
        data = [str(button.get("callback_data")) for button in one.buttons] if one.id > after else []
        return [each for each in data if each.startswith(verb)]

    found = await house.telegram.wait_for(wanted, OWNER, MANY_LIVES)
    return found, wanted(found)[0]


async def pressed(house: House, verb: str, after: int = 0) -> None:
    """Whether or not anybody lives to answer it."""
    message, data = await offered(house, verb, after)
    query = {"id": "1", "from": SAM, "message": dict(message), "chat_instance": "1", "data": data}
    house.telegram.world.updates.push("callback_query", query)


async def answered(house: House, *words: str) -> None:
    await house.telegram.wait_for(lambda one: any(each in one.words for each in words), OWNER, MANY_LIVES)
