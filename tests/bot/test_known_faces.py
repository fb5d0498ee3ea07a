"""KNOWN_FACES_DIR and the gallery are kept in step: new, changed, gone, and what cannot be used."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.bot.house import House


def put(house: House, photo: Path, name: str) -> Path:
    folder = house.folder / "known_faces" / name
    folder.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copy(photo, folder))


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
        put(house, faces / "group-two-people.jpg", "Both")
        await house.services.faces.refresh()
        assert list(house.services.faces.gallery.names) == ["Joe"]
        assert "cannot be the name of a person" in caplog.text
        assert "faces; give a photo of one person alone" in caplog.text


async def test_a_restart_computes_nothing_anew(quiet_house: House, shared: Path) -> None:
    async with quiet_house.awake() as house:
        put(house, shared / "photos" / "faces" / "joe-biden-1.jpg", "Joe")
        await house.services.faces.refresh()
        before = await house.rows("SELECT * FROM photos")
    async with quiet_house.awake() as house:
        assert (await house.services.faces.current()).names == ("Joe",)
        assert await house.rows("SELECT * FROM photos") == before
