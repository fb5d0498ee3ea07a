"""/people: photos, names, merging, forgetting; what a face may open; strangers who come back."""

from __future__ import annotations

from pathlib import Path

import pytest

from deploy.sandbox.telegram.message import Message
from tests.bot.house import OWNER, House
from tests.bot.test_known_faces import put
from tests.bot.test_replies import alert_of
from tests.bot.visits import showed_a_face

RESIDENT = 5151
GROUP = -1001234567890
DAY = 86400


def labels(message: Message) -> list[str]:
    return [button["text"] for button in message.buttons]


async def resident(house: House) -> None:
    house.telegram.add_user(RESIDENT, "Robin")
    sql = "INSERT INTO users (user_id, name, role, joined_at) VALUES (?, 'Robin', 'resident', 'x')"
    await house.services.store.db.change(lambda db: db.execute(sql, (RESIDENT,)))
    await house.telegram.user_sends(RESIDENT, "/start")


async def known(house: House, shared: Path, **photos: str) -> None:
    """People with photos of these names; underscores divide several."""
    for name, files in photos.items():
        for file in files.split():
            put(house, shared / "photos" / "faces" / f"{file}.jpg", name)
    await house.services.faces.refresh()


async def page(house: House, name: str, user: int = OWNER) -> Message:
    said = await house.telegram.user_sends(user, "/people")
    listed = await house.telegram.wait_for(
        lambda message: message.id > said.id and name in labels(message), user
    )
    await house.press(listed, name, user)
    return await house.telegram.wait_for(
        lambda message: message.id == listed.id and "Photos" in labels(message), user
    )


async def test_a_person_is_renamed_merged_and_forgotten(quiet_house: House, shared: Path) -> None:
    async with quiet_house.awake() as house:
        await house.pair()

        def enrolled() -> list[str]:
            return sorted(house.services.faces.gallery.names)

        await house.say("/people")
        await house.hears("I do not know anybody yet")
        await known(house, shared, Obama="barack-obama-1", Barry="barack-obama-2", Joe="joe-biden-1")
        seen = await showed_a_face(house, 1, "Obama")
        alert = await alert_of(house, seen)
        await house.say("/people")
        listed = await house.hears("Joe: 1 photo, not seen yet")
        assert "Obama: 1 photo, last seen today" in listed.words

        obama = await page(house, "Obama")
        await house.press(obama, "Visits")
        visits = await house.hears("Obama (", where=lambda message: "1" in labels(message))
        assert "1. " in visits.words
        await house.press(obama, "Rename")
        await house.hears("What shall Obama be called")
        await house.say("JOE")
        await house.hears("There is somebody called Joe already")
        await house.say("Barack")
        await house.hears("Obama is called Barack now")
        await house.hears("Barack (0.62)", where=lambda message: message.id == alert.id)
        assert (house.folder / "known_faces" / "Barack" / "barack-obama-1.jpg").is_file()
        assert enrolled() == ["Barack", "Barry", "Joe"]

        barry = await page(house, "Barry")
        await house.press(barry, "Merge")
        whom = await house.hears("Who is the same person as Barry")
        assert labels(whom) == ["Barack", "Joe", "Cancel"]
        await house.press(whom, "Barack")
        sure = await house.hears("Merge Barry into Barack?")
        await house.press(sure, "Confirm")
        await house.hears("Barry and Barack are one now")
        assert enrolled() == ["Barack", "Barack", "Joe"]

        barack = await page(house, "Barack")
        await house.press(barack, "Forget")
        sure = await house.hears("Forget Barack?")
        assert "This erases 2 photos, the pictures of the face from 1 visit" in sure.words
        assert "backups of the last 7 days hold Barack" in sure.words
        await house.press(sure, "Confirm")
        await house.hears("Barack is forgotten")
        await house.hears("Stranger", where=lambda message: message.id == alert.id)
        assert [path.name for path in (house.folder / "known_faces").iterdir()] == ["Joe"]
        assert not list((house.folder / "thumbnails").rglob("*-face-*"))
        assert enrolled() == ["Joe"]
        assert await house.on_record() == [("Sam", "renamed"), ("Sam", "merged"), ("Sam", "forgotten")]
        assert "gone" in (await house.press(barack, "Photos"))["text"]


async def test_what_opens_is_the_owners_word_in_private(quiet_house: House, shared: Path) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        await resident(house)
        house.telegram.add_group(GROUP, "Home", [OWNER, RESIDENT])
        await known(house, shared, Barack="barack-obama-1 barack-obama-2 joe-biden-1")

        def opens() -> list[bool]:
            gallery = house.services.faces.gallery
            return [] if gallery.opens is None else gallery.opens.tolist()

        assert opens() == [False, False, False]
        robins = await page(house, "Barack", RESIDENT)
        assert {"Merge", "Forget"} & set(labels(robins)) == set()
        await house.press(robins, "Photos", RESIDENT)
        photo = await house.telegram.wait_for(lambda message: "photo 1 of 3" in message.words, RESIDENT)
        assert "May open…" not in labels(photo)
        refused = await house.press_data(photo, "mayopen:1", RESIDENT)
        assert "Only the owner" in refused["text"]

        await house.telegram.user_sends(OWNER, "/people@latchkey_bot", chat_id=GROUP)
        listed = await house.telegram.wait_for(lambda message: "Barack" in labels(message), GROUP)
        assert "private chat" in (await house.press_data(listed, "mayopen:1"))["text"]
        await house.press(listed, "Barack")
        listed = await house.telegram.wait_for(lambda message: "Rename" in labels(message), GROUP)
        await house.press(listed, "Rename")
        asked = await house.telegram.wait_for(lambda message: "What shall Barack be" in message.words, GROUP)
        assert "for whoever began it" in (await house.press(asked, "Cancel", RESIDENT))["text"]
        await house.press(asked, "Cancel")
        assert "This question is over" in (await house.press_data(asked, "leave:1", RESIDENT))["text"]

        await house.press(await page(house, "Barack"), "Photos")
        photo = await house.hears("photo 1 of 3")
        await house.press(photo, "May open…")
        sure = await house.hears("Shall this photo open the door to Barack?")
        assert sure["photo"]
        await house.press(sure, "Confirm")
        await house.hears("This photo counts for opening the door")
        counts = await house.hears(
            "Counts for opening the door.", where=lambda message: message.id == photo.id
        )
        assert "Names only" in labels(counts), "the page of the photo says so too"
        assert opens() == [True, False, False]
        person = await house.services.store.people.by_name("Barack")
        assert person is not None
        assert (person.opens, person.may_open) == (True, False), "whether the face may is said of the person"

        await house.press(photo, "Names only")
        await house.hears("it opens nothing", where=lambda message: message.id == photo.id)
        assert opens() == [False, False, False]
        await house.press(photo, "May open…")
        sure = await house.hears("Shall this photo open", where=lambda message: message.id > sure.id)
        await house.press(sure, "Confirm")
        await house.hears("Counts for opening the door.", where=lambda message: message.id == photo.id)

        # The third one is somebody else: asked about twice.
        for number in (2, 3):
            await house.press(photo, "→")
            photo = await house.hears(f"photo {number} of 3")
        await house.press(photo, "May open…")
        sure = await house.hears("Shall this photo open", where=lambda message: message.id > sure.id)
        await house.press(sure, "Confirm")
        twice = await house.hears("This photo does not look like the others")
        assert opens() == [True, False, False]
        await house.press(twice, "Cancel")
        assert opens() == [True, False, False]

        # A resident can neither rename nor delete what opens; the owner's renaming takes it away.
        assert "only the owner" in (await house.press(robins, "Rename", RESIDENT))["text"]
        refused = await house.press_data(photo, "delphoto:1", RESIDENT)
        assert "only the owner" in refused["text"]
        await house.press(await page(house, "Barack"), "Rename")
        await house.say("Barry")
        await house.hears("Their photos open nothing until you say so again")
        assert opens() == [False, False, False]

        on_record = [what for _, what in await house.on_record()]
        assert on_record == ["photo_opens", "photo_stops", "photo_opens", "renamed", "photo_stops"]
        assert {who for who, _ in await house.on_record()} == {"Sam"}

        # A photo is deleted; another one is added.
        await house.press(photo, "Delete")
        await house.hears("Delete this photo of Barry?", where=lambda message: message.id == photo.id)
        await house.press(photo, "Cancel")
        await house.hears("photo 3 of 3", where=lambda message: message.id == photo.id)
        await house.press(photo, "Delete")
        await house.press(await house.hears("Delete this photo of Barry?"), "Confirm")
        await house.hears("photo 1 of 2")
        assert len(list((house.folder / "known_faces" / "Barry").iterdir())) == 2
        await house.press(await page(house, "Barry"), "Add a photo")
        await house.hears("Send me a photo of Barry")
        await house.telegram.user_uploads(OWNER, (shared / "photos/faces/barack-obama-3.jpg").read_bytes())
        await house.press(await house.hears("Save this face as Barry?"), "Save")
        await house.hears("I know Barry from now on")
        assert opens() == [False, False, False]


async def test_a_stranger_who_comes_back_gets_one_name(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        for day in (2, 1, 0):
            await showed_a_face(house, 1, seconds=-day * DAY)
        await showed_a_face(house, 2, seconds=-DAY / 2)
        await house.say("/people")
        listed = await house.hears("I do not know anybody yet")
        await house.press(listed, "Strangers (2)")
        strangers = await house.hears("seen 3 times this week, usually around")
        assert strangers["photo"]
        assert "2. seen once this week, last" in strangers.words
        await house.press(strangers, "1")
        await house.press(
            await house.hears("Seen 3 times", where=lambda message: "Name all" in labels(message)), "Name all"
        )
        await house.hears("Who is this?")
        await house.say("The postman")
        await house.press(await house.hears("Save this face as The postman?"), "Save")
        await house.hears("I know The postman from now on")
        names = await house.rows("SELECT person_name FROM events ORDER BY recorded_at")
        assert [row["person_name"] for row in names] == ["The postman", "The postman", None, "The postman"]
        assert await house.services.store.strangers.count() == 1


@pytest.mark.parametrize("days", ["30", "0"])
async def test_the_sweep_erases_whom_nobody_named(quiet_house: House, days: str) -> None:
    quiet_house.environment["STRANGER_DAYS"] = days
    async with quiet_house.awake() as house:
        await house.pair()
        alert = await alert_of(house, await showed_a_face(house, 1))
        kept = days != "0"
        assert ("Who is it?" in labels(alert)) is kept
        old = "UPDATE faces SET created_at = '2026-01-01T00:00:00.000Z'"
        await house.services.store.db.change(lambda db: db.execute(old))
        await house.run_job("sweep")
        assert await house.rows("SELECT id FROM faces WHERE embedding IS NOT NULL") == []
        assert not list((house.folder / "thumbnails").rglob("*-face-*"))
        await house.say("/people")
        listed = await house.hears("I do not know anybody yet")
        answered = await house.press(listed, "Strangers (0)")
        assert ("STRANGER_DAYS is 0" in answered["text"]) is not kept
        asked = await house.press_data(alert, "who:1")
        assert ("STRANGER_DAYS is 0" in asked["text"]) is not kept
