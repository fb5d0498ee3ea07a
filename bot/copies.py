"""A press on a message of the bot's that the outbox does not know: a copy, whose first answer got lost.

It counts from then on, since it is the one in use, and the other one goes.
"""

from __future__ import annotations

from bot.callbacks import Pressed
from bot.context import Context
from bot.first_send import taken_back
from storage.outbox import OutboxRow


async def row_of(
    press: Pressed, visit_id: int, context: Context, *, let_in: bool = False
) -> OutboxRow | None:
    """The row of the outbox that the pressed message shows, or shows from now on; None: it is none of it.

    `let_in`: of the question whether to let somebody in, instead of the visit's other messages.
    """
    services, chat_id, message_id = context.services, press.chat.id, press.message_id
    row = await services.store.outbox.by_message(chat_id, message_id)
    if row is not None:
        return row
    now = services.now()
    adopted = await services.store.doubt.adopt(visit_id, chat_id, message_id, now, let_in=let_in)
    if adopted is None:
        return None
    services.wake_teller()
    if adopted.other is not None:
        await taken_back(context.bot, chat_id, adopted.other)
    return await services.store.outbox.by_message(chat_id, message_id)
