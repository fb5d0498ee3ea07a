"""Domain in, text out. Pure; HTML for Telegram, everything that people typed escaped."""

from __future__ import annotations

from html import escape

from pipeline.types import LockState, LockStatus

STATE_WORDS = {
    LockState.LOCKED: ("🔒", "locked"),
    LockState.UNLOCKED: ("🔓", "unlocked"),
    LockState.JAMMED: ("⚠️", "jammed"),
    LockState.UNKNOWN: ("❔", "in a state that its cloud does not know"),
}
POORER_MODE = "People are found by their faces alone: the person detector cannot be used."


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
