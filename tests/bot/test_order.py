"""Order is kept per chat, and no chat waits for another."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from telegram import CallbackQuery, Chat, Message, Update, User

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


async def test_what_is_about_the_lock_waits_for_nothing_else_of_its_chat() -> None:
    order, done, gate = PerChatOrder(), list[int](), asyncio.Event()
    chat, sam = Chat(10, "private"), User(10, "Sam", False)
    press = Update(
        2, callback_query=CallbackQuery("1", sam, "2", Message(1, datetime.now(UTC), chat), "confirm:1")
    )

    async def handle(number: int) -> None:
        if number == 1:
            await gate.wait()
        done.append(number)

    async with order:
        photo = asyncio.create_task(order.process_update(update(1, 10), handle(1)))
        await asyncio.sleep(0)
        await order.process_update(press, handle(2))
        gate.set()
        await photo
    assert done == [2, 1]


async def test_a_chat_in_which_much_waits_keeps_out_no_other() -> None:
    order, gate, done = PerChatOrder(), asyncio.Event(), list[int]()

    async def handle() -> None:
        done.append(1)

    async with order:
        waiting = [
            asyncio.create_task(order.process_update(update(number, 10), gate.wait()))
            for number in range(300)
        ]
        await asyncio.sleep(0)
        await order.process_update(update(1000, 20), handle())
        gate.set()
        await asyncio.gather(*waiting)
    assert done == [1]
