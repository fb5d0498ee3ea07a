"""One bot per store, and a dead one keeps nobody out."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipeline.errors import StoreError
from storage.instance import InstanceLock

REPO = Path(__file__).parents[2]
HOLDER = """
import subprocess, sys, time
from pathlib import Path
from storage.instance import InstanceLock
with InstanceLock.acquire(Path(sys.argv[1])):
    worker = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], close_fds=False)
    print("held", worker.pid, sep="\\n", flush=True)
    time.sleep(60)
"""


@contextmanager
def holder(db_path: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", HOLDER, str(db_path)]
    with subprocess.Popen(command, cwd=REPO, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "held\n"
            yield process
        finally:
            process.kill()


def test_the_second_one_is_told_the_pid_of_the_first(db_path: Path) -> None:
    with holder(db_path) as first, pytest.raises(StoreError) as refused:
        InstanceLock.acquire(db_path)
    assert f"pid {first.pid})" in str(refused.value)
    assert str(db_path) in str(refused.value)


def test_free_after_sigkill(db_path: Path) -> None:
    with holder(db_path) as first:
        first.kill()
        first.wait()
        with InstanceLock.acquire(db_path):
            assert Path(f"{db_path}.lock").read_text() == f"{os.getpid()}\n"


def test_a_longer_pid_leaves_nothing_behind(db_path: Path) -> None:
    Path(f"{db_path}.lock").write_text("123456789012\n")
    with InstanceLock.acquire(db_path):
        assert Path(f"{db_path}.lock").read_text() == f"{os.getpid()}\n"


def test_released_it_can_be_had_again(db_path: Path) -> None:
    lock = InstanceLock.acquire(db_path)
    with pytest.raises(StoreError):
        InstanceLock.acquire(db_path)
    lock.release()
    lock.release()
    InstanceLock.acquire(db_path).release()


def test_the_workers_of_a_dead_one_do_not_hold_it(db_path: Path) -> None:
    with holder(db_path) as first:
        assert first.stdout is not None
        worker = int(first.stdout.readline())
        first.kill()
        first.wait()
        try:
            InstanceLock.acquire(db_path).release()
        finally:
            # Also proof that it was alive until now.
            os.kill(worker, signal.SIGKILL)


def test_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="DB_PATH must be in a folder that exists"):
        InstanceLock.acquire(tmp_path / "nowhere" / "events.db")
