"""deploy/find_python.sh: which Python is taken, and the one line where there is none.

The interpreters are real: each runs the script's question with one fact about itself changed.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parent.parent / "deploy" / "find_python.sh"
GOOD = ""
NO_VENV = "sys.modules['ensurepip'] = None; sys.version_info = (3, 11, 2, 'final', 0)"
BITS_32 = "import struct; struct.calcsize = lambda _: 4"
PYPY = "sys.implementation.name = 'pypy'"
FREE_THREADED = "import sysconfig; sysconfig.get_config_var = lambda name: 1"


def version(*numbers: int) -> str:
    return f"sys.version_info = ({', '.join(map(str, numbers))}, 'final', 0)"


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A PATH with nothing on it yet."""
    folder = tmp_path / "bin"
    folder.mkdir()
    return folder


def install(machine: Path, name: str, fact: str) -> Path:
    path = machine / name
    prelude = f"import sys; sys.executable = {str(path)!r}; {fact}"
    path.write_text(f'#!/bin/sh\nexec {sys.executable} -c "{prelude}\nexec(sys.argv[1])" "$2"\n', "utf-8")
    path.chmod(0o755)
    return path


def find(machine: Path, python: str = "") -> subprocess.CompletedProcess[str]:
    environment = {"PATH": str(machine), **({"PYTHON": python} if python else {})}
    return subprocess.run(["/bin/sh", SCRIPT], env=environment, capture_output=True, text=True, check=False)


def refusal(machine: Path, python: str = "") -> str:
    """The one line on stderr."""
    result = find(machine, python)
    assert result.returncode == 1
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    return line


def test_python3_is_taken_where_it_will_do(machine: Path) -> None:
    python = install(machine, "python3", GOOD)
    install(machine, "python3.13", GOOD)
    assert find(machine).stdout == f"{python}\n"


@pytest.mark.parametrize("newest", [(3, 11, 0), (3, 12, 1), (3, 13, 0), (3, 14, 2)])
def test_every_version_with_built_packages_will_do(machine: Path, newest: tuple[int, ...]) -> None:
    python = install(machine, "python3", version(*newest))
    assert find(machine).stdout == f"{python}\n"


def test_another_is_looked_for_where_python3_is_too_old(machine: Path) -> None:
    install(machine, "python3", version(3, 10, 12))
    python = install(machine, "python3.12", GOOD)
    assert find(machine).stdout == f"{python}\n"


def test_a_name_without_a_python_behind_it_is_passed_over(machine: Path) -> None:
    (machine / "python3").write_text("#!/bin/sh\nexit 127\n", "utf-8")
    (machine / "python3").chmod(0o755)
    python = install(machine, "python3.11", GOOD)
    assert find(machine).stdout == f"{python}\n"


def test_none_at_all(machine: Path) -> None:
    assert "found none; a 64-bit CPython 3.11 to 3.14 with venv would do" in refusal(machine)


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        (version(3, 10, 12), "python3 3.10.12 is too old"),
        (version(3, 15, 0), "python3 3.15.0 is too new"),
        (BITS_32, "is 32-bit: a 64-bit system is needed"),
        (NO_VENV, "python3 3.11.2 has no venv: apt install python3.11-venv"),
        (PYPY, "is not CPython"),
        (FREE_THREADED, "is free-threaded"),
    ],
)
def test_what_is_found_and_will_not_do_is_named(machine: Path, fact: str, said: str) -> None:
    install(machine, "python3", fact)
    line = refusal(machine)
    assert said in line
    assert "64-bit CPython 3.11 to 3.14 with venv would do" in line


def test_everything_found_is_named(machine: Path) -> None:
    install(machine, "python3", version(3, 9, 2))
    install(machine, "python3.11", NO_VENV)
    assert "python3 3.9.2 is too old, python3.11 3.11.2 has no venv" in refusal(machine)


def test_the_one_that_is_asked_for_is_taken_or_refused(machine: Path) -> None:
    install(machine, "python3", GOOD)
    other = machine / "a folder"
    other.mkdir()
    chosen = install(other, "python", GOOD)
    assert find(machine, str(chosen)).stdout == f"{chosen}\n"
    old = install(other, "old", version(3, 8, 1))
    assert "3.8.1 is too old" in refusal(machine, str(old))
