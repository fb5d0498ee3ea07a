"""The first message of a row of the outbox: at least once, and what may be a double makes no sound."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import TypeAlias

from telegram import Bot, Message
from telegram.error import BadRequest

from bot.arrival import may_have_arrived
from pipeline.errors import StoreError
from storage.doubt import Doubt
from storage.outbox import OutboxRow

log = logging.getLogger(__name__)

Send: TypeAlias = Callable[[bool], Awaitable[Message]]
"""Is given whether it has to be silent."""


class NotToBeSent(Exception):
    """Since it was read it has lapsed, as where whoever it is for was removed, or has got its message."""


async def first_sent(bot: Bot, doubt: Doubt, row: OutboxRow, send: Send) -> int:
    """The id of the message. Raises what `send` raises; the store knows then whether it may have arrived.
    NotToBeSent where there is nothing to be sent any more.

    One that may have is repeated silently, once for each time that nobody knows what became of it: never
    told is worse than told twice. But first Telegram is asked something that leaves no trace: as long as
    answers get lost, no copy is made.
    """
    if row.uncertain:
        await bot.get_me()
    if not await _begun(doubt, row):
        raise NotToBeSent
    try:
        sent = await send(row.uncertain)
    except Exception as error:
        if not row.uncertain and not may_have_arrived(error):
            await doubt.never_arrived(row.id)
        raise
    return sent.message_id


async def _begun(doubt: Doubt, row: OutboxRow) -> bool:
    try:
        return await doubt.begin(row.id)
    except StoreError as error:
        # What happened at the door does not wait for the store: a kill amid this send costs a double.
        log.warning("that message %d is on its way is not on record: %s", row.id, error)
        return True


async def taken_back(bot: Bot, chat_id: int, message_id: int) -> None:
    """A copy that is not needed. Only tidiness: what cannot be deleted loses its buttons, or stays."""
    try:
        await bot.delete_message(chat_id, message_id)
    except BadRequest as error:
        log.info("message %d of chat %d stays: %s", message_id, chat_id, error)
