"""Inline keyboards. Labels are part of the product: they stay as they are written here."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.callbacks import button
from storage.views import EventState, EventView, Page, VisitView

WHO, WHY, UNLOCK, CONFIRM, CANCEL, SAVE = "Who is it?", "Why", "Unlock", "Confirm", "Cancel", "Save"
OLDER, NEWER, LOCK_NOW = "Older", "Newer", "Lock now"


def visit_keyboard(visit: VisitView, *, nameable: bool, lock: bool) -> InlineKeyboardMarkup:
    row: list[InlineKeyboardButton] = []
    if nameable:
        row.append(button(WHO, "who", visit.id))
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


def save_keyboard() -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[button(SAVE, "save"), button(CANCEL, "forget")]])


def people_keyboard(names: list[tuple[str, int]]) -> InlineKeyboardMarkup:
    """Known people to choose from, three a row, and a way out."""
    choices = [button(label, "is", person_id) for label, person_id in names]
    rows = [choices[start : start + 3] for start in range(0, len(choices), 3)]
    return InlineKeyboardMarkup([*rows, [button(CANCEL, "forget")]])


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
