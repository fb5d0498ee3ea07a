"""Presses on a keypad, and digits that were typed although there is one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import tzinfo

from markupsafe import Markup
from telegram import Message, Update
from telegram.constants import ChatType

from bot import asking, proving
from bot.access import Handler, needs
from bot.asking import confirm_keyboard, in_time
from bot.callbacks import ForeignPress, Pressed, pressed
from bot.context import Context
from bot.editing import show
from bot.handlers import household, lockdown, pin, unlock, widening
from bot.keypads import Keypad, Stage
from bot.texts import plain, say
from storage.access import Role
from storage.lockdown import ENDING
from storage.locks import UNLOCK
from storage.ownership import HAND_OVER
from storage.proofs import CODE_DIGITS, QUESTION, WIDENING, Asked, Given, Method, Verdict
from storage.questions import Question

AFTER: Mapping[str, Handler] = {
    UNLOCK: unlock.confirm,
    ENDING: lockdown.end,
    HAND_OVER: household.hand_over,
    QUESTION: pin.go_on,
    WIDENING: widening.go_on,
}
"""What a proved question of that kind does: as its **Confirm**, whose number its presses carry too."""

DIGITS = re.compile(r"[0-9]{4,8}", re.ASCII)


@needs(Role.GUEST)
async def digit(update: Update, context: Context) -> None:
    press, services = pressed(update), context.services
    keypad, question = await _standing(press, context)
    if keypad is None or question is None:
        await press.answer(plain("proof-over"), alert=True)
        return
    try:
        complete = keypad.press(press.press.word(1))
    except KeyError:
        raise ForeignPress("this is no key of the keypad") from None
    if complete:
        await _complete(update, press, context, keypad, question)
    elif press.chat.type != ChatType.PRIVATE:
        # A group takes 20 messages a minute, edits too; and how long a PIN is is nobody's business.
        await press.answer(keypad.dots)
    else:
        seen = await proving.shown(press, services, keypad, question)
        await press.answer(None if seen else keypad.dots)


async def _standing(press: Pressed, context: Context) -> tuple[Keypad | None, Question | None]:
    """The keypad under the message, where it is the presser's and its question is not over."""
    number, services = press.press.number(), context.services
    keypad = services.keypads.get(number)
    if keypad is None or not keypad.is_of(press.user.id, press.chat.id):
        return None, None
    question = await services.store.questions.unanswered(number, press.user.id, press.chat.id, services.now())
    return (keypad, question) if in_time(context, number) else (None, None)


async def _complete(
    update: Update, press: Pressed, context: Context, keypad: Keypad, question: Question
) -> None:
    services = context.services
    if keypad.stage is not Stage.PROVE:
        await pin.chosen(press, context, keypad, question)
        return
    entered = keypad.entered
    keypad.anew(Stage.PROVE)
    given = await proving.give(services, keypad.asked, entered)
    if given.verdict is Verdict.RIGHT:
        services.keypads.pop(question.id, None)
        await AFTER[question.kind](update, context)
        return
    why = _why(given, services.settings.zone)
    if given.verdict in (Verdict.WRONG, Verdict.USED) and not given.was_the_last:
        await proving.shown(press, services, keypad, question)
    else:
        services.keypads.pop(question.id, None)
        await press.show(Markup.escape(why))
    await press.answer(why, alert=True)


def _why(given: Given, zone: tzinfo) -> str:
    if given.refused_until is not None:
        return proving.refused(given.refused_until, zone)
    match given.verdict:
        case Verdict.WRONG:
            return plain("proof-wrong", left=given.left)
        case Verdict.USED:
            return plain("proof-used", left=given.left)
        case _:
            return plain("proof-over")


async def typed(message: Message, user_id: int, context: Context) -> bool:
    """Whether these are digits of a PIN or a code: they are deleted, and a code is taken in private alone."""
    if await pin.first_code(message, user_id, _digits(message), context):
        return True
    method = await _may_be_secret(message, user_id, context)
    if method is None:
        return False
    if method is Method.CODES and message.chat.type == ChatType.PRIVATE:
        await asking.deleted(context.bot, message.chat.id, message.message_id)
        await _code(message, user_id, _digits(message), context)
    else:
        await _rebuke(message, method, context)
    return True


async def edited(message: Message, user_id: int, context: Context) -> bool:
    """As `typed`; nothing is taken from an edit."""
    method = await _may_be_secret(message, user_id, context)
    if method is not None:
        await _rebuke(message, method, context)
    return method is not None


def _digits(message: Message) -> str:
    """ "" for anything else."""
    digits = (message.text or "").replace(" ", "")
    return digits if DIGITS.fullmatch(digits) else ""


async def _may_be_secret(message: Message, user_id: int, context: Context) -> Method | None:
    services, digits = context.services, _digits(message)
    if not digits:
        return None
    pads = [pad for pad in services.keypads.values() if pad.is_of(user_id, message.chat.id)]
    method = (await services.store.proofs.standing(user_id, services.now())).method
    if method is Method.CODES and len(digits) != CODE_DIGITS and not pads:
        return None
    return method or (Method.PIN if pads else None)


async def _rebuke(message: Message, method: Method, context: Context) -> None:
    deleted = await asking.deleted(context.bot, message.chat.id, message.message_id)
    if method is Method.CODES:
        await message.chat.send_message(plain("proof-codes-in-private"))
    else:
        await message.chat.send_message(plain("proof-typed") if deleted else plain("proof-typed-stays"))


async def _code(message: Message, user_id: int, code: str, context: Context) -> None:
    """Typed: for whatever was asked here last. Then **Confirm** is enough."""
    services, chat_id = context.services, message.chat.id
    questions = services.store.questions
    question = await questions.latest(user_id, chat_id, list(proving.CONFIRMS), services.now())
    if question is None or not in_time(context, question.id):
        await message.chat.send_message(plain("proof-for-nothing"))
        return
    given = await proving.give(services, Asked(question.id, user_id, chat_id), code)
    if given.verdict is not Verdict.RIGHT:
        await message.chat.send_message(_why(given, services.settings.zone))
        return
    services.keypads.pop(question.id, None)
    until = f"{question.due_at.astimezone(services.settings.zone):%H:%M:%S}"
    keyboard = confirm_keyboard(question.id, proving.CONFIRMS[question.kind], asking.cancels(question.kind))
    if question.message_id is not None:
        await show(context.bot, chat_id, question.message_id, say("proof-right", until=until), keyboard)
