"""**Who is it?**: a stranger gets a name in the chat and is known at the next visit."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.known_faces import NewPhoto
from deploy.sandbox.telegram.message import Message
from tests.bot.house import FRONT_DOOR, House
from tests.bot.visits import jpeg


async def a_stranger_came(house: House, shared: Path) -> Message:
    await house.pair()
    house.ring.add_recording(FRONT_DOOR, shared / "clips" / "lin-manuel-shot.mp4")
    return await house.hears("tranger")


async def test_a_named_face_is_recognised_at_the_next_visit(seeing_house: House, shared: Path) -> None:
    seeing_house.environment["COALESCE_SECONDS"] = "0"
    async with seeing_house.awake() as house:
        alert = await a_stranger_came(house, shared)
        await house.press(alert, "Who is it?")
        question = await house.hears("Who is this?")
        assert question["photo"]
        await house.say("Lin-Manuel")
        preview = await house.hears("Save this face as")
        await house.hears("Who is this?", where=lambda message: not message.buttons)
        await house.press(preview, "Save")
        await house.hears("I know Lin-Manuel from now on")
        assert len(list((house.folder / "known_faces" / "Lin-Manuel").glob("*.jpg"))) == 1
        renamed = await house.hears("Lin-Manuel", where=lambda message: message.id == alert.id)
        assert "tranger" not in renamed.words
        house.ring.add_recording(FRONT_DOOR, shared / "clips" / "lin-manuel-shot.mp4")
        again = await house.hears("Lin-Manuel (", where=lambda message: message.id > preview.id)
        assert again["photo"]


async def test_cancel_saves_nothing(seeing_house: House, shared: Path) -> None:
    async with seeing_house.awake() as house:
        alert = await a_stranger_came(house, shared)
        await house.press(alert, "Who is it?")
        await house.press(await house.hears("Who is this?"), "Cancel")
        await house.say("Grace")
        await house.hears("I did not understand")
        assert not (house.folder / "known_faces").exists() or not list(
            (house.folder / "known_faces").iterdir()
        )


async def test_what_cannot_be_a_name_is_asked_again(seeing_house: House, shared: Path) -> None:
    async with seeing_house.awake() as house:
        alert = await a_stranger_came(house, shared)
        await house.press(alert, "Who is it?")
        await house.hears("Who is this?")
        for typed, says in (("../../etc", "cannot hold"), ("unknown", "no face"), ("x" * 200, "too long")):
            await house.say(typed)
            await house.hears(says)
        await house.say("Grace & Co")
        preview = await house.hears("Save this face as Grace & Co?")
        await house.press(preview, "Save")
        await house.hears("I know Grace & Co from now on")


@pytest.mark.slow
async def test_not_him_holds_for_the_rest_of_the_visit(seeing_house: House, shared: Path) -> None:
    clip = shared / "clips" / "lin-manuel-shot.mp4"
    async with seeing_house.awake() as house:
        alert = await a_stranger_came(house, shared)
        store, services = house.services.store, house.services
        (face, *_) = await store.events.faces_of_visit(1)
        await services.faces.save("Lin", [NewPhoto(jpeg(), face.embedding, "visit-1")])
        house.ring.add_recording(FRONT_DOOR, clip)
        named = await house.hears("Lin (", where=lambda message: message.id == alert.id)
        await house.press(named, "Not Lin")
        await house.hears("tranger", where=lambda message: message.id == alert.id)
        house.ring.add_recording(FRONT_DOOR, clip)
        events = await house.event_in_state("analysed", count=3)
        assert [event["person_name"] for event in events] == [None, None, None]
        assert {event["visit_id"] for event in events} == {1}
