"""What every chat should show: the desired state per visit and chat, not a queue of texts.

A row is behind while `sent_revision < revision`. The sender renders the visit as it is now,
sends or edits, and confirms the revision it has read before rendering: whatever was bumped in
between is still behind, so nothing is lost and nothing is told twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.database import Database


class OutboxKind(StrEnum):
    VISIT = "visit"
    """The one message of a visit, edited as more is known."""
    DING = "ding"
    """A reply to it, to be heard: somebody rang."""
    STRANGER = "stranger"
    """A reply to it, to be heard: a stranger came after known people."""
    NOTICE = "notice"
    """Free text, `OutboxRow.text`."""


class OutboxState(StrEnum):
    PENDING = "pending"
    """Never confirmed."""
    TOLD = "told"
    LAPSED = "lapsed"
    """Will not be told any more; `last_error` says why."""


@dataclass(frozen=True, slots=True)
class OutboxRow:
    id: int
    chat_id: int
    kind: OutboxKind
    visit_id: int | None
    text: str | None
    message_id: int | None
    """The confirmed message; None: there is none yet, so send instead of edit."""
    has_photo: bool
    revision: int
    sent_revision: int
    state: OutboxState
    attempts: int
    """Failed ones since the last success."""
    next_attempt_at: datetime
    last_error: str | None
    created_at: datetime
    told_at: datetime | None
    reply_to: int | None
    """For the kinds that reply: message id of the visit's own message in this chat."""


class Outbox:
    def __init__(self, db: Database) -> None:
        self._db = db

    async def due(self, now: datetime, limit: int = 20) -> list[OutboxRow]:
        """Rows behind and due: new messages before edits, oldest first.

        A reply waits until its visit's own message in that chat is told or lapsed.
        """
        raise NotImplementedError

    async def next_due_at(self) -> datetime | None:
        """When the earliest of the rows that `due` may return is due; None if none is behind."""
        raise NotImplementedError

    async def confirm(
        self,
        row_id: int,
        revision: int,
        message_id: int | None,
        has_photo: bool,
        event_ids: Iterable[int],
        now: datetime,
    ) -> None:
        """Telegram has confirmed this revision; it tells `event_ids` (their alert_sent = 1).

        `message_id` None leaves the known one.
        """
        raise NotImplementedError

    async def postpone(self, row_id: int, until: datetime, error: str) -> None:
        """Try again at `until`; counts an attempt."""
        raise NotImplementedError

    async def lapse(self, row_id: int, reason: str) -> None:
        raise NotImplementedError

    async def notify(self, chat_ids: Sequence[int], text: str, now: datetime) -> None:
        """A notice to each chat, unless the same text is waiting there."""
        raise NotImplementedError

    async def pending_for(self, chat_id: int) -> int:
        """How many messages were never told in this chat."""
        raise NotImplementedError

    async def by_message(self, chat_id: int, message_id: int) -> OutboxRow | None:
        raise NotImplementedError

    async def touch(self, visit_id: int, now: datetime) -> None:
        """The visit changed: its message gets a revision in every chat that has it."""
        raise NotImplementedError
