"""`latchkey gallery`: the self-test as a table and as JSON; the store is read and never written."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from PIL import Image as Pillow

from bot.cli import main
from pipeline.gallery import EMBEDDING_MODEL
from pipeline.golden import golden_image
from storage.store import Store
from tests.storage.makers import NOW, analysis, face, recording, stranger


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def known(tmp_path: Path) -> Path:
    """Grace with a photo, and a lawn."""
    folder = tmp_path / "known_faces" / "Grace [the admiral] of the navy"
    folder.mkdir(parents=True)
    shutil.copyfile(golden_image(), folder / "navy.jpg")
    Pillow.new("RGB", (300, 300), "green").save(folder / "lawn.png")
    return folder.parent


def test_nobody_enrolled(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gallery"]) == 0
    assert "latchkey enroll NAME PHOTO..." in capsys.readouterr().out
    assert not Path("events.db").exists()


@pytest.mark.usefixtures("known")
def test_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gallery"]) == 0
    told = capsys.readouterr()
    heading, grace, *rest = told.out.splitlines()
    assert heading.split() == [
        "person",
        "photos",
        "refused",
        "spread",
        "closest",
        "other",
        "stranger",
        "tolerance",
    ]
    assert grace.startswith("Grace [")
    assert grace.split()[-6:] == ["1", "1", "-", "-", "-", "0.45"]
    assert max(len(heading), len(grace)) <= 80
    assert any("lawn.png is not used: no face can be found" in line for line in rest)
    assert "looking at 2 photos" in told.err
    assert rest[-1] == "There is nobody yet to compare with: until then a tolerance of 0.45 is careful."


@pytest.mark.parametrize("command", [["gallery"], ["analyze", "x.mp4"]])
def test_a_file_is_no_folder_of_photos(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    Path("known_faces").write_text("in the way")
    assert main(command) == 1
    assert capsys.readouterr().err == (
        "latchkey: KNOWN_FACES_DIR='known_faces': give a folder; this is a file\n"
    )


async def test_the_json_with_a_stranger_from_the_store(
    known: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with await Store.open(Path("events.db"), Path("thumbnails")) as store:
        event_id = await store.events.add_seen(recording(), now=NOW, coalesce_seconds=60)
        assert event_id is not None
        far = face(embedding=(0.25,) * 128)
        await store.events.finish(event_id, analysis(far), stranger(), NOW, embedding_model=EMBEDDING_MODEL)
        assert main(["gallery", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["tolerance"], told["suggested_tolerance"], told["strangers"]) == (0.5, 0.5, 1)
    (grace,) = told["people"]
    assert grace["closest_stranger"] > 1
    assert (grace["photos"], grace["spread"], grace["closest"], grace["look_alike"]) == (1, None, None, False)
    assert grace["refused"] == [
        {
            "file": "Grace [the admiral] of the navy/lawn.png",
            "reason": "no face can be found on it; give a photo with the face towards the camera",
        }
    ]


def test_folders_that_are_nobodys_are_told_and_left_out(
    known: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("_strangers", "a:b"):
        (known / name).mkdir()
        shutil.copyfile(golden_image(), known / name / "x.jpg")
    (known / "loop").symlink_to(known)
    shutil.copyfile(golden_image(), known / "loose.jpg")
    assert main(["gallery", "--json"]) == 0
    told = capsys.readouterr()
    assert [one["name"] for one in json.loads(told.out)["people"]] == ["Grace [the admiral] of the navy"]
    assert [line.partition(" is not used: ")[0] for line in told.err.splitlines() if "not used" in line] == [
        "latchkey: known_faces/_strangers",
        "latchkey: known_faces/a:b",
        "latchkey: known_faces/loop",
    ]


@pytest.mark.usefixtures("known")
def test_a_damaged_store_is_told_and_done_without(capsys: pytest.CaptureFixture[str]) -> None:
    Path("events.db").write_text("not a database")
    assert main(["gallery", "--json"]) == 0
    told = capsys.readouterr()
    assert "Going on without it." in told.err
    assert json.loads(told.out)["strangers"] is None


def test_real_people_are_told_apart(shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for photo in ("joe-biden-1.jpg", "joe-biden-2.jpg", "kit-harington-1.jpg"):
        folder = tmp_path / "known_faces" / photo.split("-")[0]
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(shared / "photos" / "faces" / photo, folder)
    assert main(["gallery", "--json"]) == 0
    joe, kit = json.loads(capsys.readouterr().out)["people"]
    assert (joe["name"], joe["photos"], joe["closest"]["name"]) == ("joe", 2, "kit")
    assert 0.2 < joe["spread"] < 0.5 < 0.6 < joe["closest"]["distance"]
    assert kit["closest"] == {"name": "joe", "distance": joe["closest"]["distance"]}
