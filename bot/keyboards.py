"""Inline keyboards. Labels are part of the product: they stand in bot/texts."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.callbacks import button
from bot.lengths import cut
from bot.readers import Reader
from bot.texts import plain
from storage.views import EventState, VisitView

NOBODY = InlineKeyboardMarkup([])
MOST_NAMES = 2
NAME_ON_BUTTON = 20


def visit_keyboard(visit: VisitView, reader: Reader, *, nameable: bool, lock: bool) -> InlineKeyboardMarkup:
    """What whoever reads there may do about a visit that is not over."""
    if not reader.names:
        return InlineKeyboardMarkup([[unlock_button(visit)]]) if lock and reader.opens else NOBODY
    who = [button(plain("button-who"), "who", visit.id)] if nameable else []
    who += not_buttons(visit)
    looking = [button(plain("button-snooze"), "quiet", visit.id)]
    if any(event.state is not EventState.SEEN for event in visit.events):
        looking.append(button(plain("button-clip"), "clip", visit.id))
        looking.append(button(plain("button-why"), "why", visit.id))
    if lock and reader.opens:
        looking.append(unlock_button(visit))
    return InlineKeyboardMarkup([row for row in (who, looking) if row])


def unlock_button(visit: VisitView) -> InlineKeyboardButton:
    return button(plain("button-unlock"), "unlock", visit.id)


def not_buttons(visit: VisitView) -> list[InlineKeyboardButton]:
    """**Not Grace**, for the surest of those who were named."""
    return [
        button(plain("button-not", name=cut(one.display_name, NAME_ON_BUTTON)), "not", visit.id, one.id)
        for one in visit.people[:MOST_NAMES]
        if one.id is not None
    ]


def lock_now_keyboard() -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[button(plain("button-lock-now"), "locknow")]])


def notice_keyboard(rows: Sequence[Sequence[tuple[str, str]]]) -> InlineKeyboardMarkup | None:
    """As they stand in the outbox: label and callback data."""
    if not rows:
        return None
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(label, callback_data=data) for label, data in row] for row in rows]
    )


def below(*keyboards: InlineKeyboardMarkup | None) -> InlineKeyboardMarkup | None:
    """One below the other; None without a button."""
    rows = [row for keyboard in keyboards if keyboard for row in keyboard.inline_keyboard]
    return InlineKeyboardMarkup(rows) if rows else None
