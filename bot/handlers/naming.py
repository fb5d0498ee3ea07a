"""**Who is it?**: whose face, which name, Save; then whether earlier strangers were the same person.

A conversation whose state is a `Naming`. It begins under a visit, with a reply, with a photo that was sent
or with a stranger who comes back.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace

from markupsafe import Markup
from telegram import Message, Update

from bot import enrolling, face_words, talks
from bot.access import needs
from bot.callbacks import Pressed, pressed
from bot.context import Context
from bot.error_words import spoken as spoken_error
from bot.face_keyboards import (
    choice_keyboard,
    numbers_keyboard,
    past_keyboard,
    person_keyboard,
    save_keyboard,
)
from bot.likeness import least_like
from bot.names import NameRefused, person_name
from bot.namings import Candidate, Naming, of_candidates
from bot.services import Services
from bot.side_by_side import side_by_side
from bot.texts import plain, say
from bot.times import spoken
from pipeline.errors import LatchkeyError
from storage.access import Role
from storage.people import Person
from storage.questions import Question, Talk
from storage.strangers import StrangerSeen

MOST_CHOICES = 12
GONE = "gone"
"""In place of the path of a picture."""

PAST_SHOWN = 6
"""Earlier visits that are told with their time."""


# Beginning


@needs(Role.RESIDENT)
async def ask(update: Update, context: Context) -> None:
    """**Who is it?** under a visit."""
    press, services = pressed(update), context.services
    visit_id = press.press.number()
    going = await talks.current(context, press.chat.id, press.user.id)
    if going is not None and going.kind == Talk.FACE and going.visit_id == visit_id:
        await press.answer(plain("face-asked"), alert=True)
        return
    candidates = await enrolling.strangers_of(services, visit_id)
    if not candidates:
        await press.answer(await _why_nobody(services, visit_id), alert=True)
        return
    await press.answer()
    await begin(context, press.chat.id, press.user.id, of_candidates(candidates, visit_id=visit_id))


async def _why_nobody(services: Services, visit_id: int) -> str:
    if await services.store.events.visit(visit_id) is None:
        return plain("face-visit-gone")
    return plain("face-none-here") if services.settings.stranger_days else plain("face-not-kept")


async def begin(
    context: Context, chat_id: int, user_id: int, naming: Naming, reply_to: int | None = None
) -> None:
    """With whatever is known already; asks for the rest."""
    talk = await talks.begin(context, Talk.FACE, chat_id, user_id, naming.to_json(), naming.visit_id)
    await ask_on(context, talk, naming, reply_to=reply_to)


async def ask_on(
    context: Context,
    talk: Question,
    naming: Naming,
    *,
    picture: bytes | None = None,
    note: Markup | None = None,
    reply_to: int | None = None,
) -> None:
    """The next thing to be known: whose face, which name, or whether to save it.

    `picture`: what the faces are numbered on; None: it is made. `note`: to be said first.
    """
    first = [note] if note else []
    # Said once to everybody, before anything is saved.
    if await context.services.store.access.consent_told(talk.asker, context.services.now()):
        first = [say("face-consent"), Markup(""), *first]
    if naming.candidate is None:
        text = say("face-which-named", name=naming.name) if naming.name else say("face-which")
        shown = picture or await _sheet(context, naming.candidates)
        keyboard = numbers_keyboard(talk.id, len(naming.candidates))
        await talks.say_in(context, talk, _lines(*first, text), keyboard, shown, reply_to)
        return
    if not naming.name:
        await _ask_name(context, talk, naming.candidate, first, picture, reply_to)
        return
    text = await _preview(context, naming, naming.candidate)
    await talks.say_in(context, talk, _lines(*first, text), save_keyboard(talk.id), None, reply_to)


async def _ask_name(
    context: Context,
    talk: Question,
    candidate: Candidate,
    first: list[Markup],
    picture: bytes | None,
    reply_to: int | None,
) -> None:
    services = context.services
    crop, face = await enrolling.portrait(services, candidate)
    lines = [*first, say("face-ask")]
    if len(candidate.samples) > 1:
        lines.append(say("face-ask-album", count=len(candidate.samples)))
    lines.append(say("face-ask-how"))
    if talk.chat_id < 0:
        lines.append(say("talk-reply-here"))
    keyboard = choice_keyboard(talk.id, await _likely(context))
    sent = await talks.say_in(context, talk, _lines(*lines), keyboard, picture or crop, reply_to)
    if face is not None:
        await services.store.shown.remember(
            talk.chat_id, sent.message_id, face.event_id, services.now(), face_id=face.id
        )


async def _likely(context: Context) -> list[tuple[str, int]]:
    """Whoever was seen last, by name."""
    people = await context.services.store.people.all()
    lately = sorted(people, key=lambda one: (one.last_seen is None, -_stamp(one)))[:MOST_CHOICES]
    return [(person.display_name, person.id) for person in people if person in lately]


def _stamp(person: Person) -> float:
    return person.last_seen.timestamp() if person.last_seen else 0.0


async def _sheet(context: Context, candidates: tuple[Candidate, ...]) -> bytes | None:
    services = context.services
    faces = [await enrolling.portrait(services, one) for one in candidates]
    # Who has no picture any more keeps the number, with an empty place.
    crops = [face.crop_path or GONE if face else GONE for _, face in faces]
    paths = [services.store.thumbnails.path(one) for one in crops]
    return await side_by_side(
        services.disks["pictures", services.settings.thumbnails_dir], paths, numbered=True
    )


async def _preview(context: Context, naming: Naming, candidate: Candidate) -> Markup:
    services = context.services
    rules = services.settings.rules
    known = await services.store.people.by_name(naming.name)
    embeddings = await enrolling.embeddings_of(services, candidate)
    photos, within = services.faces.photos, rules.name_tolerance
    likely = await asyncio.to_thread(least_like, embeddings, naming.name, photos, within)
    shown = known.display_name if known else naming.name
    count = max(1, len(candidate.samples))
    return face_words.preview(shown, count, known is not None, likely, rules.open_tolerance)


# Answers


@needs(Role.RESIDENT)
async def numbered(update: Update, context: Context) -> None:
    """A press on a number: whose face it is."""
    press = pressed(update)
    talk = await talks.pressed_in(press, context, Talk.FACE)
    if talk is None:
        return
    naming, chosen = Naming.from_json(talk.payload), press.press.number(1) - 1
    if chosen >= len(naming.candidates):
        await press.answer(plain("old-button"))
        return
    await press.answer()
    await _go_on(context, talk, replace(naming, chosen=chosen))


@needs(Role.RESIDENT)
async def chosen(update: Update, context: Context) -> None:
    """A press on somebody known."""
    press = pressed(update)
    talk = await talks.pressed_in(press, context, Talk.FACE)
    if talk is None:
        return
    person = await context.services.store.people.get(press.press.number(1))
    await press.answer(None if person else plain("face-person-gone"))
    if person is not None:
        await _go_on(context, talk, replace(Naming.from_json(talk.payload), name=person.name))


async def typed(message: Message, context: Context, talk: Question) -> None:
    """The name, written; or the number of a face."""
    naming, text = Naming.from_json(talk.payload), message.text or ""
    if naming.candidate is None and text in map(str, range(1, len(naming.candidates) + 1)):
        await _go_on(context, talk, replace(naming, chosen=int(text) - 1))
        return
    try:
        name = person_name(face_words.name_in(text))
    except NameRefused as error:
        await message.reply_html(face_words.name_words(error))
        return
    await _go_on(context, talk, replace(naming, name=name), message.message_id)


async def _go_on(context: Context, talk: Question, naming: Naming, reply_to: int | None = None) -> None:
    # A number is somebody's of those who were shown; others, found meanwhile, are asked about by themselves.
    about = None if naming.chosen == talk.payload["chosen"] else "candidates"
    going = await talks.go_on(context, talk, naming.to_json(), about)
    if going is None:
        return
    said = Naming.from_json(going.payload)
    # Photos that are still being looked at ask by themselves, once they have been.
    if said.candidates:
        await ask_on(context, going, said, reply_to=reply_to)


# Save


@needs(Role.RESIDENT)
async def save(update: Update, context: Context) -> None:
    press = pressed(update)
    talk = await talks.confirmed(press, context, Talk.FACE)
    if talk is None:
        return
    naming = Naming.from_json(talk.payload)
    try:
        person = await enrolling.save(context.services, talk, naming)
    except LatchkeyError as error:
        await _again(context, press, naming, spoken_error(error))
        return
    if person is None:
        await talks.end(context, talk)
        await press.show(say("face-gone"))
        return
    await press.show(
        say("face-saved", name=person.display_name), person_keyboard(person.display_name, person.id)
    )
    await ask_past(context, press.chat.id, press.user.id, person)


async def _again(context: Context, press: Pressed, naming: Naming, why: str) -> None:
    """Nothing that was said is lost because a disk is full."""
    talk = await talks.begin(context, Talk.FACE, press.chat.id, press.user.id, naming.to_json())
    await talks.say_in(context, talk, say("face-save-failed", why=why), save_keyboard(talk.id))


# Earlier strangers


async def ask_past(context: Context, chat_id: int, user_id: int, person: Person) -> None:
    """Whether those who were like this person are renamed too; nothing where there is nobody."""
    services = context.services
    faces = await enrolling.earlier(services, person)
    if not faces:
        return
    visits = enrolling.visits_of(faces)
    payload = {"person": person.name, "face_ids": [face.face_id for face in faces]}
    talk = await talks.begin(context, Talk.PAST, chat_id, user_id, payload)
    paths = [services.store.thumbnails.path(one.crop_path) for one in visits if one.crop_path]
    disk = services.disks["pictures", services.settings.thumbnails_dir]
    picture = await side_by_side(disk, paths) if paths else None
    text = _past_words(context, visits, person.display_name)
    await talks.say_in(context, talk, text, past_keyboard(talk.id), picture)


def _past_words(context: Context, visits: list[StrangerSeen], name: str) -> Markup:
    zone, now = context.services.settings.zone, context.services.now()
    times = [Markup.escape(spoken(one.seen_at, now, zone)) for one in visits[:PAST_SHOWN]]
    if len(visits) > PAST_SHOWN:
        times.append(say("face-past-more", count=len(visits) - PAST_SHOWN))
    return _lines(say("face-past", count=len(visits), name=name), Markup(", ").join(times))


@needs(Role.RESIDENT)
async def rename_past(update: Update, context: Context) -> None:
    press, services = pressed(update), context.services
    talk = await talks.confirmed(press, context, Talk.PAST)
    if talk is None:
        return
    person = await services.store.people.by_name(str(talk.payload["person"]))
    if person is None:
        await talks.end(context, talk)
        await press.show(say("face-person-gone"))
        return
    async with services.store.together():
        face_ids = talk.payload["face_ids"]
        visits = await services.store.events.name_faces(face_ids, person.name, services.now())
        await talks.end(context, talk)
    services.wake_teller()
    await press.show(say("face-past-done", count=len(visits), name=person.display_name))


def _lines(*lines: Markup) -> Markup:
    return Markup("\n").join(lines)
