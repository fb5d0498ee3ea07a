"""The running bot, pressed at random and started anew: the lock stand-in's own log is the judge."""

from __future__ import annotations

import asyncio
import random
from contextlib import suppress

import pytest

from deploy.sandbox.telegram.message import Message
from deploy.sandbox.telegram.people import NoSuchButtonError
from tests.bot.house import OWNER, House

pytestmark = pytest.mark.slow

ROBIN = 5151
RESIDENT = "INSERT INTO users (user_id, name, role, joined_at) VALUES (?, 'Robin', 'resident', '')"


async def robin_lives_here(house: House) -> None:
    house.telegram.add_user(ROBIN, "Robin")
    async with house.services.store.db.write(durable=True) as store:
        await store.execute(RESIDENT, (ROBIN,))


async def has_the_key(house: House, yes: bool) -> None:
    async with house.services.store.db.write(durable=True) as store:
        await store.execute("UPDATE users SET may_unlock = ? WHERE user_id = ?", (yes, ROBIN))


async def ask(house: House, user: int) -> Message:
    before = {message.id for message in house.telegram.messages(user)}
    await house.say("/unlock", user=user)
    return await house.telegram.wait_for(
        lambda one: one.id not in before and ("Open the door?" in one.words or "withdrawn" in one.words), user
    )


async def opened(house: House, question: Message) -> None:
    await house.telegram.wait_for(
        lambda one: one.id == question.id and "Unlocked at" in one.words, question.chat_id
    )


async def press(house: House, question: Message, label: str, times: int) -> None:
    """What Telegram shows no button for any more cannot be pressed."""

    async def once() -> None:
        with suppress(NoSuchButtonError):
            await house.press(question, label, user=question.chat_id)

    await asyncio.gather(*(once() for _ in range(times)))


async def a_day(house: House, place: random.Random) -> int:
    """Until the next start; how often the door was to open."""
    openings, key = 0, True
    await has_the_key(house, True)
    for _ in range(place.randint(2, 5)):
        user = place.choice((OWNER, ROBIN))
        question = await ask(house, user)
        asked = "Open the door?" in question.words
        assert asked is (user == OWNER or key)
        if not asked:
            continue
        what = place.choice(("confirm", "confirm", "cancel", "nothing", *(["withdraw"] * (user == ROBIN))))
        if what == "withdraw":
            await has_the_key(house, False)
            key = place.random() < 0.5
            await has_the_key(house, key)
        if what == "cancel":
            await press(house, question, "Cancel", 1)
        elif what == "confirm":
            openings += 1
        if what != "nothing":
            await press(house, question, "Confirm", place.randint(1, 3))
        if what == "confirm":
            await opened(house, question)
    return openings


@pytest.mark.parametrize("seed", range(3))
async def test_it_opens_as_often_as_it_was_confirmed(quiet_house: House, seed: int) -> None:
    place, openings = random.Random(seed), 0
    async with quiet_house.awake() as house:
        await house.pair()
        await robin_lives_here(house)
    for _ in range(4):
        quiet_house.telegram.world.updates.deliver_again(place.randint(0, 4))
        async with quiet_house.awake() as house:
            openings += await a_day(house, place)
        told = [command.command for command in quiet_house.switchbot.commands]
        assert told == ["unlock"] * openings
    assert openings > 0
