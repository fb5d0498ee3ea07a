"""Cameras are asked side by side: what is wrong with one is its own, and is told once."""

from __future__ import annotations

import json

import pytest

from bot.door_cameras import followed, settings_naming
from bot.outages import Outage
from bot.rounds import LIST, Answer, Rounds
from bot.services import SystemClock
from bot.settings import Settings
from bot.under_way import UnderWay
from pipeline.errors import DoorbellBusy, DoorbellError, DoorbellUnreachable, LoginNeeded
from pipeline.types import Camera
from tests.bot.house import FRONT_DOOR, House
from tests.bot.test_bad_clips import porch
from tests.patience import until

GARDEN = 1002
FRONT_HISTORY, GARDEN_HISTORY = (f"/clients_api/doorbots/{id}/history" for id in (FRONT_DOOR, GARDEN))


def told(house: House, words: str) -> int:
    """Of itself: not where somebody has asked."""
    by_itself = [message.words for message in house.from_bot() if not message.words.startswith("How I am")]
    return sum(words in told for told in by_itself)


async def test_one_that_hangs_delays_neither_the_others_nor_the_schedule(quiet_house: House) -> None:
    quiet_house.ring.add_camera(GARDEN, "Garden Gate")
    quiet_house.ring.be_slow(GARDEN_HISTORY, 3600, times=999)
    async with quiet_house.awake() as house:
        await house.pair()
        await until(lambda: len(house.ring.seen(FRONT_HISTORY)) > 5)
        # Never twice at once: what hangs is asked for again only when it was given up.
        assert house.services.rounds.under_way.keys >= {str(GARDEN)}
        assert house.ring.faults.owed >= 997, "else the other waits as often"
        house.ring.add_recording(FRONT_DOOR, porch(house.folder), kind="ding")
        await house.hears("Somebody rang")
        assert house.services.ring_trouble.reason is None


async def test_trouble_with_ring_and_with_cameras_is_told_once_and_its_end_once(
    quiet_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.outages.LONGEST_PAUSE", 0.2)
    quiet_house.environment["UNLOCK_CAMERAS"] = "Front Door"
    ring = quiet_house.ring
    ring.add_camera(GARDEN, "Garden Gate")
    async with quiet_house.awake() as house:
        monkeypatch.setattr(house.services.doorbell, "_reread", 0)
        await house.pair()
        await until(lambda: len(house.services.rounds.latest) == 3)
        # Offline, and back.
        ring.devices[GARDEN].connection = "offline"
        assert "Look after its power" in (await house.hears("Camera Garden Gate: Ring says that it is")).words
        await house.say("/status")
        told_so = (await house.hears("How I am")).words
        assert "Look after its power" in told_so.splitlines()[1]
        assert "📷 Front Door, Garden Gate (offline)" in told_so
        ring.devices[GARDEN].connection = "online"
        await house.hears("Camera Garden Gate: all is well again")
        # Renamed: followed by its id.
        ring.devices[FRONT_DOOR].name = "Porch"
        renamed = await house.hears("The camera Front Door is called Porch now")
        assert "UNLOCK_CAMERAS still says Front Door, and goes on meaning this camera" in renamed.words
        assert str(FRONT_DOOR) in renamed.words
        await until(lambda: "Front Door" in house.services.watch._cameras[str(FRONT_DOOR)].meant_by)
        # Gone, and back.
        gone = ring.devices.pop(GARDEN)
        await house.hears("Camera Garden Gate: it is not in the Ring account any more")
        ring.devices[GARDEN] = gone
        await house.hears(
            "Camera Garden Gate: all is well again", where=lambda _: told(house, "Garden Gate: all is") == 2
        )
        # Too many questions.
        ring.rate_limit(times=3, retry_after=1)
        await house.hears("Ring limits how often it may be asked")
        await house.hears("Ring: all is well again")
        # Logged out, and in again while the bot runs.
        ring.revoke()
        assert "latchkey login" in (await house.hears("Ring does not take this login any more")).words
        (house.folder / "ring_token.json").write_text(json.dumps(ring.token()))
        await house.hears("Ring: all is well again", where=lambda _: told(house, "Ring: all is well") == 2)
        for words in ("is offline", "is called Porch", "not in the Ring account", "limits", "this login"):
            assert told(house, words) == 1, words


async def test_slow_answers_are_told_once_and_their_end_once(
    quiet_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.polling.SLOW", 0.4)
    monkeypatch.setattr("bot.polling.QUICK", 0.3)
    async with quiet_house.awake() as house:
        await house.pair()
        await house.polled()
        house.ring.be_slow(FRONT_HISTORY, 0.5, times=8)
        house.ring.add_recording(FRONT_DOOR, porch(house.folder), kind="ding")
        await house.hears("Ring takes long to answer")
        # From here on nothing is slow, whatever this machine does meanwhile.
        for name in ("bot.polling.SLOW", "bot.polling.QUICK"):
            monkeypatch.setattr(name, 3600)
        await house.hears("Ring’s speed: all is well again")
        await house.hears("rang")
        assert told(house, "takes long") == 1


def answer(error: DoorbellError | None = None, seconds: float = 0.1) -> Answer:
    return Answer(seconds, error)


AWAY, BUSY = DoorbellUnreachable("away"), DoorbellBusy("slower")


@pytest.mark.parametrize(
    ("others", "error", "rings"),
    [
        ([None], AWAY, False),
        ([AWAY], AWAY, True),
        ([], AWAY, True),
        ([None], BUSY, True),
        ([None, AWAY], LoginNeeded("log in"), True),
    ],
)
def test_what_is_wrong_with_all_is_rings(
    others: list[DoorbellError | None], error: DoorbellError, rings: bool
) -> None:
    rounds = rounds_of(*others)
    rounds.latest |= {"this": answer(error), LIST: answer()}
    assert rounds.is_rings(rounds.latest["this"]) is rings
    assert rounds.ring_is_well is not rounds.latest["this"].is_rings


def rounds_of(*errors: DoorbellError | None) -> Rounds:
    rounds = Rounds(UnderWay("poll", lambda: None), Outage("Ring's speed", SystemClock(), None))
    rounds.latest = {str(number): answer(error) for number, error in enumerate(errors)}
    return rounds


def test_ring_is_as_fast_as_the_camera_that_answers_first() -> None:
    rounds = rounds_of(AWAY)
    assert rounds.quickest is None
    rounds.latest |= {"a": answer(seconds=20), "b": answer(seconds=0.2), LIST: answer(seconds=0.1)}
    assert rounds.quickest == 0.2
    rounds.forget_but({"a"})
    assert set(rounds.latest) == {"a", LIST}


A, B = Camera("1", "Hall"), Camera("2", "Back Door")


def test_a_renamed_camera_is_still_meant_by_its_former_name() -> None:
    hall, back = followed([A, B], {"1": {"Front Door"}})
    assert hall.meant_by == {"1", "Hall", "Front Door"}
    assert back.meant_by == {"2", "Back Door"}


def test_a_name_that_two_have_had_means_neither() -> None:
    hall, front = followed([A, Camera("2", "front door ")], {"1": {"Front Door"}})
    assert hall.meant_by == {"1", "Hall"}
    assert front.meant_by == {"2"}


def test_a_new_doorbell_of_the_same_name_takes_the_place_of_one_that_is_gone() -> None:
    (new,) = followed([Camera("2", "Front Door")], {"1": {"Front Door"}})
    assert "Front Door" in new.meant_by


def test_a_camera_that_has_its_name_back_is_meant_by_it() -> None:
    (hall,) = followed([A], {"1": {"Hall", "Front Door"}})
    assert hall.meant_by == {"1", "Hall", "Front Door"}


def test_settings_that_name_a_camera_are_found() -> None:
    settings = Settings(unlock_cameras="front door", ignore_zones="Front Door: 0,0 1,0 1,1", _env_file=None)
    assert settings_naming(settings, "Front Door") == ["UNLOCK_CAMERAS", "IGNORE_ZONES"]
    assert settings_naming(settings, "Hall") == []
