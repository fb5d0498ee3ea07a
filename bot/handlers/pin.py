"""/pin: one's own PIN or one-time codes for opening, set, changed and taken away, in private alone."""

from __future__ import annotations

import io

import pyotp
import segno
from markupsafe import Markup
from telegram import InlineKeyboardMarkup, Message, Update
from telegram.constants import ChatType, ParseMode

from bot import asking, proving
from bot.access import needs
from bot.callbacks import ForeignPress, Pressed, button, pressed
from bot.context import Context
from bot.first_send import taken_back
from bot.keypads import Keypad, NewCodes, Stage, too_simple
from bot.services import Services
from bot.texts import plain, say
from storage.access import Role
from storage.proofs import CODE_DIGITS, PIN, QUESTION, Asked, Method, new_secret, spelled, step_of
from storage.questions import Question

SECONDS = 300
"""To find the app, and to think of a PIN."""

WISHES = ("pin", "codes", "nothing")


@needs(Role.GUEST)
async def pin(update: Update, context: Context) -> None:
    chat, user = update.effective_chat, update.effective_user
    if chat is None or user is None:
        return
    if chat.type != ChatType.PRIVATE:
        await chat.send_message(plain("in-private"))
        return
    text, keyboard = await _page(context.services, user.id)
    await chat.send_message(text, parse_mode=ParseMode.HTML, reply_markup=keyboard)


async def _page(services: Services, user_id: int) -> tuple[Markup, InlineKeyboardMarkup]:
    standing = await services.store.proofs.standing(user_id, services.now())
    lines = [_has(standing.method)]
    lines += [say("pin-needed")] if standing.needed and standing.method is None else []
    labels = {
        "pin": plain("pin-change") if standing.method is Method.PIN else plain("pin-set"),
        "codes": plain("pin-codes-change") if standing.method is Method.CODES else plain("pin-codes"),
    }
    if standing.method is not None:
        labels["nothing"] = plain("pin-remove")
    rows = [[button(label, "mypin", wish)] for wish, label in labels.items()]
    owner = user_id == await services.store.access.owner()
    lines.append(say("pin-about"))
    if standing.method is not None:
        lines.append(say("pin-forgotten-owner") if owner else say("pin-forgotten"))
    return Markup("\n\n").join(lines), InlineKeyboardMarkup(rows)


def _has(method: Method | None) -> Markup:
    if method is None:
        return say("pin-none")
    return say("pin-has") if method is Method.PIN else say("pin-has-codes")


@needs(Role.GUEST)
async def choose(update: Update, context: Context) -> None:
    """Set or change it, use codes instead, or do without: first what they have is asked for."""
    press = pressed(update)
    wish = press.press.word()
    if wish not in WISHES or press.chat.type != ChatType.PRIVATE:
        raise ForeignPress(f"{wish!r} is nothing to choose here")
    question = await asking.begin(
        context, QUESTION, press.chat.id, press.user.id, {"wish": wish}, seconds=SECONDS
    )
    await asking.shown(context, question, press.message_id)
    if not await proving.asked(press, context, question.id):
        await _go_on(press, context, question)
        await press.answer()


@needs(Role.GUEST)
async def go_on(update: Update, context: Context) -> None:
    """What they had was given: now for what they want."""
    press, services = pressed(update), context.services
    question = await services.store.questions.unanswered(
        press.press.number(), press.user.id, press.chat.id, services.now()
    )
    if question is None or question.kind != QUESTION or not asking.in_time(context, question.id):
        await press.answer(plain("asking-over"), alert=True)
        return
    await _go_on(press, context, question)
    await press.answer()


async def _go_on(press: Pressed, context: Context, question: Question) -> None:
    services, one = context.services, Asked(question.id, question.asker, question.chat_id)
    match question.payload["wish"]:
        case "pin":
            keypad = proving.put_up(context, Keypad(one, Stage.NEW))
            await proving.shown(press, services, keypad, question)
        case "codes":
            await _offer_codes(press, context, question)
        case _:
            done = await services.store.proofs.take_away(one, services.now())
            await _end(press, context, question, say("pin-removed") if done else say("asking-too-late"))


async def _end(press: Pressed, context: Context, question: Question, text: Markup) -> None:
    await asking.over(context.services, question.id)
    await press.show(text)


async def chosen(press: Pressed, context: Context, keypad: Keypad, question: Question) -> None:
    """A new PIN, entered once, or once more."""
    services, entered, problem = context.services, keypad.entered, None
    if keypad.stage is Stage.NEW:
        problem = _problem(entered)
        keypad.anew(Stage.NEW) if problem else keypad.anew(Stage.AGAIN, entered)
    elif entered != keypad.first:
        problem = plain("pin-not-the-same")
        keypad.anew(Stage.NEW)
    else:
        done = await services.store.proofs.set_pin(keypad.asked, entered, services.now())
        await _end(press, context, question, say("pin-is-set") if done else say("asking-too-late"))
        await press.answer()
        return
    await proving.shown(press, services, keypad, question)
    await press.answer(problem, alert=problem is not None)


def _problem(entered: str) -> str | None:
    if not PIN.fullmatch(entered):
        return plain("pin-too-short")
    return plain("pin-too-simple") if too_simple(entered) else None


async def _offer_codes(press: Pressed, context: Context, question: Question) -> None:
    """The secret, once, as a picture to scan and as text to copy; it counts when a first code was right."""
    services, secret = context.services, new_secret()
    cancel = InlineKeyboardMarkup([[button(plain("button-cancel"), "drop", question.id)]])
    await press.show(say("pin-scan-how", digits=CODE_DIGITS), cancel)
    sent = await context.bot.send_photo(
        question.chat_id,
        _qr(secret),
        say("pin-scan", secret=spelled(secret)),
        parse_mode=ParseMode.HTML,
        protect_content=True,
    )
    if question.id not in services.deadlines:
        # It ended while the picture was on its way: nobody would take that from the chat.
        await taken_back(context.bot, question.chat_id, sent.message_id)
        return
    one = Asked(question.id, question.asker, question.chat_id)
    services.new_codes[question.id] = NewCodes(one, secret, sent.message_id)


def _qr(secret: bytes) -> bytes:
    """A PNG as apps scan it."""
    link = pyotp.TOTP(spelled(secret)).provisioning_uri(name=plain("pin-app-name"), issuer_name="Latchkey")
    picture = io.BytesIO()
    segno.make(link, error="m", micro=False).save(picture, kind="png", scale=8, border=4)
    return picture.getvalue()


async def first_code(message: Message, user_id: int, digits: str, context: Context) -> bool:
    """Whether a first code is awaited here: the right one makes the secret count, and it is shown no more."""
    services, now = context.services, context.services.now()
    awaited = [one for one in services.new_codes.values() if one.asked.user_id == user_id]
    codes = next((one for one in awaited if one.asked.chat_id == message.chat.id), None)
    if not digits or codes is None or not asking.in_time(context, codes.asked.id):
        return False
    await asking.deleted(context.bot, message.chat.id, message.message_id)
    step = step_of(codes.secret, digits, now)
    if step is None:
        await message.chat.send_message(plain("pin-code-wrong"))
        return True
    done = await services.store.proofs.set_codes(codes.asked, codes.secret, step, now)
    await asking.over(context.services, codes.asked.id)
    await message.chat.send_message(plain("pin-codes-are-set") if done else plain("asking-over"))
    return True
