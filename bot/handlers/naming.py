"""**Who is it?**: a stranger's face from a visit gets a name, and is known from the next visit on."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from telegram import Chat, Message, Update, User
from telegram.constants import ParseMode
from telegram.ext import ApplicationHandlerStop

from bot.access import needs
from bot.callbacks import pressed
from bot.context import Context
from bot.conversations import Naming
from bot.editing import edited, without_buttons
from bot.keyboards import people_keyboard, save_keyboard
from bot.names import NameRefused, person_name
from pipeline.people import same_person
from storage.access import Role
from storage.views import StoredFace

MOST_CHOICES = 12
ASK = (
    "<b>Who is this?</b>\nWrite the name, or choose somebody I know.\n\n"
    "I keep this picture on this machine to recognise the face. Please ask people before you name them."
)


@needs(Role.RESIDENT)
async def ask(update: Update, context: Context) -> None:
    press, services = pressed(update), context.services
    visit_id = press.press.number()
    faces = await services.store.events.faces_of_visit(visit_id)
    if not faces:
        await press.answer("There is no stranger's face to name in this visit.", alert=True)
        return
    await press.answer()
    naming = Naming(visit_id, _one_person(faces), services.now())
    asked = await _show_question(press.chat, context, faces[0])
    services.conversations.begin(press.chat.id, press.user.id, replace(naming, question_id=asked.message_id))


def _one_person(faces: list[StoredFace]) -> tuple[int, ...]:
    """The best face and those of the same visit that are surely the same person's."""
    best = faces[0]
    return tuple(face.id for face in faces if face is best or same_person(best.embedding, face.embedding))


async def _show_question(chat: Chat, context: Context, face: StoredFace) -> Message:
    services = context.services
    people = await services.store.people.all()
    keyboard = people_keyboard([(person.display_name, person.id) for person in people[:MOST_CHOICES]])
    crop = await services.store.thumbnails.read(face.crop_path) if face.crop_path else None
    if crop is None:
        return await chat.send_message(ASK, parse_mode=ParseMode.HTML, reply_markup=keyboard)
    return await chat.send_photo(
        crop, ASK, parse_mode=ParseMode.HTML, reply_markup=keyboard, filename="face.jpg"
    )


@needs(Role.RESIDENT)
async def chosen(update: Update, context: Context) -> None:
    """A press on somebody known."""
    press = pressed(update)
    person_id = press.press.number()
    people = await context.services.store.people.all()
    person = next((one for one in people if one.id == person_id), None)
    await press.answer(None if person else "This person is gone.")
    if person:
        await _preview(press.chat, press.user, context, person.display_name)


async def typed(update: Update, context: Context) -> None:
    """Text while a name is awaited; any other text goes on to the next handler."""
    message, user = update.message, update.effective_user
    if message is None or user is None or not message.text:
        return
    if context.services.conversations.current(message.chat.id, user.id, context.services.now()) is None:
        return
    await _preview(message.chat, user, context, message.text)
    raise ApplicationHandlerStop


async def _preview(chat: Chat, user: User, context: Context, text: str) -> None:
    services = context.services
    naming = services.conversations.current(chat.id, user.id, services.now())
    if naming is None:
        await chat.send_message("That question is over. Press Who is it? again under the alert.")
        return
    try:
        name = person_name(text)
    except NameRefused as error:
        await chat.send_message(str(error))
        return
    known = await services.store.people.by_name(name)
    shown = known.display_name if known else name
    answered = replace(naming, name=known.name if known else name, question_id=None)
    services.conversations.begin(chat.id, user.id, answered)
    if naming.question_id is not None:
        await without_buttons(context.bot, chat.id, naming.question_id)
    await chat.send_message(
        f"Save this face as <b>{escape(shown)}</b>?", parse_mode=ParseMode.HTML, reply_markup=save_keyboard()
    )


@needs(Role.RESIDENT)
async def save(update: Update, context: Context) -> None:
    press, services = pressed(update), context.services
    naming = services.conversations.end(press.chat.id, press.user.id)
    if naming is None or naming.name is None:
        await press.answer("This question is over.", alert=True)
        return
    await press.answer()
    shown = await _keep(context, naming, naming.name)
    services.wake_teller()
    text = (
        f"Saved. I know <b>{escape(shown)}</b> from now on."
        if shown
        else "That face is gone; nothing was saved."
    )
    await press.show(text)


async def _keep(context: Context, naming: Naming, name: str) -> str | None:
    """The display name, or None when the face is no longer kept."""
    services = context.services
    faces = await services.store.events.faces_of_visit(naming.visit_id)
    face = next((one for one in faces if one.id == naming.face_ids[0]), None)
    crop = await services.store.thumbnails.read(face.crop_path) if face and face.crop_path else None
    if face is None or crop is None:
        return None
    await services.faces.save_crop(
        name, name, crop, face.embedding, f"visit-{naming.visit_id}-face-{face.id}"
    )
    person = await services.store.people.by_name(name)
    await services.store.events.name_faces(naming.face_ids, person.name if person else name, services.now())
    return person.display_name if person else name


@needs(Role.RESIDENT)
async def forget(update: Update, context: Context) -> None:
    press = pressed(update)
    context.services.conversations.end(press.chat.id, press.user.id)
    await press.answer("Nothing was saved.")
    await edited(press.query.edit_message_reply_markup(None))
