"""After a restore: the owner is told what is missing, and asked who and whose face is to hold again."""

from __future__ import annotations

from markupsafe import Markup
from telegram import InlineKeyboardMarkup

from bot import restored_words
from bot.services import Services
from bot.texts import speaking
from storage.restored import Waiting


async def tell(services: Services) -> None:
    """At a start; once."""
    latest = await services.store.restored.latest()
    owner = await services.store.access.owner()
    if latest is None or latest.told or owner is None:
        return
    with speaking(await services.store.access.language(owner)):
        text, keyboard = restored_words.told(
            latest, await _waiting(services), await services.store.chats.groups(), services.settings.zone
        )
    buttons = [
        [(one.text, str(one.callback_data)) for one in row]
        for row in (keyboard.inline_keyboard if keyboard else ())
    ]
    await services.store.restored.told(owner, str(text), buttons, services.now())
    services.wake_teller()


async def page(services: Services) -> tuple[Markup, InlineKeyboardMarkup | None]:
    return restored_words.listed(await _waiting(services))


async def _waiting(services: Services) -> Waiting:
    return await services.store.restored.waiting(services.watch.rules.door)
