"""What the processes load, and that none of them outlives the bot."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.patience import PATIENCE

REPO = Path(__file__).resolve().parents[2]

LIGHT = """
import sys
import pipeline.pool, pipeline.decide, pipeline.gallery, pipeline.worker, pipeline.models
heavy = {"cv2", "ncnn", "face_recognition", "dlib", "av", "numpy", "PIL"} & set(sys.modules)
print(sorted(heavy))
"""

GUARDED = """
import sys
from pathlib import Path
asked = []
class Guard:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("torch", "torchvision", "ultralytics"):
            asked.append(name)
sys.meta_path.insert(0, Guard())
from pipeline import worker
from pipeline.gallery import build_gallery
worker.start(worker.WorkerSettings(Path(sys.argv[1])))
worker.analyse(Path(sys.argv[2]), build_gallery([]))
print(worker.report().detector, asked)
"""

ORPHAN = """
import asyncio, multiprocessing, sys
from pathlib import Path
from pipeline.pool import Pool
async def main():
    pool = Pool(Path(sys.argv[1]))
    await pool.start()
    await pool.ready()
    print(multiprocessing.active_children()[0].pid, flush=True)
    await asyncio.sleep(60)
if __name__ == "__main__":
    asyncio.run(main())
"""


def python(code: str, *arguments: object) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        cwd=REPO,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=True,
    )
    return done.stdout.strip()


def test_the_bots_own_process_stays_light() -> None:
    assert python(LIGHT) == "[]"


@pytest.mark.slow
def test_neither_torch_nor_ultralytics_is_asked_for(models_dir: Path, visit_clip: Path) -> None:
    assert python(GUARDED, models_dir, visit_clip) == "yolov8n []"


def test_a_worker_dies_with_the_bot(tmp_path: Path) -> None:
    script = tmp_path / "orphan.py"
    script.write_text(ORPHAN)
    environment = {**os.environ, "PYTHONPATH": str(REPO)}
    with subprocess.Popen(
        [sys.executable, str(script), str(tmp_path)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as bot:
        assert bot.stdout is not None
        worker = int(bot.stdout.readline())
        bot.send_signal(signal.SIGKILL)
    assert ends(worker)


def ends(pid: int, seconds: float = PATIENCE) -> bool:
    """Whether the process is gone, or only waits to be reaped by whoever inherited it."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except FileNotFoundError:
            return True
        time.sleep(0.02)
    return False
