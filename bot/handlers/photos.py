"""A photo sent in private: faces are found on it, and one of them gets a name.

Photos are downloaded and looked at by a job, not in the handler: those of an album come as messages of their
own, within a moment, and are one conversation.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta
from typing import Any, cast

from markupsafe import Markup
from telegram import Message, Update
from telegram.constants import ChatAction
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError
from telegram.ext import Job, JobQueue

from bot import face_words, talks
from bot.access import needs
from bot.context import Context
from bot.editing import says
from bot.handlers import naming
from bot.looking import Looked, look_at
from bot.names import NameRefused, person_name
from bot.namings import Naming, SentPhoto
from bot.services import Services
from bot.texts import plain, say, speaking
from pipeline.errors import NoWorker, WorkerError
from storage.access import Role
from storage.questions import Question, Talk

log = logging.getLogger(__name__)

MOST_BYTES = 20 * 1024 * 1024
"""Telegram hands a bot no larger file."""

ALBUM_SECONDS = 1.0
"""After the latest photo of an album, before they are looked at."""

AGAIN_SECONDS = 10.0
"""While Telegram is away."""


@needs(Role.RESIDENT)
async def photo(update: Update, context: Context) -> None:
    """A photo, or a picture sent as a file."""
    message, user = update.message, update.effective_user
    if message is None or user is None:
        return
    sent, size = _sent(message)
    if size > MOST_BYTES:
        await message.reply_html(say("photo-too-large"))
        return
    talk = await _take_in(context, message, user.id, sent)
    await message.chat.send_action(ChatAction.TYPING)
    look_later(context, talk, ALBUM_SECONDS if message.media_group_id else 0.0)


def _sent(message: Message) -> tuple[SentPhoto, int]:
    """The largest of a photo's sizes, or the file; and its bytes."""
    if message.photo:
        largest = message.photo[-1]
        return SentPhoto(largest.file_id), largest.file_size or 0
    document = message.document
    assert document is not None  # the route lets nothing else in
    return SentPhoto(document.file_id, document.file_name or ""), document.file_size or 0


async def _take_in(context: Context, message: Message, user_id: int, sent: SentPhoto) -> Question:
    """Into the conversation of its album, or a new one; for whomever a photo was asked."""
    talk = await talks.current(context, message.chat.id, user_id)
    album = message.media_group_id or ""
    if talk is not None and talk.kind == Talk.FACE and album:
        state = Naming.from_json(talk.payload)
        if state.album == album:
            # One that is taken up again, after a start, may be there already.
            files = state.files if sent in state.files else (*state.files, sent)
            together = replace(state, files=files, name=state.name or _caption(message))
            if going := await talks.go_on(context, talk, together.to_json()):
                return going
    name = await _awaited(context.services, talk) or _caption(message)
    state = Naming(files=(sent,), album=album, name=name)
    return await talks.begin(context, Talk.FACE, message.chat.id, user_id, state.to_json())


async def _awaited(services: Services, talk: Question | None) -> str:
    """Of whom a photo was asked for; "" of nobody."""
    if talk is None or talk.kind != Talk.ADD:
        return ""
    person = await services.store.people.get(talk.payload["person"])
    return person.name if person else ""


def _caption(message: Message) -> str:
    """The name that was written beneath it; "" for what is none."""
    try:
        return person_name(face_words.name_in(message.caption or ""))
    except NameRefused:
        return ""


def look_later(context: Context, talk: Question, seconds: float) -> None:
    """Once, however many photos have come."""
    queue, name = cast(JobQueue[Any], context.job_queue), f"photos of conversation {talk.id}"
    for waiting in queue.get_jobs_by_name(name):
        waiting.schedule_removal()
    queue.run_once(
        look,
        timedelta(seconds=seconds),
        data=talk.id,
        name=name,
        chat_id=talk.chat_id,
        user_id=talk.asker,
        job_kwargs={"misfire_grace_time": None},
    )


async def resume(context: Context) -> None:
    """At the start: photos that were sent and not looked at before the bot ended."""
    services = context.services
    for talk in await services.store.questions.open_talks(services.now()):
        if talk.kind == Talk.FACE:
            state = Naming.from_json(talk.payload)
            if state.files and not state.candidates:
                look_later(context, talk, 0.0)


async def look(context: Context) -> None:
    """Run by the job queue: looks at what was sent, and asks on or says why not."""
    services = context.services
    number = cast(int, cast(Job[Context], context.job).data)
    talk = await services.store.questions.open_talk(number, services.now())
    if talk is None:
        return
    with speaking(await services.store.access.language(talk.chat_id)):
        try:
            await context.bot.send_chat_action(talk.chat_id, ChatAction.TYPING)
            await _look(context, services, talk)
        except BadRequest as error:
            log.warning("a photo could not be had from Telegram: %s", error)
            await _refuse(context, talk, _refused_by_telegram(error))
        except (NetworkError, RetryAfter) as error:
            log.info("a photo is looked at later: %s", error)
            look_later(context, talk, AGAIN_SECONDS)
        except (NoWorker, WorkerError) as error:
            log.warning("a photo could not be looked at: %s", error)
            await _refuse(context, talk, say("photo-not-now"))


def _refused_by_telegram(error: BadRequest) -> Markup:
    if says(error, ("too big",)):
        return say("photo-too-large")
    return say("photo-unreadable", why=plain("why-unreadable"))


async def _look(context: Context, services: Services, talk: Question) -> None:
    state = Naming.from_json(talk.payload)
    looked = await look_at(context.bot, services.pool, state.files)
    if not looked.candidates:
        await _refuse(context, talk, looked.note or say("photo-none"))
        return
    # What was said and sent while it was looked at stands.
    now = await services.store.questions.open_talk(talk.id, services.now())
    if now is None or len(Naming.from_json(now.payload).files) != len(state.files):
        return
    await _ask(context, now, Naming.from_json(now.payload), looked)


async def _ask(context: Context, talk: Question, state: Naming, looked: Looked) -> None:
    chosen = 0 if len(looked.candidates) == 1 else None
    state = replace(state, candidates=looked.candidates, chosen=chosen)
    # Who was chosen meanwhile was one of those shown before, and is not one of these.
    before = {key: one for key, one in talk.payload.items() if key != "chosen"}
    going = await talks.go_on(context, replace(talk, payload=before), state.to_json())
    if going is not None:
        said = Naming.from_json(going.payload)
        await naming.ask_on(context, going, said, picture=looked.picture, note=looked.note)


async def _refuse(context: Context, talk: Question, text: Markup) -> None:
    """Said once, with the conversation over."""
    if await talks.end(context, talk):
        await talks.quieten(context, talk)
        try:
            await context.bot.send_message(talk.chat_id, text, parse_mode="HTML")
        except TelegramError as error:
            log.warning("that a photo cannot be used could not be said: %s", error)


@needs(Role.RESIDENT)
async def something_else(update: Update, context: Context) -> None:
    """A file that is no picture, a sticker, a voice message, a video: what would do."""
    message = update.message
    if message is None:
        return
    kinds = {
        "document": message.document,
        "sticker": message.sticker,
        "voice": message.voice or message.audio,
        "video": message.video or message.video_note or message.animation,
    }
    kind = next((kind for kind, there in kinds.items() if there), "other")
    kind = "video" if message.animation else kind
    await message.reply_text(plain("photo-no-picture", kind=kind))


async def in_a_group(update: Update, context: Context) -> None:
    """A photo that replies to us in a group."""
    message = update.message
    ours = message.reply_to_message if message else None
    if message and ours and ours.from_user and ours.from_user.id == context.bot.id:
        await message.reply_text(plain("photo-in-private"))
