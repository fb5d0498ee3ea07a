"""A bot that was killed leaves nothing of its helper processes in the temporary folder."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from pipeline.clip_folder import ClipFolder

REPO = Path(__file__).resolve().parents[2]

HELPED = """
import time
from pipeline.process import Process, step_back

one = Process(step_back, (0,), int)
print(one.first.result(60), flush=True)
time.sleep(60)
"""


def test_what_the_fork_server_left_is_swept_by_the_next_start(monkeypatch: pytest.MonkeyPatch) -> None:
    # In `/tmp` itself: the path of `tmp_path` may be too long for a fork server.
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        environment = os.environ | {"TMPDIR": folder, "PYTHONPATH": str(REPO)}
        killed = subprocess.Popen(
            [sys.executable, "-c", HELPED], env=environment, stdout=subprocess.PIPE, text=True
        )
        try:
            assert killed.stdout is not None
            assert killed.stdout.readline() == "0\n"
        finally:
            killed.kill()
            killed.communicate()
        assert list(Path(folder).iterdir()) != []
        monkeypatch.setattr(tempfile, "tempdir", folder)
        ClipFolder()
        assert list(Path(folder).iterdir()) == []
