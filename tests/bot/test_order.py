"""Order is kept per chat, and no chat waits for another."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from telegram import Chat, Message, Update, User

from bot.order import PerChatOrder


def update(number: int, chat_id: int) -> Update:
    chat, user = Chat(chat_id, "private"), User(chat_id, "Grace", False)
    return Update(number, message=Message(number, datetime.now(UTC), chat, from_user=user, text=str(number)))


async def test_a_chat_is_served_in_order_and_not_held_up_by_another() -> None:
    order, done, gate = PerChatOrder(), list[int](), asyncio.Event()

    async def handle(number: int) -> None:
        if number == 1:
            await gate.wait()
        done.append(number)

    async with order:
        tasks = [
            asyncio.create_task(order.process_update(update(number, chat), handle(number)))
            for number, chat in ((1, 10), (2, 10), (3, 20))
        ]
        await tasks[2]
        assert done == [3]
        gate.set()
        await asyncio.gather(*tasks)
    assert done == [3, 1, 2]


async def test_a_failing_handler_frees_its_chat() -> None:
    order = PerChatOrder()

    async def fail() -> None:
        raise ValueError("on purpose")

    async def succeed(done: list[int]) -> None:
        done.append(1)

    done: list[int] = []
    async with order:
        results = await asyncio.gather(
            order.process_update(update(1, 10), fail()),
            order.process_update(update(2, 10), succeed(done)),
            return_exceptions=True,
        )
    assert isinstance(results[0], ValueError)
    assert done == [1]
