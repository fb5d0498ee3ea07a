"""By what somebody proves at the door that it is them: a PIN, or the one-time codes of an app."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import re
import secrets
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

import pyotp

from storage import audit
from storage.access import Role, is_owner
from storage.audit import Entry
from storage.audit_actions import Action
from storage.database import Database
from storage.questions import Question
from storage.rows import change, first, insert, many, value
from storage.timestamps import from_text, to_text

PIN = re.compile(r"[0-9]{4,8}", re.ASCII)
CODE_DIGITS = 6
STEP_SECONDS = 30
SECRET_BYTES = 20
"""As long as RFC 4226 recommends."""

TRIES = 5
WINDOW = timedelta(hours=1)
"""So many wrong ones within it, and no other is taken for as long again."""

QUESTION = "proof"
"""The kind of question in which somebody sets, changes or takes away their own."""

WIDENING = "widening"
"""The kind of question behind what widens who may open."""

ASKED_OF = {Role.OWNER: "pin_owner", Role.RESIDENT: "pin_resident", Role.GUEST: "pin_guest"}
"""The key in `settings` by which everybody of a role needs one for opening."""

_CURRENT = "user_id = :user AND suspended_at IS NULL AND removed_at IS NULL"
_MEMBER = f"SELECT * FROM users WHERE {_CURRENT}"
_LOST = f"SELECT 1 FROM users WHERE {_CURRENT} AND proof_lost_at IS NOT NULL"
_ASKED = "SELECT 1 FROM settings WHERE key = ? AND value = 'true'"
_TRIES = "SELECT tried_at FROM proof_tries WHERE user_id = ? ORDER BY id DESC LIMIT ?"

_OPEN = """
  id = :id AND asker = :user AND chat_id = :chat AND closed_at IS NULL AND asked_at <= :now AND due_at > :now
"""
_IS_OPEN = f"SELECT 1 FROM questions WHERE {_OPEN}"
_PROVED = f"UPDATE questions SET payload = json_set(payload, '$.proved', json('true')) WHERE {_OPEN}"
_TAKE = f"""
UPDATE questions SET closed_at = :now, outcome = 'taken' WHERE {_OPEN} AND kind = '{QUESTION}'
  AND (json_extract(payload, '$.proved') = 1 OR EXISTS (SELECT 1 FROM users
    WHERE {_CURRENT} AND pin_hash IS NULL AND totp_secret IS NULL))
"""
_USE = f"""
UPDATE questions SET closed_at = :now, outcome = 'taken' WHERE {_OPEN} AND kind = '{WIDENING}'
  AND json_extract(payload, '$.proved') = 1
"""
# What was given may have been known to somebody else: that is why it is reset.
_VOID_PROVED = """
UPDATE questions SET closed_at = :now, outcome = 'void'
  WHERE asker = :user AND closed_at IS NULL AND json_extract(payload, '$.proved') = 1
"""
_SET = f"""
UPDATE users SET pin_hash = :hash, pin_salt = :salt, totp_secret = :secret, totp_step = :step,
    proof_lost_at = NULL WHERE {_CURRENT}
"""


class Method(StrEnum):
    PIN = "pin"
    CODES = "codes"


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody has, and what is asked of them."""

    method: Method | None
    needed: bool
    """For opening: they have one, had one in the copy that was restored, or all of their role need one."""
    refused_until: datetime | None
    """After too many wrong ones; None: theirs is taken."""


class Verdict(StrEnum):
    RIGHT = "right"
    WRONG = "wrong"
    USED = "used"
    """A one-time code that was taken before, or is older than one that was; a try like a wrong one."""
    REFUSED = "refused"
    """Too many were wrong: not even the right one is taken."""
    OVER = "over"
    """There is no such question any more, or nothing to prove it by."""


@dataclass(frozen=True, slots=True)
class Given:
    verdict: Verdict
    left: int = 0
    """Tries, after a wrong one."""
    refused_until: datetime | None = None

    @property
    def was_the_last(self) -> bool:
        """By this very try nothing is taken any more."""
        return self.verdict in (Verdict.WRONG, Verdict.USED) and self.refused_until is not None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and who answers it where."""

    id: int
    user_id: int
    chat_id: int

    def values(self, now: datetime) -> dict[str, object]:
        return {"id": self.id, "user": self.user_id, "chat": self.chat_id, "now": to_text(now)}


class Proofs:
    """Everything here is durable."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def standing(self, user_id: int, now: datetime) -> Standing:
        return await self._db.view(
            lambda store: Standing(
                method_of(store, user_id), needed(store, user_id), _refused_until(store, user_id, now)
            )
        )

    async def give(self, asked: Asked, code: str, now: datetime) -> Given:
        """What was entered. Where it is right, the question is proved: its payload says so."""
        # Looked at before, so that who goes on trying never keeps the writer busy.
        if until := await self._db.view(lambda store: _refused_until(store, asked.user_id, now)):
            return Given(Verdict.REFUSED, refused_until=until)
        return await self._db.change(lambda store: _given(store, asked, code, now), durable=True, aside=True)

    async def set_pin(self, asked: Asked, pin: str, now: datetime) -> bool:
        """In the place of what they had, which must have been given. False: the question is over."""
        salt = secrets.token_bytes(16)
        hash_ = await asyncio.to_thread(hashed, pin, salt)
        new = {"hash": hash_, "salt": salt, "secret": None, "step": None}
        return await self._set(asked, new, "code_set", now)

    async def set_codes(self, asked: Asked, secret: bytes, step: int, now: datetime) -> bool:
        """As `set_pin`. `step`: of the code that showed that the app has the secret; it is used up."""
        new = {"hash": None, "salt": None, "secret": secret, "step": step}
        return await self._set(asked, new, "code_set", now)

    async def take_away(self, asked: Asked, now: datetime) -> bool:
        """As `set_pin`, with nothing in its place."""
        return await self._set(asked, dict.fromkeys(("hash", "salt", "secret", "step")), "code_removed", now)

    async def _set(self, asked: Asked, new: Mapping[str, object], action: str, now: datetime) -> bool:
        def done(store: sqlite3.Connection) -> bool:
            if not change(store, _TAKE, **asked.values(now)):
                return False
            change(store, _SET, user=asked.user_id, **new)
            audit.append(store, Entry(action, by=asked.user_id, of_user=asked.user_id), now)
            return True

        return await self._db.change(done, durable=True)

    async def reset(self, user_id: int, by: int | None, now: datetime) -> bool:
        """Forgotten: by the owner's word (`by`), or on the machine itself (None), also one that a restore
        took. False: there was none, or `by` is not the owner."""

        def done(store: sqlite3.Connection) -> bool:
            if by is not None and not is_owner(store, by):
                return False
            if method_of(store, user_id) is None and not value(store, _LOST, user=user_id):
                return False
            change(store, _SET, user=user_id, hash=None, salt=None, secret=None, step=None)
            change(store, "DELETE FROM proof_tries WHERE user_id = ?", user_id)
            change(store, _VOID_PROVED, user=user_id, now=to_text(now))
            audit.append(store, Entry(Action.CODE_REMOVED, by=by, of_user=user_id), now)
            return True

        return await self._db.change(done, durable=True)


def method_of(store: sqlite3.Connection, user_id: int) -> Method | None:
    user = first(store, _MEMBER, user=user_id)
    if user is None:
        return None
    if user["totp_secret"] is not None:
        return Method.CODES
    return Method.PIN if user["pin_hash"] is not None else None


def needed(store: sqlite3.Connection, user_id: int) -> bool:
    """For opening, inside the caller's transaction."""
    user = first(store, _MEMBER, user=user_id)
    if user is None:
        return True
    if method_of(store, user_id) is not None or user["proof_lost_at"] is not None:
        return True
    return bool(value(store, _ASKED, ASKED_OF[Role(user["role"])]))


def proved(store: sqlite3.Connection, question: Question) -> bool:
    """Its asker has given their PIN or code for it, or has neither; inside the caller's transaction."""
    return question.payload.get("proved") is True or method_of(store, question.asker) is None


def used_up(store: sqlite3.Connection, asked: Asked, now: Callable[[], datetime]) -> bool:
    """What was given for this `WIDENING` counts now, once; False: it does not (any more)."""
    return change(store, _USE, **asked.values(now())) > 0


def has_none(store: sqlite3.Connection, user_id: int) -> bool:
    """Nothing could be asked of them."""
    return method_of(store, user_id) is None


def new_secret() -> bytes:
    return secrets.token_bytes(SECRET_BYTES)


def spelled(secret: bytes) -> str:
    """As apps take it, where the QR code cannot be scanned."""
    return base64.b32encode(secret).decode()


def step_of(secret: bytes, code: str, now: datetime) -> int | None:
    """The step whose code this is: the current one, the one before or the one after; None: of none."""
    current = int(now.timestamp()) // STEP_SECONDS
    codes = pyotp.TOTP(spelled(secret), digits=CODE_DIGITS, interval=STEP_SECONDS)
    steps = (current, current - 1, current + 1)
    return next((step for step in steps if hmac.compare_digest(codes.generate_otp(step), code)), None)


def hashed(pin: str, salt: bytes) -> bytes:
    """Some 40 ms and 16 MiB, off the event loop."""
    return hashlib.scrypt(pin.encode(), salt=salt, n=2**14, r=8, p=1, dklen=32)


def _given(store: sqlite3.Connection, asked: Asked, code: str, now: datetime) -> Given:
    user = first(store, _MEMBER, user=asked.user_id)
    if until := _refused_until(store, asked.user_id, now):
        return Given(Verdict.REFUSED, refused_until=until)
    if user is None or value(store, _IS_OPEN, **asked.values(now)) is None:
        return Given(Verdict.OVER)
    verdict = _verdict(store, user, code, now)
    if verdict in (Verdict.WRONG, Verdict.USED):
        return _wrong(store, asked.user_id, verdict, now)
    if verdict is Verdict.RIGHT:
        change(store, "DELETE FROM proof_tries WHERE user_id = ?", asked.user_id)
        change(store, _PROVED, **asked.values(now))
    return Given(verdict)


def _verdict(store: sqlite3.Connection, user: sqlite3.Row, code: str, now: datetime) -> Verdict:
    if not (code.isascii() and code.isdecimal()):
        return Verdict.WRONG
    if user["totp_secret"] is not None:
        return _of_codes(store, user, code, now)
    if user["pin_hash"] is None:
        return Verdict.OVER
    return (
        Verdict.RIGHT
        if hmac.compare_digest(hashed(code, user["pin_salt"]), user["pin_hash"])
        else Verdict.WRONG
    )


def _of_codes(store: sqlite3.Connection, user: sqlite3.Row, code: str, now: datetime) -> Verdict:
    step = step_of(user["totp_secret"], code, now)
    if step is None:
        return Verdict.WRONG
    if user["totp_step"] is not None and step <= user["totp_step"]:
        return Verdict.USED
    change(store, "UPDATE users SET totp_step = ? WHERE user_id = ?", step, user["user_id"])
    return Verdict.RIGHT


def _wrong(store: sqlite3.Connection, user_id: int, verdict: Verdict, now: datetime) -> Given:
    change(store, "DELETE FROM proof_tries WHERE tried_at <= ?", to_text(now - 2 * WINDOW))
    insert(store, "INSERT INTO proof_tries (user_id, tried_at) VALUES (?, ?)", user_id, to_text(now))
    until = _refused_until(store, user_id, now)
    if until is not None:
        audit.append(store, Entry(Action.CODE_REFUSED, of_user=user_id), now)
        return Given(verdict, refused_until=until)
    tries = _tries(store, user_id)
    return Given(verdict, left=TRIES - sum(at > now - WINDOW for at in tries))


def _tries(store: sqlite3.Connection, user_id: int) -> list[datetime]:
    """The latest first."""
    return [from_text(row["tried_at"]) for row in many(store, _TRIES, user_id, TRIES)]


def _refused_until(store: sqlite3.Connection, user_id: int, now: datetime) -> datetime | None:
    tries = _tries(store, user_id)
    if len(tries) < TRIES or tries[0] - tries[-1] > WINDOW:
        return None
    until = tries[0] + WINDOW
    # Tries that lie ahead (the clock was set back) count too.
    return until if until > now else None
