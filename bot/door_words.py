"""The lock's states and what came of a command, in words. Pure; HTML."""

from __future__ import annotations

from datetime import tzinfo
from typing import TYPE_CHECKING

from markupsafe import Markup

from bot.error_words import spoken
from bot.texts import plain, say
from pipeline.errors import LockError
from pipeline.types import LockState, LockStatus
from storage.locks import UNLOCK, Refusal

if TYPE_CHECKING:
    from bot.doorman import Moved

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
    return Markup(" ").join([sentence, say("door-battery", percent=status.battery)])


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


def outcome(moved: Moved, zone: tzinfo) -> Markup:
    """What came of a command, with the head of the record where the door may have opened."""
    said = _outcome(moved, zone)
    if not moved.may_be_open:
        return said
    return Markup("\n").join([said, say("door-record", head=moved.head)])


def _outcome(moved: Moved, zone: tzinfo) -> Markup:
    if moved.refusal is not None:
        return say("door-trouble", reason=refusal(moved.refusal))
    if moved.error is not None:
        return say("door-trouble", reason=failure(moved.error, moved.sent))
    if not moved.reached:
        return say("door-trouble", reason=trouble(moved.state))
    clock = f"{moved.at.astimezone(zone):%H:%M:%S}"
    return say("door-unlocked-at", at=clock) if moved.wanted == UNLOCK else say("door-locked-at", at=clock)


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
    return " ".join([spoken(error), *([plain("door-maybe")] if sent else [])])
