"""Conversations: what somebody is in the middle of saying in a chat. Kept in the store, so they outlive
a restart; one at a time for each person in each chat."""

from __future__ import annotations

from collections.abc import Mapping

from telegram import InlineKeyboardMarkup, Message, ReplyParameters
from telegram.constants import ParseMode

from bot.callbacks import Pressed
from bot.context import Context
from bot.editing import without_buttons
from bot.texts import plain
from storage.questions import Question, Talk

VALID_SECONDS = 600.0
"""Since the last answer."""


async def begin(
    context: Context,
    kind: Talk,
    chat_id: int,
    user_id: int,
    payload: Mapping[str, object],
    visit_id: int | None = None,
) -> Question:
    """Puts an end to whatever this user was saying in this chat."""
    talk, former = await context.services.store.questions.begin(
        kind,
        asker=user_id,
        chat_id=chat_id,
        now=context.services.now(),
        payload=payload,
        valid_seconds=VALID_SECONDS,
        visit_id=visit_id,
    )
    await quieten(context, former)
    return talk


async def go_on(
    context: Context, talk: Question, payload: Mapping[str, object], about: str | None = None
) -> Question | None:
    """What was said by now, beside what was said since `talk` was read; None where it has come to its end, or
    what this was said `about` is another by now."""
    now, before = context.services.now(), talk.payload
    return await context.services.store.questions.go_on(
        talk.id, payload, now=now, valid_seconds=VALID_SECONDS, before=before, about=about
    )


async def current(context: Context, chat_id: int, user_id: int) -> Question | None:
    return await context.services.store.questions.current(user_id, chat_id, context.services.now())


async def end(context: Context, talk: Question) -> bool:
    """True once. Updates of a chat come one after the other, so that of two presses one alone finds it."""
    return await context.services.store.questions.end(talk.id, context.services.now())


async def pressed_in(press: Pressed, context: Context, kind: Talk) -> Question | None:
    """The conversation whose button this is, going on and the presser's own; else the press is answered."""
    number = press.press.number()
    talk = await current(context, press.chat.id, press.user.id)
    if talk is None or talk.id != number or talk.kind != kind:
        await not_yours(press, context)
        return None
    return talk


async def not_yours(press: Pressed, context: Context) -> None:
    """Answers a press in a conversation that is over, or that somebody else goes on with."""
    talk = await context.services.store.questions.open_talk(press.press.number(), context.services.now())
    others = talk is not None and talk.chat_id == press.chat.id and talk.asker != press.user.id
    await press.answer(plain("talk-others") if others else plain("talk-over"), alert=True)


async def confirmed(press: Pressed, context: Context, kind: Talk) -> Question | None:
    """As `pressed_in`, and the press is answered. What was asked is done now, together with `end`."""
    talk = await pressed_in(press, context, kind)
    if talk is not None:
        await press.answer()
    return talk


async def quieten(context: Context, talk: Question | None) -> None:
    """Its buttons go: they would only say that it is over."""
    if talk is not None and talk.message_id is not None:
        await without_buttons(context.bot, talk.chat_id, talk.message_id)


async def say_in(
    context: Context,
    talk: Question,
    text: str,
    keyboard: InlineKeyboardMarkup,
    picture: bytes | None = None,
    reply_to: int | None = None,
) -> Message:
    """The next question of a conversation; the one before it loses its buttons."""
    reply = ReplyParameters(reply_to, allow_sending_without_reply=True) if reply_to else None
    if picture is None:
        sent = await context.bot.send_message(
            talk.chat_id, text, parse_mode=ParseMode.HTML, reply_markup=keyboard, reply_parameters=reply
        )
    else:
        sent = await context.bot.send_photo(
            talk.chat_id,
            picture,
            text,
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard,
            reply_parameters=reply,
            filename="face.jpg",
        )
    await quieten(context, talk)
    await context.services.store.questions.attach_message(talk.id, sent.message_id)
    return sent
