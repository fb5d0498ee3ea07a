"""What was asked of the lock, what came of it, and the confirmations asked before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from pipeline.types import LockState
from storage.database import Database
from storage.views import LockAction


@dataclass(frozen=True, slots=True)
class Question:
    """A confirmation: valid once, until `due_at`, for its asker, in its chat."""

    id: int
    kind: str
    """What Confirm would do: "unlock"."""
    asker: int
    """Telegram user id."""
    chat_id: int
    event_id: int | None
    visit_id: int | None
    payload: Mapping[str, object]
    asked_at: datetime
    due_at: datetime


class LockActions:
    def __init__(self, db: Database) -> None:
        self._db = db

    async def intend(
        self,
        *,
        now: datetime,
        user_id: int | None,
        how: str,
        lock_id: str,
        wanted: str,
        event_id: int | None = None,
        person: str | None = None,
        confidence: float | None = None,
        state_before: LockState | None = None,
    ) -> int:
        """Before a command is sent, durably; the action's id.

        `how`: "button", "command" or "face"; `wanted`: "unlock" or "lock".
        """
        raise NotImplementedError

    async def outcome(
        self,
        action_id: int,
        state_after: LockState,
        success: bool | None,
        detail: str | None,
        now: datetime,
        *,
        sent: bool = True,
    ) -> None:
        """Durable, once an action: a second outcome is a StoreError.

        With an event: its `door_action`, and `unlock_granted` if opening was wanted. `sent`
        False: no command left the house, so neither changes. `success` None: could not be learnt.
        """
        raise NotImplementedError

    async def last(self, lock_id: str) -> LockAction | None:
        raise NotImplementedError

    async def unresolved(self) -> list[LockAction]:
        """Intents without an outcome, oldest first: what a crash left."""
        raise NotImplementedError

    async def ask(
        self,
        kind: str,
        *,
        asker: int,
        chat_id: int,
        now: datetime,
        valid_seconds: float = 30,
        event_id: int | None = None,
        visit_id: int | None = None,
        payload: Mapping[str, object] | None = None,
    ) -> Question:
        """Durable."""
        raise NotImplementedError

    async def attach_message(self, question_id: int, message_id: int) -> None:
        """Which message shows the question."""
        raise NotImplementedError

    async def take(self, question_id: int, *, user_id: int, chat_id: int, now: datetime) -> Question | None:
        """The question, once, to its asker, in its chat, in time; else None. Durable."""
        raise NotImplementedError

    async def drop(self, question_id: int, *, user_id: int, chat_id: int, now: datetime) -> bool:
        """Cancel: nobody can take it any more. False if it was over already or is not theirs."""
        raise NotImplementedError

    async def void_questions(self, now: datetime) -> int:
        """At a start and in a lockdown: nothing asked before can be confirmed; how many."""
        raise NotImplementedError
