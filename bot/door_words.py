"""The lock's states and what came of a command, in words. Pure; HTML."""

from __future__ import annotations

from datetime import datetime, tzinfo

from markupsafe import Markup

from bot.texts import say
from pipeline.types import LockState, LockStatus

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


def moved(wanted: str, at: datetime, zone: tzinfo) -> Markup:
    """`wanted`: "unlock" or "lock"; it was done."""
    clock = f"{at.astimezone(zone):%H:%M:%S}"
    return say("door-unlocked-at", at=clock) if wanted == "unlock" else say("door-locked-at", at=clock)


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
