"""/unlock and **Unlock**: nothing opens without a confirmation."""

from __future__ import annotations

import asyncio
import logging

from markupsafe import Markup
from telegram import Update
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot import asking, door_words, lockdown_words, pass_questions, proving, question_ends
from bot.access import needs
from bot.callbacks import Pressed, answer, parse, pressed
from bot.context import Context
from bot.door_messages import no_lock, tell
from bot.doorman import Doorman
from bot.names import user_name
from bot.services import Services
from bot.taking_up import fresh
from bot.texts import plain, say
from pipeline.elapsed import elapsed
from storage.access import RESIDENTS, Role
from storage.history_filter import PERSON, HistoryFilter
from storage.locks import UNLOCK
from storage.questions import Question
from storage.views import EventView, VisitView

log = logging.getLogger(__name__)

VALID_SECONDS = 30


@needs(Role.GUEST, moves_the_door=True)
@fresh
async def unlock(update: Update, context: Context) -> None:
    """Asks; from a command or, with the visit in its data, from a button."""
    query, chat, user = update.callback_query, update.effective_chat, update.effective_user
    if chat is None or user is None:
        return
    visit_id = parse(query.data).number() if query and query.data else None
    if context.services.doorman is None:
        await no_lock(chat, query)
        return
    if query:
        await answer(query)
    await ask(context, chat.id, user.id, user_name(user), visit_id)


async def ask(
    context: Context,
    chat_id: int,
    user_id: int,
    asker_name: str,
    visit_id: int | None = None,
    *,
    pass_id: int | None = None,
) -> None:
    """The question, in this chat, to this asker alone. `visit_id`: for whom; None: from a command.

    `pass_id`: whoever rings is let in by that pass, unless somebody else is faster.
    """
    services = context.services
    if in_force := await services.store.lockdown.in_force():
        text = lockdown_words.standing(in_force, services.now(), services.settings.zone)
        await context.bot.send_message(chat_id, text, parse_mode=ParseMode.HTML)
        return
    visit = await services.store.events.visit(visit_id) if visit_id else None
    question = await asking.begin(
        context,
        UNLOCK,
        chat_id,
        user_id,
        await pass_questions.payload(services, pass_id),
        seconds=VALID_SECONDS,
        event_id=visit.events[-1].id if visit else None,
        visit_id=visit_id,
    )
    text = await _question_text(services, question, asker_name, visit)
    await asking.ask(context, question, text, "confirm")
    # It may have been made void before there was a message to say so in.
    await question_ends.say_what_is_void(services)


async def _question_text(
    services: Services, question: Question, asker_name: str, visit: VisitView | None
) -> Markup:
    lock = services.doorman.lock.name if services.doorman else None
    last, zone = await _last_person(services, question), services.settings.zone
    text = door_words.question(question, asker_name, lock, visit, last, zone)
    return Markup("\n").join([text, *await pass_questions.lines(services, question)])


async def _last_person(services: Services, question: Question) -> EventView | None:
    """Who was there before is not for guests."""
    if await services.store.access.role(question.asker) not in RESIDENTS:
        return None
    person = HistoryFilter(subject=PERSON)
    return next(iter((await services.store.events.page(limit=1, wanted=person)).events), None)


@needs(Role.GUEST)
async def cancel(update: Update, context: Context) -> None:
    press, services = pressed(update), context.services
    number = press.press.number()
    dropped = await services.store.questions.drop(
        number, user_id=press.user.id, chat_id=press.chat.id, now=services.now()
    )
    if not dropped:
        await press.answer(plain("door-over"), alert=True)
        return
    await asking.over(services, number)
    await press.answer()
    await press.show(say("door-cancelled"))


@needs(Role.GUEST, moves_the_door=True)
async def confirm(update: Update, context: Context) -> None:
    """**Confirm**: once, by who asked, in that chat, in time."""
    press, services = pressed(update), context.services
    number = press.press.number()
    if await proving.asked(press, context, number):
        return
    question = await services.store.questions.take(
        number, user_id=press.user.id, chat_id=press.chat.id, now=services.now(), kind=UNLOCK
    )
    # Popped only with the question in hand: a press that is not its asker's must not end it.
    in_time = question is not None and services.deadlines.pop(number, 0.0) > elapsed()
    if question is None or services.doorman is None:
        await press.answer(await pass_questions.why_over(services, number), alert=True)
    elif not in_time:
        await press.answer(plain("door-over"), alert=True)
        await tell(context, press.chat.id, press.message_id, say("door-too-late"))
    else:
        await _open(press, context, services.doorman, question)


async def _open(press: Pressed, context: Context, doorman: Doorman, question: Question) -> None:
    services = context.services
    command = pass_questions.command(doorman.lock.id, press.user.id, question)
    # Beside the command, not before it: a slow Telegram must not open the door half a minute late.
    saying = asyncio.create_task(_under_way(press))
    try:
        moved = await doorman.move(command)
    finally:
        await saying
    visit = await services.store.events.visit(question.visit_id) if question.visit_id else None
    text = await pass_questions.refused(services, question, moved)
    text = text or door_words.outcome(moved, services.settings.zone, door_words.for_whom(visit))
    await tell(context, press.chat.id, press.message_id, text, lock_now=moved.may_be_open)
    # Of those who were asked the same the first who confirms wins; the others see who.
    await question_ends.say_what_is_void(services)


async def _under_way(press: Pressed) -> None:
    await press.answer()
    try:
        await press.show(say("door-unlocking"))
    except TelegramError as error:
        log.info("that the door is being opened could not be said: %s", error)
