"""The reader of duties: each once, in its time or late and said so; what would move the lock lapses."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from bot.duties import AFTER_ERROR, DutyReader
from bot.services import Services
from storage.duties import Duty
from storage.store import Store

NOW = datetime.fromisoformat("2026-02-25T10:30:00Z")


@dataclass
class Hand:
    """Does what is asked, or fails as often as told."""

    done: list[tuple[str, bool]] = field(default_factory=list)
    failures: int = 0

    async def do(self, services: Services, duty: Duty, late: bool) -> None:
        if self.failures:
            self.failures -= 1
            raise RuntimeError("not now")
        self.done.append((duty.subject, late))


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with await Store.open(tmp_path / "events.db", tmp_path / "thumbnails") as one:
        yield one


def reader(store: Store, hand: Hand, now: list[datetime]) -> DutyReader:
    """`now[-1]` is the time."""
    services = SimpleNamespace(store=store, now=lambda: now[-1])
    return DutyReader(cast(Services, services), {"call": hand.do, "move": hand.do})


async def test_it_sleeps_until_the_next_and_does_it_once(store: Store) -> None:
    hand, now = Hand(), [NOW]
    reading = reader(store, hand, now)
    assert await reading.work() is None
    await store.duties.add("call", NOW + timedelta(seconds=90), NOW, subject="a")
    assert await reading.work() == 90
    now.append(NOW + timedelta(seconds=90))
    assert await reading.work() is None
    await reading.work()
    assert hand.done == [("a", False)]


async def test_what_was_missed_is_done_late_and_what_would_move_the_lock_is_not(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    hand = Hand()
    await store.duties.add("call", NOW, NOW, subject="a")
    await store.duties.add("move", NOW, NOW, subject="b", moves_lock=True)
    await store.duties.add("unheard", NOW, NOW, subject="c")  # of another kind, for another reader
    await reader(store, hand, [NOW + timedelta(hours=1)]).work()
    assert hand.done == [("a", True)]
    assert [duty.subject for duty in await store.duties.due(NOW + timedelta(days=1))] == ["c"]
    assert [record.levelno for record in caplog.records] == [logging.WARNING]


async def test_one_that_fails_is_tried_again_and_holds_up_no_other(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    hand, now = Hand(failures=1), [NOW]
    reading = reader(store, hand, now)
    await store.duties.add("call", NOW, NOW, subject="a")
    await store.duties.add("call", NOW, NOW, subject="b")
    await reading.work()
    await reading.work()
    assert hand.done == [("b", False)], "the other rests"
    now.append(NOW + AFTER_ERROR)
    await reading.work()
    assert [subject for subject, _ in hand.done] == ["b", "a"]
    assert "failed and is tried again" in caplog.text


async def test_one_that_puts_itself_off_is_done_again_then(store: Store) -> None:
    now = [NOW]
    done = []

    async def weekly(services: Services, duty: Duty, late: bool) -> None:
        done.append(duty.due_at)
        await store.duties.add("call", duty.due_at + timedelta(days=7), now[-1])

    reading = DutyReader(cast(Services, SimpleNamespace(store=store, now=lambda: now[-1])), {"call": weekly})
    await store.duties.add("call", NOW, NOW)
    assert await reading.work() == timedelta(days=7).total_seconds()
    now.append(NOW + timedelta(days=30))
    await reading.work()
    assert done == [NOW, NOW + timedelta(days=7)], "once, however many were missed"
