"""How a visit, or a notice, gets into the outbox. Runs inside the caller's transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from storage.hearers import HEARS_CAMERA
from storage.pass_validity import RESIDENT_MAY, USABLE
from storage.rows import many
from storage.timestamps import to_text

ASKED = timedelta(minutes=5)
"""Whoever rang longer ago is hardly there any more: nobody is asked to let them in."""

HEARD = timedelta(minutes=1)
"""So long after a reply was told no other ring of the visit makes a sound of its own."""

# A message being backed off keeps its time; whatever else waits (a hold, or nothing) is due now.
_BUMP = """
UPDATE outbox SET revision = revision + 1,
    next_attempt_at = CASE attempts WHEN 0 THEN min(next_attempt_at, :now) ELSE next_attempt_at END
  WHERE visit_id = :visit AND kind IN ('visit', 'opening', 'question', 'let_in') AND state <> 'lapsed'
    AND told_by IS NULL
"""

# A summary that stands in a chat is edited at most so often: while it grows, news come every few seconds.
_GROW = """
UPDATE outbox SET revision = revision + 1, next_attempt_at = CASE attempts
    WHEN 0 THEN max(:now, coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', shown_at, '+15 seconds'), :now))
    ELSE next_attempt_at END
  WHERE id = :summary AND state <> 'lapsed'
"""
SUMMARIES = "SELECT DISTINCT told_by FROM outbox WHERE visit_id = ? AND told_by IS NOT NULL"

# What kinds of visit a chat hears of, and whether it wants quiet, is asked when something is about to be
# sent, and kept with the reason (storage/silence.py).
_HEARERS = f"SELECT chat_id FROM chats WHERE listening = 1 AND {HEARS_CAMERA}"

_ANNOUNCE = f"""
INSERT INTO outbox (chat_id, kind, visit_id, next_attempt_at, created_at)
  SELECT chat_id, 'visit', :visit, :due, :now FROM ({_HEARERS}) WHERE true
  ON CONFLICT DO NOTHING
"""

_NOTIFY = """
INSERT INTO outbox (chat_id, kind, text, buttons, next_attempt_at, created_at)
  SELECT :chat, 'notice', :text, :buttons, :now, :now WHERE NOT EXISTS (SELECT 1 FROM outbox
    WHERE chat_id = :chat AND state = 'pending' AND kind = 'notice' AND text = :text)
"""

# Only where the chat hears of the visit already: the ding that makes its message is heard by that. Also where
# the visit's message was deleted since: a ring is always told. A reply still to come is for this ring too.
_REPLY = f"""
INSERT INTO outbox (chat_id, kind, visit_id, next_attempt_at, created_at)
  SELECT chat_id, 'ding', :visit, :now, :now FROM outbox AS own
    WHERE visit_id = :visit AND kind = 'visit' AND chat_id IN ({_HEARERS})
      AND NOT (:caught_up AND own.told_by IS NOT NULL) AND NOT EXISTS (
      SELECT 1 FROM outbox AS reply WHERE reply.visit_id = :visit AND reply.chat_id = own.chat_id
        AND reply.kind = 'ding' AND (reply.state = 'pending' OR reply.told_at BETWEEN :heard AND :soon))
"""

# Where the visit's message spoke of known people alone. Whoever hears of it only now hears it by the message.
_STRANGER = f"""
INSERT INTO outbox (chat_id, kind, visit_id, next_attempt_at, created_at)
  SELECT chat_id, 'stranger', :visit, :now, :now FROM outbox AS own
    WHERE visit_id = :visit AND kind = 'visit' AND chat_id IN ({_HEARERS}) AND told_by IS NULL
      AND EXISTS (SELECT 1 FROM events JOIN event_people ON event_id = id
        WHERE visit_id = :visit AND id <> :event)
      AND NOT EXISTS (SELECT 1 FROM events WHERE visit_id = :visit AND id <> :event AND strangers > 0)
  ON CONFLICT DO NOTHING
"""

# What the lock did is told also where the visit was held back by quiet; not where such visits are not wanted.
_BREAK_SILENCE = """
INSERT INTO outbox (chat_id, kind, visit_id, next_attempt_at, created_at)
  SELECT DISTINCT chat_id, 'visit', :visit, :now, :now
    FROM held_back JOIN events ON events.id = event_id WHERE visit_id = :visit AND reason <> 'choice'
  ON CONFLICT DO NOTHING
"""

# To every resident alone, whatever their chats hear of; asked are those who may open.
_RESIDENTS = "FROM users WHERE role <> 'guest' AND suspended_at IS NULL AND removed_at IS NULL"
_OPENING = f"""
INSERT INTO outbox (chat_id, kind, visit_id, next_attempt_at, created_at)
  SELECT user_id, 'opening', :visit, :now, :now {_RESIDENTS} ON CONFLICT DO NOTHING
"""
_QUESTION = f"""
INSERT INTO outbox (chat_id, kind, visit_id, next_attempt_at, created_at)
  SELECT user_id, 'question', :visit, :now, :now {_RESIDENTS} AND (role = 'owner' OR may_unlock = 1)
    AND NOT EXISTS (SELECT 1 FROM lock_actions JOIN events ON events.id = event_id
      WHERE events.visit_id = :visit AND wanted = 'unlock' AND sent IS NOT 0)
  ON CONFLICT DO NOTHING
"""

_RELEASE = """
UPDATE outbox SET next_attempt_at = min(next_attempt_at, :now)
  WHERE visit_id = :visit AND kind = 'visit' AND attempts = 0
"""


# Whoever may open, wherever else they hear of visits. As with a ring: not twice a minute.
_ASK_TO_LET_IN = f"""
INSERT INTO outbox (chat_id, kind, visit_id, next_attempt_at, created_at)
  SELECT user_id, 'let_in', :visit, :now, :now FROM users WHERE {RESIDENT_MAY}
    AND EXISTS (SELECT 1 FROM passes AS p WHERE p.user_id IS NULL AND {USABLE})
    AND NOT EXISTS (SELECT 1 FROM settings WHERE key = 'lockdown')
    AND NOT EXISTS (SELECT 1 FROM outbox AS asked WHERE asked.visit_id = :visit AND asked.kind = 'let_in'
      AND asked.chat_id = users.user_id
      AND (asked.state = 'pending' OR asked.told_at BETWEEN :heard AND :soon))
"""


def bump(store: sqlite3.Connection, visit_id: int, now: datetime) -> None:
    """What its messages show has changed."""
    store.execute(_BUMP, {"visit": visit_id, "now": to_text(now)})
    for row in many(store, SUMMARIES, visit_id):
        grow(store, row["told_by"], now)


def grow(store: sqlite3.Connection, summary_id: int, now: datetime) -> None:
    """What a summary tells has changed."""
    store.execute(_GROW, {"summary": summary_id, "now": to_text(now)})


def announce(
    store: sqlite3.Connection,
    visit_id: int,
    camera_id: str,
    now: datetime,
    due: datetime | None = None,
) -> None:
    """To be told in every chat that listens, from `due` on; a message that is there gets a revision."""
    values = {"visit": visit_id, "camera": camera_id, "now": to_text(now), "due": to_text(due or now)}
    # The bump first: a row that is new has nothing to be revised.
    bump(store, visit_id, now)
    store.execute(_ANNOUNCE, values)


def reply_with_ding(
    store: sqlite3.Connection, visit_id: int, camera_id: str, now: datetime, *, caught_up: bool = False
) -> None:
    """A reply to be heard in every chat that has the visit's message, unless one was in the last minute.

    `caught_up`: nor where a summary tells the visit.
    """
    values = {"visit": visit_id, "camera": camera_id, "now": to_text(now), "caught_up": caught_up}
    store.execute(_REPLY, values | _lately(now))


def ask_to_let_in(store: sqlite3.Connection, visit_id: int, rang_at: datetime, now: datetime) -> None:
    """It rang: while somebody is expected, those who may open are asked."""
    if now - rang_at <= ASKED:
        values = {"visit": visit_id, "now": to_text(now), **_lately(now)}
        store.execute(_ASK_TO_LET_IN, values)


def _lately(now: datetime) -> dict[str, str]:
    """What was told far in the future was told by a clock that ran ahead: it is no sound of this minute."""
    return {"heard": to_text(now - HEARD), "soon": to_text(now + 5 * HEARD)}


def reply_with_stranger(
    store: sqlite3.Connection, visit_id: int, event_id: int, camera_id: str, now: datetime
) -> None:
    """This event shows a stranger. Where it is the first after known people: a reply to be heard."""
    values = {"visit": visit_id, "event": event_id, "camera": camera_id, "now": to_text(now)}
    store.execute(_STRANGER, values)


def break_silence(store: sqlite3.Connection, visit_id: int, now: datetime) -> None:
    """The lock was moved for this visit: chats that were kept in peace hear of it all the same."""
    store.execute(_BREAK_SILENCE, {"visit": visit_id, "now": to_text(now)})


def announce_opening(store: sqlite3.Connection, visit_id: int, now: datetime) -> None:
    """A face opens the door: every resident hears of it at once, and of what becomes of it in its place."""
    store.execute(_OPENING, {"visit": visit_id, "now": to_text(now)})


def ask_to_open(store: sqlite3.Connection, visit_id: int, now: datetime) -> None:
    """Whoever may open is asked, once a visit, unless the door was opened in it."""
    store.execute(_QUESTION, {"visit": visit_id, "now": to_text(now)})


def release(store: sqlite3.Connection, visit_id: int, now: datetime) -> None:
    """Ends the hold of messages that were never tried."""
    store.execute(_RELEASE, {"visit": visit_id, "now": to_text(now)})


def notify(
    store: sqlite3.Connection,
    told: Iterable[tuple[int, str]],
    now: datetime,
    buttons: Sequence[Sequence[tuple[str, str]]] = (),
) -> None:
    """A notice (HTML) to each of these chats, unless the same text is waiting there.

    `buttons`: under it, as `OutboxRow.buttons`.
    """
    given = {"now": to_text(now), "buttons": json.dumps(buttons) if buttons else None}
    store.executemany(_NOTIFY, [{"chat": chat_id, "text": text, **given} for chat_id, text in told])
