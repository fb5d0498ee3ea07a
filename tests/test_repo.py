"""What a clone holds, and what it must never hold."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

import pytest

from tests.tracked import REPO, git, tracked, tracked_texts

TOP_LEVEL = {
    *(".ci", ".env.example", ".gitignore", "bot", "charts", "deploy", "docs", "known_faces", "pipeline"),
    *("storage", "tests", "thumbnails", "CHANGELOG.md", "DESIGN.md", "LICENSE", "Makefile", "README.md"),
    *("pyproject.toml", "requirements-dev.lock", "requirements-override.txt", "requirements.lock"),
}
ROOMS = {"bot", "charts", "deploy", "pipeline", "storage", "tests"}
PICTURES = {".jpg", ".jpeg", ".png", ".webp", ".gif"}
NEVER_TRACKED = {
    *(".bin", ".param", ".pt", ".onnx", ".npy", ".dat", ".mp4", ".mkv", ".mov", ".avi", ".webm"),
    *(".db", ".db-wal", ".db-shm", ".sqlite", ".sqlite3", ".gz", ".zip", ".whl"),
}
CATCH_ALLS = {"utils", "util", "helpers", "helper", "misc", "common"}

# Written so that these lines do not find themselves.
INDEX_ADDRESS = re.compile(
    r"https?://[^\s\"'<>)]*(?:py[p]i|pythonh[o]sted|/simpl[e]\b)|--(?:extra-)?index-[u]rl\b"
)
PATH_OF_A_MACHINE = re.compile(r"(?<![\w./~$}])/(?:[r]oot|[w]ork|[U]sers)/|/[h]ome/(?!latchkey\b|pi\b)\w")

PRIVATE = (
    *(".env", "ring_token.json", "events.db", "events.db-wal", "events.db-shm", "other.db"),
    *("known_faces/Grace/1.jpg", "thumbnails/2026/02/1.jpg", "models/yolov8n/yolov8n.ncnn.bin"),
)
PUBLIC = (".env.example", "known_faces/.gitkeep", "thumbnails/.gitkeep", "pipeline/models.py")


def found(pattern: re.Pattern[str], texts: dict[str, str]) -> list[str]:
    return [f"{name}: {match[0]}" for name, text in texts.items() for match in pattern.finditer(text)]


def test_the_top_level_is_the_plan_of_the_house() -> None:
    names = {PurePosixPath(name).parts[0] for name in tracked()}
    assert names - TOP_LEVEL == set()
    assert names >= ROOMS


def test_no_address_of_a_package_index() -> None:
    assert found(INDEX_ADDRESS, tracked_texts()) == []


@pytest.mark.parametrize(
    "line",
    ["https://py" + "pi.org/simple", "--index-" + "url http://x", "http://mirror.local/simpl" + "e/"],
)
def test_an_address_of_a_package_index_would_be_found(line: str) -> None:
    assert INDEX_ADDRESS.search(line)


def test_no_path_of_the_machine_it_was_made_on() -> None:
    assert found(PATH_OF_A_MACHINE, tracked_texts()) == []


@pytest.mark.parametrize("path", ["root/x", "work/shared", "Users/grace/x", "home/grace/x"])
def test_a_path_of_a_machine_would_be_found(path: str) -> None:
    assert PATH_OF_A_MACHINE.search(f'open("/{path}")')


@pytest.mark.parametrize("harmless", ["../shared/work/x", "https://example.com/root/x", "/home/pi/latchkey"])
def test_other_paths_are_not_found(harmless: str) -> None:
    assert not PATH_OF_A_MACHINE.search(harmless)


def test_no_model_clip_database_or_archive_is_tracked() -> None:
    assert [name for name in tracked() if PurePosixPath(name).suffix in NEVER_TRACKED] == []


def test_pictures_are_in_the_docs_alone() -> None:
    pictures = [name for name in tracked() if PurePosixPath(name).suffix in PICTURES]
    assert [name for name in pictures if not name.startswith("docs/")] == []


def test_no_file_is_heavy() -> None:
    assert [name for name in tracked() if (REPO / name).stat().st_size > 1_000_000] == []


def test_no_file_is_a_catch_all() -> None:
    assert [name for name in tracked() if CATCH_ALLS & set(PurePosixPath(name).with_suffix("").parts)] == []


def test_nothing_is_left_to_be_done_in_a_comment() -> None:
    assert found(re.compile(r"\b(?:TO[D]O|FIX[M]E|X[X]X)\b"), tracked_texts()) == []


@pytest.mark.parametrize("path", PRIVATE)
def test_git_leaves_private_files_alone(path: str) -> None:
    tracked()
    assert git("check-ignore", "--no-index", "--quiet", path).returncode == 0


@pytest.mark.parametrize("path", PUBLIC)
def test_git_sees_what_belongs_to_the_project(path: str) -> None:
    tracked()
    assert git("check-ignore", "--no-index", "--quiet", path).returncode == 1
