"""Domain in, text out. Pure; HTML for Telegram, everything that people typed escaped."""

from __future__ import annotations

from datetime import tzinfo
from html import escape

from bot.lengths import CAPTION_LIMIT, DETAIL_LIMIT, clauses, fit, length, short
from bot.seen_words import who
from bot.times import dated
from pipeline.types import EventKind, LockState, LockStatus
from storage.views import EventState, EventView

LABEL_ICONS = {"person": "🚶", "dog": "🐕", "cat": "🐈", "car": "🚗"}
STATE_WORDS = {
    LockState.LOCKED: ("🔒", "locked"),
    LockState.UNLOCKED: ("🔓", "unlocked"),
    LockState.JAMMED: ("⚠️", "jammed"),
    LockState.UNKNOWN: ("❔", "in a state that its cloud does not know"),
}
POORER_MODE = "People are found by their faces alone: the person detector cannot be used."


def event_line(event: EventView, zone: tzinfo, when: str) -> str:
    """One line of /events."""
    made_up = " · demo" if event.origin == "demo" else ""
    return f"{icon(event)} <b>{when}</b> {short(event.camera_name)}: {event_seen(event)}{made_up}"


def icon(event: EventView) -> str:
    if event.state is EventState.FAILED:
        return "⚠️"
    if event.kind is EventKind.DING:
        return "🔔"
    return "🚶" if event.person else LABEL_ICONS.get(event.others[0] if event.others else "", "•")


def event_seen(event: EventView) -> str:
    if event.state is EventState.SEEN:
        return "being looked at"
    if event.state is EventState.FAILED:
        return "could not be looked at"
    return who(event.people, event.strangers, event.others, event.person) or "nobody to be seen"


def event_details(event: EventView, zone: tzinfo) -> str:
    """Caption of an opened event: what, when, and why it was decided so."""
    ending = [_whether_told(event)]
    for limit in (CAPTION_LIMIT, 2 * DETAIL_LIMIT, DETAIL_LIMIT):
        lines = _details(event, zone, limit)
        if length(lines + ending) <= CAPTION_LIMIT:
            break
    return fit(lines, ending)


def _details(event: EventView, zone: tzinfo, limit: int) -> list[str]:
    kind = "rang" if event.kind is EventKind.DING else "motion"
    lines = [
        f"{icon(event)} <b>{short(event.camera_name)}</b> · {dated(event.recorded_at, zone)} · {kind}",
        event_seen(event),
        *(f"• {clauses(reason, limit)}" for reason in event.reasons),
        *_how_it_was_seen(event),
    ]
    if event.error and event.state is not EventState.ANALYSED:
        lines.append(f"⚠️ {_no_alert(event)}{clauses(event.error, limit)}")
    return lines


def _whether_told(event: EventView) -> str:
    if event.origin == "demo":
        return "Made up for the demo."
    return "You were told." if event.alert_sent else "Nobody was told."


def _no_alert(event: EventView) -> str:
    """A ring is told in any case, and what still waits may be."""
    if event.state is EventState.FAILED and event.kind is EventKind.MOTION:
        return "No alert because the clip could not be looked at: "
    return ""


def _how_it_was_seen(event: EventView) -> list[str]:
    if event.state is not EventState.ANALYSED or event.detector is None or event.origin == "demo":
        return []
    lines = []
    if event.frames_inferred is not None and event.timings_ms is not None:
        looked = f"{event.frames_inferred} of {event.frames_total} frames looked at"
        lines.append(f"{looked}, {event.timings_ms.total / 1000:.1f} s")
    if event.detector == "faces":
        lines.append(POORER_MODE)
    return lines


def lock_state(name: str, status: LockStatus) -> str:
    icon, words = STATE_WORDS[status.state]
    if status.door_open is not None:
        ajar = "but open" if status.state is LockState.LOCKED else "and open"
        words += f" {ajar}" if status.door_open else " and closed"
    battery = "" if status.battery is None else f", battery {status.battery} %"
    return f"{icon} {escape(name[:1].upper() + name[1:])} is {words}{battery}."


def lock_trouble(state: LockState) -> str:
    """The state after a command that did not reach what was wanted."""
    if state is LockState.JAMMED:
        return "The lock is jammed: have a look at the door."
    if state is LockState.UNKNOWN:
        return "The lock does not say what it did: have a look at the door."
    return f"The lock took the command but is still {state}: have a look at the door."
