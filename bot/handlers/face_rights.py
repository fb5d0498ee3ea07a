"""/people, a person, **May open**: whose face may open the door. The owner's, in our private chat."""

from __future__ import annotations

from collections.abc import Awaitable

from telegram import Message, Update

from bot import face_right_words as words
from bot import talks
from bot.access import needs
from bot.callbacks import ForeignPress, Pressed, pressed
from bot.context import Context
from bot.face_keyboards import leave_keyboard
from bot.handlers.people import person_of
from bot.lengths import cut
from bot.services import Services
from bot.texts import plain, say, speaking
from storage.access import Role
from storage.duties import Duty
from storage.face_rights import Switch
from storage.people import Person
from storage.questions import Question, Talk


@needs(Role.OWNER)
async def show(update: Update, context: Context) -> None:
    """How it is, and what it takes."""
    found = await _private(update, context)
    if found is not None:
        press, person = found
        await press.answer()
        await _show(press, context, person)


@needs(Role.OWNER)
async def switch_on(update: Update, context: Context) -> None:
    found = await _private(update, context)
    if found is not None:
        press, person = found
        services = context.services
        door = services.watch.rules.door
        rights = services.store.face_rights
        await _done(press, context, person, rights.switch_on(person.id, press.user.id, door, services.now()))


@needs(Role.OWNER)
async def switch_off(update: Update, context: Context) -> None:
    """Needs no second word."""
    found = await _private(update, context)
    if found is not None:
        press, person = found
        services = context.services
        rights = services.store.face_rights
        await _done(press, context, person, rights.switch_off(person.id, press.user.id, services.now()))


@needs(Role.OWNER)
async def choose_hours(update: Update, context: Context) -> None:
    found = await _private(update, context)
    if found is None:
        return
    press, person = found
    try:
        span = words.carried_hours(press.press.word(1))
    except ValueError as error:
        raise ForeignPress(str(error)) from error
    services = context.services
    rights = services.store.face_rights
    await _done(press, context, person, rights.set_hours(person.id, span, press.user.id, services.now()))


@needs(Role.OWNER)
async def ask_hours(update: Update, context: Context) -> None:
    """**Other hours…**: to be typed."""
    found = await _private(update, context)
    if found is None:
        return
    press, person = found
    await press.answer()
    talk = await talks.begin(context, Talk.HOURS, press.chat.id, press.user.id, {"person": person.id})
    text = say("facedoor-hours-how", name=cut(person.display_name))
    await talks.say_in(context, talk, text, leave_keyboard(talk.id))


async def hours_typed(message: Message, context: Context, talk: Question) -> None:
    """They count by a **Confirm**, as the hours on buttons do by their press."""
    hours = words.typed_hours(message.text or "")
    if hours is None:
        await message.reply_html(say("facedoor-hours-not", text=cut(message.text or "")))
        return
    if not await talks.end(context, talk):
        return
    await talks.quieten(context, talk)
    person = await context.services.store.people.get(talk.payload["person"])
    if person is None:
        await message.reply_html(say("face-person-gone"))
        return
    text, keyboard = words.sure_hours(person, hours)
    await message.reply_html(text, reply_markup=keyboard)


@needs(Role.OWNER)
async def choose_night(update: Update, context: Context) -> None:
    found = await _private(update, context)
    if found is not None:
        press, person = found
        services, allowed = context.services, press.press.flag(1)
        rights = services.store.face_rights
        await _done(
            press, context, person, rights.set_at_night(person.id, allowed, press.user.id, services.now())
        )


@needs(Role.OWNER)
async def ask_for_real(update: Update, context: Context) -> None:
    """The trial ends before its week is over: are you sure?"""
    found = await _private(update, context)
    if found is not None:
        press, person = found
        await press.answer()
        await press.show(*words.sure_real(person))


@needs(Role.OWNER)
async def for_real(update: Update, context: Context) -> None:
    found = await _private(update, context)
    if found is not None:
        press, person = found
        services = context.services
        rights = services.store.face_rights
        await _done(press, context, person, rights.end_trial(person.id, press.user.id, services.now()))


async def switched_off(services: Services, duty: Duty, late: bool) -> None:
    """By the loss of photos, whoever took them away: the owner is told."""
    person, owner = await services.store.people.get(int(duty.subject)), await services.store.access.owner()
    if person is None or person.may_open or owner is None:
        return
    with speaking(await services.store.access.language(owner)):
        text = say("facedoor-fell", name=cut(person.display_name))
    await services.store.outbox.notify([owner], text, services.now())
    services.wake_teller()


async def _private(update: Update, context: Context) -> tuple[Pressed, Person] | None:
    """None, and the press is answered, in a group, and where the person is gone."""
    press = pressed(update)
    if press.chat.id < 0:
        await press.answer(plain("open-private"), alert=True)
        return None
    person = await person_of(press, context)
    return None if person is None else (press, person)


async def _done(press: Pressed, context: Context, person: Person, said: Awaitable[Switch]) -> None:
    """What came of it, and the page as it is now."""
    outcome = await said
    if outcome is Switch.OWNERS:
        await press.answer(plain("not-for-you", role=str(Role.OWNER)), alert=True)
        return
    await press.answer()
    await _show(press, context, person)


async def _show(press: Pressed, context: Context, person: Person) -> None:
    services, door = context.services, context.services.watch.rules.door
    right = await services.store.face_rights.of(person.id, door)
    if right is None:
        return
    page = words.right_page(person, right, door, services.now(), services.settings.zone)
    await press.show(*page)
