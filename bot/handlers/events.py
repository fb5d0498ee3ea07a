"""/events: the history, a page at a time, each event opening its photo and details."""

from __future__ import annotations

from telegram import Chat, InlineKeyboardMarkup, Update
from telegram.constants import ChatAction, ParseMode

from bot import messages
from bot.access import needs
from bot.callbacks import ForeignPress, Press, pressed
from bot.context import Context
from bot.keyboards import event_keyboard, events_keyboard
from bot.services import Services
from bot.times import spoken
from storage.access import Role
from storage.views import EventView, Page, PageKey

PAGE = 5
EMPTY = "Nothing has happened at the door yet. When somebody comes, it stands here."


@needs(Role.RESIDENT)
async def latest(update: Update, context: Context) -> None:
    services = context.services
    page = await services.store.events.page(limit=PAGE)
    if update.effective_message:
        text, keyboard = _show(page, services)
        await update.effective_message.reply_text(text, parse_mode=ParseMode.HTML, reply_markup=keyboard)


@needs(Role.RESIDENT)
async def turn(update: Update, context: Context) -> None:
    """**Older** and **Newer** edit the page in place."""
    press, services = pressed(update), context.services
    key = _place(press.press)
    events = services.store.events
    page = await (
        events.page(before=key, limit=PAGE)
        if press.press.verb == "older"
        else events.page(after=key, limit=PAGE)
    )
    await press.answer()
    await press.show(*_show(page, services))


def _place(press: Press) -> PageKey:
    try:
        return PageKey.parse(press.word())
    except ValueError as error:
        raise ForeignPress(str(error)) from error


def _show(page: Page, services: Services) -> tuple[str, InlineKeyboardMarkup | None]:
    if not page.events:
        return EMPTY, None
    zone, now = services.settings.zone, services.now()
    lines = [
        f"{place}. {messages.event_line(event, zone, spoken(event.recorded_at, now, zone))}"
        for place, event in enumerate(page.events, start=1)
    ]
    return "<b>At the door</b>\n\n" + "\n\n".join(lines), events_keyboard(page)


@needs(Role.RESIDENT)
async def open_event(update: Update, context: Context) -> None:
    """A press on an event's number: its photo and details, as a message of its own."""
    press = pressed(update)
    event = await context.services.store.events.get(press.press.number())
    if event is None:
        await press.answer("This event is gone.", alert=True)
        return
    await press.answer()
    await _send(press.chat, context.services, event)


async def _send(chat: Chat, services: Services, event: EventView) -> None:
    text = messages.event_details(event, services.settings.zone)
    faces = await services.store.events.faces_of_visit(event.visit_id) if event.visit_id else []
    keyboard = event_keyboard(event, nameable=any(face.event_id == event.id for face in faces))
    photo = await services.store.thumbnails.read(event.thumbnail_path) if event.thumbnail_path else None
    if photo is None:
        await chat.send_message(text, parse_mode=ParseMode.HTML, reply_markup=keyboard)
        return
    await chat.send_action(ChatAction.UPLOAD_PHOTO)
    sent = await chat.send_photo(
        photo, text, parse_mode=ParseMode.HTML, reply_markup=keyboard, filename="event.jpg"
    )
    # A reply to the picture may say who it is.
    await services.store.shown.remember(chat.id, sent.message_id, event.id, services.now())
