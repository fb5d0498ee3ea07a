"""Whose face may open: the page of one person, in words and buttons. Pure; HTML."""

from __future__ import annotations

import re
from datetime import datetime, time, tzinfo

from markupsafe import Markup
from telegram import InlineKeyboardMarkup

from bot import times
from bot.callbacks import button
from bot.lengths import DETAIL_LIMIT, cut
from bot.quiet_wish import quiet_wish
from bot.settings_words import tick
from bot.texts import plain, say
from pipeline.door_types import DaySpan, DoorRules
from storage.face_rights import FaceRight, Switch
from storage.grants import LEAST_PHOTOS
from storage.people import Person
from storage.quiet_hours import DAYS

HOURS = {
    "all": None,
    "6-22": DaySpan(time(6), time(22)),
    "7-20": DaySpan(time(7), time(20)),
    "8-18": DaySpan(time(8), time(18)),
    "12-18": DaySpan(time(12), time(18)),
    "15-20": DaySpan(time(15), time(20)),
}
"""Offered; what a button carries, and the hours."""

OWN_HOURS = re.compile(r"([01]\d|2[0-3])([0-5]\d)-([01]\d|2[0-3])([0-5]\d)")
"""As a button carries hours that somebody has typed."""

A_ROW = 3


def carried_hours(word: str) -> DaySpan | None:
    """Of a button; None: at any hour. ValueError for what are no hours."""
    if word in HOURS:
        return HOURS[word]
    own = OWN_HOURS.fullmatch(word)
    if own is None:
        raise ValueError(f"{word!r} are no hours")
    return DaySpan(time(int(own[1]), int(own[2])), time(int(own[3]), int(own[4])))


def typed_hours(text: str) -> DaySpan | None:
    """ "8-20", "from 8:30 to 20:00": the same every day; None where it says something else."""
    wish = quiet_wish(text)
    if wish is None or len(wish) < len(DAYS) or None in (spans := set(wish.values())) or len(spans) > 1:
        return None
    span = next(iter(wish.values()))
    return None if span is None else DaySpan(span.starts, span.ends)


def right_page(
    person: Person, right: FaceRight, door: DoorRules, now: datetime, zone: tzinfo
) -> tuple[Markup, InlineKeyboardMarkup]:
    """What it takes, or how it is."""
    name = cut(person.display_name)
    back = [button(name, "person", person.id)]
    if right.may_open:
        return _on(person, right, door, now, zone), InlineKeyboardMarkup([*_rows(person, right, now), back])
    lines = [say("facedoor-off", name=name), say("facedoor-what", cameras=_cameras(door))]
    if not door.cameras:
        return Markup("\n\n").join([lines[0], say("facedoor-no-camera")]), InlineKeyboardMarkup([back])
    if right.lacks is None:
        lines.append(say("facedoor-trial-first"))
        switch = [[button(plain("button-face-on"), "faceon", person.id)]]
        return Markup("\n\n").join(lines), InlineKeyboardMarkup([*switch, back])
    lines.append(lacking(right.lacks, right.photos, name, door))
    photos = [button(plain("button-photos"), "photos", person.id)]
    return Markup("\n\n").join(lines), InlineKeyboardMarkup([photos, back])


def _cameras(door: DoorRules) -> str:
    return cut(", ".join(sorted(door.cameras)), DETAIL_LIMIT)


def lacking(why: Switch, photos: int, name: str, door: DoorRules) -> Markup:
    """Why it cannot be switched on, and what would help."""
    if why is Switch.FEW:
        return say("facedoor-few", name=name, photos=photos, least=LEAST_PHOTOS)
    return say("facedoor-not-from-door", name=name, cameras=_cameras(door))


def _on(person: Person, right: FaceRight, door: DoorRules, now: datetime, zone: tzinfo) -> Markup:
    name = cut(person.display_name)
    lines = []
    if right.trial_until is not None and now < right.trial_until:
        lines.append(say("facedoor-trial", name=name, until=times.until(right.trial_until, now, zone)))
    else:
        lines.append(say("facedoor-on", name=name))
    if right.lacks is not None:
        lines.append(lacking(right.lacks, right.photos, name, door))
    lines.append(say("facedoor-hours", hours=hours_words(right.hours)))
    if door.night is not None:
        night = {"begins": f"{door.night.starts:%H:%M}", "ends": f"{door.night.ends:%H:%M}"}
        lines.append(say("facedoor-night-too", **night) if right.at_night else say("facedoor-night", **night))
    return Markup("\n").join(lines)


def _rows(person: Person, right: FaceRight, now: datetime) -> list[list]:  # type: ignore[type-arg]
    hours = [
        button(("• " if span == right.hours else "") + hours_words(span), "facehours", person.id, key)
        for key, span in HOURS.items()
    ]
    rows = [hours[start : start + A_ROW] for start in range(0, len(hours), A_ROW)]
    rows.append([button(plain("button-face-hours"), "faceother", person.id)])
    rows.append([tick(plain("button-face-night"), right.at_night, "facenight", person.id)])
    if right.trial_until is not None and now < right.trial_until:
        rows.append([button(plain("button-face-real"), "facereal", person.id)])
    rows.append([button(plain("button-face-off"), "faceoff", person.id)])
    return rows


def hours_words(hours: DaySpan | None) -> str:
    """Plain text."""
    if hours is None:
        return plain("facedoor-all-day")
    if hours.starts == hours.ends:
        return plain("facedoor-all-day")
    return f"{hours.starts:%H:%M}–{hours.ends:%H:%M}"


def sure_hours(person: Person, hours: DaySpan) -> tuple[Markup, InlineKeyboardMarkup]:
    carried = f"{hours.starts:%H%M}-{hours.ends:%H%M}"
    rows = [
        [
            button(plain("button-confirm"), "facehours", person.id, carried),
            button(plain("button-cancel"), "facedoor", person.id),
        ]
    ]
    text = say("facedoor-hours-sure", name=cut(person.display_name), hours=hours_words(hours))
    return text, InlineKeyboardMarkup(rows)


def sure_real(person: Person) -> tuple[Markup, InlineKeyboardMarkup]:
    """Ending the trial before its week is over needs a second word."""
    rows = [
        [
            button(plain("button-confirm"), "facerealnow", person.id),
            button(plain("button-cancel"), "facedoor", person.id),
        ]
    ]
    return say("facedoor-real-sure", name=cut(person.display_name)), InlineKeyboardMarkup(rows)
