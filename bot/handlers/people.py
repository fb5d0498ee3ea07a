"""/people: everybody with a face; one person's page and visits."""

from __future__ import annotations

from markupsafe import Markup
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.constants import ChatAction, ParseMode

from bot import face_words, history_pages
from bot.access import needs
from bot.callbacks import Pressed, button, pressed
from bot.context import Context
from bot.face_keyboards import NEXT, PREVIOUS, in_rows
from bot.services import Services
from bot.texts import plain, say
from storage.access import Role
from storage.history_filter import HistoryFilter, who
from storage.people import Person

PAGE = 8


@needs(Role.RESIDENT)
async def people(update: Update, context: Context) -> None:
    """/people, and its pages: `people:PLACE`, where the first person stands."""
    query, message = update.callback_query, update.effective_message
    if query is None:
        if message is not None:
            text, keyboard = await _listed(context.services, 0)
            await message.reply_html(text, reply_markup=keyboard)
        return
    press = pressed(update)
    place = press.press.number() if press.press.arguments else 0
    await press.answer()
    await press.show(*await _listed(context.services, place))


async def _listed(services: Services, place: int) -> tuple[Markup, InlineKeyboardMarkup]:
    everybody, strangers = await services.store.people.all(), await services.store.strangers.count()
    shown = everybody[place : place + PAGE]
    zone, now = services.settings.zone, services.now()
    lines = [face_words.person_line(person, now, zone) for person in shown] or [say("people-nobody")]
    names = [button(person.display_name, "person", person.id) for person in shown]
    turning = []
    if place:
        turning.append(_page(PREVIOUS, place - PAGE))
    if place + PAGE < len(everybody):
        turning.append(_page(NEXT, place + PAGE))
    rows = [*in_rows(names, 2), turning, [button(plain("button-strangers", count=strangers), "strangers")]]
    text = Markup("\n").join([say("people-title"), Markup(""), *lines])
    return text, InlineKeyboardMarkup([row for row in rows if row])


def _page(label: str, place: int) -> InlineKeyboardButton:
    return button(label, "people", place) if place > 0 else button(label, "people")


async def person_of(press: Pressed, context: Context, place: int = 0) -> Person | None:
    """Whose id stands in the button; None, and the press is answered, where they are gone."""
    person = await context.services.store.people.get(press.press.number(place))
    if person is None:
        await press.answer(plain("face-person-gone"), alert=True)
    return person


@needs(Role.RESIDENT)
async def open_person(update: Update, context: Context) -> None:
    press = pressed(update)
    person = await person_of(press, context)
    if person is not None:
        await press.answer()
        owner = await context.services.store.access.role(press.user.id) is Role.OWNER
        text, keyboard = person_page(context.services, person, owner=owner)
        # Under a photo there is no room for a page to come and go.
        if press.has_picture:
            await press.chat.send_message(text, parse_mode=ParseMode.HTML, reply_markup=keyboard)
        else:
            await press.show(text, keyboard)


def person_page(services: Services, person: Person, *, owner: bool) -> tuple[Markup, InlineKeyboardMarkup]:
    text = face_words.person_card(person, services.now(), services.settings.zone)
    rows = [
        [
            button(plain("button-photos"), "photos", person.id),
            button(plain("button-add-photo"), "addphoto", person.id),
        ],
        [
            button(plain("button-visits"), "visits", person.id),
            button(plain("button-rename"), "rename", person.id),
        ],
    ]
    if owner:
        rows.append(
            [
                button(plain("button-merge"), "merge", person.id),
                button(plain("button-forget"), "forget", person.id),
            ]
        )
    return text, InlineKeyboardMarkup([*rows, [button(plain("button-back"), "people")]])


# Visits


@needs(Role.RESIDENT)
async def visits(update: Update, context: Context) -> None:
    """A page of the history, filtered by them."""
    press, services = pressed(update), context.services
    person = await person_of(press, context)
    if person is None:
        return
    await press.answer()
    page = await history_pages.newest(services, HistoryFilter(subject=who(person.id)))
    if page.picture is None:
        none = say("person-visits-none", name=person.display_name)
        await press.chat.send_message(none, parse_mode=ParseMode.HTML)
        return
    await press.chat.send_action(ChatAction.UPLOAD_PHOTO)
    await history_pages.send(press.chat, page)
