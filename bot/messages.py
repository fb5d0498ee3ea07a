"""Domain in, text out. Pure; HTML for Telegram, everything that people typed escaped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo
from html import escape, unescape

from bot.names import unturned
from bot.times import ago, dated
from pipeline.types import EventKind
from storage.views import EventState, EventView, LockAction, PersonSeen, VisitView

CAPTION_LIMIT = 1024
NAME_LIMIT = 64
NAMES_LIMIT = 450
DETAIL_LIMIT = 200
"""All as Telegram counts: UTF-16 units, without the markup."""

PICTURED = ", a picture?"
TAG = re.compile(r"<[^>]*>")
CLAUSE = re.compile(r"[,;:.] ")
LATE = timedelta(minutes=2)

UNSEEN_RING = "The clip of the ring could not be looked at. <b>Why</b> says more."
LABEL_ICONS = {"person": "🚶", "dog": "🐕", "cat": "🐈", "car": "🚗"}
POORER_MODE = "People are found by their faces alone: the person detector cannot be used."


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def visible(markup: str) -> int:
    """How long Telegram finds a text with markup."""
    return units(unescape(TAG.sub("", markup)))


def short(text: str, limit: int = NAME_LIMIT) -> str:
    """Plain text, cut with an ellipsis, then escaped: markup is never cut."""
    text = unturned(text)
    if units(text) > limit:
        while units(text) >= limit:
            text = text[:-1]
        text += "…"
    return escape(text)


def clauses(text: str, limit: int) -> str:
    """Plain text, escaped; as many whole clauses as there is room for, then an ellipsis."""
    if units(text) <= limit:
        return escape(text)
    ends = [found.start() for found in CLAUSE.finditer(text) if units(text[: found.start()]) < limit - 1]
    return f"{escape(text[: ends[-1]])} …" if ends else short(text, limit)


def who(people: Sequence[PersonSeen], strangers: int, others: Sequence[str], person: bool = True) -> str:
    """`Grace (0.62), 1 stranger, dog`: everyone known is named, the rest counted. "" for nobody.

    `Grace (0.91), a picture?; 1 stranger` where what was seen of her is one.
    """
    known = _names(people)
    if strangers:
        known.append(_strangers(strangers, alone=not known))
    elif person and not known:
        known.append("Somebody")
    seen = [*known, *(escape(label) for label in others)]
    return ("; " if any(_pictured(one) for one in people) else ", ").join(seen)


def _names(people: Sequence[PersonSeen]) -> list[str]:
    """Everybody, unless there are so many that a message could not hold them."""
    named = [_named(one) for one in people]
    while visible(", ".join(named)) > NAMES_LIMIT:
        named.pop()
    left = len(people) - len(named)
    return [*named, f"{left} more I know"] if left else named


def _named(one: PersonSeen) -> str:
    name = short(one.display_name)
    sure = "" if one.confidence is None else f" ({one.confidence:.2f})"
    return f"{name}{sure}{PICTURED if _pictured(one) else ''}"


def _pictured(one: PersonSeen) -> bool:
    return one.live is False


def _strangers(count: int, alone: bool) -> str:
    if alone and count == 1:
        return "Stranger"
    return f"{count} stranger" + "s" * (count > 1)


def visit_caption(visit: VisitView, zone: tzinfo) -> str:
    """The one message of a visit, as much as is known by now."""
    rang = " rang" if visit.has_ding else ""
    icon = "🔔" if visit.has_ding else "🚶"
    lines = [f"{icon} <b>{short(visit.camera_name)}</b>{rang} · {_when(visit, zone)}"]
    lines.append(_seen(visit))
    lines += [_late(visit)] if _is_late(visit) else []
    # What the lock did last is what counts, should there be no room for all of it.
    return _fit(lines, [door_line(action, zone) for action in visit.lock_actions])


def _when(visit: VisitView, zone: tzinfo) -> str:
    events = told(visit) or list(visit.events)
    start = dated(events[0].recorded_at, zone)
    if len(events) < 2:
        return start
    last = events[-1].recorded_at
    to = "" if _minute(last) == _minute(events[0].recorded_at) else f" to {last.astimezone(zone):%H:%M}"
    return f"{start}{to} ({len(events)} events)"


def _minute(when: datetime) -> datetime:
    return when.replace(second=0, microsecond=0)


def told(visit: VisitView) -> list[EventView]:
    """The events that a visit's message tells of: motion with nobody on it is not among them."""
    return [event for event in visit.events if event.kind is EventKind.DING or event.alert]


def _seen(visit: VisitView) -> str:
    seen = who(visit.people, visit.strangers, visit.others, visit.person)
    rang = visit.has_ding
    if seen:
        return f"{seen}\n{UNSEEN_RING}" if _ring_failed(visit) else seen
    if visit.unconfirmed:
        return "Somebody rang. The clip is on its way…" if rang else "The clip is on its way…"
    if visit.failed:
        return "Somebody rang, but the clip could not be looked at. <b>Why</b> says more."
    return "Somebody rang; nobody is to be seen on the clip."


def _ring_failed(visit: VisitView) -> bool:
    return any(one.kind is EventKind.DING and one.state is EventState.FAILED for one in visit.events)


def _is_late(visit: VisitView) -> bool:
    return visit.events[-1].created_at - visit.events[-1].recorded_at > LATE


def _late(visit: VisitView) -> str:
    last = visit.events[-1]
    verb = "rang" if visit.has_ding else "seen"
    return f"⏳ {verb} {ago(last.created_at - last.recorded_at)} when Latchkey heard of it"


def ding_reply(visit: VisitView, zone: tzinfo) -> str:
    """Of the latest ring; "again" where there was one before."""
    rung = [event for event in visit.events if event.kind is EventKind.DING]
    at = f"{rung[-1].recorded_at.astimezone(zone):%H:%M}"
    said = "Somebody rings again" if len(rung) > 1 else "Now somebody rings"
    return f"🔔 {said} at <b>{short(visit.camera_name)}</b>, {at}."


def door_line(action: LockAction, zone: tzinfo) -> str:
    """What the lock did, for the message of the visit it was asked from."""
    at = f"{(action.finished_at or action.at).astimezone(zone):%H:%M}"
    by = short(action.user_name or "the owner")
    if action.finished_at is None:
        return f"🔓 being {action.wanted}ed for {by}…"
    if action.success:
        return f"🔓 opened by {by}, {at}" if action.wanted == "unlock" else f"🔒 locked by {by}, {at}"
    detail = action.detail or "the outcome is unknown"
    return f"⚠️ {by} asked to {action.wanted} at {at}: {short(detail, DETAIL_LIMIT)}"


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
        if _length(lines + ending) <= CAPTION_LIMIT:
            break
    return _fit(lines, ending)


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


def _fit(lines: Sequence[str], ending: Sequence[str]) -> str:
    """Whole lines only, so that no tag is cut in two: the first ones, and the last ones of the ending."""
    head, tail = list(lines), list(ending)
    while len(tail) > 1 and _length(head + tail) > CAPTION_LIMIT:
        tail.pop(0)
    while len(head) > 1 and _length(head + tail) > CAPTION_LIMIT:
        head.pop()
    return "\n".join(head + tail)


def _length(lines: Sequence[str]) -> int:
    return visible("\n".join(lines))
