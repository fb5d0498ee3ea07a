"""**Why** under an alert, or under an opened event of /events."""

from __future__ import annotations

from telegram import ReplyParameters, Update
from telegram.constants import ParseMode

from bot.access import needs
from bot.callbacks import Pressed, pressed
from bot.context import Context
from bot.lengths import MESSAGE_LIMIT
from bot.services import Services
from bot.snooze_words import held_line
from bot.texts import plain, say
from bot.visit_presses import event_of
from bot.visits import told, worth_explaining
from bot.why_words import why as words
from storage.access import Role
from storage.views import EventView, VisitView

LITTLE = 50
"""Letters around each event."""


@needs(Role.RESIDENT)
async def why(update: Update, context: Context) -> None:
    press, services = pressed(update), context.services
    visit = await services.store.events.visit(press.press.number())
    events = _asked_about(press, visit) if visit else []
    if visit is None or not events:
        await press.answer(plain("visit-gone"), alert=True)
        return
    more = 0 if event_of(press.press) else len(told(visit)) - len(events)
    text = await _explained(services, events, more, press.chat.id)
    if services.said.again((press.chat.id, press.message_id, text), services.now()):
        await press.answer(plain("why-said"))
        return
    await press.answer()
    reply = ReplyParameters(press.message_id, allow_sending_without_reply=True)
    await press.chat.send_message(text, parse_mode=ParseMode.HTML, reply_parameters=reply)


async def because(services: Services, event: EventView, chat_id: int, limit: int = MESSAGE_LIMIT) -> str:
    """Why this event was told in that chat as it was, or was not. HTML."""
    zone = services.settings.zone
    evidence = await services.store.events.evidence(event.id, chat_id)
    held = await services.store.silence.held_back(event.id, chat_id)
    quiet = held_line(held, zone) if held else None
    return words(event, evidence, chat_id, zone, services.now(), limit=limit, quiet=quiet)


def _asked_about(press: Pressed, visit: VisitView) -> list[EventView]:
    opened = event_of(press.press)
    if opened is not None:
        return [event for event in visit.events if event.id == opened]
    return worth_explaining(visit)


async def _explained(services: Services, events: list[EventView], more: int, chat_id: int) -> str:
    each = MESSAGE_LIMIT // len(events) - LITTLE
    parts = [await because(services, event, chat_id, each) for event in events]
    return "\n\n".join([*parts, say("why-more", count=more)] if more > 0 else parts)
