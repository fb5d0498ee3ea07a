"""Passes: named, expiring permissions to be let in. What becomes of one is on record (storage/audit.py)."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from storage import audit, duties
from storage.audit import Entry
from storage.database import Database
from storage.duties import Duty
from storage.pass_validity import IN_FORCE, NOT_USED_UP, RESIDENT_MAY, USABLE
from storage.rows import change, first, insert, many, value
from storage.timestamps import from_text, from_text_or_none, to_text

END = "pass_end"
"""The duty at a pass's end; its subject is the pass's id."""

MOST_OPEN = 30
"""As many at once: one message lists them all."""

LATELY = timedelta(days=1)
"""So long a pass that is over is still listed."""


class PassState(StrEnum):
    COMING = "coming"
    OPEN = "open"
    USED = "used"
    """It was for once."""
    OVER = "over"
    REVOKED = "revoked"
    VOID = "void"
    """Whoever made it may not open any more."""


class Unmade(StrEnum):
    """Why there is no new pass."""

    RIGHT = "right"
    """Who does not open gives no pass."""
    GONE = "gone"
    """Nobody is that person or guest any more."""
    MANY = "many"
    OVER = "over"
    """It took until its end to say whom it is for."""


class Ended(StrEnum):
    """Why a pass ended before its time, as the audit has it."""

    REVOKED = "revoked by hand"
    MAKER = "whoever made it may not open any more"
    GUEST = "whoever it was for is no guest any more"
    PERSON = "whose face it was for has changed"


@dataclass(frozen=True, slots=True)
class NewPass:
    """Of `person_id` and `user_id` (a guest's) at most one is given; neither: whoever rings."""

    label: str
    starts_at: datetime
    ends_at: datetime
    once: bool = False
    person_id: int | None = None
    user_id: int | None = None

    @property
    def asks(self) -> bool:
        """Somebody confirms each opening by it."""
        return self.person_id is None and self.user_id is None


@dataclass(frozen=True, slots=True)
class PassView:
    id: int
    name: str
    """Who is expected: as the person or guest is called now, else as typed."""
    person_id: int | None
    user_id: int | None
    starts_at: datetime
    ends_at: datetime
    once: bool
    created_by: int
    maker: str
    used_at: datetime | None
    """The latest use."""
    used_by: str | None
    """Who confirmed that one; None: a face, or nobody yet."""
    state: PassState
    """When it was read."""


_VIEW = f"""
SELECT p.*, coalesce(persons.display_name, guest.name, p.label) AS name, coalesce(maker.name, '') AS maker,
    (SELECT who.name FROM lock_actions AS a LEFT JOIN users AS who ON who.user_id = a.user_id
      WHERE a.pass_id = p.id AND a.sent IS NOT 0 ORDER BY a.id DESC LIMIT 1) AS used_by,
    CASE WHEN p.revoked_at IS NOT NULL THEN 'revoked' WHEN NOT ({NOT_USED_UP}) THEN 'used'
      WHEN p.ends_at <= :now THEN 'over' WHEN NOT ({IN_FORCE}) THEN 'void'
      WHEN p.starts_at > :now THEN 'coming' ELSE 'open' END AS state
  FROM passes AS p LEFT JOIN persons ON persons.id = p.person_id
  LEFT JOIN users AS guest ON guest.user_id = p.user_id
  LEFT JOIN users AS maker ON maker.user_id = p.created_by
"""

_ONE = f"{_VIEW} WHERE p.id = :id"
# A restart voids them too, and is no matter of the pass.
_VOIDED = f"""
SELECT one.* FROM ({_VIEW}) AS one JOIN questions AS q ON json_extract(q.payload, '$.pass_id') = one.id
  WHERE q.id = :question AND q.outcome = 'void' AND (one.state <> 'open' OR one.used_at >= q.asked_at)
"""
OPEN = f"{_VIEW} WHERE {IN_FORCE} AND {NOT_USED_UP} ORDER BY p.starts_at, p.id"
_COUNT = f"SELECT count(*) FROM passes AS p WHERE {IN_FORCE} AND {NOT_USED_UP}"

LATELY_OVER = f"""
{_VIEW} WHERE p.ends_at > :since AND NOT ({IN_FORCE} AND {NOT_USED_UP})
  AND coalesce(p.revoked_at, iif(p.once, p.used_at, NULL), p.ends_at) > :since
  ORDER BY p.ends_at DESC, p.id DESC LIMIT 5
"""

# What a message of the kind let_in asked for: valid when it was written.
ASKED_FOR = f"""
{_VIEW} WHERE p.user_id IS NULL AND p.starts_at <= :asked AND p.ends_at > :asked AND p.created_at <= :asked
  AND coalesce(p.revoked_at > :asked, 1) AND NOT (p.once AND coalesce(p.used_at < :asked, 0))
  ORDER BY p.ends_at, p.id
"""

_ADD = """
INSERT INTO passes (label, person_id, user_id, starts_at, ends_at, once, created_by, created_at)
  VALUES (:label, :person, :guest, :starts, :ends, :once, :maker, :now)
"""
_MAKER = f"SELECT 1 FROM users WHERE user_id = :maker AND {RESIDENT_MAY}"
_PERSON = "SELECT 1 FROM persons WHERE id = :person"
_GUEST = """
SELECT 1 FROM users WHERE user_id = :guest AND role = 'guest' AND suspended_at IS NULL AND removed_at IS NULL
"""

# The guard and the mark are one: of two who use it at once, one does.
_USE = f"UPDATE passes AS p SET used_at = :now WHERE p.id = :id AND {USABLE}"

_GIVE_BACK = """
UPDATE passes AS p SET used_at = (SELECT max(a.at) FROM lock_actions AS a
    WHERE a.pass_id = p.id AND a.wanted = 'unlock' AND a.sent IS NOT 0)
  WHERE p.id = :id RETURNING *
"""

_END = f"""
UPDATE passes AS p SET revoked_at = :now
  WHERE p.id = :id AND p.revoked_at IS NULL AND p.ends_at > :now AND {NOT_USED_UP} RETURNING *
"""
_UNENDED = f"SELECT p.id FROM passes AS p WHERE p.revoked_at IS NULL AND p.ends_at > :now AND {NOT_USED_UP}"

_EXPIRED = f"SELECT * FROM passes AS p WHERE p.id = :id AND p.revoked_at IS NULL AND {NOT_USED_UP}"

_OF_GUEST = f"""
SELECT p.id FROM passes AS p WHERE p.user_id = :user AND {USABLE} ORDER BY p.once, p.ends_at DESC LIMIT 1
"""
_OF_PERSON = f"""
SELECT p.id FROM passes AS p JOIN persons ON persons.id = p.person_id
  WHERE persons.name = :person AND {USABLE} ORDER BY p.once, p.ends_at DESC LIMIT 1
"""
_TO_ASK_FOR = f"SELECT 1 FROM passes AS p WHERE p.id = :id AND p.user_id IS NULL AND {USABLE}"

LAST_USE = """
SELECT coalesce(max(id), 0) FROM lock_actions WHERE pass_id = ? AND wanted = 'unlock' AND sent IS NOT 0
"""

# A guest's own question names no pass: it stood on the one that they have.
_VOID = """
UPDATE questions SET closed_at = :now, outcome = 'void' WHERE kind = 'unlock' AND closed_at IS NULL
  AND (json_extract(payload, '$.pass_id') = :id OR asker = :guest)
"""

ASKED = "SELECT id FROM outbox WHERE kind = 'let_in' AND created_at >= :starts AND created_at < :ends"
_BUMP = f"""
UPDATE outbox SET revision = revision + 1,
    next_attempt_at = CASE attempts WHEN 0 THEN min(next_attempt_at, :now) ELSE next_attempt_at END
  WHERE state <> 'lapsed' AND id IN ({ASKED})
"""


class Passes:
    def __init__(self, db: Database) -> None:
        self._db = db

    async def make(self, new: NewPass, made_by: int, now: datetime) -> PassView | Unmade:
        """Durable and on record. Its end is a duty: wake the reader."""
        return await self._db.change(lambda store: _make(store, new, made_by, now), durable=True)

    async def get(self, pass_id: int, now: datetime) -> PassView | None:
        return await self._db.view(lambda store: _get(store, pass_id, now))

    async def open(self, now: datetime) -> list[PassView]:
        """Those that are good for something, now or later; what begins first comes first."""
        rows = await self._db.view(lambda store: many(store, OPEN, now=to_text(now)))
        return [_pass(row) for row in rows]

    async def lately_over(self, now: datetime) -> list[PassView]:
        """At most 5 that came to their end within a day."""
        values = {"now": to_text(now), "since": to_text(now - LATELY)}
        return [_pass(row) for row in await self._db.view(lambda store: many(store, LATELY_OVER, **values))]

    async def asked_for(self, asked_at: datetime, now: datetime) -> list[PassView]:
        """By which whoever rang at `asked_at` may be let in, as they are now; the first to end first."""
        values = {"now": to_text(now), "asked": to_text(asked_at)}
        return [_pass(row) for row in await self._db.view(lambda store: many(store, ASKED_FOR, **values))]

    async def last_use(self, pass_id: int) -> int:
        """lock_actions.id; 0: it was never used."""
        return int(await self._db.view(lambda store: value(store, LAST_USE, pass_id)))

    async def voided(self, question_id: int, now: datetime) -> PassView | None:
        """The pass whose end, or use by somebody else, has made this confirmation void; None: none has."""
        row = await self._db.view(lambda store: first(store, _VOIDED, question=question_id, now=to_text(now)))
        return None if row is None else _pass(row)

    async def revoke(self, pass_id: int, user_id: int, now: datetime) -> bool:
        """At once, durably. The confirmations that stood on it are void; False: it was over before."""
        return await self._db.change(
            lambda store: end(store, pass_id, Ended.REVOKED, now, by=user_id), durable=True
        )

    async def expire(self, duty: Duty, now: datetime) -> None:
        """Its time is over: on record, once. What was revoked or used up before ended then."""

        def expired(store: sqlite3.Connection) -> None:
            row = first(store, _EXPIRED, id=int(duty.subject))
            if duties.close(store, duty, now) and row is not None:
                _record(store, row, "expired", now)
                bump(store, row, now)
                void_questions(store, row["id"], now, guest=row["user_id"])

        await self._db.change(expired, durable=True)


def _make(store: sqlite3.Connection, new: NewPass, made_by: int, now: datetime) -> PassView | Unmade:
    values = {"person": new.person_id, "guest": new.user_id, "maker": made_by, "now": to_text(now)}
    if value(store, _MAKER, **values) is None:
        return Unmade.RIGHT
    if new.ends_at <= max(now, new.starts_at):
        return Unmade.OVER
    if new.person_id is not None and value(store, _PERSON, **values) is None:
        return Unmade.GONE
    if new.user_id is not None and value(store, _GUEST, **values) is None:
        return Unmade.GONE
    if value(store, _COUNT, **values) >= MOST_OPEN:
        return Unmade.MANY
    window = {"starts": to_text(new.starts_at), "ends": to_text(new.ends_at)}
    pass_id = insert(store, _ADD, **values, **window, label=new.label, once=new.once)
    duties.put(store, END, new.ends_at, now, subject=str(pass_id))
    _record(store, _row(store, pass_id), "made", now, by=made_by)
    made = _get(store, pass_id, now)
    assert made is not None  # written in this transaction
    return made


def end(store: sqlite3.Connection, pass_id: int, why: Ended, now: datetime, by: int | None = None) -> bool:
    """As `Passes.revoke`, inside the caller's transaction, which is to be durable."""
    row = first(store, _END, id=pass_id, now=to_text(now))
    if row is None:
        return False
    duties.withdraw(store, END, str(pass_id))
    _record(store, row, "revoked", now, by=by, why=[why])
    bump(store, row, now)
    void_questions(store, pass_id, now, guest=row["user_id"])
    return True


def end_made_by(store: sqlite3.Connection, user_id: int, now: datetime) -> None:
    """Whoever may not open any more gives nobody else what they do not have."""
    _end_all(store, "p.created_by = :who", user_id, Ended.MAKER, now)


def end_of_guest(store: sqlite3.Connection, user_id: int, now: datetime) -> None:
    """Removed, or a guest no more."""
    _end_all(store, "p.user_id = :who", user_id, Ended.GUEST, now)


def end_of_person(store: sqlite3.Connection, person_id: int, now: datetime) -> None:
    """What was given was given to another face, or to one that is to be forgotten."""
    _end_all(store, "p.person_id = :who", person_id, Ended.PERSON, now)


def _end_all(store: sqlite3.Connection, whose: str, who: int, why: Ended, now: datetime) -> None:
    for row in many(store, f"{_UNENDED} AND {whose}", who=who, now=to_text(now)):
        end(store, row["id"], why, now)


def use(store: sqlite3.Connection, pass_id: int, now: datetime, by: int | None) -> bool:
    """In the transaction of the intent. False: it is not valid now, or was for once and is used up."""
    if not change(store, _USE, id=pass_id, now=to_text(now)):
        return False
    # Its end stays a duty, also of one for once: until then its guest may lock, and not after it.
    row = _row(store, pass_id)
    _record(store, row, "used", now, by=by)
    bump(store, row, now)
    void_questions(store, pass_id, now)
    return True


def give_back(store: sqlite3.Connection, pass_id: int, now: datetime) -> None:
    """Nothing was sent: nobody was let in by it after all. Inside the caller's transaction."""
    row = first(store, _GIVE_BACK, id=pass_id)
    if row is None:
        return
    if row["once"]:
        duties.put(store, END, from_text(row["ends_at"]), now, subject=str(pass_id))
    _record(store, row, "returned", now)
    bump(store, row, now)


def void_questions(store: sqlite3.Connection, pass_id: int, now: datetime, guest: int | None = None) -> None:
    """What stood on it cannot be confirmed any more, nor what this guest was asked."""
    change(store, _VOID, id=pass_id, guest=guest, now=to_text(now))


def of_guest(store: sqlite3.Connection, user_id: int, now: datetime) -> int | None:
    """A pass by which this guest may open now; one for once only where there is no other."""
    found: int | None = value(store, _OF_GUEST, user=user_id, now=to_text(now))
    return found


def of_person(store: sqlite3.Connection, name: str | None, now: datetime) -> int | None:
    """A pass by which this face (`persons.name`) may open now."""
    found: int | None = value(store, _OF_PERSON, person=name, now=to_text(now))
    return found


def may_be_let_in(store: sqlite3.Connection, pass_id: int, since: int, now: datetime) -> bool:
    """Whoever rings, by this pass; and nobody has let them in since (`Passes.last_use`)."""
    usable = value(store, _TO_ASK_FOR, id=pass_id, now=to_text(now)) is not None
    return usable and value(store, LAST_USE, pass_id) <= since


def bump(store: sqlite3.Connection, row: sqlite3.Row, now: datetime) -> None:
    """What was asked at the bell meanwhile shows what became of it."""
    change(store, _BUMP, now=to_text(now), starts=row["starts_at"], ends=row["ends_at"])


def _record(
    store: sqlite3.Connection,
    row: sqlite3.Row,
    outcome: str,
    now: datetime,
    by: int | None = None,
    why: list[Ended] | None = None,
) -> None:
    """Without the label: it may be a name."""
    whom = "for a face" if row["person_id"] else "for a guest" if row["user_id"] else "for whoever rings"
    reasons = [f"pass {row['id']}", whom, f"{row['starts_at']} to {row['ends_at']}"]
    reasons += ["once"] if row["once"] else []
    entry = Entry(
        action="pass",
        by=by,
        of_person=row["person_id"],
        of_user=row["user_id"],
        reasons=[*reasons, *map(str, why or ())],
        outcome=outcome,
    )
    audit.append(store, entry, now)


def _row(store: sqlite3.Connection, pass_id: int) -> sqlite3.Row:
    row = first(store, "SELECT * FROM passes WHERE id = ?", pass_id)
    assert row is not None  # just written
    return row


def _get(store: sqlite3.Connection, pass_id: int, now: datetime) -> PassView | None:
    row = first(store, _ONE, id=pass_id, now=to_text(now))
    return None if row is None else _pass(row)


def _pass(row: sqlite3.Row) -> PassView:
    return PassView(
        id=row["id"],
        name=row["name"],
        person_id=row["person_id"],
        user_id=row["user_id"],
        starts_at=from_text(row["starts_at"]),
        ends_at=from_text(row["ends_at"]),
        once=bool(row["once"]),
        created_by=row["created_by"],
        maker=row["maker"],
        used_at=from_text_or_none(row["used_at"]),
        used_by=row["used_by"],
        state=PassState(row["state"]),
    )
