"""Killed at any instant: everything that was confirmed is there, and nothing is half there."""

from __future__ import annotations

import asyncio
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from storage.check import check
from storage.instance import InstanceLock
from storage.store import Store
from tests.storage.makers import rows

REPO = Path(__file__).parents[2]


def killed_writer(db_path: Path, lines: int) -> list[list[str]]:
    """What a writer had confirmed when SIGKILL met it, in the middle of whatever came next."""
    command = [sys.executable, "-m", "tests.storage.writer", str(db_path), "front"]
    with subprocess.Popen(command, cwd=REPO, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        confirmed = [writer.stdout.readline().split() for _ in range(lines)]
        writer.send_signal(signal.SIGKILL)
        rest = writer.stdout.read().splitlines()
    assert writer.returncode == -signal.SIGKILL
    # A last line without its end was cut, but the store had confirmed before it was begun.
    return confirmed + [line.split() for line in rest if line]


@pytest.mark.parametrize("seed", range(4))
async def test_everything_confirmed_survives_sigkill(db_path: Path, seed: int) -> None:
    confirmed = await asyncio.to_thread(killed_writer, db_path, random.Random(seed).randrange(2, 60))
    with InstanceLock.acquire(db_path):
        async with await Store.open(db_path, db_path.with_name("thumbnails")) as store:
            assert await check(store) == []
            events = {row["id"]: row for row in await rows(store, "SELECT * FROM events")}
            actions = {row["id"] for row in await rows(store, "SELECT id FROM lock_actions")}
            detections = await rows(store, "SELECT event_id, count(*) AS n FROM detections GROUP BY event_id")
    finished = {int(line[1]) for line in confirmed if line[0] == "finished"}
    assert {int(line[0]) for line in confirmed if len(line) == 1} <= events.keys()
    assert all(events[number]["state"] == "analysed" for number in finished)
    assert {int(line[1]) for line in confirmed if line[0] == "durable"} <= actions
    # An event and its detections are one: none without the other.
    analysed = {number for number, event in events.items() if event["state"] == "analysed"}
    assert {row["event_id"]: row["n"] for row in detections} == dict.fromkeys(analysed, 2)
