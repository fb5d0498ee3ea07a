"""The photos of a person under /people: turned through, added, deleted."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup
from telegram import InlineKeyboardMarkup, InputMediaPhoto, Update
from telegram.constants import ChatAction, ParseMode

from bot import face_words, talks
from bot.access import needs
from bot.callbacks import Pressed, button, pressed
from bot.context import Context
from bot.editing import edited
from bot.face_keyboards import NEXT, PREVIOUS, leave_keyboard, person_keyboard
from bot.handlers.people import person_of
from bot.side_by_side import side_by_side
from bot.texts import plain, say
from storage.access import Role
from storage.people import CachedPhoto, Person
from storage.questions import Talk

LARGE = 640
"""Pixels of a photo that is shown alone."""


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
    services = context.services
    owner = await _is_owner(press, context)
    caption, keyboard = photo_page(person, there, place, owner=owner and press.chat.id > 0)
    await press.chat.send_action(ChatAction.UPLOAD_PHOTO)
    folder = services.settings.known_faces_dir
    picture = await side_by_side(
        services.disks["pictures", folder], [folder / there[place].file], alone=LARGE
    )
    if press.has_picture:
        media = InputMediaPhoto(picture, caption, parse_mode=ParseMode.HTML, filename="photo.jpg")
        await edited(press.query.edit_message_media(media, reply_markup=keyboard))
    else:
        await press.chat.send_photo(
            picture, caption, parse_mode=ParseMode.HTML, reply_markup=keyboard, filename="photo.jpg"
        )


async def _is_owner(press: Pressed, context: Context) -> bool:
    return await context.services.store.access.role(press.user.id) is Role.OWNER


def photo_page(
    person: Person, there: Sequence[CachedPhoto], place: int, *, owner: bool
) -> tuple[Markup, InlineKeyboardMarkup]:
    """What stands under one of the photos. `owner`: who may say what opens, in private."""
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
    caption = face_words.photo_caption(photo, person.display_name, place + 1, len(there))
    return caption, InlineKeyboardMarkup([row for row in rows if row])


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
async def ask_delete(update: Update, context: Context) -> None:
    """**Delete**: asked once more under the photo itself, so that one sees which; Cancel turns back to it."""
    press = pressed(update)
    photo = await _deletable(press, context)
    if photo is None:
        return
    await press.answer()
    sure = button(plain("button-confirm"), "delphotonow", photo.id)
    back = button(plain("button-cancel"), "photos", photo.person_id, photo.id)
    await press.show(say("person-photo-sure", name=photo.person), InlineKeyboardMarkup([[sure, back]]))


@needs(Role.RESIDENT)
async def delete(update: Update, context: Context) -> None:
    """Confirmed; the next photo takes its place."""
    press, services = pressed(update), context.services
    photo = await _deletable(press, context)
    if photo is None:
        return
    await services.faces.delete_photo(photo)
    await press.answer(plain("person-photo-deleted"))
    person = await services.store.people.get(photo.person_id)
    left = await services.store.people.photos(photo.person_id)
    if person is not None and left:
        await _show_photo(press, context, person, left, 0)
    else:
        await press.show(say("person-photo-deleted"), person_keyboard(photo.person, photo.person_id))


async def _deletable(press: Pressed, context: Context) -> CachedPhoto | None:
    """Whose id stands in the button; None, and the press is answered, where it may not be deleted."""
    photo = await context.services.store.people.photo(press.press.number())
    if photo is None:
        await press.answer(plain("person-photo-gone"), alert=True)
    elif photo.opens and not await _is_owner(press, context):
        await press.answer(plain("person-delete-opens"), alert=True)
        return None
    return photo
