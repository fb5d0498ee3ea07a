"""/snooze and **Snooze**: a while without alerts, of everything, a camera or a person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from markupsafe import Markup
from telegram import Chat, InlineKeyboardMarkup, ReplyParameters, Update
from telegram.constants import ChatType, ParseMode

from bot import history_pages
from bot import snooze_words as words
from bot.access import needs
from bot.callbacks import ForeignPress, Press, Pressed, button, pressed
from bot.context import Context
from bot.keyboards import below, notice_keyboard
from bot.names import user_name
from bot.quiet_ends import tell_others
from bot.said import first_press
from bot.services import Services
from bot.snooze_wish import NoSuchThing, NoSuchTime, StrangersMeant, Thing, Wish, wish
from bot.snooze_words import cut
from bot.texts import plain, say, speaking
from bot.until import UntilPast, UntilTooFar, next_morning
from storage.access import Role
from storage.history_filter import HistoryFilter
from storage.history_filter import held as held_from
from storage.quiet_hours import quiet_until
from storage.snoozes import Snooze

Answer = tuple[Markup, InlineKeyboardMarkup | None]

UNIX_DIGITS = 10
SHOW_OPEN = {"off", "end", "stop", "list", "aus", "ende", "liste"}


@needs(Role.RESIDENT)
async def snooze(update: Update, context: Context) -> None:
    """What is snoozed here; with words after it, what shall be."""
    message, user = update.effective_message, update.effective_user
    if message is None or user is None:
        return
    typed = " ".join(context.args or ())
    if not typed or typed.casefold() in SHOW_OPEN:
        text, keyboard = await _overview(context.services, message.chat.id)
    else:
        text, keyboard = await _typed(context.services, message.chat, user.id, typed)
    await message.reply_text(text, parse_mode=ParseMode.HTML, reply_markup=keyboard)


@needs(Role.RESIDENT)
async def show(update: Update, context: Context) -> None:
    """In place, from a button elsewhere."""
    press = pressed(update)
    await press.answer()
    text, keyboard = await _overview(context.services, press.chat.id)
    back = InlineKeyboardMarkup([[button(plain("settings-button"), "settings")]])
    await press.show(text, below(keyboard, back))


async def _overview(services: Services, chat_id: int) -> Answer:
    now, zone = services.now(), services.settings.zone
    snoozes = await services.store.snoozes.open(chat_id, now)
    hours = await services.store.quiet_hours.get(chat_id)
    until = quiet_until(hours.hours, now, zone)
    return words.overview(snoozes, until, await things_of(services), now, zone)


async def _typed(services: Services, chat: Chat, user_id: int, typed: str) -> Answer:
    things = await things_of(services)
    try:
        wanted = wish(typed, things, services.now(), services.settings.zone)
    except NoSuchThing as error:
        return _unknown(error, things)
    except StrangersMeant:
        return say("snooze-strangers"), None
    except NoSuchTime as error:
        return say("snooze-no-time", text=cut(str(error))), None
    except UntilPast as error:
        return say("snooze-past", text=cut(str(error))), None
    except UntilTooFar as error:
        return say("snooze-too-far", text=cut(str(error))), None
    return await _wished(services, chat, user_id, wanted, typed)


def _unknown(error: NoSuchThing, things: Sequence[Thing]) -> Answer:
    if error.nearest is None:
        return words.nobody(error.name, things), None
    text = say("snooze-nobody-like", name=cut(error.name), nearest=cut(error.nearest.name))
    return text, words.which_keyboard([error.nearest], error.until)


async def _wished(services: Services, chat: Chat, user_id: int, wanted: Wish, typed: str) -> Answer:
    if len(wanted.things) > 1:
        return say("snooze-which", name=cut(typed)), words.which_keyboard(wanted.things, wanted.until)
    thing = wanted.things[0] if wanted.things else None
    if wanted.until is None and (thing is None or thing.person_id is None):
        return _how_long(thing)
    return await _begin(services, chat, user_id, thing, wanted.until)


def _how_long(thing: Thing | None) -> Answer:
    name = cut(thing.name) if thing else plain("snooze-all-of-it")
    target = words.target_of(thing) if thing else words.EVERYTHING
    return say("snooze-ask-this", what=name), words.span_keyboard(target)


async def _begin(
    services: Services, chat: Chat, user_id: int, thing: Thing | None, end: datetime | None
) -> Answer:
    store, now = services.store, services.now()
    begun = await store.snoozes.add(
        chat.id,
        now,
        end,
        user_id,
        camera_id=thing.camera_id if thing else None,
        person_id=thing.person_id if thing else None,
    )
    services.wake_duties()
    # In a group a button is there if any member may use it.
    may = chat.type != ChatType.PRIVATE or await store.access.role(user_id) is Role.OWNER
    quiet = await store.quiet_hours.get(chat.id)
    text = words.begun(begun, quiet, now, services.settings.zone)
    return text, words.begun_keyboard(begun, everybody=may)


async def things_of(services: Services) -> list[Thing]:
    """Everything with a name that can be snoozed."""
    cameras = [Thing(one.name, camera_id=one.id) for one in await services.store.cameras.all()]
    people = [Thing(one.display_name, person_id=one.id) for one in await services.store.people.all()]
    return cameras + people


@needs(Role.RESIDENT)
async def ask(update: Update, context: Context) -> None:
    """**Snooze** under an alert."""
    press, services = pressed(update), context.services
    visit = await services.store.events.visit(press.press.number())
    if visit is None:
        await press.answer(plain("held-gone"), alert=True)
        return
    await press.answer()
    keyboard = words.ask_keyboard(visit.id, visit.camera_name, everything=False)
    reply = ReplyParameters(press.message_id, allow_sending_without_reply=True)
    await press.chat.send_message(
        say("snooze-ask"), parse_mode=ParseMode.HTML, reply_markup=keyboard, reply_parameters=reply
    )


@needs(Role.RESIDENT)
async def ask_of(update: Update, context: Context) -> None:
    """This camera, or all of them."""
    press, services = pressed(update), context.services
    visit = await services.store.events.visit(press.press.number())
    await press.answer(None if visit else plain("held-gone"))
    if visit is not None:
        everything = press.press.word(1) == "1"
        keyboard = words.ask_keyboard(visit.id, visit.camera_name, everything=everything)
        await press.show(say("snooze-ask"), keyboard)


@needs(Role.RESIDENT)
async def ask_how_long(update: Update, context: Context) -> None:
    """A camera was chosen among several."""
    press = pressed(update)
    thing = await _target(context.services, press.press.word())
    await press.answer()
    await press.show(*_how_long(thing))


@needs(Role.RESIDENT)
async def begin(update: Update, context: Context) -> None:
    """1 h, 8 h, until 07:00, or an end that was typed before."""
    press, services = pressed(update), context.services
    end = _end(press.press.word(1), services)
    if end is not None and end <= services.now():
        await press.answer(plain("old-button"), alert=True)
        return
    thing = await _target(services, press.press.word())
    await press.answer()
    await press.show(*await _begin(services, press.chat, press.user.id, thing, end))


def _end(span: str, services: Services) -> datetime | None:
    now = services.now()
    if span == words.EVER:
        return None
    if span == words.MORNING:
        return next_morning(now, services.settings.zone)
    if span in words.HOURS:
        return now + timedelta(hours=int(span.removesuffix("h")))
    if span.isascii() and span.isdecimal() and len(span) == UNIX_DIGITS:
        return datetime.fromtimestamp(int(span), UTC)
    raise ForeignPress(f"{span!r} is no end")


async def _target(services: Services, target: str) -> Thing | None:
    """None: everything. ForeignPress for what is not there (any more)."""
    if target == words.EVERYTHING:
        return None
    if target.startswith(words.VISIT):
        visit = await services.store.events.visit(Press(target, (target[1:],)).number())
        if visit is not None:
            return Thing(visit.camera_name, camera_id=visit.camera_id)
    for thing in await things_of(services):
        if words.target_of(thing) == target:
            return thing
    raise ForeignPress(f"{target!r} is not there")


@needs(Role.RESIDENT)
async def nothing(update: Update, context: Context) -> None:
    """**Cancel**."""
    press = pressed(update)
    await press.answer()
    await press.show(say("snooze-unchanged"))


@needs(Role.RESIDENT)
async def end(update: Update, context: Context) -> None:
    """One tap ends it; what it held back is said in the same place."""
    press, services = pressed(update), context.services
    one = await _of_this_chat(press, services)
    if one is None or one.over:
        await press.answer(plain("snooze-is-over"))
        await press.show(*await _overview(services, press.chat.id))
        return
    if one.chat_id is None and await services.store.access.role(press.user.id) is not Role.OWNER:
        await press.answer(plain("snooze-not-yours"), alert=True)
        return
    async with services.store.together():
        await services.store.snoozes.end(one.id, services.now())
        if one.chat_id is None:
            await tell_others(services, one, press.chat.id)
    services.wake_teller()
    await press.answer(plain("snooze-ended-now"))
    await _show_end(press, services, one)


async def _show_end(press: Pressed, services: Services, ended: Snooze) -> None:
    """What was held back, and what is snoozed still."""
    now, store = services.now(), services.store
    held = await store.silence.unsaid(press.chat.id, now, services.settings.zone)
    kind = "thing" if ended.camera_id or ended.person_id else "all"
    others = await store.snoozes.open(press.chat.id, now)
    # What another one holds back too is counted at the end of that.
    text = words.over(kind, words.what(ended), held if held.events or not others else None)
    rows = [notice_keyboard(words.held_buttons(held, now))]
    if others:
        left, ending = await _overview(services, press.chat.id)
        text, rows = text + "\n\n" + left, [*rows, ending]
    await press.show(text, below(*rows))
    await store.silence.said(press.chat.id, held, now)


@needs(Role.OWNER)
async def for_everybody(update: Update, context: Context) -> None:
    """The house's from now on; the other chats are told, since they will hear less."""
    press, services = pressed(update), context.services
    one = await _of_this_chat(press, services)
    widened = None
    if one is not None:
        async with services.store.together():
            widened = await services.store.snoozes.for_everybody(one.id, services.now())
            if widened is not None and one.chat_id is not None:
                await _tell_others_of(widened, press, services)
        services.wake_teller()
    if widened is None:
        await press.answer(plain("snooze-is-over"), alert=True)
        return
    await press.answer()
    quiet = await services.store.quiet_hours.get(press.chat.id)
    text = words.begun(widened, quiet, services.now(), services.settings.zone)
    await press.show(text, words.begun_keyboard(widened, everybody=False))


async def _tell_others_of(widened: Snooze, press: Pressed, services: Services) -> None:
    now, zone, store = services.now(), services.settings.zone, services.store
    for chat_id in await store.access.listening(widened.camera_id):
        if chat_id == press.chat.id:
            continue
        with speaking(await store.access.language(chat_id)):
            until = words.until(widened.ends_at, now, zone)
            text = say(
                "snooze-everybody-told", user=user_name(press.user), what=words.what(widened), until=until
            )
        await store.outbox.notify([chat_id], text, now)


async def _of_this_chat(press: Pressed, services: Services) -> Snooze | None:
    one = await services.store.snoozes.get(press.press.number(), services.now())
    if one is not None and one.chat_id not in (None, press.chat.id):
        raise ForeignPress("a snooze of another chat")
    return one


@needs(Role.RESIDENT)
async def show_held(update: Update, context: Context) -> None:
    """A page of what was held back, and of nothing else."""
    press, services = pressed(update), context.services
    wanted = HistoryFilter(held_from(press.chat.id, _said_at(press.press)))
    page = await history_pages.newest(services, wanted)
    if page.picture is None:
        await press.answer(plain("held-gone"), alert=True)
    elif await first_press(press, services.said, services.now()):
        await history_pages.send(press.chat, page)


def _said_at(press: Press) -> datetime:
    try:
        return words.said_at(press.number())
    except ValueError as error:
        raise ForeignPress(str(error)) from error
