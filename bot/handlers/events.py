"""/events, /event, /last and /why: the history, a page at a time, each event opening with its photo."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, tzinfo

from telegram import Chat, InlineKeyboardMarkup, Message, Update
from telegram.constants import ChatAction, ParseMode

from bot import history_pages
from bot.access import needs
from bot.answers import understood
from bot.callbacks import LARGEST, ForeignPress, Press, pressed
from bot.context import Context
from bot.event_words import event_details
from bot.handlers.why import because
from bot.heard import NotUnderstood, OneAtATime
from bot.history_keyboards import event_keyboard
from bot.question_words import trouble
from bot.said import first_press
from bot.services import Services
from bot.texts import plain, say
from bot.visit_words import visit_caption
from bot.when import NoSuchTime, period
from storage.access import Role
from storage.history_filter import DING, EVERYTHING, PERSON, STARRED, STRANGER, HistoryFilter, who
from storage.views import EventView, PageKey


@needs(Role.RESIDENT)
async def list_events(update: Update, context: Context) -> None:
    """/events, and what of: "/events strangers yesterday evening"."""
    message, services = update.effective_message, context.services
    if message is None:
        return
    try:
        question = await understood(services, _arguments(message))
    except (NotUnderstood, OneAtATime, NoSuchTime) as error:
        await message.reply_text(trouble(error), parse_mode=ParseMode.HTML)
        return
    await _show(message.chat, services, question.wanted)


@needs(Role.RESIDENT)
async def turn(update: Update, context: Context) -> None:
    """**Older** and **Newer** edit the page in place."""
    press, services = pressed(update), context.services
    key = _place(press.press)
    wanted = await _filter(press.press, services, 1)
    await press.answer()
    page = await history_pages.turned(services, wanted, key, older=press.press.verb == "older")
    await history_pages.show(press, page)


@needs(Role.RESIDENT)
async def refine(update: Update, context: Context) -> None:
    """A filter's button: the newest page of the filter with this changed."""
    press, services = pressed(update), context.services
    before, zone = await _filter(press.press, services), services.settings.zone
    wanted = _changed(before, press.press, services.now(), zone)
    await press.answer()
    await history_pages.show(press, await history_pages.newest(services, wanted))


@needs(Role.RESIDENT)
async def see(update: Update, context: Context) -> None:
    """Under an answer: the events that it counted, as a page of their own."""
    press, services = pressed(update), context.services
    wanted = await _filter(press.press, services)
    if await first_press(press, services.said, services.now()):
        await _show(press.chat, services, wanted)


async def _show(chat: Chat, services: Services, wanted: HistoryFilter) -> None:
    await chat.send_action(ChatAction.UPLOAD_PHOTO)
    await history_pages.send(chat, await history_pages.newest(services, wanted))


async def _filter(press: Press, services: Services, place: int = 0) -> HistoryFilter:
    wanted = await services.store.filters.get(press.number(place))
    if wanted is None:
        raise ForeignPress("the filter has expired")
    return wanted


def _place(press: Press) -> PageKey:
    try:
        return PageKey.parse(press.word())
    except ValueError as error:
        raise ForeignPress(str(error)) from error


def _changed(wanted: HistoryFilter, press: Press, now: datetime, zone: tzinfo) -> HistoryFilter:
    """What is on already goes off."""
    what = press.word(1)
    if what == "all":
        return EVERYTHING
    if what == "today":
        return _today(wanted, now, zone)
    if what == "camera":
        camera = ":".join(press.arguments[2:])
        return replace(wanted, camera_id=None if wanted.camera_id == camera else camera)
    subjects = {"strangers": STRANGER, "dings": DING, "starred": STARRED}
    subject = who(press.number(2)) if what == "person" else subjects.get(what)
    if subject is None:
        raise ForeignPress(f"{what!r} is no filter")
    return replace(wanted, subject=None if wanted.subject == subject else subject)


def _today(wanted: HistoryFilter, now: datetime, zone: tzinfo) -> HistoryFilter:
    words = plain("button-today")
    today = None if wanted.words.casefold() == words.casefold() else period("today", now, zone)
    if today is None:
        return replace(wanted, since=None, until=None, words="")
    return replace(wanted, since=today.since, until=today.until, words=words)


@needs(Role.RESIDENT)
async def open_event(update: Update, context: Context) -> None:
    """A press on an event's number: its photo and details, as a message of its own."""
    press, services = pressed(update), context.services
    event = await services.store.events.get(press.press.number())
    if event is None:
        await press.answer(plain("event-gone"), alert=True)
    elif await first_press(press, services.said, services.now()):
        await _send(press.chat, services, event)


@needs(Role.RESIDENT)
async def event(update: Update, context: Context) -> None:
    """/event 123"""
    message = update.effective_message
    if message is None:
        return
    number = _number(message)
    found = await context.services.store.events.get(number) if number else None
    if found is not None:
        await _send(message.chat, context.services, found)
    elif number is None:
        await message.reply_text(say("history-which"), parse_mode=ParseMode.HTML)
    else:
        await message.reply_text(say("history-no-event", number=str(number)), parse_mode=ParseMode.HTML)


@needs(Role.RESIDENT)
async def last(update: Update, context: Context) -> None:
    """/last: the last visit of somebody, whole, with its picture."""
    message, services = update.effective_message, context.services
    if message is None:
        return
    page = await services.store.events.page(limit=1, wanted=HistoryFilter(PERSON))
    if not page.events:
        await message.reply_text(say("history-none-yet"), parse_mode=ParseMode.HTML)
        return
    newest = page.events[0]
    visit = await services.store.events.visit(newest.visit_id) if newest.visit_id else None
    if visit is None:
        await _send(message.chat, services, newest)
        return
    text = visit_caption(visit, services.settings.zone, services.now())
    await _picture(message.chat, services, newest, text, visit.thumbnail_path)


async def _send(chat: Chat, services: Services, event: EventView) -> None:
    text = event_details(event, services.settings.zone)
    await _picture(chat, services, event, text, event.thumbnail_path)


async def keyboard_of(services: Services, event: EventView) -> InlineKeyboardMarkup:
    faces = await services.store.events.faces_of_visit(event.visit_id) if event.visit_id else []
    return event_keyboard(event, nameable=any(face.event_id == event.id for face in faces))


async def _picture(chat: Chat, services: Services, event: EventView, text: str, path: str | None) -> None:
    keyboard = await keyboard_of(services, event)
    photo = await services.store.thumbnails.read(path) if path else None
    if photo is None:
        await chat.send_message(text, parse_mode=ParseMode.HTML, reply_markup=keyboard)
        return
    await chat.send_action(ChatAction.UPLOAD_PHOTO)
    sent = await chat.send_photo(
        photo, text, parse_mode=ParseMode.HTML, reply_markup=keyboard, filename="event.jpg"
    )
    # A reply to the picture may say who it is.
    await services.store.shown.remember(chat.id, sent.message_id, event.id, services.now())


@needs(Role.RESIDENT)
async def why_event(update: Update, context: Context) -> None:
    """/why 123, also of what was not told."""
    message, services = update.effective_message, context.services
    if message is None:
        return
    number = _number(message)
    found = await services.store.events.get(number) if number else None
    if found is not None:
        text = await because(services, found, message.chat.id)
    elif number is None:
        text = say("why-which")
    else:
        text = say("history-no-event", number=str(number))
    await message.reply_text(text, parse_mode=ParseMode.HTML)


def _arguments(message: Message) -> str:
    """What follows the command."""
    return " ".join((message.text or "").split()[1:])


def _number(message: Message) -> int | None:
    """An event's number, also "#12"."""
    word = _arguments(message).strip().lstrip("#")
    if not (word.isascii() and word.isdecimal() and len(word) < 20):
        return None
    return int(word) if 0 < int(word) <= LARGEST else None
