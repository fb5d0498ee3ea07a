"""What is decided about somebody whose face may open: put on record, and made an intent where it is granted.

Runs inside the transaction that writes the event, which is to be durable.
"""

from __future__ import annotations

import sqlite3
from datetime import datetime

from pipeline.door_types import DoorRules, FaceOutcome, FaceVerdict, Opening
from pipeline.types import Grants, confidence_of
from storage import audit
from storage.announcements import announce_opening, ask_to_open
from storage.audit import Entry
from storage.grants import grants
from storage.locks import FACE, UNLOCK, LockCommand, Refusal, intend
from storage.people import find_person
from storage.rows import change, value
from storage.timestamps import to_text

_DECISION = """
INSERT INTO face_decisions (event_id, at, person_id, outcome, distance, late_seconds, trial)
  VALUES (?, ?, ?, ?, ?, ?, ?)
"""

OPENED_FOR_VISIT = "SELECT 1 FROM lock_actions WHERE visit_id = ?"
"""By a face."""

_ADD_REASON = "UPDATE events SET reasons = json_insert(reasons, '$[#]', ?) WHERE id = ?"

_SAID = {
    FaceOutcome.WOULD: "dry run: would have opened",
    FaceOutcome.DOUBT: "in doubt: not opened, residents asked",
    FaceOutcome.FORBIDDEN: "not opened",
}


def decided(
    store: sqlite3.Connection, event: sqlite3.Row, verdict: FaceVerdict, door: DoorRules | None, now: datetime
) -> Opening | None:
    """The intent, where the door is to be opened."""
    found = find_person(store, verdict.name)
    if found is None:
        return None
    person_id, opening, outcome = found[0], None, verdict.outcome
    if outcome is FaceOutcome.GRANTED:
        opening = _granted(store, event, verdict, door, now)
        outcome = FaceOutcome.FORBIDDEN if opening is None else outcome
    else:
        _on_record(store, verdict, person_id, now)
    values = (outcome, verdict.distance, verdict.late_seconds, verdict.trial)
    change(store, _DECISION, event["id"], to_text(now), person_id, *values)
    if outcome is FaceOutcome.DOUBT:
        ask_to_open(store, event["visit_id"], now)
    return opening


def _granted(
    store: sqlite3.Connection,
    event: sqlite3.Row,
    verdict: FaceVerdict,
    door: DoorRules | None,
    now: datetime,
) -> Opening | None:
    """Everything that may have changed since it was decided is asked again; on record in any case."""
    if door is None or door.lock_id is None:
        return None
    allowed = grants(store, event["camera_id"], now, door)
    command = LockCommand(
        door.lock_id,
        UNLOCK,
        FACE,
        event_id=event["id"],
        person=verdict.name,
        distance=verdict.distance,
        reasons=verdict.reasons,
        visit_id=event["visit_id"],
    )
    in_hours = _in_hours(verdict.name, allowed, door, verdict.at or now, now)
    against = _against(store, command, allowed, door, now) if in_hours else Refusal.FACE
    intent = intend(store, command, now, against)
    if isinstance(intent, Refusal):
        change(store, _ADD_REASON, f"against opening: {intent.words}: nothing is opened", event["id"])
        return None
    announce_opening(store, event["visit_id"], now)
    return Opening(intent.id, intent.head, event["id"], event["visit_id"], verdict.ends_at)


def _in_hours(name: str, allowed: Grants, door: DoorRules, at: datetime, now: datetime) -> bool:
    """As pipeline/opening.py has it; they may have been narrowed, or the pass that lifts them be over."""
    if door.night is not None and name not in allowed.at_night and door.night.holds(at, door.zone):
        return False
    hours = None if allowed.pass_of(name, now) else allowed.hours.get(name)
    return hours is None or hours.allows(at, door.zone)


def _against(
    store: sqlite3.Connection, command: LockCommand, allowed: Grants, door: DoorRules, now: datetime
) -> Refusal | None:
    name = command.person or ""
    if name not in allowed.may_open & allowed.fit or allowed.on_trial(name, now):
        return Refusal.FACE
    if any(until is not None and now < until for until in (allowed.away_until, allowed.snoozed_until)):
        return Refusal.QUIET
    if allowed.last_opened_at is not None and now < allowed.last_opened_at + door.cooldown:
        return Refusal.COOLDOWN
    if allowed.opened_today >= door.a_day:
        return Refusal.OFTEN
    return Refusal.VISIT if value(store, OPENED_FOR_VISIT, command.visit_id) else None


def _on_record(store: sqlite3.Connection, verdict: FaceVerdict, person_id: int, now: datetime) -> None:
    late = f"too late by {verdict.late_seconds or 0:.0f} s: not opened"
    entry = Entry(
        UNLOCK,
        how=FACE,
        of_person=person_id,
        distance=verdict.distance,
        confidence=None if verdict.distance is None else confidence_of(verdict.distance),
        reasons=verdict.reasons,
        outcome=_SAID.get(verdict.outcome, late),
    )
    audit.append(store, entry, now)
