"""**Clip**: fetched from Ring again, sent once, kept nowhere; where there is none, one sentence says why."""

from __future__ import annotations

import asyncio
import os
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from bot.clips import STILL_THERE, ClipRequest
from deploy.sandbox.telegram.message import Message
from pipeline import clip_folder
from pipeline.elapsed import elapsed
from pipeline.types import Analysis, EventKind, Recording
from storage.views import EventView
from tests.bot.house import FRONT_DOOR, OWNER, House
from tests.bot.test_snooze import GROUP, KIM, resident
from tests.bot.visits import STRANGER, jpeg
from tests.pipeline.footage import write_clip

NEVER = 1e6


def film(path: Path, codec: str = "libx264") -> bytes:
    write_clip(path, list(np.full((10, 48, 64, 3), 90, np.uint8)), codec=codec)
    return path.read_bytes()


@dataclass
class Camera:
    """Recordings that Ring has, as the events they became; its history does not list them."""

    house: House
    clip: bytes

    async def recorded(self, seconds: float, *, clip: bytes | None = None, picture: bool = True) -> int:
        """A stranger `seconds` from now; the recording's id."""
        now = datetime.now(UTC)
        at = now + timedelta(seconds=seconds)
        number = self.house.ring.add_recording(FRONT_DOOR, clip or self.clip, listed_after=NEVER)
        recording = Recording(str(number), str(FRONT_DOOR), EventKind.MOTION, at)
        events = self.house.services.store.events
        event_id = await events.add_seen(recording, now=now, coalesce_seconds=60)
        assert event_id is not None
        looked = Analysis(10, 5, 5, most_people_at_once=1, thumbnail=jpeg() if picture else None)
        await events.finish(event_id, looked, STRANGER, now)
        self.house.services.wake_teller()
        return number

    async def alert(self, where: str = "Stranger", newer_than: int = 0) -> Message:
        return await self.house.hears(where, where=lambda one: "Clip" in labels(one) and one.id > newer_than)


def labels(message: Message) -> list[str]:
    return [button["text"] for button in message.buttons]


async def video(house: House, newer_than: int = 0) -> Message:
    return await house.telegram.wait_for(lambda one: "video" in one and one.id > newer_than, OWNER)


@pytest.fixture
async def camera(quiet_house: House, tmp_path: Path) -> Camera:
    return Camera(quiet_house, film(tmp_path / "clip.mp4"))


async def ready(camera: Camera) -> House:
    await camera.house.pair()
    await camera.house.polled()
    return camera.house


@pytest.fixture(autouse=True)
def own_clips(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bots of other tests have clips in the same temporary folder at this moment."""
    monkeypatch.setattr(clip_folder, "PREFIX", f"{clip_folder.PREFIX}{os.getpid()}-")


def left_over() -> list[Path]:
    return [path for path in Path(tempfile.gettempdir()).glob(f"{clip_folder.PREFIX}*/*/*") if path.is_file()]


async def test_it_comes_once_as_it_is_and_nothing_of_it_stays(
    camera: Camera, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with camera.house.awake():
        house = await ready(camera)
        await camera.recorded(0)
        alert = await camera.alert()
        answers = await asyncio.gather(*(house.press(alert, "Clip") for _ in range(3)))
        sent = await video(house)
        after = await house.press(alert, "Clip")
        told = [answer.get("text") or "" for answer in answers]
        assert sum("on its way" in one or "here already" in one for one in told) == 2
        assert "here already" in after["text"]
        (event,) = (await house.services.store.events.page(limit=1)).events
        again = ClipRequest(OWNER, alert.id, OWNER, (event,), 1)
        assert house.services.clips.refusal(again) is not None
        passed = elapsed() + STILL_THERE
        # Whatever the wall's clock was put to meanwhile.
        monkeypatch.setattr("bot.clips.elapsed", lambda: passed)
        assert house.services.clips.refusal(again) is None
        (call,) = house.telegram.calls_of("sendVideo")
        assert [upload.data for upload in call.files.values()] == [camera.clip]
        assert (call.params["width"], call.params["height"]) == ("64", "48")
        assert sent["reply_to_message"]["message_id"] == alert.id
        assert "Front Door" in sent.words
        (action, *_) = house.telegram.calls_of("sendChatAction")
        assert action.params["action"] == "upload_video"
        assert left_over() == []


async def test_two_people_who_press_at_the_same_moment_both_get_it(camera: Camera) -> None:
    """Sam and Kim in their own chats, and both of them in the chat that they share."""
    camera.house.telegram.add_user(KIM, "Kim")
    camera.house.telegram.add_group(GROUP, "Home", [OWNER, KIM], bot_status="administrator")
    async with camera.house.awake() as house:
        await ready(camera)
        await resident(house)
        await house.services.store.access.listen(GROUP, house.services.now())
        await camera.recorded(0)
        alerts = {
            chat: await house.telegram.wait_for(lambda one: "Clip" in labels(one), chat)
            for chat in (OWNER, KIM, GROUP)
        }
        pressed = [(OWNER, OWNER), (KIM, KIM), (OWNER, GROUP), (KIM, GROUP)]
        answers = await asyncio.gather(
            *(house.telegram.user_presses(user, chat, alerts[chat].id, "Clip") for user, chat in pressed)
        )
        assert [answer.get("text") for answer in answers[:2]] == [None, None]
        assert sorted(answer.get("text") or "" for answer in answers[2:]) == ["", "The clip is on its way."]
        for chat, alert in alerts.items():
            sent = await house.telegram.wait_for(lambda one: "video" in one, chat)
            assert sent["reply_to_message"]["message_id"] == alert.id
        calls = house.telegram.calls_of("sendVideo")
        assert sorted(int(call.params["chat_id"]) for call in calls) == [GROUP, OWNER, KIM]
        assert {upload.data for call in calls for upload in call.files.values()} == {camera.clip}
    assert left_over() == []


async def test_of_several_the_best_that_ring_still_has_is_sent(camera: Camera, tmp_path: Path) -> None:
    other = film(tmp_path / "other.mp4", "mpeg4")
    async with camera.house.awake():
        house = await ready(camera)
        best = await camera.recorded(0)
        await camera.recorded(5, clip=other, picture=False)
        alert = await camera.alert("1 more in the last minute")
        del house.ring.recordings[best]
        await house.press(alert, "Clip")
        sent = await video(house)
        assert "The best of 2 clips" in sent.words
        (call,) = house.telegram.calls_of("sendVideo")
        (upload,) = call.files.values()
        assert upload.data != other, "a phone does not play it as it was"
        assert b"avc1" in upload.data


@pytest.mark.parametrize("trouble", ["gone", "no clip", "away", "refused"])
async def test_where_there_is_none_one_sentence_says_why(camera: Camera, trouble: str) -> None:
    async with camera.house.awake():
        house = await ready(camera)
        number = await camera.recorded(0, clip=b"<html>sorry</html>" if trouble == "no clip" else None)
        alert = await camera.alert()
        if trouble == "gone":
            del house.ring.recordings[number]
        elif trouble == "away":
            house.ring.fail_next(f"/clients_api/dings/{number}/recording", 503, times=9)
        elif trouble == "refused":
            house.telegram.fail_next("sendVideo", 413, "Request Entity Too Large")
        said = {
            "gone": "Ring no longer has this clip",
            "no clip": "no clip that can be played",
            "away": "Ring does not answer",
            "refused": "Telegram did not take the clip",
        }
        await house.press(alert, "Clip")
        told = await house.hears(said[trouble])
        assert told["reply_to_message"]["message_id"] == alert.id
        assert left_over() == []
        if trouble == "refused":
            await house.press(alert, "Clip")
            await video(house)


async def test_the_answer_to_a_message_that_is_gone_comes_all_the_same(camera: Camera) -> None:
    async with camera.house.awake():
        house = await ready(camera)
        number = await camera.recorded(0)
        alert = await camera.alert()
        house.telegram.world.delete(alert)
        request = ClipRequest(OWNER, alert.id, OWNER, tuple(await events(house)), 1)
        house.services.clips.begin(request)
        sent = await video(house)
        assert "reply_to_message" not in sent
        assert number in house.ring.recordings


async def events(house: House) -> tuple[EventView, ...]:
    visit = await house.services.store.events.visit(1)
    assert visit is not None
    return visit.events
