"""A page of the history as a message: one picture of the events' pictures, and a line for each."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass

from telegram import Bot, Chat, InlineKeyboardMarkup, InputMediaPhoto
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.callbacks import Pressed
from bot.editing import edited
from bot.history_keyboards import page_keyboard
from bot.history_words import Names, page_text
from bot.services import Services
from bot.texts import plain, say
from storage.history_filter import EVERYTHING, HistoryFilter
from storage.views import EventView, Page, PageKey

log = logging.getLogger(__name__)

PAGE = 5
FILE = "events.jpg"


@dataclass(frozen=True, slots=True)
class PageMessage:
    """`picture` None: there is nothing to be seen."""

    text: str
    keyboard: InlineKeyboardMarkup | None
    picture: bytes | None


async def names_of(services: Services) -> Names:
    people = await services.store.people.all()
    seen = sorted(((one.last_seen, one.id) for one in people if one.last_seen), reverse=True)
    return Names(
        people={one.id: one.display_name for one in people},
        cameras={camera.id: camera.name for camera in await services.store.cameras.all()},
        seen=tuple(number for _, number in seen),
    )


async def newest(services: Services, wanted: HistoryFilter) -> PageMessage:
    return await _message(services, wanted, await services.store.events.page(limit=PAGE, wanted=wanted))


async def turned(services: Services, wanted: HistoryFilter, key: PageKey, *, older: bool) -> PageMessage:
    events = services.store.events
    page = await (
        events.page(before=key, limit=PAGE, wanted=wanted)
        if older
        else events.page(after=key, limit=PAGE, wanted=wanted)
    )
    return await _message(services, wanted, page)


async def _message(services: Services, wanted: HistoryFilter, page: Page) -> PageMessage:
    if not page.events and wanted == EVERYTHING:
        return PageMessage(say("history-nothing"), None, None)
    names, now = await names_of(services), services.now()
    number = await services.store.filters.number(wanted, now)
    return PageMessage(
        page_text(page.events, wanted, names, now, services.settings.zone),
        page_keyboard(page, wanted, number, names),
        await _picture(services, page.events) if page.events else None,
    )


async def _picture(services: Services, events: Sequence[EventView]) -> bytes:
    paths = [event.thumbnail_path for event in events]
    pictures = await asyncio.gather(*(_read(services, path) for path in paths))
    return await asyncio.to_thread(_drawn, pictures, plain("event-no-picture"))


async def _read(services: Services, path: str | None) -> bytes | None:
    return await services.store.thumbnails.read(path) if path else None


def _drawn(pictures: Sequence[bytes | None], absent: str) -> bytes:
    # Pillow is loaded by the first page, not by the start.
    from charts.contact_sheet import contact_sheet

    return contact_sheet(pictures, absent)


async def send(chat: Chat, page: PageMessage) -> None:
    if page.picture is None:
        await chat.send_message(page.text, parse_mode=ParseMode.HTML, reply_markup=page.keyboard)
        return
    await chat.send_photo(
        page.picture, page.text, parse_mode=ParseMode.HTML, reply_markup=page.keyboard, filename=FILE
    )


async def show(press: Pressed, page: PageMessage) -> None:
    """In place of the page that was pressed; as a new message where that one is gone."""
    picture = page.picture
    if picture is None and not press.has_picture:
        await press.show(page.text, page.keyboard)
        return
    # A message with a picture never goes back to one without.
    if picture is None:
        picture = await asyncio.to_thread(_drawn, (), plain("history-empty"))
    media = InputMediaPhoto(picture, page.text, parse_mode=ParseMode.HTML, filename=FILE)
    bot: Bot = press.query.get_bot()
    edit = bot.edit_message_media(
        media, chat_id=press.chat.id, message_id=press.message_id, reply_markup=page.keyboard
    )
    try:
        await edited(edit)
    except BadRequest as error:
        log.info("message %d of chat %d is shown anew: %s", press.message_id, press.chat.id, error)
        await send(press.chat, page)
