"""Buttons of the history: turning pages, choosing what they show, and what can be done about an event.

`find:FILTER:WHAT[:ID]` changes the filter (a row of history_filters) that a page shows.
"""

from __future__ import annotations

from itertools import pairwise

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.callbacks import button
from bot.history_words import Names
from bot.keyboards import MOST_NAMES, NAME_ON_BUTTON
from bot.lengths import cut
from bot.texts import plain
from storage.history_filter import DING, EVERYTHING, STARRED, STRANGER, HistoryFilter, who
from storage.views import EventState, EventView, Page

MOST_IN_A_ROW = 3
LONGEST_ID = 40
"""Bytes of a camera's id that fit beside everything else; Ring's have ten."""


def page_keyboard(page: Page, wanted: HistoryFilter, number: int, names: Names) -> InlineKeyboardMarkup:
    """`number`: by which the store knows the filter."""
    opening = [button(str(place), "event", event.id) for place, event in enumerate(page.events, start=1)]
    turning = []
    if page.newer:
        turning.append(button(plain("button-newer"), "newer", page.newer, number))
    if page.older:
        turning.append(button(plain("button-older"), "older", page.older, number))
    more = [
        _today(wanted, number),
        _starred(wanted, number),
        *_cameras(wanted, number, names),
        *_people(wanted, number, names),
    ]
    rows = (opening, turning, _kinds(wanted, number), *_even_rows(more))
    return InlineKeyboardMarkup([row for row in rows if row])


def _kinds(wanted: HistoryFilter, number: int) -> list[InlineKeyboardButton]:
    return [
        _choice(plain("button-all"), wanted == EVERYTHING, number, "all"),
        _choice(plain("button-only-strangers"), wanted.subject == STRANGER, number, "strangers"),
        _choice(plain("button-dings"), wanted.subject == DING, number, "dings"),
    ]


def _today(wanted: HistoryFilter, number: int) -> InlineKeyboardButton:
    label = plain("button-today")
    return _choice(label, wanted.words.casefold() == label.casefold(), number, "today")


def _starred(wanted: HistoryFilter, number: int) -> InlineKeyboardButton:
    return _choice(plain("button-starred"), wanted.subject == STARRED, number, "starred")


def _even_rows(buttons: list[InlineKeyboardButton]) -> list[list[InlineKeyboardButton]]:
    """Three a row at most, and no row much shorter than another: labels are cut where it is narrow."""
    rows = -(-len(buttons) // MOST_IN_A_ROW)
    ends = [round(len(buttons) * row / rows) for row in range(rows + 1)]
    return [buttons[begin:end] for begin, end in pairwise(ends)]


def _cameras(wanted: HistoryFilter, number: int, names: Names) -> list[InlineKeyboardButton]:
    """Where there are several."""
    fitting = [(one, name) for one, name in names.cameras.items() if len(one.encode()) <= LONGEST_ID]
    if len(fitting) < 2:
        return []
    return [
        _choice(cut(name, NAME_ON_BUTTON), wanted.camera_id == one, number, "camera", one)
        for one, name in fitting[:MOST_IN_A_ROW]
    ]


def _people(wanted: HistoryFilter, number: int, names: Names) -> list[InlineKeyboardButton]:
    return [
        _choice(cut(names.person(one), NAME_ON_BUTTON), wanted.subject == who(one), number, "person", one)
        for one in names.seen[:MOST_IN_A_ROW]
    ]


def _choice(label: str, on: bool, number: int, *what: object) -> InlineKeyboardButton:
    return button(plain("button-on", label=label) if on else label, "find", number, *what)


def show_keyboard(number: int) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[button(plain("button-show"), "see", number)]])


def event_keyboard(event: EventView, *, nameable: bool) -> InlineKeyboardMarkup:
    """The verbs of an alert, with the event's id behind them: what was is never over."""
    if event.visit_id is None:
        return InlineKeyboardMarkup([])
    naming = [button(plain("button-who"), "who", event.visit_id, event.id)] if nameable else []
    naming += [
        button(
            plain("button-not", name=cut(one.display_name, NAME_ON_BUTTON)),
            "not",
            event.visit_id,
            one.id,
            event.id,
        )
        for one in event.people[:MOST_NAMES]
        if one.id is not None
    ]
    looking = []
    if event.state is not EventState.SEEN:
        looking.append(button(plain("button-clip"), "clip", event.visit_id, event.id))
        looking.append(button(plain("button-why"), "why", event.visit_id, event.id))
        # A star keeps pictures: where they are gone it promises nothing any more.
        if event.starred or event.picture_gone is None:
            label = plain("button-starred") if event.starred else plain("button-star")
            looking.append(button(label, "star", event.id, int(not event.starred)))
    return InlineKeyboardMarkup([row for row in (naming, looking) if row])
