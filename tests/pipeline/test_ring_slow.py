"""Ring answers, but late: what it says is waited for, ever longer, and heard."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from deploy.sandbox.ring import RingCloud
from pipeline.cameras.ring import RingDoorbell
from pipeline.errors import DoorbellUnreachable
from pipeline.patience import Patience
from pipeline.types import Recording
from tests.patience import until
from tests.pipeline.conftest import CLIP
from tests.pipeline.ring_reading import recordings

NOW = datetime.now(UTC) - timedelta(minutes=1)


async def test_a_cloud_that_is_slow_for_long_is_heard_in_the_end(
    ring: RingCloud, doorbell: RingDoorbell
) -> None:
    assert await recordings(doorbell, "11", NOW) == []
    number = ring.add_recording(11, CLIP)
    # More than is waited for at first, and less than is in the end.
    doorbell._patience = Patience(0.1)
    ring.be_slow("/clients_api/doorbots", 0.25, times=9999)
    with pytest.raises(DoorbellUnreachable, match="did not answer in time"):
        await recordings(doorbell, "11", NOW)

    async def heard() -> list[Recording]:
        try:
            return await recordings(doorbell, "11", NOW)
        except DoorbellUnreachable:
            return []

    (found,) = await until(heard)
    assert found.id == str(number)


async def late(patience: Patience) -> None:
    with pytest.raises(TimeoutError):
        await patience.within(asyncio.Event().wait())


async def test_after_each_answer_that_is_late_it_waits_longer_but_never_beyond_four_times() -> None:
    patience = Patience(0.01)
    waited = [patience.seconds]
    for _ in range(3):
        await late(patience)
        waited.append(patience.seconds)
    assert waited == [0.01, 0.02, 0.04, 0.04]
    assert Patience(15).longest == 60


async def test_it_waits_on_as_long_while_answers_come_late_and_as_at_first_once_they_are_quick() -> None:
    slow, quick = Patience(0.0), Patience(600)
    slow.seconds = quick.seconds = 1200
    for patience in (slow, quick):
        assert await patience.within(asyncio.sleep(0.01, "here")) == "here"
    assert (slow.seconds, quick.seconds) == (1200, 600)


async def test_the_librarys_own_limit_does_not_cut_a_slow_answer(
    ring: RingCloud, token_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ring_doorbell.auth.TIMEOUT", 0.1)
    doorbell = RingDoorbell(token_file, ring.url, ring.oauth_url)
    ring.be_slow("/clients_api/", 0.3, times=2)
    assert await recordings(doorbell, "11", NOW) == []
    await doorbell.close()
