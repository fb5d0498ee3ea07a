"""Between **Confirm** and what it does: the PIN or the one-time code of whoever asked, where there is one."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta, tzinfo
from typing import Any, cast

from markupsafe import Markup
from telegram.error import TelegramError
from telegram.ext import Job, JobQueue

from bot.asking import cancels, in_time
from bot.callbacks import Pressed
from bot.context import Context
from bot.keypads import Keypad, Stage
from bot.lengths import short
from bot.services import Services
from bot.texts import plain, say, speaking
from pipeline.elapsed import elapsed
from storage.lockdown import ENDING
from storage.locks import UNLOCK
from storage.ownership import HAND_OVER
from storage.proofs import QUESTION, WIDENING, Asked, Given, Method
from storage.questions import Question

log = logging.getLogger(__name__)

CONFIRMS = {
    UNLOCK: "confirm",
    ENDING: "lockdownoff",
    HAND_OVER: "handover",
    QUESTION: "mypinnow",
    WIDENING: "widen",
}
"""The kinds of question that may have to be proved, and the verb of their **Confirm**."""


async def asked(press: Pressed, context: Context, question_id: int) -> bool:
    """Whether this **Confirm** is not enough: then the press is answered, and nothing is to be done yet.

    False also where the question is over: whoever takes it finds out.
    """
    services = context.services
    one = Asked(question_id, press.user.id, press.chat.id)
    question = await services.store.questions.unanswered(one.id, one.user_id, one.chat_id, services.now())
    if question is None or question.payload.get("proved") is True:
        return False
    standing = await services.store.proofs.standing(one.user_id, services.now())
    # Last: its time may run out while that is looked up, and then there is nothing to put a keypad up for.
    if not in_time(context, one.id):
        return False
    if standing.method is None:
        if standing.needed and question.kind == UNLOCK:
            await press.answer(plain("proof-set-first"), alert=True)
            return True
        return False
    if standing.refused_until:
        await press.answer(refused(standing.refused_until, services.settings.zone), alert=True)
        return True
    await shown(press, services, put_up(context, Keypad(one)), question)
    await press.answer()
    return True


def refused(until: datetime, zone: tzinfo) -> str:
    """Plain: too many were wrong."""
    return plain("proof-refused-until", until=f"{until.astimezone(zone):%H:%M}")


def put_up(context: Context, keypad: Keypad) -> Keypad:
    """What was entered is forgotten when the question is over, however it ends."""
    services, number = context.services, keypad.asked.id
    services.keypads[number] = keypad
    cast(JobQueue[Any], context.job_queue).run_once(
        _take_down,
        timedelta(seconds=max(0.0, services.deadlines[number] - elapsed())),
        data=number,
        job_kwargs={"misfire_grace_time": None},
    )
    return keypad


async def _take_down(context: Context) -> None:
    context.services.keypads.pop(cast(int, cast(Job[Context], context.job).data), None)


async def shown(press: Pressed, services: Services, keypad: Keypad, question: Question) -> bool:
    """In place of the message. False where Telegram does not take it just now: the keys work all the same."""
    text = await words(services, keypad, question)
    try:
        await press.show(text, keypad.keyboard(cancels(question.kind)))
    except TelegramError as error:
        log.info("the keypad of question %d is not shown as it is: %s", question.id, error)
        return False
    return True


async def words(services: Services, keypad: Keypad, question: Question) -> Markup:
    """What the message with the keypad says."""
    until = f"{question.due_at.astimezone(services.settings.zone):%H:%M:%S}"
    if keypad.stage is Stage.NEW:
        text = say("proof-new", until=until)
    elif keypad.stage is Stage.AGAIN:
        text = say("proof-again", until=until)
    elif (await services.store.proofs.standing(question.asker, services.now())).method is Method.CODES:
        chat = "private" if question.chat_id > 0 else "group"
        text = say("proof-code", what=question.kind, until=until, chat=chat)
    else:
        text = say("proof-pin", what=question.kind, until=until)
    return Markup("\n").join([text, Markup(f"<b>{keypad.dots}</b>")])


async def give(services: Services, asked_of: Asked, entered: str) -> Given:
    """What was entered, and whether it was right; that somebody guesses is told."""
    async with services.store.together():
        given = await services.store.proofs.give(asked_of, entered, services.now())
        if given.was_the_last:
            await _tell_of_refusal(services, asked_of.user_id, given)
    services.wake_teller()
    return given


async def _tell_of_refusal(services: Services, user_id: int, given: Given) -> None:
    """The owner hears of it; where it is the owner's own, all residents do."""
    if given.refused_until is None:
        return
    owner, member = await services.store.access.owner(), await services.store.household.member(user_id)
    residents = [resident for resident, _ in await services.store.access.residents()]
    name = Markup(short(member.name)) if member else str(user_id)
    until = f"{given.refused_until.astimezone(services.settings.zone):%H:%M}"
    for chat_id in residents if user_id == owner else [owner]:
        if chat_id is not None:
            with speaking(await services.store.access.language(chat_id)):
                text = say("proof-guessing", name=name, until=until)
            await services.store.outbox.notify([chat_id], text, services.now())
