"""/passes, **Revoke**, and **Let in** when it rings."""

from __future__ import annotations

from telegram import Update
from telegram.constants import ParseMode

from bot import pass_words as words
from bot import question_ends
from bot.access import needs
from bot.callbacks import ForeignPress, Pressed, pressed
from bot.context import Context
from bot.copies import row_of
from bot.door_messages import no_lock
from bot.editing import without_buttons
from bot.handlers import unlock
from bot.names import user_name
from bot.services import Services
from bot.taking_up import fresh
from bot.texts import plain, say, speaking
from bot.visits import is_over
from storage.access import Role
from storage.outbox import OutboxKind, OutboxRow
from storage.passes import PassState, PassView


@needs(Role.RESIDENT)
async def passes(update: Update, context: Context) -> None:
    if update.effective_message:
        text, keyboard = await _list(context.services)
        await update.effective_message.reply_text(text, parse_mode=ParseMode.HTML, reply_markup=keyboard)


async def _list(services: Services) -> words.Page:
    now, store = services.now(), services.store.passes
    return words.listed(await store.open(now), await store.lately_over(now), now, services.settings.zone)


@needs(Role.RESIDENT)
async def revoke(update: Update, context: Context) -> None:
    """Of any pass, by any resident: nobody gets in by it."""
    press, services = pressed(update), context.services
    number, place, now = press.press.number(), press.press.word(1), services.now()
    if place not in (words.LIST, words.HERE):
        raise ForeignPress(f"{place!r} is no place of a pass")
    one = await services.store.passes.get(number, now)
    async with services.store.together():
        revoked = await services.store.passes.revoke(number, press.user.id, now)
        if one is not None and revoked:
            await _tell_of_end(services, one, press)
    if one is None or not revoked:
        await press.answer(_over(one, services), alert=True)
    else:
        services.wake_teller()
        await press.answer()
        await question_ends.say_what_is_void(services)
    if place == words.LIST:
        await press.show(*await _list(services))
    elif one is not None and revoked:
        await press.show(say("pass-revoked", name=words.name(one)))
    else:
        await without_buttons(context.bot, press.chat.id, press.message_id)


def _over(one: PassView | None, services: Services) -> str:
    if one is None:
        return plain("pass-gone")
    return words.why_not(one, services.now(), services.settings.zone)


async def _tell_of_end(services: Services, one: PassView, press: Pressed) -> None:
    """Whoever made it, and the guest it was for."""
    store, now = services.store, services.now()
    if one.created_by != press.user.id:
        with speaking(await store.access.language(one.created_by)):
            text = say("pass-revoked-by", who=user_name(press.user), name=words.name(one))
        await store.outbox.notify([one.created_by], text, now)
    if one.user_id is not None:
        with speaking(await store.access.language(one.user_id)):
            text = say("pass-told-guest-revoked", maker=one.maker)
        await store.outbox.notify([one.user_id], text, now)


@needs(Role.RESIDENT, moves_the_door=True)
@fresh
async def let_in(update: Update, context: Context) -> None:
    """**Let in**: asks for the one confirmation, as every opening by hand does."""
    press, services = pressed(update), context.services
    visit_id, pass_id = press.press.number(), press.press.number(1)
    row = await row_of(press, visit_id, context, let_in=True)
    one = await services.store.passes.get(pass_id, services.now())
    refusal = await _refusal(services, row, visit_id, one)
    if services.doorman is None:
        await no_lock(press.chat, press.query)
    elif refusal is not None:
        await press.answer(refusal, alert=True)
        await services.store.outbox.touch(visit_id, services.now())
        services.wake_teller()
    else:
        await press.answer()
        await unlock.ask(
            context, press.chat.id, press.user.id, user_name(press.user), visit_id, pass_id=pass_id
        )


async def _refusal(
    services: Services, row: OutboxRow | None, visit_id: int, one: PassView | None
) -> str | None:
    """Why there is nothing to ask; None: there is."""
    visit = await services.store.events.visit(visit_id)
    if row is None or row.kind is not OutboxKind.LET_IN or row.visit_id != visit_id:
        return plain("visit-copy")
    if visit is None or is_over(visit, services.now()):
        return plain("visit-over")
    if one is None:
        return plain("pass-gone")
    zone = services.settings.zone
    if one.state is not PassState.OPEN:
        return words.why_not(one, services.now(), zone)
    return words.let_in_by(visit, row.created_at, zone)
