"""/people: everybody with a face; one person's photos and visits; strangers who come back."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto, Update
from telegram.constants import ChatAction, ParseMode

from bot import face_words, history_pages, talks
from bot.access import needs
from bot.callbacks import Pressed, button, pressed
from bot.context import Context
from bot.editing import edited
from bot.face_keyboards import NEXT, PREVIOUS, in_rows, leave_keyboard
from bot.services import Services
from bot.side_by_side import side_by_side
from bot.texts import plain, say
from storage.access import Role
from storage.history_filter import HistoryFilter, who
from storage.people import CachedPhoto, Person
from storage.questions import Talk

PAGE = 8
LARGE = 640
"""Pixels of a photo that is shown alone."""


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


# Photos


@needs(Role.RESIDENT)
async def photos(update: Update, context: Context) -> None:
    """**Photos**: the first one, as a message of its own; `photos:PERSON:PHOTO` turns to another in place."""
    press = pressed(update)
    person = await person_of(press, context)
    if person is None:
        return
    there = await context.services.store.people.photos(person.id)
    if not there:
        await press.answer(plain("person-photo-none", name=person.display_name), alert=True)
        return
    await press.answer()
    wanted = press.press.number(1) if len(press.press.arguments) > 1 else there[0].id
    place = next((place for place, one in enumerate(there) if one.id == wanted), 0)
    await _show_photo(press, context, person, there, place)


async def _show_photo(
    press: Pressed, context: Context, person: Person, there: Sequence[CachedPhoto], place: int
) -> None:
    services, photo = context.services, there[place]
    owner = await services.store.access.role(press.user.id) is Role.OWNER
    caption = face_words.photo_caption(photo, person.display_name, place + 1, len(there))
    keyboard = _photo_keyboard(person, there, place, owner=owner and press.chat.id > 0)
    await press.chat.send_action(ChatAction.UPLOAD_PHOTO)
    picture = await side_by_side([services.settings.known_faces_dir / photo.file], alone=LARGE)
    if press.has_picture:
        media = InputMediaPhoto(picture, caption, parse_mode=ParseMode.HTML, filename="photo.jpg")
        await edited(press.query.edit_message_media(media, reply_markup=keyboard))
    else:
        await press.chat.send_photo(
            picture, caption, parse_mode=ParseMode.HTML, reply_markup=keyboard, filename="photo.jpg"
        )


def _photo_keyboard(
    person: Person, there: Sequence[CachedPhoto], place: int, *, owner: bool
) -> InlineKeyboardMarkup:
    photo, turning, rights = there[place], [], []
    if place:
        turning.append(button(PREVIOUS, "photos", person.id, there[place - 1].id))
    if place + 1 < len(there):
        turning.append(button(NEXT, "photos", person.id, there[place + 1].id))
    if owner and photo.opens:
        rights.append(button(plain("button-names-only"), "namesonly", photo.id))
    elif owner and photo.embedding is not None:
        rights.append(button(plain("button-may-open"), "mayopen", photo.id))
    rights.append(button(plain("button-delete-photo"), "delphoto", photo.id))
    rows = [turning, rights, [button(person.display_name, "person", person.id)]]
    return InlineKeyboardMarkup([row for row in rows if row])


@needs(Role.RESIDENT)
async def add_photo(update: Update, context: Context) -> None:
    """**Add a photo**: the next one that is sent is this person's."""
    press = pressed(update)
    person = await person_of(press, context)
    if person is None:
        return
    if press.chat.id < 0:
        await press.answer(plain("photo-in-private"), alert=True)
        return
    await press.answer()
    talk = await talks.begin(context, Talk.ADD, press.chat.id, press.user.id, {"person": person.id})
    text = say("person-add-how", name=person.display_name)
    await talks.say_in(context, talk, text, leave_keyboard(talk.id))


@needs(Role.RESIDENT)
async def delete_photo(update: Update, context: Context) -> None:
    press, services = pressed(update), context.services
    photo = await services.store.people.photo(press.press.number())
    if photo is None:
        await press.answer(plain("person-photo-gone"), alert=True)
        return
    if photo.opens and await services.store.access.role(press.user.id) is not Role.OWNER:
        await press.answer(plain("person-delete-opens"), alert=True)
        return
    await services.faces.delete_photo(photo, press.user.id)
    await press.answer(plain("person-photo-deleted"))
    person, left = await services.store.people.get(photo.person_id), []
    if person is not None and (left := await services.store.people.photos(person.id)):
        await _show_photo(press, context, person, left, 0)
    else:
        await press.show(say("person-photo-deleted"))


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
