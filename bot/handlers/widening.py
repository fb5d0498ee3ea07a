"""What widens who may open asks for the PIN or the code of whoever does it, where they have one.

Else whoever holds an unlocked phone would let somebody in by another way than the door's own question.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from functools import partial

from telegram import CallbackQuery, Update

from bot import asking, proving
from bot.access import Handler, needs
from bot.callbacks import ForeignPress, Press, parse, pressed
from bot.context import Context
from bot.handlers import expect, face_rights, household, photo_rights, restored, settings
from bot.texts import plain
from storage.access import Role
from storage.condition import Lapsed, on_condition
from storage.house_settings import ABOUT_OPENING
from storage.proofs import WIDENING, Asked, has_none, used_up

SECONDS = 60


def _always(press: Press) -> bool:
    return True


def _allowed(press: Press) -> bool:
    return press.flag(1)


def _makes_resident(press: Press) -> bool:
    return press.word(1) == Role.RESIDENT


def _sets_opening(press: Press) -> bool:
    return len(press.arguments) > 1 and press.word() in ABOUT_OPENING


WIDENS: Mapping[str, tuple[Handler, Callable[[Press], bool]]] = {
    "faceon": (face_rights.switch_on, _always),
    "facehours": (face_rights.choose_hours, _always),
    "facenight": (face_rights.choose_night, _allowed),
    "facerealnow": (face_rights.for_real, _always),
    "opennow": (photo_rights.open_now, _always),
    "invite": (household.invite, _always),
    "role": (household.give_role, _makes_resident),
    "key": (household.give_key, _allowed),
    "resetpin": (household.reset_proof, _always),
    "house": (settings.house, _sets_opening),
    "expectok": (expect.confirmed, _always),
    "keep": (restored.keep_member, _always),
    "keepface": (restored.keep_face, _always),
    "keepall": (restored.keep_all, _always),
}
"""By the verb of a press: what it does, and whether this one widens anything. Handing the house over and
ending a lockdown are questions of their own, which are proved in any case."""


def proved(verb: str, handler: Handler) -> Handler:
    """The handler of a verb, as it is routed."""
    if verb not in WIDENS:
        return handler
    widens = WIDENS[verb][1]

    @functools.wraps(handler)
    async def first_proved(update: Update, context: Context) -> None:
        press = pressed(update)
        if not widens(press.press):
            await handler(update, context)
        elif not await _held_back(update, context):
            try:
                with on_condition(partial(has_none, user_id=press.user.id)):
                    await handler(update, context)
            except Lapsed:
                # They have set one since it was looked at.
                await _held_back(update, context)

    return first_proved


async def _held_back(update: Update, context: Context) -> bool:
    """Whether the press has to wait for a proof, which is asked for in its message's place."""
    press, services = pressed(update), context.services
    standing = await services.store.proofs.standing(press.user.id, services.now())
    if standing.method is None:
        return False
    if standing.refused_until is not None:
        await press.answer(proving.refused(standing.refused_until, services.settings.zone), alert=True)
        return True
    question = await asking.begin(
        context, WIDENING, press.chat.id, press.user.id, {"data": press.query.data}, seconds=SECONDS
    )
    await asking.shown(context, question, press.message_id)
    return await proving.asked(press, context, question.id)


@needs(Role.GUEST)
async def go_on(update: Update, context: Context) -> None:
    """What was held back, once it is proved; its own handler asks for the role that it needs."""
    press, services = pressed(update), context.services
    number = press.press.number()
    if await proving.asked(press, context, number):
        return
    one = Asked(number, press.user.id, press.chat.id)
    question = await services.store.questions.unanswered(number, one.user_id, one.chat_id, services.now())
    if question is None or question.kind != WIDENING or not asking.in_time(context, number):
        await press.answer(plain("asking-over"), alert=True)
        return
    data = question.payload["data"]
    try:
        # The proof is used up by what it was given for, in one transaction: neither is there alone.
        with on_condition(partial(used_up, asked=one, now=services.now)):
            await _handler(data)(_pressed_before(update, data), context)
    except Lapsed:
        await press.answer(plain("asking-over"), alert=True)
    # Also where there was nothing left to change.
    await services.store.questions.drop(number, user_id=one.user_id, chat_id=one.chat_id, now=services.now())
    await asking.over(services, number)


def _handler(data: str) -> Handler:
    handler = WIDENS.get(parse(data).verb)
    if handler is None:
        raise ForeignPress(f"{data!r} widens nothing")
    return handler[0]


def _pressed_before(update: Update, data: str) -> Update:
    """As if it were pressed now, in the same message."""
    now = update.callback_query
    assert now is not None  # pressed() has seen to it
    query = CallbackQuery(now.id, now.from_user, now.chat_instance, message=now.message, data=data)
    query.set_bot(now.get_bot())
    return Update(update.update_id, callback_query=query)
