"""What SwitchBot tells of a lock, in the words of the house."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.types import LockState, LockStatus

# Models and firmware spell them differently. Moving ("locking") and halfLocked are in neither list:
# what is not certainly locked is never shown as locked.
LOCKED = {"lock", "locked", "latchboltlocked"}
UNLOCKED = {"unlock", "unlocked"}
JAMMED = {"jam", "jammed"}
OPEN = {"open", "opened", "timeoutnotclosed"}
CLOSED = {"close", "closed"}


def read_status(told: Mapping[str, Any]) -> LockStatus:
    return LockStatus(
        _state(_word(told.get("lockState"))),
        _percent(told.get("battery")),
        _door_open(_word(told.get("doorState"))),
    )


def _word(told: object) -> str:
    return "".join(letter for letter in str(told or "").lower() if letter.isalpha())


def _state(word: str) -> LockState:
    if word in LOCKED:
        return LockState.LOCKED
    if word in UNLOCKED:
        return LockState.UNLOCKED
    return LockState.JAMMED if word in JAMMED else LockState.UNKNOWN


def _door_open(word: str) -> bool | None:
    return True if word in OPEN else False if word in CLOSED else None


def _percent(told: object) -> int | None:
    try:
        percent = int(str(told))
    except ValueError:
        return None
    return percent if 0 <= percent <= 100 else None
