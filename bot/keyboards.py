"""Inline keyboards. Labels are part of the product: they stay as they are written here."""

from __future__ import annotations

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.callbacks import button
from bot.texts import plain
from storage.views import EventState, EventView, Page, VisitView

WHO, WHY, UNLOCK, CONFIRM, CANCEL = "Who is it?", "Why", "Unlock", "Confirm", "Cancel"
MOST_NAMES = 2
OLDER, NEWER, LOCK_NOW = "Older", "Newer", "Lock now"


def visit_keyboard(visit: VisitView, *, nameable: bool, lock: bool) -> InlineKeyboardMarkup:
    row: list[InlineKeyboardButton] = []
    if nameable:
        row.append(button(WHO, "who", visit.id))
    row += [
        button(plain("button-not", name=one.display_name), "not", visit.id, one.id)
        for one in visit.people[:MOST_NAMES]
        if one.id is not None
    ]
    if lock:
        row.append(button(UNLOCK, "unlock", visit.id))
    if any(event.state is not EventState.SEEN for event in visit.events):
        row.append(button(WHY, "why", visit.id))
    return InlineKeyboardMarkup([row] if row else [])


def events_keyboard(page: Page) -> InlineKeyboardMarkup:
    opening = [button(str(place), "event", event.id) for place, event in enumerate(page.events, start=1)]
    turning = []
    if page.newer:
        turning.append(button(NEWER, "newer", page.newer))
    if page.older:
        turning.append(button(OLDER, "older", page.older))
    return InlineKeyboardMarkup([row for row in (opening, turning) if row])


def event_keyboard(event: EventView, *, nameable: bool) -> InlineKeyboardMarkup | None:
    if not nameable or event.visit_id is None:
        return None
    return InlineKeyboardMarkup([[button(WHO, "who", event.visit_id)]])


def confirm_keyboard(question_id: int) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        [[button(CONFIRM, "confirm", question_id), button(CANCEL, "cancel", question_id)]]
    )


def lock_now_keyboard() -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[button(LOCK_NOW, "locknow")]])
