"""What the fork server has loaded, so that a worker that is replaced is ready at once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from pipeline.process import Process, processes_at_hand, step_back
from tests.patience import PATIENCE

REPO = Path(__file__).resolve().parents[2]

WITHOUT = """
import asyncio, sys
from pipeline import process

def loaded():
    return "cv2" in sys.modules

async def start():
    process.PRELOAD = "dies_when_loaded"
    await process.processes_at_hand()
    one = process.Process(process.step_back, (0,), loaded)
    print(await one.warm(40))
    await one.end()

if __name__ == "__main__":
    asyncio.run(start())
"""


def loaded_before() -> tuple[set[str], int]:
    """And the threads of the fork server: none of them would live on in its forks."""
    heavy = {"cv2", "ncnn", "av", "numpy", "face_recognition", "ultralytics", "torch"}
    return heavy & set(sys.modules), len(list(Path(f"/proc/{os.getppid()}/task").iterdir()))


async def test_a_process_finds_it_loaded_and_no_thread_was_left_behind() -> None:
    await processes_at_hand()
    process = Process(step_back, (0,), loaded_before)
    loaded, threads = await process.warm(60)
    await process.end()
    assert loaded == {"cv2", "ncnn", "av", "numpy", "face_recognition"}
    assert threads == 1


def test_what_cannot_be_loaded_costs_no_process(tmp_path: Path) -> None:
    (tmp_path / "dies_when_loaded.py").write_text("import os\nos._exit(132)\n")
    (tmp_path / "starts.py").write_text(WITHOUT)
    environment = os.environ | {"PYTHONPATH": f"{REPO}{os.pathsep}{tmp_path}"}
    command = [sys.executable, str(tmp_path / "starts.py")]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=PATIENCE)
    assert (ended.stdout, ended.returncode) == ("False\n", 0), ended.stderr
    assert "loads nothing in advance" in ended.stderr
