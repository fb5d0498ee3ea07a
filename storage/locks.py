"""What was asked of the lock, and what came of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pipeline.errors import StoreError
from pipeline.types import LockState
from storage import audit, duties, lock_watch, passes
from storage.access import Role, may_lock_the_door, may_move_the_door, role_of
from storage.announcements import break_silence, bump
from storage.audit import Entry
from storage.database import Database
from storage.duties import Duty
from storage.lock_watch import Relock, Standing
from storage.proofs import needed
from storage.questions import Question, question_of
from storage.rows import change, first, insert, many, value
from storage.timestamps import from_text, from_text_or_none, to_text
from storage.views import LockAction

_ACTIONS = "SELECT a.*, u.name AS user_name FROM lock_actions AS a LEFT JOIN users AS u USING (user_id)"
LAST_ACTION = f"{_ACTIONS} WHERE a.lock_id = ? ORDER BY a.id DESC LIMIT 1"
UNRESOLVED = f"{_ACTIONS} WHERE a.finished_at IS NULL ORDER BY a.id"
ACTIONS_OF_VISIT = f"{_ACTIONS} JOIN events AS e ON e.id = a.event_id WHERE e.visit_id = ? ORDER BY a.id"

UNLOCK, LOCK = "unlock", "lock"

FACE = "face"
"""How a face opens, and not by hand."""

LOCKDOWN = "lockdown"
"""The key of `settings` that stops every opening while it is there."""

IN_LOCKDOWN = f"SELECT 1 FROM settings WHERE key = '{LOCKDOWN}'"

_INTEND = """
INSERT INTO lock_actions (at, user_id, how, lock_id, wanted, event_id, person, confidence, state_before,
    visit_id, pass_id, question_id)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

_FACE_MAY_OPEN = "SELECT may_open FROM persons WHERE name = ?"

_OUTCOME = """
UPDATE lock_actions SET state_after = ?, success = ?, sent = ?, detail = ?, finished_at = ?
  WHERE id = ? AND finished_at IS NULL RETURNING *
"""

# What was left open by a kill is looked up while the door may be opened anew.
_OVERTAKEN = "SELECT 1 FROM lock_actions WHERE lock_id = ? AND id > ? AND sent IS NOT 0 LIMIT 1"

_ON_EVENT = "UPDATE events SET door_action = ?, unlock_granted = max(unlock_granted, ?) WHERE id = ?"

HEAD_OF_ACTION = "SELECT mac FROM audit WHERE lock_action_id = ? ORDER BY id DESC LIMIT 1"

_CONFIRMED = """
SELECT q.* FROM questions AS q JOIN lock_actions AS a ON a.question_id = q.id WHERE a.id = ?
"""


@dataclass(frozen=True, slots=True)
class LockCommand:
    """What is wanted of the lock, why, and by whom."""

    lock_id: str
    wanted: str
    """UNLOCK or LOCK."""
    how: str
    """"button", "command", "face", "pass" or "duty"."""
    user_id: int | None = None
    """Who asked; None: nobody (a face, a duty)."""
    event_id: int | None = None
    """For whom; None: not about an event."""
    person: str | None = None
    """`persons.name` of the face it is opened for."""
    distance: float | None = None
    """Of that face."""
    reasons: Sequence[str] = ()
    """Why it may; without names."""
    state_before: LockState | None = None
    """As read last; None: not read lately."""
    visit_id: int | None = None
    """Of a face: it opens once a visit."""
    pass_id: int | None = None
    """By which whoever rings is let in. That of a guest or of a face is found with the intent."""
    last_use: int = 0
    """Of that pass, when it was asked (`Passes.last_use`): whoever was let in since needs it no more."""
    proved: bool = False
    """Who asked has given their PIN or code for it."""
    question_id: int | None = None
    """The confirmation that led to it. A second command by the same one is a StoreError."""

    @property
    def confidence(self) -> float | None:
        return None if self.distance is None else max(0.0, 1.0 - self.distance)


class Refusal(StrEnum):
    """Why no command is sent, found in the moment in which it would be."""

    LOCKDOWN = "lockdown"
    RIGHT = "right"
    PASS = "pass"
    """It would need a pass, and there is none that is valid now, or somebody has used it meanwhile."""
    PROOF = "proof"
    """The PIN or code, which is asked of whoever it is for, was not given."""
    LATE = "late"
    """The lock was busy for so long that nobody may be there any more."""
    FACE = "face"
    """Of a face: it may not open any more."""
    QUIET = "quiet"
    """Of a face: everybody is away, or snoozes."""
    COOLDOWN = "cooldown"
    OFTEN = "often"
    """Of a face: as often as it may today."""
    VISIT = "visit"
    """Of a face: in this visit one has opened before."""

    @property
    def words(self) -> str:
        """As a reason of a decision."""
        return _WORDS[self]


_WORDS = {
    Refusal.LOCKDOWN: "lockdown",
    Refusal.RIGHT: "the right was withdrawn",
    Refusal.PASS: "the pass is over",
    Refusal.PROOF: "the PIN was not given",
    Refusal.LATE: "the lock was busy for too long",
    Refusal.FACE: "the right was withdrawn meanwhile",
    Refusal.QUIET: "everybody is away or snoozes by now",
    Refusal.COOLDOWN: "somebody opened the door meanwhile",
    Refusal.OFTEN: "as often as a face may today",
    Refusal.VISIT: "a face has opened in this visit before",
}


@dataclass(frozen=True, slots=True)
class Intent:
    """On record before the command is sent."""

    id: int
    """lock_actions.id"""
    head: str
    """Of the audit, as it is shown."""


class LockActions:
    def __init__(self, db: Database) -> None:
        self._db = db

    async def intend(
        self, command: LockCommand, now: datetime, against: Refusal | None = None
    ) -> Intent | Refusal:
        """Before the command is sent, durably. A refusal: it must not be sent, and that is on record.

        `against`: what else speaks against it.
        """
        return await self._db.change(lambda store: intend(store, command, now, against), durable=True)

    async def outcome(
        self,
        action_id: int,
        state_after: LockState,
        success: bool | None,
        detail: str | None,
        now: datetime,
        *,
        sent: bool = True,
        relock: Relock | None = None,
    ) -> str:
        """Durable, once an action: a second outcome is a StoreError. The audit's new head.

        With an event: its `door_action`, and `unlock_granted` if opening was wanted. `sent`
        False: no command left the house, so neither changes, and a pass is as it was. `success` None: could
        not be learnt. What is to follow an opening is planned as `relock` says.
        """
        values = (state_after, success, sent, detail, to_text(now), action_id)

        def recorded(store: sqlite3.Connection) -> str:
            action = first(store, _OUTCOME, *values)
            if action is None:
                raise StoreError(f"Lock action {action_id} has no open intent.")
            if sent and action["event_id"] is not None:
                change(store, _ON_EVENT, state_after, action["wanted"] == UNLOCK, action["event_id"])
                visit_id = value(store, "SELECT visit_id FROM events WHERE id = ?", action["event_id"])
                break_silence(store, visit_id, now)
            _tell_visit(store, action["event_id"], now)
            if action["pass_id"] is not None and not sent:
                passes.give_back(store, action["pass_id"], now)
            if sent and value(store, _OVERTAKEN, action["lock_id"], action_id) is None:
                lock_watch.after_command(store, action, state_after, now, relock or Relock())
            return audit.append(store, _ended(action, success, sent), now)

        # The intent is what was asked for, and done with it.
        return await self._db.change(recorded, durable=True, aside=True)

    async def intend_for(self, duty: Duty, command: LockCommand, now: datetime) -> Intent | Refusal | None:
        """As `intend`, and the duty is done with it; None where it was closed or put off meanwhile."""

        def intended(store: sqlite3.Connection) -> Intent | Refusal | None:
            return intend(store, command, now) if duties.close(store, duty, now) else None

        return await self._db.change(intended, durable=True)

    async def saw(
        self, lock_id: str, state: LockState, now: datetime, relock: Relock, *, lately: bool
    ) -> bool:
        """What was read of it; True where that is another state than before. Else nothing is written."""
        before = await self.standing(lock_id)
        if state is LockState.UNKNOWN or (before is not None and before.state is state):
            return False
        return await self._db.change(
            lambda store: lock_watch.saw(store, lock_id, state, now, relock, lately=lately), aside=True
        )

    async def standing(self, lock_id: str) -> Standing | None:
        """How it was found last, and since when; None: never."""
        return await self._db.view(lambda store: lock_watch.standing(store, lock_id))

    async def last(self, lock_id: str) -> LockAction | None:
        row = await self._db.view(lambda store: first(store, LAST_ACTION, lock_id))
        return None if row is None else lock_action(row)

    async def head(self, action_id: int) -> str | None:
        """Of the audit, as it was with the latest entry about this action."""
        mac = await self._db.view(lambda store: value(store, HEAD_OF_ACTION, action_id))
        return None if mac is None else audit.head_of(mac)

    async def unresolved(self) -> list[LockAction]:
        """Intents without an outcome, oldest first: what a crash left."""
        return [lock_action(row) for row in await self._db.view(lambda store: many(store, UNRESOLVED))]

    async def confirmed_by(self, action_id: int) -> Question | None:
        """The confirmation that led to it; None for a command that needed none."""
        row = await self._db.view(lambda store: first(store, _CONFIRMED, action_id))
        return None if row is None else question_of(row)


def intend(
    store: sqlite3.Connection, command: LockCommand, now: datetime, against: Refusal | None = None
) -> Intent | Refusal:
    """As `LockActions.intend`, inside the caller's transaction, which is to be durable."""
    # The pass last of all: finding it marks it as used.
    pass_id = _refusal(store, command, now) or against or _pass_of(store, command, now)
    if isinstance(pass_id, Refusal):
        audit.append(store, _entry(store, command, None, outcome=f"refused: {pass_id}"), now)
        return pass_id
    values = (command.event_id, command.person, command.confidence, command.state_before, command.visit_id)
    who = (to_text(now), command.user_id, command.how, command.lock_id, command.wanted)
    action_id = insert(store, _INTEND, *who, *values, pass_id, command.question_id)
    _tell_visit(store, command.event_id, now)
    return Intent(action_id, audit.append(store, _entry(store, command, action_id), now))


def _tell_visit(store: sqlite3.Connection, event_id: int | None, now: datetime) -> None:
    """Every chat that has the visit's message sees what is being done, and what came of it."""
    visit_id = value(store, "SELECT visit_id FROM events WHERE id = ?", event_id)
    if visit_id is not None:
        bump(store, visit_id, now)


def _refusal(store: sqlite3.Connection, command: LockCommand, now: datetime) -> Refusal | None:
    if command.wanted == UNLOCK and value(store, IN_LOCKDOWN):
        return Refusal.LOCKDOWN
    if command.user_id is None:
        return (
            Refusal.FACE if command.how == FACE and not value(store, _FACE_MAY_OPEN, command.person) else None
        )
    may = may_move_the_door if command.wanted == UNLOCK else may_lock_the_door
    if not may(store, command.user_id, now):
        return Refusal.PASS if _is_guest(store, command.user_id) else Refusal.RIGHT
    unproved = command.wanted == UNLOCK and not command.proved
    return Refusal.PROOF if unproved and needed(store, command.user_id) else None


def _pass_of(store: sqlite3.Connection, command: LockCommand, now: datetime) -> int | Refusal | None:
    """The pass that this opening uses, marked as used; None: it needs none."""
    if command.wanted != UNLOCK:
        return None
    pass_id = _valid_pass(store, command, now)
    if pass_id is None:
        return Refusal.PASS if _needs_pass(store, command) else None
    return pass_id if passes.use(store, pass_id, now, command.user_id) else Refusal.PASS


def _valid_pass(store: sqlite3.Connection, command: LockCommand, now: datetime) -> int | None:
    if command.user_id is None:
        # Also where it would open anyway: what is for once is used up by the first time, whatever for.
        return passes.of_person(store, command.person, now) if command.how == FACE else None
    if _is_guest(store, command.user_id):
        # By their own: only who may open themselves lets others in.
        return passes.of_guest(store, command.user_id, now)
    if command.pass_id is None:
        return None
    unused = passes.may_be_let_in(store, command.pass_id, command.last_use, now)
    return command.pass_id if unused else None


def _needs_pass(store: sqlite3.Connection, command: LockCommand) -> bool:
    by_guest = command.user_id is not None and _is_guest(store, command.user_id)
    return command.pass_id is not None or by_guest


def _is_guest(store: sqlite3.Connection, user_id: int) -> bool:
    return role_of(store, user_id) is Role.GUEST


def _entry(
    store: sqlite3.Connection, command: LockCommand, action_id: int | None, outcome: str | None = None
) -> Entry:
    return Entry(
        action=command.wanted,
        by=command.user_id,
        how=command.how,
        of_person=value(store, "SELECT id FROM persons WHERE name = ?", command.person),
        lock_action_id=action_id,
        distance=command.distance,
        confidence=command.confidence,
        reasons=command.reasons,
        outcome=outcome,
        state_before=command.state_before,
    )


def _ended(action: sqlite3.Row, success: bool | None, sent: bool) -> Entry:
    done = "done" if success else "not known" if success is None else "not done" if sent else "not sent"
    return Entry(
        action=action["wanted"],
        by=action["user_id"],
        how=action["how"],
        lock_action_id=action["id"],
        outcome=done,
        state_before=_state(action["state_before"]),
        state_after=_state(action["state_after"]),
    )


def _state(word: str | None) -> LockState | None:
    return None if word is None else LockState(word)


def actions_of_visit(store: sqlite3.Connection, visit_id: int) -> tuple[LockAction, ...]:
    """Oldest first."""
    return tuple(lock_action(row) for row in many(store, ACTIONS_OF_VISIT, visit_id))


def lock_action(row: sqlite3.Row) -> LockAction:
    success = row["success"]
    return LockAction(
        id=row["id"],
        at=from_text(row["at"]),
        user_id=row["user_id"],
        user_name=row["user_name"],
        how=row["how"],
        lock_id=row["lock_id"],
        wanted=row["wanted"],
        event_id=row["event_id"],
        person=row["person"],
        confidence=row["confidence"],
        state_after=_state(row["state_after"]),
        success=None if success is None else bool(success),
        detail=row["detail"],
        finished_at=from_text_or_none(row["finished_at"]),
    )
