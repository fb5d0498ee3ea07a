"""A person is renamed, merged, forgotten; and, by the owner's word, a photo of theirs may open the door."""

from __future__ import annotations

from markupsafe import Markup
from telegram import Message, Update

from bot import face_words, talks
from bot.access import needs
from bot.callbacks import Pressed, pressed
from bot.context import Context
from bot.face_keyboards import choice_keyboard, leave_keyboard, sure_keyboard
from bot.handlers.people import person_of
from bot.likeness import nearest
from bot.names import NameRefused, person_name
from bot.services import Services
from bot.side_by_side import side_by_side
from bot.texts import plain, say
from storage.access import Role
from storage.people import CachedPhoto, Person
from storage.questions import Question, Talk

MOST_OTHERS = 90
"""Telegram shows at most 100 buttons."""

MOST_BESIDE = 8
"""Photos shown beside the one that may open."""


async def _is_owner(context: Context, user_id: int) -> bool:
    return await context.services.store.access.role(user_id) is Role.OWNER


# Rename


@needs(Role.RESIDENT)
async def rename(update: Update, context: Context) -> None:
    press = pressed(update)
    person = await person_of(press, context)
    if person is None:
        return
    if person.may_open and not await _is_owner(context, press.user.id):
        await press.answer(plain("rename-owners", name=person.display_name), alert=True)
        return
    await press.answer()
    talk = await talks.begin(context, Talk.RENAME, press.chat.id, press.user.id, {"person": person.id})
    lines = [say("rename-how", name=person.display_name)]
    lines += [say("rename-opens")] if person.may_open else []
    lines += [say("talk-reply-here")] if press.chat.id < 0 else []
    await talks.say_in(context, talk, Markup("\n").join(lines), leave_keyboard(talk.id))


async def renamed(message: Message, context: Context, talk: Question) -> None:
    """The new name, typed."""
    services = context.services
    try:
        name = person_name(message.text or "")
    except NameRefused as error:
        await message.reply_html(face_words.name_words(error))
        return
    person = await services.store.people.get(talk.payload["person"])
    other = await services.store.people.by_name(name)
    if person is not None and other is not None and other.id != person.id:
        await message.reply_html(say("name-taken", name=other.display_name))
        return
    if not await talks.end(context, talk):
        return
    await talks.quieten(context, talk)
    # Asked again: the face may have been let open since, and that is the owner's alone.
    if person is None or (person.may_open and not await _is_owner(context, talk.asker)):
        await message.reply_html(say("face-person-gone") if person is None else _owners(person))
        return
    await services.faces.rename(person, name, talk.asker)
    services.wake_teller()
    lines = [say("rename-done", former=person.display_name, name=name)]
    lines += [say("rename-opens-done")] if person.may_open else []
    await message.reply_html(Markup("\n").join(lines))


def _owners(person: Person) -> Markup:
    return say("rename-owners", name=person.display_name)


# Merge


@needs(Role.OWNER)
async def merge(update: Update, context: Context) -> None:
    press = pressed(update)
    person = await person_of(press, context)
    if person is None:
        return
    everybody = await context.services.store.people.all()
    others = [one for one in everybody if one.id != person.id][:MOST_OTHERS]
    if not others:
        await press.answer(plain("merge-nobody"), alert=True)
        return
    await press.answer()
    talk = await talks.begin(context, Talk.MERGE, press.chat.id, press.user.id, {"person": person.id})
    keyboard = choice_keyboard(talk.id, [(one.display_name, one.id) for one in others], "mergewith")
    await talks.say_in(context, talk, say("merge-whom", name=person.display_name), keyboard)


@needs(Role.OWNER)
async def merge_with(update: Update, context: Context) -> None:
    press = pressed(update)
    talk = await talks.pressed_in(press, context, Talk.MERGE)
    if talk is None:
        return
    person = await context.services.store.people.get(talk.payload["person"])
    other = await person_of(press, context, 1)
    if person is None or other is None:
        await press.answer(plain("face-person-gone"), alert=True)
        return
    await press.answer()
    going = await talks.go_on(context, talk, {"person": person.id, "into": other.id})
    if going is not None:
        text = say("merge-sure", name=person.display_name, other=other.display_name)
        await talks.say_in(context, going, text, sure_keyboard(talk.id, "mergenow"))


@needs(Role.OWNER)
async def merge_now(update: Update, context: Context) -> None:
    press, services = pressed(update), context.services
    talk = await _confirmed(press, context, Talk.MERGE)
    if talk is None:
        return
    person = await services.store.people.get(talk.payload["person"])
    into = await services.store.people.get(talk.payload.get("into", 0))
    if person is None or into is None:
        await press.show(say("face-person-gone"))
        return
    await services.faces.merge(person, into, press.user.id)
    services.wake_teller()
    await press.show(say("merge-done", name=person.display_name, other=into.display_name))


# Forget


@needs(Role.OWNER)
async def forget(update: Update, context: Context) -> None:
    press, services = pressed(update), context.services
    person = await person_of(press, context)
    if person is None:
        return
    await press.answer()
    name = person.display_name
    count = len(await services.store.people.photos(person.id))
    visits = await services.store.people.visits(person.id)
    talk = await talks.begin(context, Talk.FORGET, press.chat.id, press.user.id, {"person": person.id})
    sure = say(
        "forget-sure",
        name=name,
        photos=plain("people-photos", count=count),
        visits=plain("forget-visits", count=visits),
    )
    text = Markup("\n\n").join([sure, say("forget-stays", name=name)])
    await talks.say_in(context, talk, text, sure_keyboard(talk.id, "forgetnow"))


@needs(Role.OWNER)
async def forget_now(update: Update, context: Context) -> None:
    press, services = pressed(update), context.services
    talk = await _confirmed(press, context, Talk.FORGET)
    if talk is None:
        return
    person = await services.store.people.get(talk.payload["person"])
    if person is None:
        await press.show(say("face-person-gone"))
        return
    for crop in await services.store.people.crops(person.id):
        await services.store.thumbnails.delete(crop)
    await services.faces.forget(person, press.user.id)
    services.wake_teller()
    await press.show(say("forget-done", name=person.display_name))


async def _confirmed(press: Pressed, context: Context, kind: Talk) -> Question | None:
    """Once; the press is answered."""
    talk = await talks.pressed_in(press, context, kind)
    if talk is None:
        return None
    if not await talks.end(context, talk):
        await press.answer(plain("talk-over"), alert=True)
        return None
    await press.answer()
    return talk


# May open


@needs(Role.OWNER)
async def may_open(update: Update, context: Context) -> None:
    """**May open…**: the photo beside the person's others, and a question. In private alone."""
    press = pressed(update)
    photo = await _photo_of(press, context)
    if photo is None:
        return
    await press.answer()
    talk = await talks.begin(context, Talk.OPEN, press.chat.id, press.user.id, _of(photo))
    services = context.services
    others = await _others(services, photo)
    folder = services.settings.known_faces_dir
    files = [folder / one.file for one in (photo, *others[:MOST_BESIDE])]
    person = await services.store.people.get(photo.person_id)
    name = person.display_name if person else photo.person
    beside = say("open-beside", name=name) if others else say("open-first", name=name)
    text = Markup("\n\n").join([say("open-sure", name=name), beside, say("open-how")])
    picture = await side_by_side(files, framed=True)
    await talks.say_in(context, talk, text, sure_keyboard(talk.id, "opennow"), picture)


def _of(photo: CachedPhoto) -> dict[str, object]:
    """With its content: the owner's word is for what was seen."""
    return {"photo": photo.id, "sha256": photo.sha256}


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
    if not await talks.end(context, talk):
        await press.answer(plain("talk-over"), alert=True)
        return
    done = await services.faces.let_open(photo, True, press.user.id)
    await press.answer()
    await press.show(say("open-done", name=photo.person) if done else say("open-poor"))


async def _ask_twice(
    context: Context, talk: Question, photo: CachedPhoto, apart: float, limit: float
) -> None:
    going = await talks.go_on(context, talk, _of(photo) | {"unlike": True})
    if going is None:
        return
    text = say("open-unlike", name=photo.person, distance=f"{apart:.2f}", limit=f"{limit:.2f}")
    await talks.say_in(context, going, text, sure_keyboard(talk.id, "opennow"))


@needs(Role.OWNER)
async def names_only(update: Update, context: Context) -> None:
    """Takes the right to open away from a photo; that needs no second word."""
    press = pressed(update)
    photo = await _photo_of(press, context)
    if photo is not None:
        await context.services.faces.let_open(photo, False, press.user.id)
        await press.answer(plain("open-not"), alert=True)
