"""`latchkey torture` as it is called: a small storm and a short week, by the real bot."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

REPO = Path(__file__).resolve().parents[2]


async def torture(*arguments: str) -> tuple[int, Any, str]:
    """Exit code, what it printed as JSON, and what it told on the way."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot.cli",
        "torture",
        "--json",
        *arguments,
        cwd=REPO,
        env=os.environ | {"PYTHONPATH": str(REPO)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, told = await process.communicate()
    assert process.returncode is not None
    return process.returncode, json.loads(out), told.decode()


@pytest.mark.slow
async def test_a_small_storm(tmp_path: Path) -> None:
    code, verdict, told = await torture(
        "--events", "30", "--kills", "3", "--seed", "3", "--minutes", "5", "--keep", str(tmp_path / "kept")
    )
    assert [finding for finding in verdict["findings"] if not finding["holds"]] == [], told
    assert (code, verdict["holds"], len(verdict["findings"])) == (0, True, 9)
    assert "30 events, 3 kills" in told
    assert (tmp_path / "kept" / "events.db").is_file()


@pytest.mark.slow
async def test_a_short_week() -> None:
    code, verdict, told = await torture("--soak", "--minutes", "4")
    assert [finding for finding in verdict["findings"] if not finding["holds"]] == [], told
    assert code == 0
