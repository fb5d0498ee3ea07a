"""What /expect asks, in words and buttons. Pure; HTML and inline keyboards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo

from markupsafe import Markup
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.callbacks import button
from bot.expect_draft import BELL, Draft, Whom
from bot.lengths import cut
from bot.pass_words import NAME_ON_BUTTON, Page, window
from bot.texts import plain, say
from bot.window import FURTHEST, LONGEST, WindowRefused, Wrong
from storage.passes import MOST_OPEN, NewPass, Unmade

MOST_CHOICES = 8
SPANS = ("1h", "4h", "day")


def how(question_id: int, known: Sequence[Whom]) -> Page:
    """/expect alone: what it is for, and who may be meant."""
    name = cut(known[0].name) if known else plain("pass-nobody-yet")
    return say("pass-how", name=name), _who_keyboard(question_id, [*known[:MOST_CHOICES], Whom("")])


def who(question_id: int, draft: Draft, among: Sequence[Whom], now: datetime, zone: tzinfo) -> Page:
    """`among`: with whoever rings as the last of them."""
    named = cut(draft.name)
    if not draft.name:
        when = window(draft.window.starts_at, draft.window.ends_at, now, zone) if draft.window else ""
        text = say("pass-ask-who", window=when)
    elif any(one.token == BELL for one in among):
        text = say("pass-nearly", name=named)
    else:
        text = say("pass-which", name=named)
    return text, _who_keyboard(question_id, among)


def when(question_id: int, draft: Draft) -> Page:
    name = cut(draft.name) or plain("pass-somebody")
    once = plain("button-pass-once")
    keyboard = InlineKeyboardMarkup(
        [
            [
                button(plain("button-pass-1h"), "expectwhen", question_id, SPANS[0]),
                button(plain("button-pass-4h"), "expectwhen", question_id, SPANS[1]),
                button(plain("button-pass-day"), "expectwhen", question_id, SPANS[2]),
            ],
            [
                button(plain("button-on", label=once) if draft.once else once, "expectonce", question_id),
                _cancel(question_id),
            ],
        ]
    )
    return say("pass-ask-when", name=name), keyboard


def sure(question_id: int, new: NewPass, now: datetime, zone: tzinfo) -> Page:
    text = say("pass-sure", name=cut(new.label), window=window(new.starts_at, new.ends_at, now, zone))
    confirm = button(plain("button-confirm"), "expectok", question_id)
    return text, InlineKeyboardMarkup([[confirm, _cancel(question_id)]])


def _who_keyboard(question_id: int, among: Sequence[Whom]) -> InlineKeyboardMarkup:
    rows = [[button(_label(one), "expectwho", question_id, one.token)] for one in among]
    return InlineKeyboardMarkup([*rows, [_cancel(question_id)]])


def _label(one: Whom) -> str:
    name = cut(one.name, NAME_ON_BUTTON)
    if one.person_id is not None:
        return plain("button-by-face", name=name)
    return plain("button-whoever") if one.user_id is None else plain("button-by-guest", name=name)


def _cancel(question_id: int) -> InlineKeyboardButton:
    return button(plain("button-cancel"), "expectno", question_id)


def refused(error: WindowRefused) -> Markup:
    days = FURTHEST.days if error.why is Wrong.TOO_FAR else LONGEST.days
    return say("pass-wrong", why=str(error.why), text=cut(error.text), days=days)


def unmade(why: Unmade) -> Markup:
    return say("pass-unmade", why=str(why), most=MOST_OPEN)
