"""/lockdown: from one moment to the next nothing opens any more, until the owner ends it."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup
from telegram import Update
from telegram.constants import ParseMode

from bot import asking, lockdown_words, proving, question_ends
from bot.access import needs
from bot.callbacks import pressed
from bot.context import Context
from bot.names import user_name
from bot.services import Services
from bot.texts import plain, say, speaking
from storage.access import Role
from storage.lockdown import ENDING
from storage.proofs import Asked

OFF = ("off", "end", "aus")


@needs(Role.OWNER)
async def lockdown(update: Update, context: Context) -> None:
    chat, user, words = update.effective_chat, update.effective_user, context.args or []
    if chat is None or user is None:
        return
    services = context.services
    in_force = await services.store.lockdown.in_force()
    if not words and in_force is None:
        await _begin(context, chat.id, user.id, user_name(user))
    elif not words and in_force is not None:
        text = lockdown_words.standing(in_force, services.now(), services.settings.zone)
        await chat.send_message(text, parse_mode=ParseMode.HTML)
    elif len(words) > 1 or words[0].lower() not in OFF:
        await chat.send_message(say("lockdown-how"), parse_mode=ParseMode.HTML)
    elif in_force is None:
        await chat.send_message(plain("lockdown-is-off"))
    else:
        question = await asking.begin(context, ENDING, chat.id, user.id)
        until = f"{question.due_at.astimezone(services.settings.zone):%H:%M:%S}"
        await asking.ask(context, question, say("lockdown-off-sure", until=until), "lockdownoff")


async def _begin(context: Context, chat_id: int, user_id: int, name: str) -> None:
    """In force with the next line; whatever fails after it is only about saying so."""
    services = context.services
    told = await _told(services, lambda: say("lockdown-begun", name=name))
    if not await services.store.lockdown.begin(user_id, told, services.now()):
        await context.bot.send_message(chat_id, plain("lockdown-not-begun"))
        return
    services.wake_teller()
    await question_ends.say_what_is_void(services)
    if chat_id not in told:
        await context.bot.send_message(chat_id, say("lockdown-begun", name=name), parse_mode=ParseMode.HTML)


async def _told(services: Services, text: Callable[[], Markup]) -> dict[int, str]:
    """For the owner and all residents, each in their language."""
    told = {}
    for user_id, _ in await services.store.access.residents():
        with speaking(await services.store.access.language(user_id)):
            told[user_id] = str(text())
    return told


@needs(Role.OWNER)
async def end(update: Update, context: Context) -> None:
    """**Confirm**, proved where the owner has a PIN or codes."""
    press, services = pressed(update), context.services
    number = press.press.number()
    if await proving.asked(press, context, number):
        return
    told = await _told(services, lambda: say("lockdown-ended", name=user_name(press.user)))
    # Whoever ends it reads it under the question.
    told.pop(press.chat.id, None)
    one = Asked(number, press.user.id, press.chat.id)
    in_time = asking.in_time(context, number)
    if not in_time or not await services.store.lockdown.end(one, told, services.now()):
        await press.answer(plain("asking-over"), alert=True)
        return
    services.wake_teller()
    await asking.over(context.services, number)
    await press.answer()
    await press.show(say("lockdown-over"))
