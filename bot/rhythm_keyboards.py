"""The buttons below a chart: each carries the whole choice that it leads to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.callbacks import button
from bot.names import unturned
from bot.rhythm_choice import EVER, LABEL, PERSON, RING, SPANS, Choice, Weekdays, camera_mark
from bot.rhythm_words import things
from bot.texts import plain
from pipeline.types import Camera
from storage.activity import EVERYBODY, STRANGER
from storage.people import Person

CHOSEN = "✓ "
A_PAGE = 12
"""People and things at once; a phone shows six rows of them without scrolling."""

LONGEST_LABEL, LONGEST_LABEL_BYTES = 24, 36

Row = list[InlineKeyboardButton]


@dataclass(frozen=True, slots=True)
class Offer:
    """What there is to choose from. `subjects` as in the store's `activity`."""

    cameras: Sequence[Camera]
    people: Sequence[Person]
    subjects: Sequence[str]

    @property
    def labels(self) -> list[str]:
        """Those that fit into a button."""
        found = [one for one in self.subjects if one.startswith(LABEL) and one != EVERYBODY]
        return [one.removeprefix(LABEL) for one in found if len(one.encode()) <= LONGEST_LABEL_BYTES]


def heatmap_keyboard(choice: Choice, offer: Offer, dark: bool) -> InlineKeyboardMarkup:
    days = [
        _choosing(plain("rhythm-button-days", days=one.value), replace(choice, weekdays=one), choice)
        for one in (Weekdays.ALL, Weekdays.WORKING, Weekdays.WEEKEND)
    ]
    return InlineKeyboardMarkup([_spans(choice), days, _further(choice, offer, dark)])


def _spans(choice: Choice) -> Row:
    offered = sorted({*SPANS, choice.days}, key=lambda days: days or 10**6)
    return [_choosing(span_label(days), replace(choice, days=days), choice) for days in offered]


def span_label(days: int) -> str:
    return plain("rhythm-button-ever") if days == EVER else plain("rhythm-button-span", days=days)


def _further(choice: Choice, offer: Offer, dark: bool) -> Row:
    """What opens a list of its own; a list of one camera is none."""
    row = []
    if len(offer.cameras) > 1 or not choice.everywhere:
        camera = choice.camera_of(offer.cameras)
        name = camera.name if camera else plain("rhythm-button-camera-any")
        row.append(button(f"📷 {_cut(name)}", "heatcam", *choice.arguments))
    row.append(button(f"👤 {_cut(who_label(choice.subject, offer))}", "heatwho", *choice.arguments, 0))
    look = plain("rhythm-button-look", look="light" if dark else "dark")
    row.append(button(look, "heatdark", *choice.arguments, int(not dark)))
    return row


def who_label(subject: str, offer: Offer) -> str:
    if subject.startswith(PERSON):
        names = {f"{PERSON}{one.id}": one.display_name for one in offer.people}
        return unturned(names.get(subject, plain("rhythm-somebody-gone")))
    if subject in (EVERYBODY, STRANGER, RING):
        kind = {EVERYBODY: "everybody", STRANGER: "strangers", RING: "rings"}[subject]
        return plain("rhythm-button-who", who=kind)
    return things(subject.removeprefix(LABEL))


def cameras_keyboard(choice: Choice, offer: Offer) -> InlineKeyboardMarkup:
    everywhere = replace(choice, camera=Choice().camera)
    choices = [(plain("rhythm-button-cameras"), everywhere)]
    choices += [(_cut(one.name), replace(choice, camera=camera_mark(one.id))) for one in offer.cameras]
    buttons = [_choosing(label, one, choice) for label, one in choices]
    return InlineKeyboardMarkup([*_in_rows(buttons, 2), [_back(choice)]])


def who_keyboard(choice: Choice, offer: Offer, page: int) -> InlineKeyboardMarkup:
    """A page of everybody and everything that may be counted; the pages go round."""
    subjects = [EVERYBODY, STRANGER, *(f"{PERSON}{one.id}" for one in offer.people), RING]
    subjects += [f"{LABEL}{label}" for label in offer.labels]
    pages = -(-len(subjects) // A_PAGE)
    page %= pages
    buttons = [
        _choosing(_cut(who_label(one, offer)), replace(choice, subject=one), choice)
        for one in subjects[page * A_PAGE : (page + 1) * A_PAGE]
    ]
    turning = [_back(choice)]
    if pages > 1:
        more = plain("rhythm-button-more", page=page + 1, pages=pages)
        turning.append(button(more, "heatwho", *choice.arguments, (page + 1) % pages))
    return InlineKeyboardMarkup([*_in_rows(buttons, 2), turning])


def stats_keyboard(days: int) -> InlineKeyboardMarkup:
    offered = sorted({*SPANS, days}, key=lambda one: one or 10**6)
    return InlineKeyboardMarkup([[_marked(span_label(one), one == days, "stats", one) for one in offered]])


def _choosing(label: str, leads_to: Choice, now: Choice) -> InlineKeyboardButton:
    return _marked(label, leads_to == now, "heat", *leads_to.arguments)


def _marked(label: str, chosen: bool, verb: str, *arguments: object) -> InlineKeyboardButton:
    return button(f"{CHOSEN if chosen else ''}{label}", verb, *arguments)


def _back(choice: Choice) -> InlineKeyboardButton:
    return button(plain("rhythm-button-back"), "heatback", *choice.arguments)


def _cut(name: str) -> str:
    name = unturned(name)
    return name if len(name) <= LONGEST_LABEL else f"{name[: LONGEST_LABEL - 1]}…"


def _in_rows(buttons: Row, wide: int) -> list[Row]:
    return [buttons[start : start + wide] for start in range(0, len(buttons), wide)]
