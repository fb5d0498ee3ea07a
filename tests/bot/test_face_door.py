"""A face opens the door, once and in time, and everybody hears of it; the lock's own log is the judge."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from PIL import Image

from bot import unfinished
from bot.face_door import FaceDoor
from pipeline import watch as watch_module
from pipeline.door_types import DoorRules, Opening
from pipeline.errors import NoWorker, StoreError
from pipeline.image import jpeg as picture_jpeg
from storage.face_rights import Switch
from storage.store import Store
from tests.bot.at_the_door import (
    FRONT,
    PERHAPS_GRACE,
    SURELY_GRACE,
    comes,
    grace,
    quiet_days,
    watching,
)
from tests.bot.house import FRONT_DOOR, LOCK_ID, OWNER, House, house
from tests.bot.test_known_faces import put
from tests.bot.test_people import labels
from tests.bot.visits import jpeg
from tests.bot.visits import seen as came_now
from tests.pipeline.likeness import seen
from tests.pipeline.places import elsewhere
from tests.storage.opening import enrolled, names_that_open, recognised, trusted

RESIDENT, GUEST = 5151, 6161


@pytest.fixture
async def door_house(tmp_path: Path) -> AsyncIterator[House]:
    """The front door's faces may open; the bot itself does not look at clips."""
    async with house(tmp_path, UNLOCK_CAMERAS="Front Door", POLL_INTERVAL="3600") as one:
        yield one


def commands(house: House) -> list[str]:
    return [command.command for command in house.switchbot.commands]


def _add(db: sqlite3.Connection, user_id: int, name: str, role: str) -> None:
    sql = "INSERT INTO users (user_id, name, role, joined_at) VALUES (?, ?, ?, 'x')"
    db.execute(sql, (user_id, name, role))


async def household(house: House) -> None:
    """Sam owns the door, Robin lives there, Gil is a guest; and Grace's face opens it."""
    await house.pair()
    store = house.services.store
    await store.events.poll_floor(FRONT, house.services.now() - timedelta(hours=1))
    for user_id, name, role in ((RESIDENT, "Robin", "resident"), (GUEST, "Gil", "guest")):
        house.telegram.add_user(user_id, name)
        await store.db.change(partial(_add, user_id=user_id, name=name, role=role))
        await house.say("/start", user_id)
    await trusted(store)
    await quiet_days(house)


async def test_a_face_opens_once_and_every_resident_hears_of_it(door_house: House) -> None:
    async with door_house.awake() as house:
        await household(house)
        # Robin is not to be disturbed; this is told all the same.
        await house.services.store.access.listen(RESIDENT, house.services.now(), listening=False)
        watch = watching(house, SURELY_GRACE)
        event_id = await comes(house, watch)
        told = await house.hears("Opened the door to Grace")
        assert told["photo"]
        assert not told.silent
        assert re.search(
            r"Recognised at 0\.38 \(at most 0\.45\), alive and alone, seen \d+ s ago\.", told.words
        )
        assert "Record" in told.words
        assert [button["text"] for button in told.buttons] == ["Lock now", "Why"]
        robins = await house.telegram.wait_for(lambda one: "Opened the door to Grace" in one.words, RESIDENT)
        assert robins["photo"]
        visit = await house.hears("opened to Grace’s face", where=lambda one: one.id != told.id)
        assert visit.silent, "one sound is enough"
        assert not any("Grace" in one.words for one in house.from_bot(GUEST))
        assert commands(house) == ["unlock"]
        (event,) = await house.rows("SELECT unlock_granted, door_action FROM events WHERE id = ?", event_id)
        assert event == {"unlock_granted": 1, "door_action": "unlocked"}
        await house.press(told, "Lock now")
        await house.hears("Locked at")
        # The same visit goes on, and another one comes within the cooldown: neither opens.
        await comes(house, watch, ago=1)
        await comes(house, watching(house, SURELY_GRACE), ago=0)
        assert commands(house) == ["unlock", "lock"]


async def test_a_screen_before_the_camera_makes_a_question(door_house: House) -> None:
    async with door_house.awake() as house:
        await household(house)
        await comes(house, watching(house, SURELY_GRACE, view=picture_jpeg(elsewhere(11))))
        question = await house.hears("Grace? 0.62: open?")
        assert "the camera’s usual scene is not seen, so a screen may be before it (0." in question.words
        assert "the camera's usual scene is not seen" in await last_reason(house)
        assert commands(house) == []


async def test_a_scene_that_cannot_be_compared_delays_nobody(
    door_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever goes wrong there: it is told at once, and nothing opens."""

    def broken(*_: object) -> None:
        raise RuntimeError("out of memory")

    async with door_house.awake() as house:
        await household(house)
        monkeypatch.setattr(watch_module, "usual_scene", broken)
        await comes(house, watching(house, SURELY_GRACE))
        await house.hears("Grace? 0.62: open?")
        assert "the camera's usual scene was not looked for" in await last_reason(house)
        assert commands(house) == []


async def test_a_camera_that_is_new_asks_first(door_house: House) -> None:
    async with door_house.awake() as house:
        await household(house)
        # Of the three pictures of its scene one is gone.
        (first, *_) = await house.rows("SELECT thumbnail_path AS path FROM events ORDER BY id")
        house.services.store.thumbnails.path(first["path"]).unlink()
        await comes(house, watching(house, SURELY_GRACE))
        question = await house.hears("Grace? 0.62: open?")
        assert "too few earlier pictures of this camera" in question.words
        assert commands(house) == []


async def test_what_the_lock_did_after_all_is_told_in_its_place(door_house: House) -> None:
    door_house.switchbot.locks.clear()
    door_house.switchbot.add_lock(LOCK_ID, "Front Door Lock", jam=True)
    async with door_house.awake() as house:
        await household(house)
        await comes(house, watching(house, SURELY_GRACE))
        asked = "The face of Grace asked for the door"
        told = await house.hears("The lock is jammed", where=lambda one: asked in one.words)
        assert sum("asked for the door" in one.words for one in house.from_bot()) == 1
        assert [button["text"] for button in told.buttons] == ["Lock now", "Why"]


async def last_reason(house: House) -> str:
    (event,) = await house.rows("SELECT reasons FROM events ORDER BY id DESC LIMIT 1")
    return str(json.loads(event["reasons"])[-1])


async def test_what_is_not_seen_at_first_hand_opens_nothing(door_house: House) -> None:
    async with door_house.awake() as house:
        await household(house)
        late = "found late or after a restart"
        # Found by catching up: before the first whole reading, and by another watch after a restart.
        first = watching(house, SURELY_GRACE)
        began = datetime.fromtimestamp(house.ring.now(), UTC) - timedelta(seconds=12)
        house.ring.add_recording(FRONT_DOOR, b"\0" * 5000, recorded_at=began)
        await first.poll(FRONT)
        (pending,) = await house.services.store.events.due(house.services.now())
        await first.work(pending)
        assert late in await last_reason(house)
        await comes(house, first, times=0)
        (pending,) = await house.services.store.events.due(house.services.now())
        await watching(house, SURELY_GRACE).work(pending)
        assert late in await last_reason(house)
        # An analysis that failed, a worker that died.
        await comes(house, watching(house, NoWorker("no process"), SURELY_GRACE), times=2)
        assert late in await last_reason(house)
        await comes(house, watching(house, replace(SURELY_GRACE, second_try=True)))
        assert late in await last_reason(house)
        # A store that did not take what was seen.
        failing = watching(house, StoreError("The disk is full."), SURELY_GRACE)
        with pytest.raises(StoreError):
            await comes(house, failing)
        (pending,) = await house.services.store.events.due(house.services.now())
        await failing.work(pending)
        assert late in await last_reason(house)
        # Looked at on few frames.
        await comes(house, watching(house, replace(SURELY_GRACE, coarse=True)))
        assert "against opening: looked at on few frames" in await last_reason(house)
        # Too old, by Ring's clock.
        await comes(house, watching(house, SURELY_GRACE), ago=200)
        assert "s ago > 60 s" in await last_reason(house)
        assert "Too late by 1" in (await house.hears("Too late by")).words
        assert commands(house) == []
        # A recording that is not there yet was never tried; and this machine's clock says nothing.
        house.ring.clock_offset = 7200
        watch = watching(house, SURELY_GRACE)
        await comes(house, watch, ago=2, there_after=3600)
        await house.event_in_state("seen", tries=1)
        house.ring.recordings[max(house.ring.recordings)].available_at = 0
        (pending,) = await house.services.store.events.due(house.services.now() + timedelta(hours=1))
        await watch.work(pending)
        await house.hears("Opened the door to Grace")
        assert commands(house) == ["unlock"]
        # Long over by Ring's clock, whatever this machine's says.
        began = datetime.fromtimestamp(house.ring.now(), UTC) - timedelta(minutes=8)
        house.ring.add_recording(FRONT_DOOR, b"\0" * 5000, recorded_at=began)
        await watching(house, SURELY_GRACE).poll(FRONT)
        (event,) = await house.rows("SELECT caught_up FROM events ORDER BY id DESC LIMIT 1")
        assert event["caught_up"]


async def intended(house: House, store: Store) -> Opening:
    """A face was granted it, and nothing was sent yet."""
    now = house.services.now()
    event_id = await came_now(house)
    rules = DoorRules(LOCK_ID, frozenset({FRONT.id}), night=None)
    looked = replace(SURELY_GRACE, seconds=10.0, thumbnail=jpeg())
    done = await store.events.finish(event_id, looked, recognised(ends_at=now), now, door=rules)
    assert done is not None
    assert done.opening is not None
    return done.opening


async def test_the_command_is_sent_in_time_or_never(door_house: House) -> None:
    async with door_house.awake() as house:
        await household(house)
        services = house.services
        opening = await intended(house, services.store)
        await services.doorbell.cameras()
        doorman, rules = services.doorman, services.watch.rules.door
        assert doorman is not None
        door = FaceDoor(
            doorman, services.doorbell, services.store, services.clock, lambda: rules, services.wake_teller
        )
        door.begin(replace(opening, clip_ended_at=opening.clip_ended_at - timedelta(seconds=71)))
        asked = "The face of Grace asked for the door"
        await house.hears("too late by 1", where=lambda one: asked in one.words)
        assert commands(house) == []
        (action,) = await house.rows("SELECT sent, success FROM lock_actions")
        assert action == {"sent": 0, "success": 0}
        await door.stop()


async def test_a_doubt_is_a_question_that_leads_to_the_confirmation(door_house: House) -> None:
    async with door_house.awake() as house:
        await household(house)
        await comes(house, watching(house, PERHAPS_GRACE))
        question = await house.hears("Grace? 0.52: open?")
        assert question["photo"]
        assert not question.silent
        visit = await house.hears("Grace (0.52)")
        assert visit.silent, "one sound is enough"
        assert "Not sure: the face is not close enough (0.48, at most 0.45)" in question.words
        await comes(house, watching(house, PERHAPS_GRACE), ago=1)
        assert sum("Grace? 0.52" in one.words for one in house.from_bot()) == 1, "once a visit"
        await house.press(question, "Unlock")
        confirm = await house.hears("Open the door?")
        assert commands(house) == []
        await house.press(confirm, "Confirm")
        await house.hears("Unlocked at")
        assert commands(house) == ["unlock"]
        await house.hears("opened by Sam", where=lambda one: one.id == question.id and not one.buttons)
        # Not while everybody is away.
        await house.say("/away")
        away = await house.hears("Away, said by Sam")
        assert "/away off" in away.words
        await house.telegram.wait_for(lambda one: "Sam said that nobody is at home" in one.words, RESIDENT)
        await comes(house, watching(house, SURELY_GRACE), ago=0)
        assert "everybody is away" in await last_reason(house)
        await house.say("/door")
        await house.hears("no face opens the door", where=lambda one: "The door is" in one.words)
        await house.say("/away off", RESIDENT)
        await house.hears("Robin ended being away")
        await house.say("/away no such time")
        await house.hears("is no time that I understand")


async def test_what_a_kill_left_is_closed_and_told_and_never_sent(
    door_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unfinished, "SETTLING_SECONDS", 0.0)
    async with door_house.awake() as house:
        await household(house)
        await intended(house, house.services.store)
        house.services.wake_teller()
        await house.hears("Opening the door to Grace")
    async with door_house.awake() as house:
        await house.hears("Latchkey was stopped meanwhile; at the next start it was locked")
        await house.hears("Latchkey was stopped while opening the door for Grace")
        assert commands(house) == []
        assert await house.rows("SELECT id FROM lock_actions WHERE finished_at IS NULL") == []


async def test_may_open_is_switched_on_with_a_trial_in_private_by_the_owner(door_house: House) -> None:
    async with door_house.awake() as house:
        await household(house)
        store = house.services.store
        ada = await enrolled(store, "Ada", photos=2)
        await house.say("/people")
        listed = await house.hears("Ada: 2 photos")
        refused = await house.press_data(listed, f"faceon:{ada.id}", RESIDENT)
        assert "Only the owner" in refused["text"]
        await house.press(listed, "Ada")
        await house.press(
            await house.hears("Ada: 2 photos", where=lambda one: "May open" in labels(one)), "May open"
        )
        page = await house.hears("It takes 3 photos that count for opening; of Ada there are 2")
        assert "Switch on" not in labels(page)
        await house.press_data(page, f"faceon:{ada.id}")
        assert await names_that_open(store) == {"Grace"}
        await enrolled(store, "Ada")
        await house.press_data(page, f"facedoor:{ada.id}")
        page = await house.hears("begins with a week of trial")
        await house.press(page, "Switch on")
        page = await house.hears("The face of Ada is on trial until")
        assert "Not at night, 23:00 to 06:00" in page.words
        await house.press(page, "07:00–20:00")
        await house.hears("When: 07:00–20:00")
        await house.press(page, "Other hours…")
        await house.say("weekdays 8-20")
        await house.hears("no hours that I understand")
        await house.say("8-20:30")
        await house.press(await house.hears("The face of Ada opens 08:00–20:30?"), "Confirm")
        page = await house.hears("When: 08:00–20:30")
        await house.press(page, "⬜ Also at night")
        await house.hears("Also at night, 23:00")
        await house.press(page, "all day")
        await house.hears("When: all day")
        # What it would have opened is told in the alert, and counted.
        ada_surely = grace(0.38, 0.4, 0.41, name="Ada")
        await comes(house, watching(house, seen(ada_surely)))
        await house.hears("Trial: I would have opened to Ada")
        await house.say("/stats")
        await house.hears("By face: would have opened 1 ")
        assert commands(house) == []
        await house.press(page, "End the trial")
        sure = await house.hears("End the trial now?")
        await house.press(sure, "Confirm")
        await house.hears("The face of Ada opens the door")
        assert await names_that_open(store) == {"Ada", "Grace"}
        await house.press(page, "Switch off")
        await house.hears("May the face of Ada open the door?")
        assert await names_that_open(store) == {"Grace"}
        graces = await store.people.by_name("Grace")
        assert graces is not None
        await store.people.drop_photo((await store.people.photos(graces.id))[0].id, house.services.now())
        house.services.wake_duties()
        await house.hears("The face of Grace opens nothing any more")


@pytest.mark.slow
async def test_real_footage_opens_the_door_to_whom_the_household_named(tmp_path: Path, shared: Path) -> None:
    """From a stranger who is named in the chat to the lock's own log; nothing of it is made up."""
    clip = shared / "clips" / "lin-manuel-shot.mp4"
    models = str(shared / "models")
    async with (
        house(tmp_path, UNLOCK_CAMERAS="Front Door", MODELS_DIR=models) as asleep,
        asleep.awake() as house_,
    ):
        await house_.pair()
        await house_.polled()
        store, faces = house_.services.store, house_.services.faces
        house_.ring.add_recording(FRONT_DOOR, clip)
        stranger = await house_.hears("tranger", where=lambda one: "photo" in one)
        await house_.press(stranger, "Who is it?")
        await house_.hears("Who is this?")
        await house_.say("Lin")
        await house_.press(await house_.hears("Save this face as Lin?"), "Save")
        await house_.hears("I know Lin from now on")
        for number, photo in enumerate(
            ("lin-manuel-miranda.png", "barack-obama-1.jpg", "barack-obama-2.jpg")
        ):
            name = "Barack" if number else "Lin"
            put(house_, shared / "photos" / "faces" / photo, name)
        again = Image.open(shared / "photos" / "faces" / "lin-manuel-miranda.png").convert("RGB")
        again.save(house_.folder / "known_faces" / "Lin" / "again.jpg", quality=80)
        await faces.refresh()
        lin = await store.people.by_name("Lin")
        assert lin is not None
        photos = await store.people.photos(lin.id)
        assert len(photos) == 3
        for one in photos:
            assert await faces.let_open(one, True, OWNER)
        now, door = house_.services.now(), house_.services.watch.rules.door
        assert await store.face_rights.switch_on(lin.id, OWNER, door, now) is Switch.DONE
        await store.face_rights.set_at_night(lin.id, True, OWNER, now)
        # The camera has seen this place before: it is new no more.
        (first,) = await house_.rows("SELECT id, thumbnail_path AS path FROM events")
        picture = await store.thumbnails.read(first["path"])
        found = tuple(await store.events.detections(first["id"]))
        await quiet_days(house_, looked=replace(seen(), thumbnail=picture, detections=found))
        # On trial first, then for real.
        house_.ring.add_recording(FRONT_DOOR, clip)
        await house_.hears("Trial: I would have opened to Lin")
        assert commands(house_) == []
        await store.face_rights.end_trial(lin.id, OWNER, now)
        house_.ring.add_recording(FRONT_DOOR, clip, kind="ding")
        told = await house_.hears("Opened the door to Lin")
        assert "alive and alone" in told.words
        assert commands(house_) == ["unlock"]
