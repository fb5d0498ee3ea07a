"""KNOWN_FACES_DIR and the gallery are kept in step: new, changed, gone, and what cannot be used."""

from __future__ import annotations

import asyncio
import shutil
import threading
from pathlib import Path
from typing import Any, cast

import pytest

from bot import known_faces
from bot.services import SystemClock
from pipeline.gallery import EMBEDDING_MODEL
from storage.store import Store
from tests.bot.house import House
from tests.bot.running import command
from tests.patience import PATIENCE, until
from tests.storage.makers import NOW, analysis, face, recording, stranger


def put(house: House, photo: Path, name: str) -> Path:
    folder = house.folder / "known_faces" / name
    folder.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copy(photo, folder))


async def knows(house: House, *names: str) -> None:
    await until(lambda: house.services.faces.gallery.names == names)


async def test_photos_come_and_go(quiet_house: House, shared: Path) -> None:
    faces = shared / "photos" / "faces"
    async with quiet_house.awake() as house:
        put(house, faces / "joe-biden-1.jpg", "Joe")
        kit = put(house, faces / "kit-harington-1.jpg", "Kit")
        await house.services.faces.refresh()
        assert list(house.services.faces.gallery.names) == ["Joe", "Kit"]
        kit.unlink()
        await house.services.faces.refresh()
        assert list(house.services.faces.gallery.names) == ["Joe"]
        (person,) = [
            row for row in await house.rows("SELECT name, display_name FROM persons") if row["name"] == "Joe"
        ]
        assert person["display_name"] == "Joe"


async def test_what_cannot_be_used_is_said_and_spoils_nothing(
    quiet_house: House, shared: Path, caplog: pytest.LogCaptureFixture
) -> None:
    faces = shared / "photos" / "faces"
    async with quiet_house.awake() as house:
        put(house, faces / "joe-biden-1.jpg", "Joe")
        put(house, faces / "kit-harington-1.jpg", " UnKnown ")
        put(house, faces / "kit-harington-1.jpg", "_strangers")
        put(house, faces / "kit-harington-1.jpg", "a:b")
        (house.folder / "known_faces" / "loop").symlink_to(house.folder / "known_faces" / "Joe")
        put(house, faces / "group-two-people.jpg", "Both")
        for _ in range(2):
            await house.services.faces.refresh()
        assert list(house.services.faces.gallery.names) == ["Joe"]
        assert [row["name"] for row in await house.rows("SELECT name FROM persons ORDER BY name")] == [
            "Both",
            "Joe",
        ]
        for folder, why in {
            " UnKnown ": "Nobody can be called",
            "_strangers": "A name cannot hold",
            "a:b": "A name cannot hold",
            "loop": "a link that leads back",
        }.items():
            assert caplog.text.count(f"the folder {folder!r} is not used: ") == 1
            assert f"the folder {folder!r} is not used: {why}" in caplog.text.replace("It is a", "a")
        assert "faces; give a photo of one person alone" in caplog.text


async def test_a_restart_computes_nothing_anew(quiet_house: House, shared: Path) -> None:
    async with quiet_house.awake() as house:
        put(house, shared / "photos" / "faces" / "joe-biden-1.jpg", "Joe")
        await house.services.faces.refresh()
        before = await house.rows("SELECT * FROM photos")
    async with quiet_house.awake() as house:
        assert (await house.services.faces.current()).names == ("Joe",)
        assert await house.rows("SELECT * FROM photos") == before


async def test_a_photo_that_changes_is_computed_again(quiet_house: House, shared: Path) -> None:
    faces = shared / "photos" / "faces"
    async with quiet_house.awake() as house:
        photo = put(house, faces / "joe-biden-1.jpg", "Somebody")
        await house.services.faces.refresh()
        joe = house.services.faces.gallery.embeddings[0]
        shutil.copy(faces / "kit-harington-1.jpg", photo)
        await house.services.faces.refresh()
        (kit,) = house.services.faces.gallery.embeddings
        assert ((joe - kit) ** 2).sum() > 0.36


async def test_what_another_version_made_is_not_compared_with(quiet_house: House, shared: Path) -> None:
    async with quiet_house.awake() as house:
        put(house, shared / "photos" / "faces" / "joe-biden-1.jpg", "Joe")
        await house.services.faces.refresh()
        await house.services.store.db.change(lambda db: db.execute("UPDATE photos SET version = 'old'"))
        await house.services.faces.load()
        assert house.services.faces.gallery.names == ()
    async with quiet_house.awake() as house:
        assert (await house.services.faces.current()).names == ("Joe",)
        assert await house.rows("SELECT 1 FROM photos WHERE version = 'old'") == []


async def test_a_photo_that_cannot_be_computed_waits_and_its_old_self_is_not_used(
    quiet_house: House, shared: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.known_faces.LOOK_AGAIN", 1.0)
    faces = shared / "photos" / "faces"
    async with quiet_house.awake() as house:
        photo = put(house, faces / "joe-biden-1.jpg", "Somebody")
        known = house.services.faces
        await known.refresh()
        with monkeypatch.context() as hurried:
            hurried.setattr("pipeline.pool.PHOTO_SECONDS", 0)
            shutil.copy(faces / "kit-harington-1.jpg", photo)
            await known.refresh()
            assert known.gallery.names == ()
            await known.refresh()
            assert caplog.text.count("could not be computed, again in 1 s") == 1
        await knows(house, "Somebody")


async def test_strangers_come_into_the_gallery_and_leave_it(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        events, known = house.services.store.events, house.services.faces
        assert (await known.current()).strangers is None
        event_id = await events.add_seen(recording(), now=NOW, coalesce_seconds=60)
        assert event_id is not None
        await events.finish(event_id, analysis(face()), stranger(), NOW, embedding_model=EMBEDDING_MODEL)
        await known.refresh()
        assert known.gallery.strangers is not None
        assert known.gallery.strangers.tolist() == [list(face().embedding)]
        await house.services.store.db.change(lambda db: db.execute("UPDATE faces SET embedding = NULL"))
        await known.refresh()
        assert known.gallery.strangers is None


@pytest.mark.slow
async def test_a_running_bot_notices_who_was_enrolled(
    quiet_house: House, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.known_faces.LOOK_AGAIN", 0.2)
    photos = [str(shared / "photos" / "faces" / f"joe-biden-{number}.jpg") for number in (1, 2)]
    async with quiet_house.awake() as house:
        code, output = await command(house, "enroll", "Joe", *photos)
        assert (code, output.count("added as Joe/")) == (0, 2)
        await knows(house, "Joe", "Joe")
        code, output = await command(house, "gallery")
        assert code == 0
        assert "looking at" not in output, "the store knows them"
        assert "Joe" in output


async def test_a_folder_that_hangs_holds_one_thread_and_no_visitor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = threading.Event()

    def hangs(*_: object) -> list[object]:
        answers.wait()
        return []

    monkeypatch.setattr(known_faces, "LONGEST_READING", 0.05)
    monkeypatch.setattr(known_faces, "scan", hangs)
    async with await Store.open(tmp_path / "events.db", tmp_path / "thumbnails") as store:
        nobody = cast(Any, None)
        faces = known_faces.KnownFaces(tmp_path / "faces", store.people, nobody, SystemClock())
        await store.people.moved_in_vain()
        threads = set(threading.enumerate())
        for _ in range(3):
            with pytest.raises(TimeoutError, match="does not answer"):
                await faces.watch()
        assert len(set(threading.enumerate()) - threads) == 1
        async with asyncio.timeout(PATIENCE):
            await faces.current()
        answers.set()
