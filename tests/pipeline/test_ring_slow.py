"""Ring answers, but late: what it says is waited for, ever longer, and heard."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from deploy.sandbox.ring import RingCloud
from pipeline.cameras.ring import RingDoorbell
from pipeline.errors import DoorbellUnreachable
from pipeline.patience import Patience
from tests.pipeline.conftest import CLIP
from tests.pipeline.ring_reading import recordings

NOW = datetime.now(UTC) - timedelta(minutes=1)


async def test_a_cloud_that_is_slow_for_long_is_heard_in_the_end(
    ring: RingCloud, impatient_doorbell: RingDoorbell
) -> None:
    assert await recordings(impatient_doorbell, "11", NOW) == []
    number = ring.add_recording(11, CLIP)
    ring.be_slow("/clients_api/doorbots", 0.4, times=99)
    with pytest.raises(DoorbellUnreachable, match="did not answer in time"):
        await recordings(impatient_doorbell, "11", NOW)
    for _ in range(2):
        (found,) = await recordings(impatient_doorbell, "11", NOW)
        assert found.id == str(number)


async def test_patience_is_as_at_first_once_answers_are_quick_again(
    ring: RingCloud, impatient_doorbell: RingDoorbell
) -> None:
    await recordings(impatient_doorbell, "11", NOW)
    ring.be_slow("/clients_api/doorbots", 3600)
    with pytest.raises(DoorbellUnreachable):
        await recordings(impatient_doorbell, "11", NOW)
    await recordings(impatient_doorbell, "11", NOW)
    ring.be_slow("/clients_api/doorbots", 0.4)
    with pytest.raises(DoorbellUnreachable):
        await recordings(impatient_doorbell, "11", NOW)


def test_it_never_grows_beyond_four_times() -> None:
    assert Patience(15).longest == 60


async def test_the_librarys_own_limit_does_not_cut_a_slow_answer(
    ring: RingCloud, token_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ring_doorbell.auth.TIMEOUT", 0.1)
    doorbell = RingDoorbell(token_file, ring.url, ring.oauth_url)
    ring.be_slow("/clients_api/", 0.3, times=2)
    assert await recordings(doorbell, "11", NOW) == []
    await doorbell.close()
