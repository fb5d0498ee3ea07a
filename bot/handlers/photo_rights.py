"""By the owner's word a photo of somebody may open the door, or only names."""

from __future__ import annotations

import logging
from functools import partial

from markupsafe import Markup
from telegram import Update
from telegram.error import TelegramError

from bot import talks
from bot.access import needs
from bot.callbacks import Pressed, pressed
from bot.context import Context
from bot.editing import reworded
from bot.face_keyboards import sure_keyboard
from bot.handlers.person_photos import photo_page
from bot.likeness import nearest
from bot.services import Services
from bot.side_by_side import side_by_side
from bot.texts import plain, say
from storage.access import Role
from storage.people import CachedPhoto
from storage.questions import Question, Talk

log = logging.getLogger(__name__)

MOST_BESIDE = 8
"""Photos shown beside the one that may open."""


@needs(Role.OWNER)
async def may_open(update: Update, context: Context) -> None:
    """**May open…**: the photo beside the person's others, and a question. In private alone."""
    press = pressed(update)
    photo = await _photo_of(press, context)
    if photo is None:
        return
    await press.answer()
    talk = await talks.begin(context, Talk.OPEN, press.chat.id, press.user.id, _seen(photo, press))
    services = context.services
    others = await _others(services, photo)
    folder = services.settings.known_faces_dir
    files = [folder / one.file for one in (photo, *others[:MOST_BESIDE])]
    person = await services.store.people.get(photo.person_id)
    name = person.display_name if person else photo.person
    beside = say("open-beside", name=name) if others else say("open-first", name=name)
    text = Markup("\n\n").join([say("open-sure", name=name), beside, say("open-how")])
    picture = await side_by_side(services.disks["pictures", folder], files, framed=True)
    await talks.say_in(context, talk, text, sure_keyboard(talk.id, "opennow"), picture)


def _seen(photo: CachedPhoto, press: Pressed) -> dict[str, object]:
    """With its content, for the owner's word is for what was seen; and where they saw it."""
    return {"photo": photo.id, "sha256": photo.sha256, "page": press.message_id}


async def _others(services: Services, photo: CachedPhoto) -> list[CachedPhoto]:
    there = await services.store.people.photos(photo.person_id)
    # Those that open already first: they are what the new one is measured against.
    good = [one for one in there if one.id != photo.id and one.embedding is not None]
    return sorted(good, key=lambda one: not one.opens)


async def _photo_of(press: Pressed, context: Context) -> CachedPhoto | None:
    """Whose id stands in the button, in a private chat; None, and the press is answered, otherwise."""
    if press.chat.id < 0:
        await press.answer(plain("open-private"), alert=True)
        return None
    photo = await context.services.store.people.photo(press.press.number())
    if photo is None:
        await press.answer(plain("person-photo-gone"), alert=True)
    elif photo.embedding is None:
        await press.answer(plain("open-poor"), alert=True)
        return None
    return photo


@needs(Role.OWNER)
async def open_now(update: Update, context: Context) -> None:
    """Confirmed; a photo that lies far from all others is asked about twice."""
    press, services = pressed(update), context.services
    talk = await talks.pressed_in(press, context, Talk.OPEN)
    if talk is None:
        return
    photo = await services.store.people.photo(talk.payload["photo"])
    if photo is None or photo.sha256 != talk.payload["sha256"]:
        await press.answer(plain("person-photo-gone"), alert=True)
        return
    apart, limit = nearest(photo, await _others(services, photo)), services.settings.unlock_tolerance
    if apart is not None and apart > limit and "unlike" not in talk.payload:
        await press.answer()
        await _ask_twice(context, talk, photo, apart, limit)
        return
    await press.answer()
    done = await services.faces.let_open(photo, True, press.user.id, partial(talks.end, context, talk))
    await press.show(say("open-done", name=photo.person) if done else say("open-poor"))
    await _page_anew(context, press.chat.id, talk.payload["page"], photo)


async def _ask_twice(
    context: Context, talk: Question, photo: CachedPhoto, apart: float, limit: float
) -> None:
    going = await talks.go_on(context, talk, {**talk.payload, "unlike": True})
    if going is None:
        return
    text = say("open-unlike", name=photo.person, distance=apart, limit=limit)
    await talks.say_in(context, going, text, sure_keyboard(talk.id, "opennow"))


@needs(Role.OWNER)
async def names_only(update: Update, context: Context) -> None:
    """Takes the right to open away from a photo; that needs no second word."""
    press = pressed(update)
    photo = await _photo_of(press, context)
    if photo is not None:
        await context.services.faces.let_open(photo, False, press.user.id)
        await press.answer(plain("open-not"), alert=True)
        await _page_anew(context, press.chat.id, press.message_id, photo)


async def _page_anew(context: Context, chat_id: int, message_id: int, photo: CachedPhoto) -> None:
    """Under the photo stands what it may from now on. Only tidiness: the page may be gone."""
    people = context.services.store.people
    person, there = await people.get(photo.person_id), await people.photos(photo.person_id)
    place = next((place for place, one in enumerate(there) if one.id == photo.id), None)
    if person is None or place is None:
        return
    caption, keyboard = photo_page(person, there, place, owner=True)
    try:
        await reworded(context.bot, chat_id, message_id, caption, keyboard)
    except TelegramError as error:
        log.info("the page of a photo in chat %d is as it was: %s", chat_id, error)
