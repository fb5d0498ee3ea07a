"""`latchkey evaluate`: real photos and clips, sorted into a tree."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main
from tests.charts.pictures import decoded
from tests.pipeline.eyes import *  # noqa: F403 - portraits and clips

MOVED = "_spoofs/prints/moved.mp4"


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty one, in the current folder; no models."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MODELS_DIR", str(tmp_path / "models"))
    return tmp_path / "tree"


def put(path: Path, folder: Path, name: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, folder / name)


def told(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answer


def counted(answer: dict[str, Any], name: str) -> tuple[int, int]:
    return answer["rates"][name]["hits"], answer["rates"][name]["of"]


@pytest.mark.slow
def test_every_portrait_once_a_probe(tree: Path, shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of 15 portraits with a partner at least 14 are found, and nobody is taken for another."""
    for portrait in sorted((shared / "photos" / "faces").iterdir()):
        if not portrait.name.startswith("group"):
            put(portrait, tree / re.sub(r"(-\d+|-partial)?\.\w+$", "", portrait.name), portrait.name)
    assert main(["evaluate", str(tree), "--json"]) == 0
    answer = told(capsys)
    hits, of = counted(answer, "true names, photos")
    assert of == 15
    assert hits >= 14
    assert counted(answer, "false names") == (0, 16)
    assert answer["closest_impostor"] >= 0.5 + 0.1
    assert answer["unusable"] == []
    assert decoded(Path("evaluation.png").read_bytes()).width == 1080


@pytest.mark.slow
def test_clips_are_probes_too_and_a_bad_file_does_not_end_it(
    tree: Path,
    models_dir: Path,
    portrait_path: Path,
    visit_clip: Path,
    empty_clip: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("MODELS_DIR", str(models_dir))
    put(portrait_path, tree / "grace", "1.jpg")
    put(visit_clip, tree / "grace", "door.mp4")
    put(empty_clip, tree / "_strangers", "porch.mp4")
    put(visit_clip, tree / "_spoofs" / "prints", "moved.mp4")
    put(portrait_path, tree / "_spoofs", "print.jpg")
    (tree / "_strangers" / "bad.mp4").write_bytes(b"no clip")
    assert main(["evaluate", str(tree), "--png", "drawn.png", "--json"]) == 1
    answer = told(capsys)
    assert counted(answer, "true names, clips") == (1, 1)
    assert counted(answer, "true names, photos") == (0, 0)  # left out, she has no other photo
    assert counted(answer, "false names") == (0, 2)  # without her photo there is nobody to take her for
    assert counted(answer, "false openings") == (0, 3)
    assert counted(answer, "false openings, spoofs") == (0, 1)
    assert counted(answer, "spoofs recognised") == (1, 1)
    assert counted(answer, "spoofs found living") == (0, int(answer["probes"][MOVED]["examined"]))
    assert counted(answer, "living found living")[1] == answer["probes"]["grace/door.mp4"]["examined"]
    assert answer["probes"]["_strangers/porch.mp4"]["examined"] is False
    assert answer["not_examined"] >= 1
    assert answer["probes"][MOVED]["names"] == ["grace"]
    assert (
        answer["probes"]["_spoofs/print.jpg"]["names"] == []
    )  # the very picture is not compared with itself
    assert answer["probes"]["_spoofs/print.jpg"]["liveness"] > 0.5
    (bad,) = answer["unusable"]
    assert (bad["file"], bad["bad"]) == ("_strangers/bad.mp4", True)
    assert Path("drawn.png").is_file()


@pytest.mark.slow
def test_clips_are_seen_as_the_bot_sees_them(
    tree: Path,
    models_dir: Path,
    visit_clip: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("MODELS_DIR", str(models_dir))
    monkeypatch.setenv("IGNORE_ZONES", "Front Door: 0,0 1,0 1,1 0,1")
    put(visit_clip, tree / "grace", "door.mp4")
    faces = []
    for rules in ("", "person:0.99"):
        monkeypatch.setenv("LABEL_RULES", rules)
        assert main(["evaluate", str(tree), "--json"]) == 0
        faces.append(told(capsys)["probes"]["grace/door.mp4"]["faces"])
    assert faces[0] > 0
    assert faces[1] == 0


@pytest.mark.slow
def test_the_gallery_may_be_another_folder(
    tree: Path, portrait_path: Path, visit_clip: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(visit_clip, tree / "grace", "door.mp4")
    put(portrait_path, tmp_path / "known" / "grace", "1.jpg")
    assert main(["evaluate", str(tree), "--known", str(tmp_path / "known")]) == 0
    out = capsys.readouterr().out
    assert re.search(r"^true names, clips +1 of 1 +100\.0%  \(95 %: 20\.7% to 100\.0%\)$", out, re.MULTILINE)
    assert re.search(r"^false openings, spoofs +nothing to try$", out, re.MULTILINE)
    assert re.search(r"^life not examined: 1, nobody recognised on 0 of them$", out, re.MULTILINE)
    assert out.endswith("evaluation.png: the distances\n")


def test_a_photo_that_cannot_be_used_is_told_once(
    tree: Path, portrait_path: Path, shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(portrait_path, tree / "grace", "1.jpg")
    put(shared / "photos" / "faces" / "group-two-people.jpg", tree / "grace", "group.jpg")
    (tree / "grace" / "bad.jpg").write_bytes(b"no photo")
    assert main(["evaluate", str(tree), "--json"]) == 1
    captured = capsys.readouterr()
    assert captured.err.count("grace/bad.jpg: ") == 1
    assert "group.jpg: not in the gallery: it shows 2 faces" in captured.err
    assert list(json.loads(captured.out)["probes"]) == ["grace/1.jpg"]


@pytest.mark.parametrize("arguments", [["missing"], ["tree", "--known", "missing"]])
def test_a_folder_that_is_not_there(
    tree: Path, portrait_path: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    put(portrait_path, tree / "grace", "1.jpg")
    assert main(["evaluate", *arguments]) == 1
    assert "missing: there is no such folder" in capsys.readouterr().err
