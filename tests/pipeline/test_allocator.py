"""How many arenas malloc makes for the threads of a process."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

from pipeline.allocator import FEW

# In a process of its own: what malloc was told, or has made, it does not take back.
COUNT = """
import ctypes, sys
from threading import Barrier, Thread
from pipeline.allocator import use_few_arenas
if sys.argv[1:] == ["few"]:
    use_few_arenas()
all_at_once = Barrier(9)
threads = [Thread(target=all_at_once.wait) for _ in range(8)]
for thread in threads:
    thread.start()
all_at_once.wait()
libc = ctypes.CDLL(None)
libc.fdopen.restype = ctypes.c_void_p
out = ctypes.c_void_p(libc.fdopen(1, b"w"))
libc.malloc_info(0, out)
libc.fflush(out)
"""


def arenas(*arguments: str) -> int:
    done = subprocess.run(
        [sys.executable, "-c", COUNT, *arguments], check=True, capture_output=True, text=True
    )
    return done.stdout.count("<heap nr=")


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="no glibc")
def test_many_threads_share_few_arenas() -> None:
    assert arenas() > FEW
    assert arenas("few") <= FEW
