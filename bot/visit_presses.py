"""The buttons about a visit: good until it is over, under the message that was sent.

Their data is `verb:VISIT`, of `not` `verb:VISIT:PERSON`. A button of an opened event in /events ends with the
event's id, as `clip:VISIT:EVENT` or `not:VISIT:PERSON:EVENT`: that one acts on the past and is never over.
"""

from __future__ import annotations

import functools

from telegram import Update

from bot.access import Handler
from bot.callbacks import Press, Pressed, pressed
from bot.context import Context
from bot.copies import row_of
from bot.editing import without_buttons
from bot.texts import plain
from bot.visits import is_over
from storage.views import VisitView

VERBS = ("who", "not", "quiet", "clip", "why", "unlock")
OF_THE_MOMENT = ("quiet", "unlock")
"""What these do is about now: an event of yesterday has no such button."""


def event_of(press: Press) -> int | None:
    """The opened event whose button it is; None: a visit's message has it. ForeignPress for what is no id."""
    place = 2 if press.verb == "not" else 1
    return press.number(place) if len(press.arguments) > place else None


def about_a_visit(handler: Handler) -> Handler:
    """Runs for a visit that is there and not over, pressed under its message, or a copy that becomes it."""

    @functools.wraps(handler)
    async def checked(update: Update, context: Context) -> None:
        press = pressed(update)
        visit = await context.services.store.events.visit(press.press.number())
        if visit is None or not visit.events:
            await press.answer(plain("visit-gone"), alert=True)
        elif refusal := await _refusal(press, visit, context):
            await press.answer(refusal, alert=True)
        else:
            await handler(update, context)

    return checked


async def _refusal(press: Pressed, visit: VisitView, context: Context) -> str | None:
    if event_of(press.press) is not None and press.press.verb not in OF_THE_MOMENT:
        return None
    row = await row_of(press, visit.id, context)
    if row is None or row.visit_id != visit.id:
        return plain("visit-copy")
    if not is_over(visit, context.services.now()):
        return None
    await without_buttons(context.bot, press.chat.id, press.message_id)
    # A face can be named for as long as it is kept.
    return plain("visit-over-who") if press.press.verb == "who" else plain("visit-over")
