"""`latchkey enroll`: photos judged, kept as they are, warned of; the store left alone."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from PIL import Image as Pillow

from bot.cli import main
from pipeline.golden import golden_image

KNOWN = Path("known_faces")


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def enroll(*arguments: str, capsys: pytest.CaptureFixture[str], code: int = 0) -> list[str]:
    assert main(["enroll", *arguments]) == code
    return capsys.readouterr().out.splitlines()


def portrait(name: str) -> str:
    Pillow.open(golden_image()).save(name)
    return name


def modes() -> dict[str, int]:
    return {path.name: path.stat().st_mode & 0o777 for path in [KNOWN, *KNOWN.rglob("*")]}


def test_a_photo_is_kept_byte_for_byte_and_private(capsys: pytest.CaptureFixture[str]) -> None:
    photo = portrait("navy.jpg")
    assert enroll("Grace", photo, capsys=capsys) == ["navy.jpg: added as Grace/navy.jpg"]
    assert (KNOWN / "Grace" / "navy.jpg").read_bytes() == Path(photo).read_bytes()
    assert modes() == {"known_faces": 0o700, "Grace": 0o700, "navy.jpg": 0o600}
    assert not Path("events.db").exists()


def test_what_the_folder_cannot_hold_becomes_a_jpeg(capsys: pytest.CaptureFixture[str]) -> None:
    assert enroll("Grace", portrait("navy.bmp"), capsys=capsys) == ["navy.bmp: added as Grace/navy.jpg"]
    with Pillow.open(KNOWN / "Grace" / "navy.jpg") as kept:
        assert kept.format == "JPEG"


def test_the_kind_is_told_by_the_content(capsys: pytest.CaptureFixture[str]) -> None:
    shutil.move(portrait("navy.png"), "navy.jpg")
    assert enroll("Grace", "navy.jpg", capsys=capsys) == ["navy.jpg: added as Grace/navy.png"]


def test_the_same_photo_is_not_kept_twice(capsys: pytest.CaptureFixture[str]) -> None:
    photo = portrait("navy.jpg")
    shutil.copy(photo, "copy.jpg")
    told = enroll("Grace", photo, "copy.jpg", capsys=capsys)
    assert told[1] == "copy.jpg: there already, as Grace/navy.jpg"
    assert enroll("Grace", photo, capsys=capsys) == ["navy.jpg: there already, as Grace/navy.jpg"]
    assert len(list(KNOWN.glob("*/*"))) == 1


def test_somebody_known_in_any_case(capsys: pytest.CaptureFixture[str]) -> None:
    enroll("Grâce Hopper", portrait("a.jpg"), capsys=capsys)
    told = enroll("GRÂCE  hopper", portrait("b.png"), capsys=capsys)
    assert told == ["b.png: added as Grâce Hopper/b.png"]


def test_another_photo_of_the_same_name_replaces_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    enroll("Grace", portrait("navy.png"), capsys=capsys)
    Path("other").mkdir()
    Pillow.open(golden_image()).resize((256, 300)).save("other/navy.png")
    (told,) = enroll("Grace", "other/navy.png", capsys=capsys)
    assert told.startswith("other/navy.png: added as Grace/navy-")
    assert len(list(KNOWN.glob("Grace/navy*.png"))) == 2


@pytest.mark.parametrize(
    ("stem", "kept"),
    [("visit-1-face-2", "photo-visit-1-face-2"), (".hidden", "hidden"), ("my (1) photo!", "my-1-photo")],
)
def test_names_of_files(stem: str, kept: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert enroll("Grace", portrait(f"{stem}.png"), capsys=capsys) == [
        f"{stem}.png: added as Grace/{kept}.png"
    ]


def test_each_refusal_is_told_and_the_others_are_added(capsys: pytest.CaptureFixture[str]) -> None:
    Pillow.new("RGB", (300, 300), "green").save("lawn.png")
    Path("page.jpg").write_text("<html>")
    Path("folder").mkdir()
    os.mkfifo("pipe.jpg")
    told = enroll(
        "Grace",
        "lawn.png",
        "page.jpg",
        "gone.jpg",
        "folder",
        "pipe.jpg",
        portrait("navy.png"),
        capsys=capsys,
        code=1,
    )
    assert told == [
        "lawn.png: refused: no face can be found on it; give a photo with the face towards the camera",
        "page.jpg: refused: it is not a photo that can be read",
        "gone.jpg: refused: there is no such file",
        "folder: refused: it is a folder: give the photos in it",
        "pipe.jpg: refused: it is no file",
        "navy.png: added as Grace/navy.png",
    ]


def test_a_name_that_nobody_can_have(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["enroll", "Unknown", portrait("navy.png")]) == 1
    assert "Nobody can be called" in capsys.readouterr().err
    assert not KNOWN.exists()


def test_a_folder_that_cannot_be_written_to(capsys: pytest.CaptureFixture[str]) -> None:
    KNOWN.write_text("in the way")
    (told,) = enroll("Grace", portrait("navy.png"), capsys=capsys, code=1)
    assert "navy.png: refused: it could not be saved" in told


@pytest.mark.slow
def test_a_face_that_is_somebody_elses_gets_a_warning(
    shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    joe, joe_too, kit = (
        str(shared / "photos" / "faces" / name)
        for name in ("joe-biden-1.jpg", "joe-biden-2.jpg", "kit-harington-1.jpg")
    )
    assert len(enroll("Joe", joe, capsys=capsys)) == 1
    (added, other) = enroll("Kit", joe_too, capsys=capsys)
    assert added.endswith("added as Kit/joe-biden-2.jpg")
    assert other.startswith("  warning: the face lies 0.4")
    assert "from Joe: the one may get the name of the other" in other
    (_, far) = enroll("Kit", kit, capsys=capsys)
    assert far.endswith("from all other photos of Kit: is it the same?")
