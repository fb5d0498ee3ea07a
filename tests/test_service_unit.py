"""deploy/systemd: what systemd itself says of the unit, and what the bot leans on."""

from __future__ import annotations

import shutil
import subprocess
from collections import defaultdict
from pathlib import Path

import pytest

from bot import alerts, patience
from bot.health.keepalive import LONGEST_PAUSE, STARTING
from bot.listening import LAST_LOOK

UNIT = Path(__file__).resolve().parents[1] / "deploy" / "systemd" / "latchkey.service"
MOST_EXPOSED = 15
"""Tenths of systemd's own measure: 0 is shut in, 100 is open. Services that it calls OK have up to 39."""


def settings() -> dict[str, list[str]]:
    found = defaultdict(list)
    for line in UNIT.read_text().splitlines():
        if line and line[0] not in "#[":
            name, _, value = line.partition("=")
            found[name].append(value)
    return found


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    """As it stands, but for the program, which is not installed there."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is absent")
    (program,) = settings()["ExecStart"]
    path = tmp_path / UNIT.name
    path.write_text(UNIT.read_text().replace(program, "/bin/sh"))
    return path


def analyzed(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["systemd-analyze", *arguments], capture_output=True, text=True, check=False)


def test_systemd_understands_every_line(unit: Path) -> None:
    told = analyzed("verify", unit)
    assert (told.returncode, told.stderr) == (0, "")


def test_systemd_finds_it_shut_in(unit: Path) -> None:
    told = analyzed("security", "--offline=true", f"--threshold={MOST_EXPOSED}", "--no-pager", unit)
    assert told.returncode == 0, told.stdout.splitlines()[-1]


def test_the_watchdog_waits_for_more_than_one_message() -> None:
    unit = settings()
    assert unit["Type"] == ["notify"]
    assert unit["NotifyAccess"] == ["main"]
    (watchdog,), (start,) = unit["WatchdogSec"], unit["TimeoutStartSec"]
    assert float(watchdog) >= 2 * LONGEST_PAUSE
    # The first message comes as soon as the loop is there; each is to outlast the pause to the next.
    assert float(start) > LONGEST_PAUSE
    assert STARTING >= 2 * LONGEST_PAUSE


def test_an_ending_has_the_time_that_it_takes() -> None:
    (stop,) = settings()["TimeoutStopSec"]
    assert float(stop) > LAST_LOOK + patience.GRACE + patience.LOCK_GRACE + alerts.GRACE


def test_it_is_started_again_for_ever_but_after_wrong_usage() -> None:
    unit = settings()
    assert unit["Restart"] == ["on-failure"]
    assert unit["StartLimitIntervalSec"] == ["0"]
    assert unit["RestartPreventExitStatus"] == ["2"]
