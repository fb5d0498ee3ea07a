"""What the audit speaks of, each word once. schema.sql says what each one means (a test compares)."""

from __future__ import annotations

from enum import StrEnum


class Action(StrEnum):
    """`audit.action`. Whoever adds one gives it a sentence in `bot/audit_words.py`, too."""

    UNLOCK = "unlock"
    LOCK = "lock"
    ROLE = "role"
    DOOR_GIVEN = "door_given"
    DOOR_WITHDRAWN = "door_withdrawn"
    INVITE = "invite"
    INVITE_WITHDRAWN = "invite_withdrawn"
    PHOTO_OPENS = "photo_opens"
    PHOTO_STOPS = "photo_stops"
    FACE_OPENS = "face_opens"
    FACE_STOPS = "face_stops"
    RENAMED = "renamed"
    MERGED = "merged"
    FORGOTTEN = "forgotten"
    PASS = "pass"
    LOCKDOWN = "lockdown"
    LOCKDOWN_OFF = "lockdown_off"
    CODE_SET = "code_set"
    CODE_REMOVED = "code_removed"
    CODE_REFUSED = "code_refused"
    SETTING = "setting"
    RESTORED = "restored"
    NEW_KEY = "new_key"


REMOVED = "removed"
"""The outcome of ROLE where somebody has none any more; else it is the role."""
