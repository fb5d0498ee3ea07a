"""Snoozes and what they held back, in words and buttons. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, tzinfo

from markupsafe import Markup
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.callbacks import button, pack
from bot.names import unturned
from bot.snooze_wish import Thing
from bot.texts import plain, say
from bot.times import coming, dated
from storage.quiet_hours import Quiet
from storage.silence import Held, HeldBack, Reason
from storage.snoozes import Snooze
from storage.timestamps import FOREVER

NAME_LIMIT = 40
NAMES_SHOWN = 6
MOST_CHOICES = 8
HOURS = ("1h", "8h")
MORNING, EVER = "morning", "ever"
"""Ends of a snooze in callback data, beside hours and Unix seconds."""

EPOCH, MILLISECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(milliseconds=1)

EVERYTHING, VISIT, CAMERA, PERSON = "all", "v", "c", "p"
"""What is snoozed, in callback data."""


def cut(name: str) -> str:
    """Short enough for a line or a button."""
    name = unturned(name)
    return name if len(name) <= NAME_LIMIT else f"{name[: NAME_LIMIT - 1]}…"


def what(snooze: Snooze) -> str:
    return cut(snooze.person_name or snooze.camera_name or plain("quiet-everything"))


def until(ends_at: datetime | None, now: datetime, zone: tzinfo, *, everybody: bool = False) -> str:
    """`until tomorrow 07:00`; `until you end it, for everybody`."""
    if ends_at is None:
        words = plain("quiet-until-ended")
    else:
        words = plain("quiet-until", time=coming(ends_at, now, zone))
    return plain("quiet-for-everybody", until=words) if everybody else words


def begun(snooze: Snooze, quiet: Quiet, now: datetime, zone: tzinfo) -> Markup:
    """What was just snoozed, and what is told all the same."""
    kind = "person" if snooze.person_id else "camera" if snooze.camera_id else "all"
    end = until(snooze.ends_at, now, zone, everybody=snooze.chat_id is None)
    told = say("snooze-begun", kind=kind, what=what(snooze), until=end)
    if kind == "person":
        return told
    dings, strangers = int(quiet.pierce_dings), int(quiet.pierce_strangers)
    return told + " " + say("snooze-still-told", dings=dings, strangers=strangers)


def begun_keyboard(snooze: Snooze, *, everybody: bool) -> InlineKeyboardMarkup:
    """`everybody`: whoever may make it the house's may be reading."""
    row = [button(plain("button-snooze-end-this"), "snoozeend", snooze.id)]
    if everybody and snooze.chat_id is not None:
        row.append(button(plain("button-snooze-everybody"), "snoozeall", snooze.id))
    return InlineKeyboardMarkup([row])


def overview(
    snoozes: Sequence[Snooze],
    quiet_until: datetime | None,
    things: Sequence[Thing],
    now: datetime,
    zone: tzinfo,
) -> tuple[Markup, InlineKeyboardMarkup]:
    """What is snoozed, each with its end, and what may be."""
    lines = [say("snooze-open") if snoozes else say("snooze-none")]
    for one in snoozes:
        end = until(one.ends_at, now, zone, everybody=one.chat_id is None)
        lines.append(say("snooze-line", what=what(one), until=end))
    if quiet_until is not None:
        end = until(None if quiet_until == FOREVER else quiet_until, now, zone)
        lines.append(say("snooze-quiet-now", until=end))
    ending = [[button(plain("button-snooze-end", what=what(one)), "snoozeend", one.id)] for one in snoozes]
    text = Markup("\n").join([*lines, Markup(""), say("snooze-how"), *_examples(things)])
    return text, InlineKeyboardMarkup([*ending, spans(EVERYTHING)])


def _examples(things: Sequence[Thing]) -> list[Markup]:
    """With names that are there."""
    camera = next((cut(thing.name) for thing in things if thing.camera_id is not None), None)
    person = next((cut(thing.name) for thing in things if thing.person_id is not None), None)
    return [
        *([say("snooze-example-camera", name=camera)] if camera else []),
        say("snooze-example-time"),
        *([say("snooze-example-person", name=person)] if person else []),
    ]


def spans(target: str) -> list[InlineKeyboardButton]:
    """1 h, 8 h, until 07:00."""
    return [
        button(plain("button-snooze-1h"), "snooze", target, HOURS[0]),
        button(plain("button-snooze-8h"), "snooze", target, HOURS[1]),
        button(plain("button-snooze-morning"), "snooze", target, MORNING),
    ]


def ask_keyboard(visit_id: int, camera_name: str, *, everything: bool) -> InlineKeyboardMarkup:
    """Under an alert: this camera or all of them, then how long."""
    labels = [cut(camera_name), plain("button-snooze-all")]
    labels[everything] = plain("button-snooze-chosen", what=labels[everything])
    choosing = [button(label, "quietof", visit_id, place) for place, label in enumerate(labels)]
    target = EVERYTHING if everything else f"{VISIT}{visit_id}"
    return InlineKeyboardMarkup([choosing, spans(target), [button(plain("button-cancel"), "quietno")]])


def token(camera_id: str) -> str:
    """Of a camera in callback data, however long its id is."""
    return hashlib.blake2b(camera_id.encode(), digest_size=6).hexdigest()


def target_of(thing: Thing) -> str:
    if thing.camera_id is not None:
        return f"{CAMERA}{token(thing.camera_id)}"
    return f"{PERSON}{thing.person_id}"


def which_keyboard(things: Sequence[Thing], end: datetime | None) -> InlineKeyboardMarkup:
    """One of these, until then; a camera whose end was not said is asked for it next."""
    rows = [[_choice(thing, end)] for thing in things[:MOST_CHOICES]]
    return InlineKeyboardMarkup([*rows, [button(plain("button-cancel"), "quietno")]])


def _choice(thing: Thing, end: datetime | None) -> InlineKeyboardButton:
    if end is not None:
        return button(cut(thing.name), "snooze", target_of(thing), int(end.timestamp()))
    if thing.person_id is not None:
        return button(cut(thing.name), "snooze", target_of(thing), EVER)
    return button(cut(thing.name), "snoozewhat", target_of(thing))


def span_keyboard(target: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([spans(target), [button(plain("button-cancel"), "quietno")]])


def nobody(name: str, things: Sequence[Thing]) -> Markup:
    """There is nothing of that name; what there is."""
    names = ", ".join(cut(thing.name) for thing in things[:NAMES_SHOWN])
    example = f"{cut(things[0].name)} 2h" if things else ""
    return say("snooze-nobody", name=cut(name), known=len(things), names=names, example=example)


def over(kind: str, name: str, held: Held | None, late: str | None = None) -> Markup:
    """At an end. `kind`: "hours", "all", or "thing", which has a name. `late`: when it was to be said.

    `held` None: it cannot be said yet.
    """
    lines = [say("quiet-over", kind=kind, what=name)]
    if late is not None:
        lines.append(say("quiet-late", time=late))
    return Markup("\n").join([*lines, *([held_words(held)] if held else [])])


def held_words(held: Held) -> Markup:
    if not held.events:
        return say("held-none")
    folded = held.events if held.events > held.visits else 0
    return say("held-some", visits=held.visits, events=folded, strangers=held.strangers, rings=held.rings)


def held_buttons(held: Held, said_at: datetime) -> list[list[tuple[str, str]]]:
    """What shows them. `said_at`: as the store is told that they were counted."""
    if not held.events:
        return []
    return [[(plain("button-show-held"), pack("held", (said_at - EPOCH) // MILLISECOND))]]


def said_at(millis: int) -> datetime:
    """Of `held_buttons`; ValueError where no clock shows it."""
    try:
        return EPOCH + millis * MILLISECOND
    except OverflowError as error:
        raise ValueError(str(error)) from error


def held_line(held: HeldBack, zone: tzinfo) -> Markup:
    """For Why: what kept an event from this chat."""
    reason = "house" if held.for_everybody else str(held.reason)
    if held.until is None:
        end = "" if held.reason is Reason.CHOICE else plain("quiet-until-ended")
    else:
        end = plain("quiet-until", time=dated(held.until, zone))
    return say("held-by", reason=reason, until=end)
