"""Ctrl-C at any moment ends a command with 130 and without a traceback."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.golden import golden_image
from tests.conftest import REPO

INTERRUPTED = """
import os, runpy, signal, sys

moment = sys.argv.pop(1)

class CtrlC:
    def find_spec(self, name, path=None, target=None):
        if name == moment:
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, CtrlC())
runpy.run_module("bot.cli", run_name="__main__", alter_sys=True)
"""


def interrupted_at(moment: str, folder: Path, *arguments: str) -> tuple[int, str]:
    """The exit code and what was said, after SIGINT as soon as this module is asked for.

    By itself: nobody else is sure to be fast enough.
    """
    ended = subprocess.run(
        [sys.executable, "-c", INTERRUPTED, moment, *arguments],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(REPO), "HOME": str(folder)},
        capture_output=True,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    return ended.returncode, ended.stderr


@pytest.mark.parametrize("moment", ["argparse", "pydantic_core", "bot.settings", "rich.table", "numpy"])
def test_while_it_is_still_importing(moment: str, tmp_path: Path) -> None:
    assert interrupted_at(moment, tmp_path, "gallery") == (130, "")


@pytest.mark.parametrize("moment", ["pipeline.analyse", "pipeline.photos"])
def test_while_it_works(moment: str, tmp_path: Path) -> None:
    known = tmp_path / "known" / "grace"
    known.mkdir(parents=True)
    (known / "navy.jpg").write_bytes(golden_image().read_bytes())
    code, said = interrupted_at(moment, tmp_path, "analyze", "x.mp4", "--known", "known")
    assert (code, "Traceback" in said) == (130, False)
