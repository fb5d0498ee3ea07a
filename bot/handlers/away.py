"""/away: nobody is at home, so no face opens the door, until then or until it is ended."""

from __future__ import annotations

from datetime import datetime

from markupsafe import Markup
from telegram import Update

from bot import times
from bot.access import needs
from bot.away_words import is_away
from bot.context import Context
from bot.names import user_name
from bot.services import Services
from bot.snooze_words import cut
from bot.texts import say, speaking
from bot.until import UntilPast, UntilTooFar, until
from storage.access import Role
from storage.duties import Duty

OFF = {"off", "end", "stop", "over", "aus", "ende", "vorbei"}


@needs(Role.RESIDENT)
async def away(update: Update, context: Context) -> None:
    """`/away`, `/away until sunday 18:00`, `/away off`."""
    message, user, services = update.effective_message, update.effective_user, context.services
    if message is None or user is None:
        return
    typed = " ".join(context.args or ())
    if typed.casefold() in OFF:
        await message.reply_html(await _ended(services, user.id, user_name(user)))
        return
    try:
        ends_at = until(typed, services.now(), services.settings.zone) if typed else None
    except UntilPast as error:
        await message.reply_html(say("snooze-past", text=cut(str(error))))
        return
    except UntilTooFar as error:
        await message.reply_html(say("snooze-too-far", text=cut(str(error))))
        return
    if typed and ends_at is None:
        await message.reply_html(say("away-no-time", text=cut(typed)))
        return
    await message.reply_html(await _begun(services, user.id, user_name(user), ends_at))


async def _begun(services: Services, user_id: int, name: str, ends_at: datetime | None) -> Markup:
    now, zone = services.now(), services.settings.zone
    async with services.store.together():
        await services.store.away.begin(ends_at, user_id, now)
        for chat_id in await _others(services, user_id):
            with speaking(await services.store.access.language(chat_id)):
                end = times.end(ends_at, now, zone) if ends_at else ""
                text = say("away-told", name=name, until=end) if ends_at else say("away-told-open", name=name)
            await services.store.outbox.notify([chat_id], text, now)
    services.wake_duties()
    services.wake_teller()
    absence = await services.store.away.current(now)
    assert absence is not None  # begun above, and its end lies ahead
    return Markup("\n").join([is_away(absence, now, zone), say("away-how-off")])


async def _ended(services: Services, user_id: int, name: str) -> Markup:
    async with services.store.together():
        if not await services.store.away.end(user_id, services.now()):
            return say("away-nobody")
        for chat_id in await _others(services, user_id):
            with speaking(await services.store.access.language(chat_id)):
                text = say("away-over-told", name=name)
            await services.store.outbox.notify([chat_id], text, services.now())
    services.wake_teller()
    return say("away-over")


async def _others(services: Services, user_id: int) -> list[int]:
    return [other for other, _ in await services.store.access.residents() if other != user_id]


async def away_ended(services: Services, duty: Duty, late: bool) -> None:
    """Its time has come: faces may open again, and every resident knows."""
    if await services.store.away.current(services.now()) is not None:
        return
    for chat_id, _ in await services.store.access.residents():
        with speaking(await services.store.access.language(chat_id)):
            text = say("away-over")
        await services.store.outbox.notify([chat_id], text, services.now())
    services.wake_teller()
