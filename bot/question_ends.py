"""Questions that something else has made void say so, and so do those that the run before left open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from markupsafe import Markup
from telegram import Update
from telegram.ext import Job

from bot import asking, pass_words
from bot.context import Context
from bot.services import Services
from bot.texts import say
from storage.locks import UNLOCK
from storage.questions import Question


async def look(update: Update, context: Context) -> None:
    """After each update."""
    await say_what_is_void(context.services)


async def say_what_is_void(services: Services) -> None:
    """Without their buttons, so that nobody presses **Confirm** in vain."""
    if not services.deadlines:
        return
    for question in await services.store.questions.voided(list(services.deadlines)):
        # One whose message is still on its way is looked at once more when it is there.
        if question.message_id is not None and question.id in services.deadlines:
            await asking.over(services, question.id)
            await _say_void(services, question)


async def _say_void(services: Services, question: Question) -> None:
    now, zone = services.now(), services.settings.zone
    in_lockdown = await services.store.lockdown.in_force() is not None
    by_pass = await services.store.passes.voided(question.id, now)

    def text() -> Markup:
        if question.kind != UNLOCK:
            return say("asking-over")
        if in_lockdown:
            return say("lockdown-void")
        if by_pass is not None:
            return say("door-trouble", reason=pass_words.why_not(by_pass, now, zone))
        return say("door-void")

    await asking.instead(services, question, question.message_id, text)


async def end_former(context: Context) -> None:
    """A job: its data are the questions that the run before left open. They are void, and say so."""
    for question in cast(Sequence[Question], cast(Job[Context], context.job).data):
        await asking.instead(context.services, question, question.message_id, lambda: say("door-restarted"))
