"""Inline keyboards of the conversations about faces and people. A conversation's buttons carry its id."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.callbacks import button
from bot.texts import plain

PREVIOUS, NEXT = "←", "→"


def in_rows(buttons: Sequence[InlineKeyboardButton], each: int) -> list[Sequence[InlineKeyboardButton]]:
    return [buttons[start : start + each] for start in range(0, len(buttons), each)]


def leave(talk_id: int) -> InlineKeyboardButton:
    return button(plain("button-cancel"), "leave", talk_id)


def leave_keyboard(talk_id: int) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[leave(talk_id)]])


def numbers_keyboard(talk_id: int, count: int) -> InlineKeyboardMarkup:
    numbers = [button(str(number), "which", talk_id, number) for number in range(1, count + 1)]
    return InlineKeyboardMarkup([*in_rows(numbers, 4), [leave(talk_id)]])


def choice_keyboard(
    talk_id: int, people: Sequence[tuple[str, int]], verb: str = "is"
) -> InlineKeyboardMarkup:
    """Known people to choose from, three a row, and a way out."""
    choices = [button(label, verb, talk_id, person_id) for label, person_id in people]
    return InlineKeyboardMarkup([*in_rows(choices, 3), [leave(talk_id)]])


def save_keyboard(talk_id: int) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[button(plain("button-save"), "save", talk_id), leave(talk_id)]])


def past_keyboard(talk_id: int) -> InlineKeyboardMarkup:
    rename = button(plain("button-rename-them"), "past", talk_id)
    return InlineKeyboardMarkup([[rename, button(plain("button-leave-them"), "leave", talk_id)]])


def person_keyboard(name: str, person_id: int) -> InlineKeyboardMarkup:
    """To their page."""
    return InlineKeyboardMarkup([[button(name, "person", person_id)]])


def sure_keyboard(talk_id: int, verb: str) -> InlineKeyboardMarkup:
    """**Confirm** does what `verb` says."""
    return InlineKeyboardMarkup([[button(plain("button-confirm"), verb, talk_id), leave(talk_id)]])
