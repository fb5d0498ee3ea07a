"""What is said where a face opens the door, would have, or leaves a doubt. Pure; HTML."""

from __future__ import annotations

import re
from datetime import datetime, tzinfo

from markupsafe import Markup
from telegram import InlineKeyboardMarkup

from bot.callbacks import button
from bot.decimals import decimal, decimal_of
from bot.keyboards import unlock_button
from bot.lengths import CAPTION_LIMIT, DETAIL_LIMIT, cut, fit
from bot.reason_words import AGAINST, NOTHING, UNLOCK, clauses
from bot.texts import plain, say
from bot.times import dated
from bot.visits import is_over
from pipeline.door_types import FaceOutcome
from storage.summaries import FaceTally
from storage.views import FaceDecided, LockAction, VisitView

MOST_DOUBTS = 2
"""In a question; **Why** has all of them."""

TRIAL = "dry run"

_MEASURED = re.compile(
    r"distance (?P<distance>\S+) <= (?P<limit>[\d.]+).*\blive\b.*seen (?P<seconds>\d+) s ago"
)


def by_face(visit: VisitView) -> LockAction | None:
    """The one opening by face that a visit has."""
    return next((one for one in visit.lock_actions if one.how == "face"), None)


def opening(visit: VisitView, head: str | None, zone: tzinfo) -> tuple[str, InlineKeyboardMarkup]:
    """To every resident. `head`: of the audit, as it is shown."""
    action = by_face(visit)
    lines = [_what(visit, action, zone), _where(visit, action, zone), *_because(visit, action)]
    lines += [say("door-record", head=head)] if head else []
    rows = [[button(plain("button-lock-now"), "locknow"), button(plain("button-why"), "why", visit.id)]]
    return fit(lines, [], CAPTION_LIMIT), InlineKeyboardMarkup(rows)


def _what(visit: VisitView, action: LockAction | None, zone: tzinfo) -> Markup:
    name = cut(_name(visit, action))
    if action is None or action.finished_at is None:
        return say("opening-now", name=name)
    if action.success:
        return say("opening-done", name=name, at=f"{action.finished_at.astimezone(zone):%H:%M:%S}")
    return say("opening-trouble", name=name, detail=cut(action.detail or "", DETAIL_LIMIT))


def _name(visit: VisitView, action: LockAction | None) -> str:
    decided = _decided(visit, action)
    return decided.name if decided else plain("door-somebody")


def _decided(visit: VisitView, action: LockAction | None) -> FaceDecided | None:
    return next((one for one in visit.faces if action and one.event_id == action.event_id), None)


def _where(visit: VisitView, action: LockAction | None, zone: tzinfo) -> Markup:
    event = next((one for one in visit.events if action and one.id == action.event_id), visit.events[-1])
    return say("opening-where", camera=cut(visit.camera_name), when=dated(event.recorded_at, zone))


def _because(visit: VisitView, action: LockAction | None) -> list[Markup]:
    """Short: **Why** has everything."""
    for text in _reasons(visit, action.event_id if action else None, UNLOCK):
        if found := _MEASURED.search(text):
            return [
                say(
                    "opening-because",
                    **{what: decimal_of(number) for what, number in found.groupdict().items()},
                )
            ]
    return []


def _reasons(visit: VisitView, event_id: int | None, ending: str) -> list[str]:
    """Of the event, those sentences that end so."""
    event = next((one for one in visit.events if one.id == event_id), None)
    return [text for text in event.reasons if text.endswith(ending)] if event else []


def question(visit: VisitView, now: datetime, zone: tzinfo) -> tuple[str, InlineKeyboardMarkup]:
    """`Grace? 0.52: open?`, to every resident who may open; **Unlock** asks for the confirmation."""
    doubts = [one for one in visit.faces if one.outcome is FaceOutcome.DOUBT]
    lines = [_asked(doubts[0]) if doubts else say("opening-ask-somebody")]
    lines.append(_where(visit, None, zone))
    lines += _doubt(visit, doubts[0]) if doubts else []
    opened = next((one for one in visit.lock_actions if one.wanted == "unlock" and one.success), None)
    if opened is not None:
        at = (opened.finished_at or opened.at).astimezone(zone)
        who = cut(opened.user_name or plain("door-somebody"))
        lines.append(say("door-opened-by", name=who, clock=f"{at:%H:%M}"))
    over = opened is not None or is_over(visit, now)
    why = button(plain("button-why"), "why", visit.id)
    rows = [] if over else [[unlock_button(visit), why]]
    return fit(lines, [], CAPTION_LIMIT), InlineKeyboardMarkup(rows)


def _asked(doubt: FaceDecided) -> Markup:
    if doubt.confidence is None:
        return say("opening-ask-plain", name=cut(doubt.name))
    return say("opening-ask", name=cut(doubt.name), confidence=decimal(doubt.confidence, 2))


def _doubt(visit: VisitView, doubt: FaceDecided) -> list[Markup]:
    for text in _reasons(visit, doubt.event_id, NOTHING):
        against = text.removeprefix(AGAINST).removesuffix(NOTHING).removesuffix(f", {TRIAL}")
        told = clauses(against)[:MOST_DOUBTS]
        return [say("opening-doubt", reasons=Markup("; ").join(told))]
    return []


def would_have_opened(visit: VisitView) -> Markup | None:
    """What a visit's message says of it: once, of the event that came nearest to opening."""
    if by_face(visit) is not None:
        return None
    for outcome in (FaceOutcome.WOULD, FaceOutcome.LATE):
        for one in visit.faces:
            if one.outcome is outcome:
                return _missed(one)
    return None


def _missed(one: FaceDecided) -> Markup:
    if one.outcome is FaceOutcome.WOULD:
        return say("opening-would", name=cut(one.name))
    return say("opening-late", name=cut(one.name), seconds=f"{one.late_seconds or 0:.0f}")


def face_tally(found: FaceTally) -> Markup:
    """How often a face opened, would have, came too late; "" where nothing was decided."""
    parts = [
        say("opening-tally-part", what=what, count=count)
        for what, count in (
            ("opened", found.opened),
            ("would", found.would),
            ("late", found.late),
            ("asked", found.asked),
        )
        if count
    ]
    return say("opening-tally", parts=Markup(", ").join(parts)) if parts else Markup("")
