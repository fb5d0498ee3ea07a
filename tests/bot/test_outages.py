"""An outage is told once when it starts and once when it ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from bot.outages import Outage


@dataclass
class HandClock:
    at: datetime = datetime(2026, 2, 25, 10, 30, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def outage(told: list[str]) -> Outage:
    async def tell(text: str) -> None:
        told.append(text)

    return Outage("Ring", HandClock(), tell)


async def test_one_lost_answer_is_no_outage(outage: Outage, told: list[str]) -> None:
    await outage.failed("no answer")
    await outage.worked()
    assert told == []


async def test_a_lasting_one_is_told_once_and_its_end_once(outage: Outage, told: list[str]) -> None:
    for _ in range(5):
        await outage.failed("no answer")
    await outage.worked()
    await outage.worked()
    assert told == ["⚠️ Ring: no answer", "✅ Ring: works again."]


async def test_what_no_retry_mends_is_told_at_once(outage: Outage, told: list[str]) -> None:
    await outage.failed("log in again", certain=True)
    assert told == ["⚠️ Ring: log in again"]


async def test_another_reason_is_news(outage: Outage, told: list[str]) -> None:
    await outage.failed("no answer", certain=True)
    await outage.failed("log in again", certain=True)
    assert len(told) == 2


async def test_tries_are_spaced_wider_up_to_a_minute(outage: Outage) -> None:
    pauses = []
    for _ in range(10):
        await outage.failed("no answer")
        assert outage.not_before is not None
        pauses.append((outage.not_before - outage.clock.now()).total_seconds())
    assert 0.7 <= pauses[0] <= 1.3
    assert pauses[3] > pauses[0]
    assert max(pauses) <= 75


async def test_retry_after_is_obeyed(outage: Outage) -> None:
    await outage.failed("busy", retry_after=300)
    assert outage.resting
    assert outage.not_before is not None
    assert outage.not_before >= outage.clock.now() + timedelta(seconds=300)
