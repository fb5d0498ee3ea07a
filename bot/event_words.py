"""What is said of one event: a line of the history, and the caption of one that was opened. Pure; HTML."""

from __future__ import annotations

from datetime import tzinfo

from markupsafe import Markup

from bot.lengths import CAPTION_LIMIT, DETAIL_LIMIT, clauses, cut, fit, plain_text, short, visible
from bot.seen_words import who
from bot.texts import say
from bot.times import dated
from pipeline.types import EventKind
from storage.views import EventState, EventView

ICONS = {
    "person": "🚶",
    "dog": "🐕",
    "cat": "🐈",
    "car": "🚗",
    "bicycle": "🚲",
    "truck": "🚚",
    "bus": "🚌",
    "bird": "🐦",
    "horse": "🐎",
}


STAR = "★"


def event_line(event: EventView, when: str, *, limit: int = CAPTION_LIMIT, camera: bool = True) -> str:
    """One line of /events: `🚶 today 14:03 Front Door: Grace (0.62)`; `limit` is for who was seen."""
    seen = event_seen(event)
    if visible(seen) > limit:
        seen = short(plain_text(seen), limit)
    told = {"icon": icon(event), "when": when, "seen": Markup(seen)}
    line = (
        say("event-line-at", camera=cut(event.camera_name), **told) if camera else say("event-line", **told)
    )
    starred = f"{line} {STAR}" if event.starred else line
    return f"{starred} · {say('event-demo')}" if event.origin == "demo" else starred


def icon(event: EventView) -> str:
    if event.state is EventState.FAILED:
        return "⚠️"
    if event.kind is EventKind.DING:
        return "🔔"
    return "🚶" if event.person else ICONS.get(event.others[0] if event.others else "", "•")


def event_seen(event: EventView) -> str:
    """`Grace (0.62), 1 stranger, dog`, or why nobody can be told of."""
    if event.state is EventState.SEEN:
        return say("event-unseen")
    if event.state is EventState.FAILED:
        return say("event-failed")
    return who(event.people, event.strangers, event.others, event.person) or say("event-nobody")


def event_details(event: EventView, zone: tzinfo) -> str:
    """Of an opened event: what, where, when, and whether it was told. **Why** says the rest."""
    lines = [head(event, zone), event_seen(event)]
    if event.error and event.state is not EventState.ANALYSED:
        why = Markup(clauses(event.error, DETAIL_LIMIT))
        lines.append(say("event-trouble", error=why))
    if event.picture_gone is not None:
        lines.append(say("event-picture-gone", why=event.picture_gone))
    return fit(lines, [_ending(event)], CAPTION_LIMIT)


def head(event: EventView, zone: tzinfo) -> str:
    """Where, when, and whether it was rung."""
    camera, when = cut(event.camera_name), dated(event.recorded_at, zone)
    if event.kind is EventKind.DING:
        return say("event-rang", icon=icon(event), camera=camera, when=when)
    return say("event-motion", icon=icon(event), camera=camera, when=when)


def _ending(event: EventView) -> str:
    number = say("event-number", number=str(event.id))
    return f"{told(event)} {number}"


def told(event: EventView) -> str:
    """Whether anybody heard of it."""
    if event.origin == "demo":
        return say("event-made-up")
    return say("event-told") if event.alert_sent else say("event-untold")
