"""What is about the lock, and its share of what may be said in a group."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest
from telegram import CallbackQuery, Chat, Message, MessageEntity, Update, User

from bot.urgency import KEPT, MOST, PERIOD, GroupShares, for_the_lock, is_about_the_lock

SAM = User(7, "Sam", False)
GROUP = -100


def typed(text: str) -> Update:
    length = len(text.split()[0])
    entities = [MessageEntity(MessageEntity.BOT_COMMAND, 0, length)] if text.startswith("/") else []
    sent = Message(1, datetime.now(UTC), Chat(GROUP, "group"), from_user=SAM, text=text, entities=entities)
    return Update(1, message=sent)


def press(data: str | None) -> Update:
    return Update(1, callback_query=CallbackQuery("1", SAM, "2", data=data))


@pytest.mark.parametrize(
    "update",
    [
        *(typed("/unlock"), typed("/lock@latchkey_bot"), typed("/DOOR now")),
        *(press("unlock:7"), press("confirm:7"), press("cancel:7"), press("locknow")),
    ],
)
def test_about_the_lock(update: Update) -> None:
    assert is_about_the_lock(update)


@pytest.mark.parametrize(
    "update",
    [typed("/photo"), typed("unlock"), typed("the /lock"), press("clip:7"), press(None), Update(1), None],
)
def test_not_about_the_lock(update: object) -> None:
    assert not is_about_the_lock(update)


async def test_five_of_twenty_are_kept_for_the_lock() -> None:
    now = [0.0]
    shares = GroupShares(lambda: now[-1])
    for _ in range(MOST - KEPT):
        await shares.enter(GROUP)
    assert shares.wait(GROUP) == PERIOD
    assert shares.wait(GROUP - 1) == 0, "another group's are its own"
    now.append(20.0)
    with for_the_lock():
        for _ in range(KEPT):
            assert shares.wait(GROUP) == 0
            await shares.enter(GROUP)
        assert shares.wait(GROUP) == PERIOD - 20
    now.append(PERIOD)
    assert shares.wait(GROUP) == 0, "the first ones are a minute old"
    with for_the_lock():
        assert shares.wait(GROUP) == 0


async def test_an_album_counts_as_many() -> None:
    shares = GroupShares(lambda: 0.0)
    await shares.enter(GROUP, MOST - KEPT - 3)
    assert shares.wait(GROUP, 3) == 0
    assert shares.wait(GROUP, 4) == PERIOD


async def test_whoever_waits_goes_on_when_there_is_room() -> None:
    shares = GroupShares(period=0.1)
    await asyncio.gather(*(shares.enter(GROUP) for _ in range(2 * (MOST - KEPT))))
    assert shares.wait(GROUP) > 0
