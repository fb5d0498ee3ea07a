"""Python 3.10 is told in one line, on the real one where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

from tests.conftest import REPO


def test_an_old_python_is_one_line() -> None:
    old = shutil.which("python3.10")
    if old is None or subprocess.run([old, "-c", ""], capture_output=True, check=False).returncode:
        old_code = "import sys; sys.version_info = (3, 10, 0, 'final', 0); sys.modules['pydantic'] = None; "
        command = [sys.executable, "-c", old_code + "from bot.cli import main; sys.exit(main(['run']))"]
    else:
        command = [old, "-m", "bot.cli", "run"]
    ended = subprocess.run(command, cwd=REPO, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert ended.stderr.splitlines() == [
        "latchkey: Python=3.10: give 3.11 or newer; make setup finds one that is installed"
    ]


@pytest.mark.parametrize("command", ["version", "run"])
def test_this_python_is_new_enough(command: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "bot.cli", command, "--help"],
        cwd=REPO,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
