"""Whether a group hears of visits: the owner decides, by a button in the group."""

from __future__ import annotations

from telegram import Update
from telegram.constants import ChatType

from bot.access import needs
from bot.callbacks import ForeignPress, pressed
from bot.context import Context
from bot.texts import say
from storage.access import Role


@needs(Role.OWNER)
async def decide(update: Update, context: Context) -> None:
    press, services = pressed(update), context.services
    wanted = press.press.flag()
    if press.chat.type == ChatType.PRIVATE:
        raise ForeignPress("a private chat is no group")
    await services.store.chats.meet(press.chat.id, press.chat.title, services.now())
    await services.store.chats.listen(press.chat.id, wanted)
    await press.answer()
    bot = context.bot.username
    await press.show(say("group-listening", bot=bot) if wanted else say("group-silent", bot=bot))
