"""**Not Grace**: somebody was taken for another; told everywhere, remembered for the rest of the visit."""

from __future__ import annotations

from telegram import InlineKeyboardMarkup, Update
from telegram.constants import ParseMode

from bot.access import needs
from bot.callbacks import Pressed, button, pressed
from bot.context import Context
from bot.texts import plain, say
from storage.access import Role
from storage.views import VisitView


@needs(Role.RESIDENT)
async def not_named(update: Update, context: Context) -> None:
    """`not:VISIT:PERSON`; `not:VISIT` where there are several: asks who it was not.

    The buttons of that question end with an event: they are no visit's own and not over with it.
    """
    press, services = pressed(update), context.services
    visit = await services.store.events.visit(press.press.number())
    if visit is None:
        await press.answer(plain("face-visit-gone"), alert=True)
    elif len(press.press.arguments) > 1:
        await _unname(press, context, visit.id, press.press.number(1))
    else:
        await _ask(press, visit)


async def _unname(press: Pressed, context: Context, visit_id: int, person_id: int) -> None:
    services = context.services
    person = await services.store.people.get(person_id)
    done = await services.store.events.unname(visit_id, person_id, press.user.id, services.now())
    if person is None or not done:
        await press.answer(plain("not-nobody"), alert=True)
        return
    await press.answer(plain("not-done", name=person.display_name))
    services.wake_teller()


async def _ask(press: Pressed, visit: VisitView) -> None:
    if not visit.people:
        await press.answer(plain("not-nobody"), alert=True)
        return
    await press.answer()
    rows = [
        [button(plain("button-not", name=one.display_name), "not", visit.id, one.id, visit.events[-1].id)]
        for one in visit.people
    ]
    await press.chat.send_message(
        say("not-whom"), parse_mode=ParseMode.HTML, reply_markup=InlineKeyboardMarkup(rows)
    )
