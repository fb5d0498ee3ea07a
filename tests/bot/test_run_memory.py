"""What a run holds: few arenas of malloc, since it has many threads and lasts for months."""

from __future__ import annotations

import platform
import re
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.allocator import FEW
from tests.bot.house import House
from tests.bot.running import latchkey

HEAP = 64 * 2**20
"""What glibc reserves, and aligns, for each arena but the first: a part in use, the rest out of reach."""


def arenas(pid: int) -> int:
    found = re.findall(r"^([0-9a-f]+)-([0-9a-f]+) (\S+)", Path(f"/proc/{pid}/maps").read_text(), re.MULTILINE)
    regions = [(int(begin, 16), int(end, 16), rights) for begin, end, rights in found]
    heaps = [
        used
        for used, rest in pairwise(regions)
        if (used[2], rest[2]) == ("rw-p", "---p") and used[0] % HEAP == 0 and rest[1] - used[0] == HEAP
    ]
    return 1 + len(heaps)


@pytest.mark.slow
@pytest.mark.skipif(
    platform.libc_ver()[0] != "glibc" or platform.architecture()[0] != "64bit", reason="not glibc's 64 bits"
)
async def test_its_threads_share_few_arenas(quiet_house: House) -> None:
    async with latchkey(quiet_house, "run") as bot:
        await quiet_house.say("/start")
        await quiet_house.hears("I am Latchkey")
        assert len(list(Path(f"/proc/{bot.process.pid}/task").iterdir())) > 2 * FEW
        assert arenas(bot.process.pid) == FEW
        assert await bot.terminate() == 0, bot.output
