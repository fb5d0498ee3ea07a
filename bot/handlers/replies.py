"""A reply to a picture says whose face it shows: "this is Grace", or just the name."""

from __future__ import annotations

from telegram import Message, Update
from telegram.ext import ApplicationHandlerStop

from bot import enrolling, face_words
from bot.access import needs
from bot.context import Context
from bot.handlers import naming
from bot.names import NameRefused, person_name
from bot.namings import Candidate, of_candidates
from bot.services import Services
from bot.texts import say
from storage.access import Role


async def named(update: Update, context: Context) -> None:
    """Replies to our pictures, and whatever introduces somebody; any other text goes on."""
    message = update.message
    if message is None or not message.text:
        return
    ours = _answered(message, context)
    shows = ours is not None and (bool(ours.photo) or await _is_about_a_visit(context, ours))
    if not shows and face_words.introduced(message.text) is None:
        return
    await _named(update, context)
    raise ApplicationHandlerStop


def _answered(message: Message, context: Context) -> Message | None:
    """The message of ours that this replies to. Telegram tells of none that was deleted."""
    ours = message.reply_to_message
    author = ours.from_user if ours is not None else None
    return ours if author is not None and author.id == context.bot.id else None


async def _is_about_a_visit(context: Context, ours: Message) -> bool:
    row = await context.services.store.outbox.by_message(ours.chat.id, ours.message_id)
    return row is not None and row.visit_id is not None


@needs(Role.RESIDENT)
async def _named(update: Update, context: Context) -> None:
    message, user = update.message, update.effective_user
    if message is None or user is None:
        return
    try:
        name = person_name(face_words.name_in(message.text or ""))
    except NameRefused as error:
        await message.reply_html(face_words.name_words(error))
        return
    ours = _answered(message, context)
    if ours is None:
        await message.reply_html(say("face-reply-how"))
        return
    visit_id, candidates = await _shown(context.services, ours)
    if candidates is None:
        await message.reply_html(say("face-reply-nothing", name=name))
    elif not candidates:
        await message.reply_html(say("face-none-seen"))
    else:
        state = of_candidates(candidates, name=name, visit_id=visit_id)
        await naming.begin(context, message.chat.id, user.id, state, message.message_id)


async def _shown(services: Services, ours: Message) -> tuple[int | None, list[Candidate] | None]:
    """The visit, and whom its picture shows; None where it shows no visit that we know."""
    row = await services.store.outbox.by_message(ours.chat.id, ours.message_id)
    if row is not None and row.visit_id is not None:
        visit = await services.store.events.visit(row.visit_id)
        if visit is None or not visit.events:
            return None, None
        return row.visit_id, await enrolling.anybody_of(services, row.visit_id)
    picture = await services.store.shown.picture(ours.chat.id, ours.message_id)
    if picture is None:
        return None, None
    if picture.face_id is not None:
        faces = await enrolling.candidate_with(services, picture.face_id, picture.visit_id)
        return picture.visit_id, faces
    if picture.visit_id is None:
        return None, None
    return picture.visit_id, await enrolling.anybody_of(services, picture.visit_id)
