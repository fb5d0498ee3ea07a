"""Ctrl-C at any moment ends a command with 130 and without a traceback."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.golden import golden_image
from tests.conftest import REPO


def interrupted_at(moment: str, folder: Path, *arguments: str) -> tuple[int, str]:
    """The exit code and what was said, after SIGINT as soon as this module has been imported."""
    with subprocess.Popen(
        [sys.executable, "-X", "importtime", "-m", "bot.cli", *arguments],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(REPO), "HOME": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:
        assert process.stderr is not None
        said = []
        for line in process.stderr:
            said.append(line)
            if line.rpartition("|")[2].strip() == moment:
                process.send_signal(signal.SIGINT)
                break
        said += process.stderr.readlines()
        code = process.wait()
    return code, "".join(line for line in said if not line.startswith("import time:"))


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
