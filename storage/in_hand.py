"""The update that a task is answering: what it changes and that it is done are one transaction."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeAlias, TypeVar

from storage.rows import change
from storage.timestamps import to_text

log = logging.getLogger(__name__)

T = TypeVar("T")
Work: TypeAlias = Callable[[sqlite3.Connection], T]


MORE = "changes something more after it was done"
"""Said in the log where a handler has two transactions: a mistake, which the tests look for."""


class Outcome(StrEnum):
    DONE = "done"
    REFUSED = "refused"
    """It would have moved the lock, and had waited over a restart."""
    FAILED = "failed"


_DONE = "UPDATE inbox SET done_at = ?, outcome = ? WHERE update_id = ? AND done_at IS NULL"


@dataclass(slots=True)
class InHand:
    """`again`: it was stored by a run before this one."""

    update_id: int
    now: Callable[[], datetime]
    again: bool = False
    outcome: Outcome = Outcome.DONE
    is_done: bool = False
    """On record, with what it changed."""
    task: asyncio.Task[Any] | None = field(default_factory=asyncio.current_task, repr=False)


_taken: ContextVar[InHand | None] = ContextVar("update in hand", default=None)


@contextmanager
def taken(update: InHand) -> Iterator[InHand]:
    token = _taken.set(update)
    try:
        yield update
    finally:
        _taken.reset(token)


def in_hand() -> InHand | None:
    """None also in a task that was begun by a handler: what it does is not what was asked for."""
    update = _taken.get()
    return update if update is not None and update.task is asyncio.current_task() else None


def marking(update: InHand | None, work: Work[T]) -> Work[T]:
    """`work`, with the update done by it."""
    if update is None:
        return work
    if update.is_done:
        # Had the bot been killed in between, this would be missing, and nobody would make up for it.
        log.warning("update %d %s", update.update_id, MORE)
        return work

    def with_the_mark(store: sqlite3.Connection) -> T:
        result = work(store)
        mark(store, update.update_id, update.outcome, update.now())
        return result

    return with_the_mark


def mark(store: sqlite3.Connection, update_id: int, outcome: Outcome, now: datetime) -> None:
    """Inside the caller's transaction. Nothing where it was done before."""
    change(store, _DONE, to_text(now), outcome, update_id)
