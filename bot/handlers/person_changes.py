"""A person is renamed, merged, forgotten; and, by the owner's word, a photo of theirs may open the door."""

from __future__ import annotations

from functools import partial

from markupsafe import Markup
from telegram import Message, Update

from bot import face_words, talks
from bot.access import needs
from bot.callbacks import pressed
from bot.context import Context
from bot.face_keyboards import choice_keyboard, leave_keyboard, person_keyboard, sure_keyboard
from bot.handlers.people import person_of
from bot.names import NameRefused, person_name
from bot.texts import plain, say
from storage.access import Role
from storage.people import Person
from storage.questions import Question, Talk

MOST_OTHERS = 90
"""Telegram shows at most 100 buttons."""


async def _is_owner(context: Context, user_id: int) -> bool:
    return await context.services.store.access.role(user_id) is Role.OWNER


# Rename


@needs(Role.RESIDENT)
async def rename(update: Update, context: Context) -> None:
    press = pressed(update)
    person = await person_of(press, context)
    if person is None:
        return
    if person.opens and not await _is_owner(context, press.user.id):
        await press.answer(plain("rename-owners", name=person.display_name), alert=True)
        return
    await press.answer()
    talk = await talks.begin(context, Talk.RENAME, press.chat.id, press.user.id, {"person": person.id})
    lines = [say("rename-how", name=person.display_name)]
    lines += [say("rename-opens")] if person.opens else []
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
    await talks.quieten(context, talk)
    # Asked again: the face may have been let open since, and that is the owner's alone.
    if person is None or (person.opens and not await _is_owner(context, talk.asker)):
        await talks.end(context, talk)
        await message.reply_html(say("face-person-gone") if person is None else _owners(person))
        return
    await services.faces.rename(person, name, talk.asker, partial(talks.end, context, talk))
    services.wake_teller()
    lines = [say("rename-done", former=person.display_name, name=name)]
    lines += [say("rename-opens-done")] if person.opens else []
    await message.reply_html(Markup("\n").join(lines), reply_markup=person_keyboard(name, person.id))


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
    talk = await talks.confirmed(press, context, Talk.MERGE)
    if talk is None:
        return
    person = await services.store.people.get(talk.payload["person"])
    into = await services.store.people.get(talk.payload.get("into", 0))
    if person is None or into is None:
        await talks.end(context, talk)
        await press.show(say("face-person-gone"))
        return
    await services.faces.merge(person, into, press.user.id, partial(talks.end, context, talk))
    services.wake_teller()
    done = say("merge-done", name=person.display_name, other=into.display_name)
    await press.show(done, person_keyboard(into.display_name, into.id))


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
    text = Markup("\n\n").join([sure, say("forget-stays", name=name, days=services.settings.backups_kept)])
    await talks.say_in(context, talk, text, sure_keyboard(talk.id, "forgetnow"))


@needs(Role.OWNER)
async def forget_now(update: Update, context: Context) -> None:
    press, services = pressed(update), context.services
    talk = await talks.confirmed(press, context, Talk.FORGET)
    if talk is None:
        return
    person = await services.store.people.get(talk.payload["person"])
    if person is None:
        await talks.end(context, talk)
        await press.show(say("face-person-gone"))
        return
    # First of all, so that no copy brings them back.
    one = await services.store.people.one_to_forget(person.id)
    if one is not None:
        await services.backups.forget(one)
    for crop in await services.store.people.crops(person.id):
        await services.store.thumbnails.delete(crop)
    await services.faces.forget(person, press.user.id, partial(talks.end, context, talk))
    services.wake_teller()
    await press.show(say("forget-done", name=person.display_name))
