"""No failure of Ring, its library or the network comes through unmapped."""

from __future__ import annotations

import pickle
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from deploy.sandbox.faults import HANG, Body
from deploy.sandbox.ring import RingCloud
from pipeline.cameras.ring import RingDoorbell
from pipeline.errors import (
    DoorbellBusy,
    DoorbellError,
    DoorbellUnreachable,
    RecordingNotReady,
    RecordingUnusable,
)
from pipeline.types import EventKind, Recording
from tests.pipeline.ring_reading import recordings

NOW = datetime.now(UTC)
RECORDING = Recording("7", "11", EventKind.MOTION, NOW)

Call = Callable[[RingDoorbell, Path], Awaitable[object]]
CALLS: dict[str, Call] = {
    "cameras": lambda doorbell, _: doorbell.cameras(),
    "recordings": lambda doorbell, _: recordings(doorbell, "11", NOW),
    "download": lambda doorbell, folder: doorbell.download(RECORDING, folder / "clip.mp4"),
}
any_call = pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)

TRANSIENT = {408, *range(500, 600)}
SPECIAL: dict[int, type[DoorbellError]] = {401: DoorbellUnreachable, 429: DoorbellBusy}


def meaning(status: int, call: Call) -> type[DoorbellError]:
    if call is CALLS["download"] and status in (404, 410):
        return RecordingNotReady if status == 404 else RecordingUnusable
    return DoorbellUnreachable if status in TRANSIENT else SPECIAL.get(status, DoorbellError)


@any_call
async def test_every_status_has_its_meaning(
    ring: RingCloud, doorbell: RingDoorbell, tmp_path: Path, call: Call
) -> None:
    await recordings(doorbell, "11", NOW)  # the session stands
    for status in range(400, 600):
        ring.fail_next("/clients_api/", status, "<html>error</html>", times=1 if status != 401 else 2)
        with pytest.raises(DoorbellError) as caught:
            await call(doorbell, tmp_path)
        assert type(caught.value) is meaning(status, call), status


async def test_every_status_of_the_session_has_its_meaning(ring: RingCloud, token_file: Path) -> None:
    for status in (403, 429, 500, 503):
        doorbell = RingDoorbell(token_file, ring.url, ring.oauth_url)
        ring.fail_next("/clients_api/session", status)
        with pytest.raises(DoorbellError) as caught:
            await recordings(doorbell, "11", NOW)
        await doorbell.close()
        assert type(caught.value) is meaning(status, CALLS["recordings"])


@pytest.mark.parametrize("name", ["cameras", "recordings"])
@pytest.mark.parametrize(
    "body", ["<html>hello</html>", "", '[{"id": 1, "kind"', b"\xff\xfe\x00", {"error": "x"}]
)
async def test_what_is_no_answer_makes_no_sense(
    ring: RingCloud, doorbell: RingDoorbell, tmp_path: Path, name: str, body: Body
) -> None:
    await recordings(doorbell, "11", NOW)
    ring.fail_next("/clients_api/", 200, body)
    if name == "cameras" and isinstance(body, dict):
        assert list(await doorbell.cameras()) == []  # an account with nothing in it
        return
    with pytest.raises(DoorbellUnreachable):
        await CALLS[name](doorbell, tmp_path)


@any_call
async def test_a_reset_connection_is_told(
    ring: RingCloud, doorbell: RingDoorbell, tmp_path: Path, call: Call
) -> None:
    ring.fail_next("/clients_api/", 0, times=5)
    with pytest.raises(DoorbellUnreachable, match="cannot be reached"):
        await call(doorbell, tmp_path)


@pytest.mark.parametrize("name", ["cameras", "recordings"])
async def test_a_ring_that_hangs_is_left(
    ring: RingCloud, impatient_doorbell: RingDoorbell, tmp_path: Path, name: str
) -> None:
    ring.fail_next("/clients_api/", 200, delay=HANG)
    with pytest.raises(DoorbellUnreachable, match="in time"):
        await CALLS[name](impatient_doorbell, tmp_path)


@any_call
async def test_a_ring_that_is_not_there_is_told(
    ring: RingCloud, doorbell: RingDoorbell, tmp_path: Path, call: Call
) -> None:
    await ring.stop()
    with pytest.raises(DoorbellUnreachable, match="cannot be reached"):
        await call(doorbell, tmp_path)


async def test_a_limit_says_how_long_to_wait(ring: RingCloud, doorbell: RingDoorbell) -> None:
    for retry_after in (7, 86_400, None):
        ring.rate_limit(retry_after=retry_after)
        with pytest.raises(DoorbellBusy) as caught:
            await recordings(doorbell, "11", NOW)
        assert caught.value.retry_after == retry_after


async def test_a_limit_until_a_date_is_understood(ring: RingCloud, doorbell: RingDoorbell) -> None:
    ring.fail_next("/clients_api/", 429, headers={"Retry-After": "Wed, 01 Jan 2020 00:00:00 GMT"})
    with pytest.raises(DoorbellBusy) as caught:
        await recordings(doorbell, "11", NOW)
    assert caught.value.retry_after == 0


@pytest.mark.parametrize(("told", "seconds"), [("inf", 86_400), ("-1", 0), ("nan", 0), ("soon", None)])
async def test_a_limit_beyond_reason_is_bounded(
    ring: RingCloud, doorbell: RingDoorbell, told: str, seconds: float | None
) -> None:
    ring.fail_next("/clients_api/", 429, headers={"Retry-After": told})
    with pytest.raises(DoorbellBusy) as caught:
        await recordings(doorbell, "11", NOW)
    assert caught.value.retry_after == seconds


async def test_an_outage_has_one_sentence(ring: RingCloud, doorbell: RingDoorbell) -> None:
    await recordings(doorbell, "11", NOW)
    sentences = set()
    for camera in ("11", "12"):
        for status in (500, 502, 503, 504):
            ring.fail_next("/clients_api/", status)
            with pytest.raises(DoorbellUnreachable) as caught:
                await recordings(doorbell, camera, NOW)
            sentences.add(str(caught.value))
    assert sentences == {"Ring's servers answer with errors."}


async def test_errors_are_plain_sentences_that_survive_pickling(
    ring: RingCloud, doorbell: RingDoorbell
) -> None:
    ring.rate_limit()
    with pytest.raises(DoorbellBusy) as caught:
        await recordings(doorbell, "11", NOW)
    again = pickle.loads(pickle.dumps(caught.value))
    assert str(again) == "Ring limits how often it may be asked."
    assert again.retry_after == 7


async def test_ring_works_again_after_each_failure(ring: RingCloud, doorbell: RingDoorbell) -> None:
    for status in (0, 500, 429, 404):
        ring.fail_next("/clients_api/doorbots", status, times=2 if status == 0 else 1)
        with pytest.raises(DoorbellError):
            await recordings(doorbell, "11", NOW)
        assert await recordings(doorbell, "11", NOW) == []


async def test_ring_s_own_time_is_known(ring: RingCloud, doorbell: RingDoorbell) -> None:
    assert doorbell.now() is None, "nobody has told it"
    ring.clock_offset = 3600
    await doorbell.cameras()
    told = doorbell.now()
    assert told is not None
    assert abs((told - datetime.now(UTC)).total_seconds() - 3600) < 5
