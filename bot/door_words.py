"""The lock's states and what came of a command, in words. Pure; HTML."""

from __future__ import annotations

from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from markupsafe import Markup

from bot.error_words import spoken
from bot.event_words import event_seen
from bot.lengths import cut
from bot.seen_words import who
from bot.texts import plain, say
from bot.times import spoken as spoken_time
from pipeline.errors import LockError
from pipeline.types import LockState, LockStatus
from storage.lock_watch import Standing
from storage.locks import UNLOCK, Refusal
from storage.questions import Question
from storage.views import EventView, VisitView

if TYPE_CHECKING:
    from bot.doorman import Moved

LOW_BATTERY = 15
"""Percent."""

ICONS = {LockState.LOCKED: "🔒", LockState.UNLOCKED: "🔓", LockState.JAMMED: "⚠️", LockState.UNKNOWN: "❔"}


def state(status: LockStatus) -> Markup:
    """`🔒 The door is locked and closed. Battery: 80 %.`, as much of it as the lock tells."""
    told = {"icon": ICONS[status.state], "state": state_word(status.state)}
    if status.door_open is None:
        sentence = say("door-state", **told)
    elif not status.door_open:
        sentence = say("door-state-closed", **told)
    elif status.state is LockState.LOCKED:
        sentence = say("door-state-locked-open", **told)
    else:
        sentence = say("door-state-open", **told)
    if status.battery is None:
        return sentence
    return Markup(" ").join([sentence, _battery(status.battery)])


def _battery(percent: int) -> Markup:
    if percent <= LOW_BATTERY:
        return say("door-battery-low", percent=percent)
    return say("door-battery", percent=percent)


def since(standing: Standing, now: datetime, zone: tzinfo) -> Markup:
    """`today 14:03, by Sam`: since when it is as it is, and who made it so."""
    at = spoken_time(standing.since, now, zone)
    if standing.at_least:
        return say("door-since-at-least", at=at)
    if standing.user_name:
        return say("door-since-by", at=at, name=cut(standing.user_name))
    if standing.how == "face":
        return say("door-since-face", at=at)
    if standing.how == "duty":
        return say("door-since-itself", at=at)
    return say("door-since-not-me", at=at)


def last_look(status: LockStatus, at: datetime, now: datetime, zone: tzinfo) -> Markup:
    """While it cannot be asked."""
    return say("door-last-look", at=spoken_time(at, now, zone), state=state_word(status.state))


def question(
    asked: Question,
    asker_name: str,
    lock: str | None,
    visit: VisitView | None,
    person: EventView | None,
    zone: tzinfo,
) -> Markup:
    """Who asks, which door, for whom, until when, and who was seen last. `lock`: its name, if known."""
    until = f"{asked.due_at.astimezone(zone):%H:%M:%S}"
    lines = [say("door-question")]
    if lock is not None:
        lines.append(say("door-which", door=cut(lock)))
    if (whom := for_whom(visit)) is not None and visit is not None:
        when = spoken_time(visit.ended_at, asked.asked_at, zone)
        lines.append(say("door-for-whom", whom=whom, camera=cut(visit.camera_name), when=when))
    lines.append(say("door-asked-by", name=cut(asker_name), until=until))
    if person is not None and (visit is None or person.id not in {event.id for event in visit.events}):
        when = spoken_time(person.recorded_at, asked.asked_at, zone)
        lines.append(say("door-last-seen", seen=Markup(event_seen(person)), when=when))
    return Markup("\n").join(lines)


def for_whom(visit: VisitView | None) -> Markup | None:
    """`Grace (0.62)`, whoever is seen at that visit; None: nobody, or not yet."""
    if visit is None:
        return None
    return Markup(who(visit.people, visit.strangers, (), visit.person)) or None


def state_word(state: LockState) -> Markup:
    match state:
        case LockState.LOCKED:
            return say("door-locked")
        case LockState.UNLOCKED:
            return say("door-unlocked")
        case LockState.JAMMED:
            return say("door-jammed")
        case LockState.UNKNOWN:
            return say("door-unknown")


def outcome(moved: Moved, zone: tzinfo, whom: Markup | None = None) -> Markup:
    """What came of a command for `whom`, with the head of the record where the door may have opened."""
    said = _outcome(moved, zone, whom)
    if not moved.may_be_open:
        return said
    record = say("door-record", head=moved.head) if moved.head else say("door-record-owed")
    return Markup("\n").join([said, record])


def _outcome(moved: Moved, zone: tzinfo, whom: Markup | None) -> Markup:
    if moved.refusal is not None:
        return say("door-trouble", reason=refusal(moved.refusal))
    if moved.error is not None:
        return say("door-trouble", reason=failure(moved.error, moved.sent))
    if not moved.reached:
        return say("door-trouble", reason=trouble(moved.state))
    clock = f"{moved.at.astimezone(zone):%H:%M:%S}"
    if moved.wanted != UNLOCK:
        return say("door-locked-at", at=clock)
    return say("door-unlocked-for", at=clock, whom=whom) if whom else say("door-unlocked-at", at=clock)


def refusal(reason: Refusal) -> Markup:
    match reason:
        case Refusal.LOCKDOWN:
            return say("door-in-lockdown")
        case Refusal.RIGHT:
            return say("door-right-withdrawn")
        case Refusal.PASS:
            return say("pass-none-valid")
        case Refusal.PROOF:
            return say("door-not-proved")
        case Refusal.LATE:
            return say("door-busy-too-long")
        case _:
            # Of a face: told with the reasons of its event.
            return say("door-face-refused")


def trouble(state: LockState) -> Markup:
    """The state after a command that did not reach what was wanted."""
    if state is LockState.JAMMED:
        return say("door-is-jammed")
    if state is LockState.UNKNOWN:
        return say("door-says-nothing")
    return say("door-unmoved", state=state.value)


def found(state: LockState) -> Markup:
    """At the start after a kill."""
    if state is LockState.UNKNOWN:
        return say("door-found-unknown")
    if state is LockState.JAMMED:
        return say("door-found-jammed")
    return say("door-found", state=state_word(state))


def failure(error: LockError, sent: bool) -> str:
    """Plain text. `sent`: a command left the house, and nobody knows what became of it."""
    return " ".join([spoken(error), plain("door-maybe") if sent else plain("door-not-moved")])
