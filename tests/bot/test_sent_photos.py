"""Somebody is enrolled by a photo sent in private; whatever is no such photo gets a helpful sentence."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from bot.namings import Naming, SentPhoto
from deploy.sandbox.telegram.message import Message
from storage.questions import Talk
from tests.bot.house import OWNER, House
from tests.bot.visits import jpeg

GROUP = -1001234567890


def portrait(shared: Path, name: str) -> bytes:
    return (shared / "photos" / "faces" / name).read_bytes()


def labels(message: Message) -> list[str]:
    return [button["text"] for button in message.buttons]


def files(house: House, name: str) -> list[str]:
    return sorted(path.name for path in (house.folder / "known_faces" / name).glob("*"))


async def newer(house: House, words: str, than: Message) -> Message:
    return await house.hears(words, where=lambda message: message.id > than.id)


async def upload(house: House, content: bytes, caption: str | None = None, **changes: object) -> Message:
    return await house.telegram.user_uploads(OWNER, content, caption, **changes)  # type: ignore[arg-type]


async def test_a_photo_gets_a_name_and_the_next_one_a_hint(quiet_house: House, shared: Path) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        sent = await upload(house, portrait(shared, "barack-obama-1.jpg"))
        question = await newer(house, "Who is this?", sent)
        assert question["photo"]
        assert "ask people before you name them" in question.words
        await house.say("this is <b>Barack</b>")
        await newer(house, "cannot hold", question)
        await house.say("this is Barack")
        preview = await newer(house, "Save this face as Barack?", question)
        assert "do not know anybody of that name" in preview.words
        assert labels(preview) == ["Save", "Cancel"]
        await house.press(preview, "Save")
        saved = await house.hears("I know Barack from now on")
        assert saved.id == preview.id, "in its place"
        assert len(files(house, "Barack")) == 1
        assert house.services.faces.gallery.names == ("Barack",), "without a restart"
        again = await house.press_data(saved, f"save:{1}")
        assert "over" in again["text"]

        # Known by now: chosen with a button, as a file this time, with a hint that it is another.
        sent = await upload(house, portrait(shared, "joe-biden-1.jpg"), as_document=True)
        question = await newer(house, "Who is this?", sent)
        assert "ask people" not in question.words, "said once"
        await house.press(question, "Barack")
        preview = await newer(house, "Save this face as Barack?", question)
        assert "does not look like the other photos of Barack" in preview.words
        await house.press(preview, "Cancel")
        await house.hears("Left; nothing was changed")
        assert len(files(house, "Barack")) == 1

        # The name of somebody known in another case, under the photo.
        sent = await upload(house, portrait(shared, "barack-obama-2.jpg"), "BARACK")
        preview = await newer(house, "Save this face as Barack?", sent)
        await house.press(preview, "Save")
        await newer(house, "I know Barack", sent)
        assert len(files(house, "Barack")) == 2
        assert [row["opens"] for row in await house.rows("SELECT opens FROM photos")] == [0, 0]
        assert {row["added_by"] for row in await house.rows("SELECT added_by FROM photos")} == {OWNER}


async def test_one_of_several_faces_and_an_album(quiet_house: House, shared: Path) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        sent = await upload(house, portrait(shared, "group-obama-and-biden.jpg"))
        which = await newer(house, "Choose a number", sent)
        assert labels(which) == ["1", "2", "3", "Cancel"]
        await house.press(which, "1")
        question = await newer(house, "Who is this?", which)
        await house.say("Joe")
        await house.press(await newer(house, "Save this face as Joe?", question), "Save")
        await house.hears("I know Joe from now on")
        assert len(files(house, "Joe")) == 1

        names = ("barack-obama-1.jpg", "joe-biden-1.jpg", "group-obama-and-biden.jpg", "barack-obama-2.jpg")
        album = [portrait(shared, name) for name in names]
        parts = await house.telegram.user_uploads_album(OWNER, [*album, jpeg()], "this is Barack")
        preview = await newer(house, "Save these 2 photos as Barack?", parts[-1])
        assert "photo 2 (somebody else?), photo 3 (several faces), photo 5 (no face)" in preview.words
        await house.press(preview, "Save")
        await house.hears("I know Barack from now on")
        assert len(files(house, "Barack")) == 2


def tiny(content: bytes) -> bytes:
    """The face is far away: some 50 pixels."""
    scene = Image.new("RGB", (600, 400), "grey")
    scene.paste(Image.open(io.BytesIO(content)).convert("RGB").resize((150, 187)), (200, 100))
    buffer = io.BytesIO()
    scene.save(buffer, "PNG")
    return buffer.getvalue()


async def test_what_is_no_photo_of_a_face(quiet_house: House, shared: Path) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        sent = await upload(house, jpeg())
        assert "in good light" in (await newer(house, "cannot find a face", sent)).words
        sent = await upload(
            house, tiny(portrait(shared, "barack-obama-1.jpg")), as_document=True, name="a.png"
        )
        assert "pixels wide" in (await newer(house, "I found a face, but it is only", sent)).words
        sent = await upload(house, b"not a picture", as_document=True, name="broken.jpg")
        await newer(house, "it is no picture that I can read", sent)
        sent = await upload(house, b"\0" * (20 * 1024 * 1024 + 1), as_document=True, name="large.jpg")
        await newer(house, "larger than the 20 MB that Telegram hands me", sent)
        sent = await upload(house, b"%PDF-1.7", as_document=True, name="plan.pdf")
        await newer(house, "This file is no picture", sent)
        for kind, says in (
            ("sticker", "A sticker"),
            ("voice", "voice messages"),
            ("video_note", "from videos"),
        ):
            sent = await house.telegram.user_sends_other(OWNER, kind)
            await newer(house, says, sent)
        assert await house.rows("SELECT id FROM questions WHERE closed_at IS NULL") == []


async def sent_but_not_looked_at(house: House, sent: Message) -> None:
    """As it is when the bot ends just after a photo has come."""
    naming = Naming(files=(SentPhoto(sent["photo"][-1]["file_id"]),))
    await house.services.store.questions.begin(
        Talk.FACE,
        asker=OWNER,
        chat_id=OWNER,
        now=house.services.now(),
        payload=naming.to_json(),
        valid_seconds=600,
    )


async def test_what_was_being_said_goes_on_after_a_restart(quiet_house: House, shared: Path) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        sent = await upload(house, portrait(shared, "barack-obama-1.jpg"))
        question = await newer(house, "Who is this?", sent)
        await sent_but_not_looked_at(house, sent)
    async with quiet_house.awake() as house:
        question = await newer(house, "Who is this?", question)
        await house.say("Barack")
        preview = await newer(house, "Save this face as Barack?", question)
    async with quiet_house.awake() as house:
        await house.press(preview, "Save")
        await house.hears("I know Barack from now on")
        assert len(files(house, "Barack")) == 1

        # /cancel, and nobody answers.
        sent = await upload(house, portrait(shared, "joe-biden-1.jpg"))
        question = await newer(house, "Who is this?", sent)
        await house.say("/cancel")
        await newer(house, "Left; nothing was changed", question)
        await house.hears(
            "Who is this?", where=lambda message: message.id == question.id and not message.buttons
        )
        await house.say("/cancel")
        await newer(house, "There is nothing to leave", question)
        sent = await upload(house, portrait(shared, "joe-biden-1.jpg"))
        question = await newer(house, "Who is this?", sent)
        past = "UPDATE questions SET due_at = '2026-01-01T00:00:00.000Z' WHERE closed_at IS NULL"
        await house.services.store.db.change(lambda db: db.execute(past))
        await house.run_job("conversations that are over")
        stopped = await house.hears("I stopped waiting")
        assert (stopped.id, stopped.buttons) == (question.id, [])
        (row,) = await house.rows("SELECT outcome, payload FROM questions ORDER BY id DESC LIMIT 1")
        assert (row["outcome"], row["payload"]) == ("void", "{}"), "no face stays behind"


async def test_in_german_and_in_a_group(quiet_house: House, shared: Path) -> None:
    quiet_house.telegram.world.chats.users[OWNER]["language_code"] = "de"
    quiet_house.telegram.add_group(GROUP, "Home", [OWNER])
    async with quiet_house.awake() as house:
        await house.say("/start")
        await house.hears("Latchkey")
        sent = await upload(house, portrait(shared, "barack-obama-1.jpg"))
        question = await newer(house, "Wer ist das?", sent)
        await house.say("das ist Barack")
        preview = await newer(house, "Dieses Gesicht als Barack speichern?", question)
        await house.press(preview, "Speichern")
        await house.hears("Ab jetzt kenne ich Barack")
        await house.telegram.user_sends(OWNER, "/people@latchkey_bot", chat_id=GROUP)
        listed = await house.telegram.wait_for(lambda message: "Leute" in message.words, GROUP)
        assert "Barack: 1 Foto, noch nicht gesehen" in listed.words
        await house.telegram.user_uploads(
            OWNER, portrait(shared, "joe-biden-1.jpg"), chat_id=GROUP, reply_to=listed.id
        )
        await house.telegram.wait_for(lambda message: "privaten Chat" in message.words, GROUP)
