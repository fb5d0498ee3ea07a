"""**Clip** under an alert, or under an opened event of /events."""

from __future__ import annotations

from telegram import Update

from bot.access import needs
from bot.callbacks import Pressed, pressed
from bot.clips import ClipRequest
from bot.context import Context
from bot.services import Services
from bot.texts import plain
from bot.visit_presses import event_of
from bot.visits import best_first
from storage.access import Role


@needs(Role.RESIDENT)
async def clip(update: Update, context: Context) -> None:
    press, services = pressed(update), context.services
    request = await _wanted(press, services)
    if request is None:
        await press.answer(plain("visit-gone"), alert=True)
    elif refusal := services.clips.refusal(request):
        await press.answer(refusal, alert=True)
    else:
        # Before the answer, so that no second press comes in between.
        services.clips.begin(request)
        await press.answer()


async def _wanted(press: Pressed, services: Services) -> ClipRequest | None:
    """Of the event that is open, or the best of the visit first."""
    visit = await services.store.events.visit(press.press.number())
    opened = event_of(press.press)
    events = best_first(visit) if visit else []
    if opened is not None:
        events = [event for event in (visit.events if visit else ()) if event.id == opened]
    if not events:
        return None
    of_visit = 1 if opened else len(events)
    return ClipRequest(press.chat.id, press.message_id, press.user.id, tuple(events), of_visit)
