"""**Why** under an alert, or under an opened event of /events."""

from __future__ import annotations

from telegram import ReplyParameters, Update
from telegram.constants import ParseMode

from bot.access import needs
from bot.callbacks import Pressed, pressed
from bot.context import Context
from bot.lengths import MESSAGE_LIMIT
from bot.services import Services
from bot.texts import plain, say
from bot.visit_presses import event_of
from bot.visits import told
from bot.why_words import why as words
from storage.access import Role
from storage.views import EventView

AT_ONCE = 3
"""Events of a visit that one answer speaks of."""


@needs(Role.RESIDENT)
async def why(update: Update, context: Context) -> None:
    press, services = pressed(update), context.services
    events = await _asked_about(press, services)
    if not events:
        await press.answer(plain("visit-gone"), alert=True)
        return
    text = await _explained(services, events, press.chat.id)
    if services.said.again((press.chat.id, press.message_id, text), services.now()):
        await press.answer(plain("why-said"))
        return
    await press.answer()
    reply = ReplyParameters(press.message_id, allow_sending_without_reply=True)
    await press.chat.send_message(text, parse_mode=ParseMode.HTML, reply_parameters=reply)


async def because(services: Services, event: EventView, chat_id: int, limit: int = MESSAGE_LIMIT) -> str:
    """Why this event was told in that chat as it was, or was not. HTML."""
    evidence = await services.store.events.evidence(event.id, chat_id)
    return words(event, evidence, chat_id, services.settings.zone, services.now(), limit=limit)


async def _asked_about(press: Pressed, services: Services) -> list[EventView]:
    """The one that is open; of a visit those that its message tells of."""
    visit = await services.store.events.visit(press.press.number())
    if visit is None:
        return []
    opened = event_of(press.press)
    if opened is not None:
        return [event for event in visit.events if event.id == opened]
    return told(visit) or list(visit.events)


async def _explained(services: Services, events: list[EventView], chat_id: int) -> str:
    last = events[-AT_ONCE:]
    each = MESSAGE_LIMIT // len(last) - 50
    parts = [await because(services, event, chat_id, each) for event in last]
    if len(events) > AT_ONCE:
        parts.insert(0, say("why-more", count=len(events) - AT_ONCE))
    return "\n\n".join(parts)
