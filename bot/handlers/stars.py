"""**Star** under an opened event: its pictures are kept, and it is found under /events starred."""

from __future__ import annotations

from telegram import Update

from bot.access import needs
from bot.callbacks import pressed
from bot.context import Context
from bot.editing import edited
from bot.handlers.events import keyboard_of
from bot.texts import plain
from storage.access import Role


@needs(Role.RESIDENT)
async def star(update: Update, context: Context) -> None:
    """The button says which it is to be: pressed twice, it is the same."""
    press, services = pressed(update), context.services
    event_id, starred = press.press.number(), press.press.flag(1)
    await services.store.stars.set(event_id, starred)
    event = await services.store.events.get(event_id)
    if event is None:
        await press.answer(plain("event-gone"), alert=True)
        return
    await press.answer(plain("star-given") if starred else plain("star-taken"))
    bot, keyboard = press.query.get_bot(), await keyboard_of(services, event)
    await edited(bot.edit_message_reply_markup(press.chat.id, press.message_id, reply_markup=keyboard))
