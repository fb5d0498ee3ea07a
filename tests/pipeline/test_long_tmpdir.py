"""Worker processes wherever the temporary folder is, also where its path is too long for a socket."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.process import LONGEST_TMPDIR
from tests.patience import PATIENCE

REPO = Path(__file__).resolve().parents[2]

STARTS = """
import asyncio
from pathlib import Path
from pipeline.pool import Pool

async def start():
    pool = Pool(Path("no-models"))
    await pool.start()
    print((await asyncio.wait_for(pool.ready(), 60)).detector)
    await pool.stop()

asyncio.run(start())
"""


@pytest.fixture
def short() -> Iterator[Path]:
    """A folder in `/tmp` itself: `tmp_path` may be too long already."""
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        yield Path(folder)


@pytest.mark.parametrize(
    "length",
    [
        LONGEST_TMPDIR,
        pytest.param(LONGEST_TMPDIR + 1, marks=pytest.mark.slow),
        pytest.param(200, marks=pytest.mark.slow),
    ],
)
def test_a_worker_starts(short: Path, length: int) -> None:
    folder = Path(f"{short}/{'t' * (length - len(str(short)) - 1)}")
    folder.mkdir()
    assert len(str(folder)) == length
    environment = os.environ | {"TMPDIR": str(folder), "PYTHONPATH": str(REPO)}
    command = [sys.executable, "-c", STARTS]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=PATIENCE)
    assert (ended.stdout, ended.returncode) == ("faces\n", 0), ended.stderr
    assert list(folder.iterdir()) == []
