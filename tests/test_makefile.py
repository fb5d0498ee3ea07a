"""The Makefile with the real make, in a folder of its own.

A stand-in for the environment's Python notes what it is asked.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parent.parent
TARGETS = {"help", "setup", "demo", "test", "lint", "slow", "bench", "docs", "screenshots", "lock", "clean"}

PYTHON = """#!/bin/sh
[ "$2" = "print(1)" ] && { echo 1; exit; }
[ "$1" = -c ] && { echo "$0"; exit; }
[ "$2" = pip ] && exit
echo "$*" >> asked
case "$*" in *"${BROKEN:-nothing is broken}"*) exit 3;; esac
[ "$1" = deploy/packages.py ] && printf %s "$PWD" > "$4"
exit 0
"""


class House:
    """A copy of what make needs, with an environment that is there already."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "deploy").mkdir(parents=True)
        for name in ("Makefile", "deploy/find_python.sh"):
            shutil.copy(REPO / name, folder / name)
        for name in ("requirements.lock", "requirements-dev.lock", "pyproject.toml"):
            (folder / name).touch()
        self.script(".venv/bin/python", PYTHON)
        self.script(".venv/bin/latchkey", '#!/bin/sh\necho "latchkey $*" >> asked\n')

    def script(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        path.chmod(0o755)

    def make(self, *arguments: str, broken: str = "nothing is broken") -> subprocess.CompletedProcess[str]:
        outside = {
            name: text for name, text in os.environ.items() if not name.startswith(("MAKE", "PY", "MFLAGS"))
        }
        return subprocess.run(
            ["make", *arguments],
            cwd=self.folder,
            env={**outside, "BROKEN": broken},
            capture_output=True,
            text=True,
            check=False,
        )

    def asked(self) -> list[str]:
        """What was run since the last time, in order."""
        notes = self.folder / "asked"
        lines = notes.read_text("utf-8").splitlines() if notes.exists() else []
        notes.unlink(missing_ok=True)
        return [line.removeprefix("deploy/packages.py ").split(" --stamp")[0] for line in lines]


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path / "a house")


def test_make_alone_lists_every_target(house: House) -> None:
    result = house.make()
    assert {line.split()[1] for line in result.stdout.splitlines()} == TARGETS
    assert house.asked() == []


def test_the_demo_is_installed_and_run(house: House) -> None:
    assert house.make("demo", "ARGS=--headless").returncode == 0
    assert house.asked() == ["requirements.lock", ".", "latchkey demo --headless"]


def test_a_second_run_installs_nothing(house: House) -> None:
    house.make("demo")
    house.asked()
    house.make("demo")
    assert house.asked() == ["latchkey demo"]


def test_a_test_run_checks_everything_in_order_and_ends_with_pytest(house: House) -> None:
    assert house.make("test", "PYTEST_FLAGS=-k door").returncode == 0
    *before, tests = house.asked()
    assert before == [
        *("requirements.lock", ".", "requirements-dev.lock"),
        *("-m ruff check .", "-m ruff format --check .", "-m mypy"),
    ]
    assert tests.split()[:4] == ["-m", "pytest", "-n", "auto"]
    assert tests.endswith("-k door")


@pytest.mark.parametrize("step", ["ruff check", "ruff format", "mypy", "pytest"])
def test_a_failed_step_stops_the_run(house: House, step: str) -> None:
    result = house.make("test", broken=step)
    assert result.returncode != 0
    assert "Error 3" in result.stderr
    assert step in house.asked()[-1]


def test_an_installation_that_failed_is_repeated(house: House) -> None:
    assert house.make("setup", broken="requirements.lock").returncode != 0
    assert house.asked() == ["requirements.lock"]
    assert house.make("setup").returncode == 0
    assert house.asked() == ["requirements.lock", "."]


@pytest.mark.parametrize(
    ("changed", "again"),
    [
        ("requirements.lock", ["requirements.lock", ".", "requirements-dev.lock"]),
        ("requirements-dev.lock", ["requirements-dev.lock"]),
        ("pyproject.toml", ["."]),
    ],
)
def test_what_changed_is_installed_again(house: House, changed: str, again: list[str]) -> None:
    house.make("lint")
    house.asked()
    newer = (house.folder / ".venv" / ".dev").stat().st_mtime + 5
    os.utime(house.folder / changed, (newer, newer))
    house.make("lint")
    assert house.asked()[: -len(("ruff", "format", "mypy"))] == again


def test_a_folder_that_was_moved_is_installed_where_it_is_now(house: House) -> None:
    house.make("setup")
    house.asked()
    house.folder = house.folder.rename(house.folder.with_name("another house"))
    house.make("setup")
    assert house.asked() == ["."]


def test_without_a_python_it_says_so_and_stops(house: House) -> None:
    shutil.rmtree(house.folder / ".venv")
    result = house.make("demo", "PYTHON=/no/such/python")
    assert result.returncode != 0
    assert "latchkey: no suitable Python; found none" in result.stderr
    assert house.asked() == []


def test_cleaning_leaves_what_belongs_to_the_household(house: House) -> None:
    kept = [
        house.folder / name for name in (".env", "events.db", "known_faces/Grace/1.jpg", "thumbnails/1.jpg")
    ]
    for path in kept:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    for room in ("bot", "charts", "pipeline", "storage", "tests"):
        (house.folder / room / "__pycache__").mkdir(parents=True)
    assert house.make("clean").returncode == 0
    assert [path for path in kept if not path.exists()] == []
    assert not (house.folder / ".venv").exists()
    assert list(house.folder.rglob("__pycache__")) == []


def _git(folder: Path, *arguments: str) -> str:
    outside = {name: text for name, text in os.environ.items() if not name.startswith("GIT_")}
    command = ["git", "-c", "safe.directory=*", *arguments]
    return subprocess.run(
        command, cwd=folder, env=outside, capture_output=True, text=True, check=False
    ).stdout


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_a_clone_gets_the_hook_and_nothing_else_does(house: House) -> None:
    assert house.make("setup").returncode == 0, "no clone at all"
    _git(house.folder.parent, "init", "--quiet")
    assert house.make("setup").returncode == 0
    assert _git(house.folder.parent, "config", "--local", "core.hooksPath") == "", (
        "somebody else's repository"
    )
    _git(house.folder, "init", "--quiet")
    assert house.make("setup").returncode == 0
    assert _git(house.folder, "config", "core.hooksPath") == "deploy/hooks\n"
    _git(house.folder, "config", "core.hooksPath", "mine")
    assert house.make("setup").returncode == 0
    assert _git(house.folder, "config", "core.hooksPath") == "mine\n", "what somebody chose stays"
